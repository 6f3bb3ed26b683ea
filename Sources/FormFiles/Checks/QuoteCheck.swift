import Feel

enum QuoteCheck: FormulaCheck {
  static let name = "quote"
  static let title = "引用符のない文字"
  static let explanation = """
    式の中の文字は半角の引用符で囲みます。囲まないと事実の名前として読まれます。「対象」の右側では囲みません。

      × 条件: 届出.種別 = 転入              ○ 条件: 届出.種別 = "転入"
    """

  static func remark(on problem: Diagnostic.Problem, in context: FormulaContext) -> FormulaRemark? {
    guard case .bareWord(let word) = problem else { return nil }
    return FormulaRemark(
      message: "「\(word)」は文字です", correction: "\"\(word)\" のように半角の引用符で囲んでください",
      replacement: "\"\(word)\"")
  }
}
