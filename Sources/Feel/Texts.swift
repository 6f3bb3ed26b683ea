extension Value {
  /// The value as the language writes it; `null` for what has no text of its own.
  public var text: String { Texts.string(of: self) ?? "null" }
}

/// Values as texts (DMN 10.3.4.1, `string`).
enum Texts {
  /// nil for what has no text of its own (null, a record of the host).
  static func string(of value: Value) -> String? {
    switch value {
    case .null, .record: nil
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let number): number.text
    case .string(let text): text.string
    case .date(let day): day.iso
    case .days(let count): (count < 0 ? "-" : "") + "P\(abs(count))D"
    case .months(let count): months(count)
    case .list(let items): "[" + items.map { quoted($0) }.joined(separator: ", ") + "]"
    case .context(let entries):
      "{" + entries.map { "\($0.name): \(quoted($0.value))" }.joined(separator: ", ") + "}"
    case .range(let range): string(of: range)
    }
  }

  private static func months(_ count: Int) -> String {
    let (years, rest) = (abs(count) / 12, abs(count) % 12)
    let text = (years > 0 ? "\(years)Y" : "") + (rest > 0 || years == 0 ? "\(rest)M" : "")
    return (count < 0 ? "-" : "") + "P" + text
  }

  private static func quoted(_ value: Value) -> String {
    if case .string(let text) = value { return "\"\(text.string)\"" }
    return string(of: value) ?? "null"
  }

  private static func string(of range: ValueRange) -> String {
    let lower = range.lower.map { ($0.isIncluded ? "[" : "(") + quoted($0.value.value) } ?? "("
    let upper = range.upper.map { quoted($0.value.value) + ($0.isIncluded ? "]" : ")") } ?? ")"
    return lower + ".." + upper
  }

  static func contains(_ text: String, _ part: String) -> Bool {
    let (whole, wanted) = ([Unicode.Scalar](text.unicodeScalars), [Unicode.Scalar](part.unicodeScalars))
    guard !wanted.isEmpty else { return true }
    guard whole.count >= wanted.count else { return false }
    return (0...(whole.count - wanted.count)).contains { whole[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }
}
