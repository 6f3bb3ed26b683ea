import Feel

/// What 操作の記録 notes of a visit: which one, and where its journal ended at that moment. Nothing of its content.
package struct VisitNote: Hashable, Sendable, Codable {
  package let day: Day
  package let number: Int
  /// SHA-256 of the token, hexadecimal.
  package let token: String
  /// Entries of the journal.
  package let count: Int
  /// Hash of the last entry, hexadecimal.
  package let hash: String

  package init(day: Day, number: Int, token: String, count: Int, hash: String) {
    self.day = day
    self.number = number
    self.token = token
    self.count = count
    self.hash = hash
  }

  private enum CodingKeys: String, CodingKey { case day, number, token, count, hash }
}
