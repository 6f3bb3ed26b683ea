/// Who was found.
package struct SearchResult: Sendable {
  package static let shown = 50
  /// Over this many hits the clerk is asked for another word.
  package static let limit = 1000

  package let residents: [Resident]
  /// Families on their way in.
  package let certificates: [MoveOutCertificate]
  /// Residents found, at most `limit` + 1.
  package let count: Int

  package init(residents: [Resident], certificates: [MoveOutCertificate], count: Int) {
    self.residents = residents
    self.certificates = certificates
    self.count = count
  }

  package var isTooMany: Bool { count > SearchResult.limit }
}
