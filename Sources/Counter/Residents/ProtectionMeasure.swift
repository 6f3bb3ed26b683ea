import Feel
import Moji

/// 支援措置 of one person as the record has it (住民基本台帳事務処理要領第5の10).
///
/// It never ends by itself: after its last day it protects until the record no longer has it, and is said to be over.
package struct ProtectionMeasure: Hashable, Sendable {
  /// nil when only the end, or only the word that it is provisional, is on the record.
  package let from: Day?
  /// As recorded; nil when it is not.
  package let until: Day?
  /// 仮支援措置: before it is confirmed it protects alike.
  package let isProvisional: Bool
  /// From whom the person is protected (相手方).
  package let counterparties: Counterparties

  package init(
    from: Day?, until: Day?, isProvisional: Bool, counterparties: Counterparties = Counterparties()
  ) {
    self.from = from
    self.until = until
    self.isProvisional = isProvisional
    self.counterparties = counterparties
  }

  /// The last day: as recorded, else of the year that begins on the first day (要領第5の10のオ: 1年). nil when neither day is
  /// known.
  package var lastDay: Day? {
    until ?? from.map { $0.adding(months: 12).adding(days: -1) }
  }

  /// What a clerk has to know of it on a day.
  package func notice(on day: Day) -> Notice? {
    if isProvisional { return .provisional }
    guard let lastDay else { return nil }
    if lastDay < day { return .isOver(since: lastDay) }
    let renewal = lastDay.adding(months: -1)
    return day >= renewal ? .ends(on: lastDay, renewableFrom: renewal) : nil
  }

  package enum Notice: Hashable, Sendable {
    case provisional
    /// 延長の申出 is taken from one month before the end.
    case ends(on: Day, renewableFrom: Day)
    case isOver(since: Day)

    package func sentence(_ eras: EraTable) -> String {
      switch self {
      case .provisional: "仮の支援措置です。確認が済む前でも同じように守ります"
      case .ends(let day, let renewal):
        "支援措置の期間は\(eras.long(day))までです。延長の申出を\(eras.long(renewal))から受けています"
      case .isOver(let day):
        "支援措置の期間は\(eras.long(day))で過ぎています。取り消されるまで守り続けます。担当に知らせてください"
      }
    }
  }
}

/// The people somebody is protected from (相手方), of whom nothing can be read: only whether a name is one of theirs.
package struct Counterparties: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  private let keys: Set<String>

  /// Names as the record has them, several between «、».
  package init(_ names: String = "") {
    keys = Set(
      names.split(whereSeparator: { "、,，;；".contains($0) }).map { SearchKey.kanji(String($0)) }
        .filter { !$0.isEmpty })
  }

  package var isEmpty: Bool { keys.isEmpty }

  /// Whether a name, however it is written, is one of theirs.
  package func include(_ name: String) -> Bool { keys.contains(SearchKey.kanji(name)) }

  package var description: String { "【支援措置】" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

extension Sequence<Resident> {
  /// The strictest 抑止 of a process among them; nil where there is none. One person's holds for the household they come with.
  package func restriction(of process: Restriction.Process) -> Restriction.Level? {
    let levels = flatMap(\.restrictions).filter { $0.process == process }.map(\.level)
    return levels.contains(.error) ? .error : levels.first
  }
}
