/// 郵便番号 with a place that has it. A code may have several.
public struct PostalAddress: Hashable, Sendable {
  /// Seven digits.
  public let code: String
  public let prefecture: String
  /// 市区町村, with 郡: «柴田郡大河原町».
  public let city: String
  /// 町域; empty where the code is that of the rest of the municipality.
  public let town: String

  public init(code: String, prefecture: String, city: String, town: String) {
    self.code = code
    self.prefecture = prefecture
    self.city = city
    self.town = town
  }

  /// «東京都千代田区千代田»
  public var text: String { prefecture + city + town }
}
