import Feel
import Moji

/// Something that not every clerk may do (操作権限).
package enum Right: String, CaseIterable, Codable, Hashable, Sendable {
  case receive = "受付"
  case override = "判定の変更"
  case void = "取消と訂正"
  case release = "支援措置の解除"
  case report = "統計"
  /// Reads the journals and 操作の記録, and checks that they are whole.
  case inspect = "記録の確認"
  /// Imports, goes back, copies and deletes (取り込み、控え、消去).
  case data = "データの管理"
  case accounts = "アカウント"
}

/// A named account of a clerk (職員のアカウント); its passphrase and secret stay in the store.
package struct Account: Hashable, Sendable, Codable {
  /// As it was written when the account was made; the actor of what the clerk does.
  package let name: String
  /// 課.
  package let section: String
  package let rights: Set<Right>
  /// What a fact of the vocabulary may require (権限), such as 本籍 or 在留資格; the content decides the names.
  package let columns: Set<String>
  /// First day of use; nil from the beginning.
  package let from: Day?
  /// Last day of use; nil without an end.
  package let until: Day?
  /// Locked by an administrator (停止), until unlocked.
  package let isLocked: Bool
  /// Whether signing in takes a code of the clerk's telephone (TOTP) too.
  package let usesCode: Bool

  package init(
    name: String, section: String, rights: Set<Right>, columns: Set<String> = [], from: Day? = nil,
    until: Day? = nil, isLocked: Bool = false, usesCode: Bool = false
  ) {
    self.name = name
    self.section = section
    self.rights = rights
    self.columns = columns
    self.from = from
    self.until = until
    self.isLocked = isLocked
    self.usesCode = usesCode
  }

  /// Whether its rights cover an act, by the one table of acts.
  package func may(_ act: Act) -> Bool {
    switch act.need {
    case .nothing: true
    case .right(let right): rights.contains(right)
    }
  }

  /// Why an account cannot be used.
  package enum Hindrance: Hashable, Sendable {
    case locked
    case notYet(from: Day)
    case expired(until: Day)
  }

  /// nil when the account can be used on this day.
  package func hindrance(on day: Day) -> Hindrance? {
    if isLocked { return .locked }
    if let from, day < from { return .notYet(from: from) }
    if let until, until < day { return .expired(until: until) }
    return nil
  }

  /// Columns of the longest name: sixteen kanji.
  package static let longestName = 32

  /// Whether a name can be told apart on a screen and is one: letters of any script and digits, between them blanks and a few
  /// signs, and nothing of a path.
  package static func isUsable(name: String) -> Bool {
    let scalars = name.unicodeScalars
    guard !key(of: name).isEmpty, name.columns <= longestName, scalars.count <= 2 * longestName,
      let first = scalars.first(where: { !$0.properties.isWhitespace }), first.isOfName
    else { return false }
    return scalars.allSatisfy { $0.isOfName || nameSigns.contains($0) }
  }

  private static let nameSigns: Set<Unicode.Scalar> = [
    " ", "\u{3000}", "・", "･", "-", "－", "_", "＿", ".", "．", "'", "’",
  ]

  /// One text for every way of typing a name: width, case and blanks do not count (RFC 8265, 3.3, which keeps blanks).
  ///
  /// Two keys are compared by canonical equivalence, as `String` does: whoever is one to a set is one account.
  package static func key(of name: String) -> String {
    String(String.UnicodeScalarView(name.widthFolded.unicodeScalars.filter { !$0.properties.isWhitespace }))
      .lowercased()
  }
}

extension Unicode.Scalar {
  /// A letter, a digit, or what belongs to the letter before: 濁点, selectors of 異体字.
  fileprivate var isOfName: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .nonspacingMark, .privateUse:
      true
    default: false
    }
  }

  /// A control, a line end, or a mark without a shape of its own. Selectors of 異体字 are none of these.
  var isUnseen: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned: true
    default: false
    }
  }
}
