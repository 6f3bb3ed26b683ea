/// 抑止 of a record: what is not to be done with it, or not without a look (住民記録システム標準仕様書 3.1).
package struct Restriction: Hashable, Sendable {
  /// 処理.
  package enum Process: String, Hashable, Sendable, CaseIterable {
    case change = "異動"
    case issue = "発行"
    case inquiry = "照会"
  }

  package enum Level: String, Hashable, Sendable, CaseIterable {
    /// Not done without somebody who may release.
    case error = "エラー"
    /// Done, and said.
    case alert = "警告"
  }

  package let process: Process
  package let level: Level

  package init(_ process: Process, _ level: Level) {
    self.process = process
    self.level = level
  }

  package var text: String { "\(process.rawValue)（\(level.rawValue)）" }
}
