/// Who was found.
public struct SearchResult: Sendable {
  public static let shown = 50
  /// Over this many hits the clerk is asked for another word.
  public static let limit = 1000

  public let residents: [Resident]
  /// Families on their way in.
  public let certificates: [MoveOutCertificate]
  /// Residents found, at most `limit` + 1.
  public let count: Int

  public init(residents: [Resident], certificates: [MoveOutCertificate], count: Int) {
    self.residents = residents
    self.certificates = certificates
    self.count = count
  }

  public var isTooMany: Bool { count > SearchResult.limit }
}
