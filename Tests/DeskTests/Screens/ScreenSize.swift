import Testing

/// Rows and columns of a picture.
struct ScreenSize: CustomTestStringConvertible, Sendable {
  let rows: Int
  let columns: Int

  /// The smallest that a desk works at, and a wide one, where verdicts stand beside the questions.
  static let all = [ScreenSize(rows: 24, columns: 80), ScreenSize(rows: 40, columns: 120)]

  var testDescription: String { "\(columns)×\(rows)" }
}
