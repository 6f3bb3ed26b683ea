/// 郵便番号 with a place that has it. A code may have several.
package struct PostalAddress: Hashable, Sendable {
  /// Seven digits.
  package let code: String
  package let prefecture: String
  /// 市区町村, with 郡: «柴田郡大河原町».
  package let city: String
  /// 町域; empty where the code is that of the rest of the municipality.
  package let town: String

  package init(code: String, prefecture: String, city: String, town: String) {
    self.code = code
    self.prefecture = prefecture
    self.city = city
    self.town = town
  }

  /// «東京都千代田区千代田»
  package var text: String { prefecture + city + town }
}
