import Counter
import Feel

/// Something wrong in a file under `forms/`, with the place to look and what to write instead.
package struct Finding: Error, Hashable, Sendable, Comparable, CustomStringConvertible {
  package enum Severity: String, Hashable, Sendable {
    case error = "まちがい"
    case warning = "注意"
  }

  /// What to put in the place of what stands at the finding.
  package struct Replacement: Hashable, Sendable {
    /// What stands there now, on one line; empty to insert.
    package let original: String
    package let text: String

    package init(_ original: String, by text: String) {
      self.original = original
      self.text = text
    }
  }

  /// Name of the check, as `forms help` takes it.
  package let check: String
  package let place: Place
  package let severity: Severity
  package let message: String
  /// What to write instead, nil when it cannot be told.
  package let correction: String?
  /// The correction as an edit at the place, nil when it takes thought.
  package let replacement: Replacement?

  package init(
    _ check: any Check.Type, at place: Place, severity: Severity = .error, _ message: String,
    correction: String? = nil, replacement: Replacement? = nil
  ) {
    self.check = check.name
    self.place = place
    self.severity = severity
    self.message = message
    self.correction = correction
    self.replacement = replacement
  }

  /// A name that is not known: the nearest known one is offered, or else the whole choice.
  static func unknown(
    _ check: any Check.Type, _ name: String, in names: [String], at place: Place, _ message: String,
    otherwise: String? = nil
  ) -> Finding {
    let nearest = Spelling.allNearest(to: name, in: names)
    let choice =
      otherwise ?? (names.isEmpty || names.count > 24 ? nil : "どれか: " + names.joined(separator: "、"))
    return Finding(
      check, at: place, message,
      correction: nearest.isEmpty
        ? choice : nearest.prefix(3).map { "「\($0)」" }.joined(separator: "か") + "のことですか",
      replacement: nearest.count == 1 ? Replacement(name, by: nearest[0]) : nil)
  }

  package var file: String { place.file }
  package var line: Int { place.line }
  package var column: Int { place.column }

  /// `procedures/citizens.yaml:12:5: まちがい: … → …`
  package var sentence: String {
    "\(file):\(line):\(column): \(severity.rawValue): \(message)" + (correction.map { "\n    → \($0)" } ?? "")
  }

  package var description: String { sentence }

  package static func < (left: Finding, right: Finding) -> Bool {
    (left.place, left.message) < (right.place, right.message)
  }
}
