/// One kind of mistake that the checker knows, with what staff read about it (`madoguchi forms help`).
package protocol Check {
  /// ASCII, as it is typed after `forms help` and written beside each finding.
  static var name: String { get }
  /// One line.
  static var title: String { get }
  /// Why it is wrong and what to do, with an example of both.
  static var explanation: String { get }
}
