import Counter

/// YAML's way of writing a part once and naming it elsewhere (`&名前`, `*名前`). `forms/` does without: a few lines of it
/// stand for more than any machine can read, and who edits a file sees only the name.
enum YAMLAliases {
  /// Where the first name is used, in a text that also gives one; nil otherwise, since a sign alone may belong to a sentence.
  static func firstUse(in text: String, of file: String) -> Place? {
    guard text.utf8.contains(UInt8(ascii: "&")), text.utf8.contains(UInt8(ascii: "*")) else { return nil }
    var use: Place?
    var isGiven = false
    for (number, line) in FormsFolder.lines(of: text).enumerated() {
      let scalars = Array(line.unicodeScalars)
      for (column, scalar) in scalars.enumerated() where scalar == "&" || scalar == "*" {
        guard standsAtValue(scalars, column), namesSomething(scalars, column + 1) else { continue }
        if scalar == "&" { isGiven = true }
        if scalar == "*", use == nil { use = Place(file: file, line: number + 1, column: column + 1) }
      }
      if isGiven, let use { return use }
    }
    return nil
  }

  /// Whether a value can begin there: at the beginning of a line, or behind `- `, `? `, `: `, `[`, `{` or `,`.
  private static func standsAtValue(_ line: [Unicode.Scalar], _ column: Int) -> Bool {
    let before = line[..<column]
    guard let last = before.last(where: { $0 != " " && $0 != "\t" }) else { return true }
    if last == "[" || last == "{" || last == "," { return true }
    return (last == "-" || last == "?" || last == ":") && before.last != last
  }

  private static func namesSomething(_ line: [Unicode.Scalar], _ column: Int) -> Bool {
    guard column < line.count else { return false }
    return !" \t,[]{}*&".unicodeScalars.contains(line[column])
  }
}
