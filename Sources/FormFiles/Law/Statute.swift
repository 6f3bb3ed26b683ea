import Counter
import Crypto
import Feel
import Foundation

/// A statute (法令) as it stands from a day on, by article.
package struct Statute: Hashable, Sendable {
  /// An article of a statute: «22», «30-45» for 第30条の45, «附則2».
  package struct Article: Hashable, Sendable {
    /// Its title in full.
    package let statute: String
    package let number: String

    package init(_ statute: String, _ number: String) {
      self.statute = statute
      self.number = number
    }

    /// «住民基本台帳法第30条の45»
    package var text: String {
      let isAnnex = number.hasPrefix("附則")
      let parts = number.dropFirst(isAnnex ? 2 : 0).split(separator: "-")
      guard let first = parts.first else { return statute }
      return statute + (isAnnex ? "附則" : "") + "第\(first)条" + parts.dropFirst().map { "の\($0)" }.joined()
    }
  }

  package let title: String
  /// The first day of this text; nil where the file does not say, which is a text in force.
  package let inForce: Day?
  /// By number; one line a paragraph or an item, without their numbers.
  package let articles: [String: String]

  package init(title: String, inForce: Day?, articles: [String: String]) {
    self.title = title
    self.inForce = inForce
    self.articles = articles
  }

  /// The same for the same sentences, however they are broken into lines: 16 hexadecimal digits.
  package static func fingerprint(of text: String) -> String {
    let bytes = text.unicodeScalars.filter { !$0.properties.isWhitespace }.map(Character.init)
    return SHA256.hash(data: Data(String(bytes).utf8)).prefix(8).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
