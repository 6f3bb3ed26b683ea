import Feel

extension NameCheck: FormulaCheck {
  private static let keywords = ["and", "or", "in", "then", "else", "satisfies", "return", "between"]

  static func remark(on problem: Diagnostic.Problem, in context: FormulaContext) -> FormulaRemark? {
    switch problem {
    case .unknownName(let name, _):
      return glued(context.written, context.names) ?? meant(name, context) ?? unknown(name, context)
    case .unknownFunction(let name, let nearest):
      return FormulaRemark(
        message: "「\(name)」という計算はありません",
        correction: nearest.map { "「\($0)」のことですか" } ?? "使える関数は README.md の表にあります",
        replacement: nearest)
    default: return nil
    }
  }

  private static func unknown(_ name: String, _ context: FormulaContext) -> FormulaRemark {
    let dot = name.firstIndex(of: ".")
    let kind = dot.map { String(name[...$0]) } ?? ""
    let nearest = Spelling.allNearest(to: name, in: context.names.filter { $0.hasPrefix(kind) }.sorted())
    // «要介護認定» for «人.要介護認定», and «市.…» for «法.…».
    let property = dot.map { String(name[name.index(after: $0)...]) } ?? name
    let elsewhere = context.names.filter { $0.hasSuffix(".\(property)") }.sorted()
    let candidates = elsewhere.isEmpty ? nearest : elsewhere
    let only = candidates.count == 1 ? candidates.first : nil
    return FormulaRemark(
      message: "「\(name)」という名前はありません",
      correction: candidates.isEmpty
        ? "vocabulary/・law.yaml・municipality.yaml の名前を書くか、そこに足してください"
        : candidates.prefix(3).map { "「\($0)」" }.joined(separator: "か") + "のことですか",
      replacement: only.map { elsewhere.isEmpty ? replacement(context.written, by: $0) : $0 })
  }

  /// Words and signs of other languages, and はい where true is meant.
  private static func meant(_ name: String, _ context: FormulaContext) -> FormulaRemark? {
    if let word = YesNoWord.meant(by: name) ?? (["はい", "いいえ"].contains(name) ? name : nil) {
      let feel = word == "はい" ? "true" : "false"
      let instead = context.isRow ? word : feel
      return FormulaRemark(
        message: "「\(name)」は書けません", correction: "\(instead) と書いてください", replacement: instead)
    }
    let words = ["かつ": "and", "および": "and", "または": "or", "もしくは": "or", "AND": "and", "OR": "or", "無料": "0"]
    guard let instead = words[name] else {
      guard name.contains("・"), context.names.contains(name.replacing("・", with: ".")) else { return nil }
      let dotted = name.replacing("・", with: ".")
      return FormulaRemark(
        message: "「・」は名前の区切りではありません", correction: "「\(dotted)」と書いてください", replacement: dotted)
    }
    return FormulaRemark(
      message: "「\(name)」は式の言葉ではありません", correction: "\(instead) と書いてください", replacement: instead)
  }

  /// A keyword glued to a name.
  static func glued(_ written: String, _ names: Set<String>) -> FormulaRemark? {
    parted(written, names).map {
      FormulaRemark(
        message: "「\(written)」が1つの名前として読まれました", correction: "「\($0)」のように半角スペースで分けてください", replacement: $0)
    }
  }

  /// The property of a path; what stands before its dot may be a name of the formula's own.
  private static func replacement(_ written: String, by nearest: String) -> String {
    guard let dot = written.lastIndex(of: "."), let other = nearest.lastIndex(of: ".") else { return nearest }
    return String(written[...dot] + nearest[nearest.index(after: other)...])
  }

  /// A name with the keyword that was glued to it cut off.
  private static func parted(_ name: String, _ known: Set<String>) -> String? {
    for keyword in keywords {
      if name.hasSuffix(keyword) {
        let start = String(name.dropLast(keyword.count))
        if known.contains(start) || ["true", "false", "null"].contains(start) {
          return "\(start) \(keyword)"
        }
      }
      if name.hasPrefix(keyword) {
        let rest = String(name.dropFirst(keyword.count))
        if known.contains(rest) || ["true", "false", "null"].contains(rest) { return "\(keyword) \(rest)" }
      }
    }
    return nil
  }
}
