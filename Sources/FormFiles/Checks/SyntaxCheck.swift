import Feel

enum SyntaxCheck: FormulaCheck {
  static let name = "syntax"
  static let title = "式の形"
  static let explanation = """
    式が途中で切れているか、かっこや and / or の置き方が合っていません。

      × 人.国保 = true and                  ○ 人.国保 = true and 人.後期 = false
      × not(人.国保 = true                  ○ not(人.国保 = true)
      × if 人.国保 = true then 1            ○ if 人.国保 = true then 1 else 0
      × some 員 in 世帯.員 員.国保 = true   ○ some 員 in 世帯.員 satisfies 員.国保 = true
    """

  static func remark(on problem: Diagnostic.Problem, in context: FormulaContext) -> FormulaRemark? {
    switch problem {
    case .unfinishedString:
      FormulaRemark(message: "文字を囲む \" が閉じていません", correction: "文字の終わりに \" を書いてください")
    case .unexpectedSign(let sign):
      FormulaRemark(
        message: "「\(sign)」は式に使えない記号です", correction: "使える記号は = != < <= > >= + - * / ( ) [ ] , . です")
    case .unexpected(let found, let wanted):
      NameCheck.glued(context.written, context.names) ?? foreign(context) ?? unexpected(found, wanted)
    case .nestingTooDeep: FormulaRemark(message: "かっこの重なりが深すぎます", correction: split)
    case .tooLong:
      FormulaRemark(
        message: "式が長すぎます（1つの式は\(Limits().length)字まで、続けて書く演算は\(Limits().links)回までです）",
        correction: split)
    default: nil
    }
  }

  private static let split = "語彙に計算の事実を作り、式を2つに分けてください"

  /// Signs of other languages.
  private static func foreign(_ context: FormulaContext) -> FormulaRemark? {
    let signs = [("=>", ">="), ("=<", "<="), ("==", "="), ("<>", "!="), ("&&", "and"), ("||", "or")]
    return signs.first { context.text.contains($0.0) }.map { sign, instead in
      FormulaRemark(message: "「\(sign)」は式に使えない記号です", correction: "\(instead) と書いてください")
    }
  }

  private static func unexpected(_ found: String, _ wanted: String) -> FormulaRemark {
    if found == "終わり" {
      return FormulaRemark(
        message: "式が途中で終わっています",
        correction: wanted == "値" ? "続きを書くか、終わりの and や = を消してください" : "「\(wanted)」を足してください")
    }
    if wanted == "終わり" {
      return FormulaRemark(
        message: "「\(found)」の前で式が終わっています", correction: "and か or でつなぐか、余分な「\(found)」を消してください")
    }
    return FormulaRemark(
      message: "ここには「\(wanted)」が来るはずですが、「\(found)」があります", correction: "「\(found)」の前に「\(wanted)」を書いてください")
  }
}
