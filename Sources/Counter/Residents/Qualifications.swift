/// The qualification columns of a record (資格), as the file wrote them; taken apart only when they are read.
public struct Qualifications: Hashable, Sendable {
  /// Names of the columns the file had.
  public let columns: [String]
  /// Their fields in the same order, parted by `separator`.
  public let fields: String

  public static let separator: Character = "\u{1F}"

  public init(columns: [String], fields: String) {
    self.columns = columns
    self.fields = fields
  }

  /// Field by column; an empty field says no.
  public var byColumn: [String: String] {
    let parts = fields.split(separator: Qualifications.separator, omittingEmptySubsequences: false)
    return Dictionary(zip(columns, parts.map(String.init)), uniquingKeysWith: { first, _ in first })
  }
}
