import Counter
import Feel

enum SignCheck: FormulaCheck {
  static let name = "sign"
  static let title = "全角の記号"
  static let explanation = """
    式の記号と数字は半角です。全角の ＞＝ や ≧、読点、かぎかっこは、引用符の中の文字としてしか使えません。

      × 年齢(人、届出.異動日) ＞＝ 法.介護第1号の年齢
      ○ 年齢(人, 届出.異動日) >= 法.介護第1号の年齢
      × 届出.種別 = 「転入」
      ○ 届出.種別 = "転入"
    """

  static func remark(on problem: Diagnostic.Problem, in context: FormulaContext) -> FormulaRemark? {
    guard case .foreignSign(let sign, let instead) = problem else { return nil }
    return FormulaRemark(
      message: "全角や飾りの記号「\(sign)」が使われています", correction: "半角の \(instead) と書いてください", replacement: instead)
  }

  /// All such signs of a formula, where reading it stops at the first.
  static func problems(of first: RuleProblem) -> [RuleProblem] {
    if case .unfinishedString = first.diagnostic.problem, let quote = curlyQuote(in: first) { return [quote] }
    guard case .foreignSign = first.diagnostic.problem else { return [first] }
    let (text, start) = first.formula.whole(at: first.diagnostic.place.lowerBound)
    return ForeignSigns.runs(in: text).map { run in
      let sign = String(
        String.UnicodeScalarView(text.unicodeScalars.dropFirst(run.place.lowerBound).prefix(run.place.count)))
      let place = start + run.place.lowerBound..<start + run.place.upperBound
      return RuleProblem(
        formula: first.formula, diagnostic: Diagnostic(.foreignSign(sign, instead: run.instead), at: place))
    }
  }

  /// A string that a curly quotation mark was meant to end.
  private static func curlyQuote(in problem: RuleProblem) -> RuleProblem? {
    let (text, start) = problem.formula.whole(at: problem.diagnostic.place.lowerBound)
    let scalars = Array(text.unicodeScalars)
    guard let offset = scalars.lastIndex(where: { "“”＂".unicodeScalars.contains($0) }) else { return nil }
    let place = start + offset..<start + offset + 1
    return RuleProblem(
      formula: problem.formula,
      diagnostic: Diagnostic(.foreignSign(String(scalars[offset]), instead: "\""), at: place))
  }
}
