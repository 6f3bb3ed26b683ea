/// Something wrong in a file under `forms/`, with the place to look and what to write instead.
public struct Finding: Error, Hashable, Sendable, Comparable, CustomStringConvertible {
  public enum Severity: String, Hashable, Sendable, Codable {
    case error = "まちがい"
    case warning = "注意"
  }

  /// Path inside `forms/`.
  public let file: String
  /// From 1.
  public let line: Int
  /// From 1, in characters.
  public let column: Int
  public let severity: Severity
  public let message: String
  /// What to write instead, nil when it cannot be told.
  public let correction: String?

  public init(
    file: String, line: Int, column: Int = 1, severity: Severity = .error, message: String,
    correction: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.severity = severity
    self.message = message
    self.correction = correction
  }

  /// `procedures/citizens.yaml:12:5: まちがい: … → …`
  public var sentence: String {
    "\(file):\(line):\(column): \(severity.rawValue): \(message)" + (correction.map { "\n    → \($0)" } ?? "")
  }

  public var description: String { sentence }

  public static func < (left: Finding, right: Finding) -> Bool {
    (left.file, left.line, left.column, left.message) < (right.file, right.line, right.column, right.message)
  }
}

/// Everything found so far; shared by the readers of one load.
final class Findings {
  private(set) var list: [Finding] = []

  func add(_ finding: Finding) { list.append(finding) }
}
