import Feel

extension CodeCheck: FormulaCheck {
  static func remark(on problem: Diagnostic.Problem, in context: FormulaContext) -> FormulaRemark? {
    guard case .notInCodeList(let text, let list, let nearest) = problem else { return nil }
    // «転入、転居» for two values.
    let parts = text.split(whereSeparator: { "、，・,／/".contains($0) }).map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    if parts.count > 1, parts.allSatisfy({ context.codes[list]?.contains($0) ?? false }) {
      let list = context.isList ? parts.joined(separator: ", ") : "[\(parts.joined(separator: ", "))]"
      return FormulaRemark(
        message: "値が2つ以上、1つの文字として書かれています", correction: "\(list) と書いてください", replacement: list)
    }
    // A text stands in quotes in an expression and without them in a row.
    let isQuoted = context.written.hasPrefix("\"")
    return FormulaRemark(
      message: "「\(text)」はコード表「\(list)」にありません",
      correction: nearest.map { "「\($0)」のことですか" } ?? "codes/ の「\(list)」の値を書いてください",
      replacement: nearest.map { isQuoted ? "\"\($0)\"" : $0 })
  }
}
