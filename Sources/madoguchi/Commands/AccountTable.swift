import Counter
import Feel
import Moji

/// Accounts as a table of text.
enum AccountTable {
  static func lines(_ accounts: [Account], on day: Day) -> [String] {
    let head = ["名前", "課", "できること", "見てよい項目", "期間", "コード", "状態"]
    let rows = [head] + accounts.map { row($0, on: day) }
    let widths = head.indices.map { column in rows.map { $0[column].columns }.max() ?? 0 }
    return rows.map { row in
      let last = row.count - 1
      return zip(row, widths).enumerated().map { index, cell in
        index == last ? cell.0 : cell.0.fitted(toColumns: cell.1)
      }.joined(separator: "  ")
    }
  }

  private static func row(_ account: Account, on day: Day) -> [String] {
    [
      account.name, account.section, rights(account), account.columns.sorted().joined(separator: "・"),
      period(account), account.usesCode ? "あり" : "", state(account.hindrance(on: day)),
    ]
  }

  /// What an account may do and when, for the operation log.
  static func summary(_ account: Account) -> String {
    [
      account.section, rights(account), account.columns.sorted().joined(separator: "・"), period(account),
    ].filter { !$0.isEmpty }.joined(separator: "、")
  }

  /// In the order in which the rights are listed everywhere.
  private static func rights(_ account: Account) -> String {
    Right.allCases.filter(account.rights.contains).map(\.rawValue).joined(separator: "・")
  }

  private static func period(_ account: Account) -> String {
    guard account.from != nil || account.until != nil else { return "" }
    return "\(account.from?.iso ?? "")～\(account.until?.iso ?? "")"
  }

  private static func state(_ hindrance: Account.Hindrance?) -> String {
    switch hindrance {
    case nil: "使える"
    case .locked: "停止"
    case .notYet: "期間の前"
    case .expired: "期限切れ"
    }
  }
}
