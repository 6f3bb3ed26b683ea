/// String functions (DMN 10.3.4.3), by code points.
extension StandardFunctions {
  static let strings: [Function] = [
    define("string length", [("string", .string)], .number) { a, _ in
      a.scalars(0).map { .number($0.count) }
    },
    define(
      "substring", [("string", .string), ("start position", .number), ("length", .number)], optional: 1,
      .string
    ) { a, _ in
      guard let text = a.scalars(0), let start = a.integer(1), start != 0 else { return nil }
      let first = start > 0 ? start - 1 : text.count + start
      guard first >= 0, first <= text.count else { return nil }
      guard a.has(2) else { return .string(String(text[first...])) }
      guard let length = a.number(2)?.rounded(.down, scale: 0).integer, length >= 1 else { return nil }
      return .string(String(text[first..<min(text.count, first + min(length, text.count))]))
    },
    define("upper case", [("string", .string)], .string) { a, _ in a.text(0).map { .string($0.uppercased()) }
    },
    define("lower case", [("string", .string)], .string) { a, _ in a.text(0).map { .string($0.lowercased()) }
    },
    define("substring before", [("string", .string), ("match", .string)], .string) { a, _ in
      guard let text = a.scalars(0), let match = a.scalars(1) else { return nil }
      return .string(Texts.position(of: match, in: text).map { String(text[..<$0]) } ?? "")
    },
    define("substring after", [("string", .string), ("match", .string)], .string) { a, _ in
      guard let text = a.scalars(0), let match = a.scalars(1) else { return nil }
      return .string(Texts.position(of: match, in: text).map { String(text[($0 + match.count)...]) } ?? "")
    },
    define("contains", [("string", .string), ("match", .string)], .boolean) { a, _ in
      guard let text = a.scalars(0), let match = a.scalars(1) else { return nil }
      return .boolean(Texts.position(of: match, in: text) != nil)
    },
    define("starts with", [("string", .string), ("match", .string)], .boolean) { a, _ in
      guard let text = a.scalars(0), let match = a.scalars(1) else { return nil }
      return .boolean(text.starts(with: match))
    },
    define("ends with", [("string", .string), ("match", .string)], .boolean) { a, _ in
      guard let text = a.scalars(0), let match = a.scalars(1) else { return nil }
      return .boolean(text.count >= match.count && text.suffix(match.count).elementsEqual(match))
    },
    define("string join", [("list", .list(.any)), ("delimiter", .string)], optional: 1, .string) { a, e in
      guard let items = a.items(0) else { return nil }
      var delimiter = ""
      if a.has(1), a[1] != .null {
        guard let text = a.text(1) else { return nil }
        delimiter = text
      }
      var parts: [String] = []
      for item in items where item != .null {
        guard case .string(let text) = item else { return nil }
        parts.append(text.string)
      }
      guard e.mayMake((parts.count / 16 + 1) * delimiter.utf8.count) else { return nil }
      return .string(parts.joined(separator: delimiter))
    },
  ]

  /// Functions with regular expressions (XQuery and XPath Functions and Operators 5.6).
  static let patterns: [Function] = [
    define("matches", [("input", .string), ("pattern", .string), ("flags", .string)], optional: 1, .boolean) {
      a, e in
      guard let text = a.scalars(0), let pattern = pattern(a, flags: 2, &e) else { return nil }
      let (outcome, steps) = pattern.firstMatch(in: text)
      guard e.spend(steps) else { return nil }
      switch outcome {
      case .found: return .boolean(true)
      case .nothing: return .boolean(false)
      case .tooLong: return nil
      }
    },
    define(
      "replace",
      [("input", .string), ("pattern", .string), ("replacement", .string), ("flags", .string)], optional: 1,
      .string
    ) { a, e in
      guard let text = a.scalars(0), let pattern = pattern(a, flags: 3, &e), let replacement = a.scalars(2)
      else {
        return nil
      }
      let (result, steps) = pattern.replace(in: text, with: replacement)
      guard e.spend(steps) else { return nil }
      return result.map { .string(String($0[...])) }
    },
    define("split", [("string", .string), ("delimiter", .string)], .list(.string)) { a, e in
      guard let text = a.scalars(0), let pattern = pattern(a, flags: 2, &e) else { return nil }
      let (pieces, steps) = pattern.split(text)
      guard e.spend(steps) else { return nil }
      return pieces.map { .list($0.map { .string(String($0)) }) }
    },
  ]

  /// nil for what is no pattern, which takes steps too.
  private static func pattern(_ arguments: [Value?], flags: Int, _ evaluator: inout Evaluator) -> Pattern? {
    guard let source = arguments.text(1) else { return nil }
    var options = ""
    if arguments.has(flags), arguments[flags] != .null {
      guard let text = arguments.text(flags) else { return nil }
      options = text
    }
    if let pattern = Pattern(source, flags: options) { return pattern }
    _ = evaluator.spend(Pattern.sizeLimit / 4)
    return nil
  }
}
