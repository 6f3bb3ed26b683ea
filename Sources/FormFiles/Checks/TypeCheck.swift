import Feel

enum TypeCheck: FormulaCheck {
  static let name = "type"
  static let title = "型の食いちがい"
  static let explanation = """
    数と文字、日と数、年月の長さと日数のように、比べたり足したりできないものを組み合わせています。はい・いいえが要る所に
    数を書いたときや、関数の（ ）の中の数が合わないときも出ます。

      × 人.国保 = "はい"                    ○ 人.国保 = true
      × 届出.異動日 >= 法.転入届の日数      ○ 日数(届出.異動日, 届出.届出日) >= 法.転入届の日数
      × duration("P1M") > duration("P30D")  （月と日は比べられません）
    """

  static func remark(on problem: Diagnostic.Problem, in context: FormulaContext) -> FormulaRemark? {
    switch problem {
    case .wrongArgumentCount(let function, let wanted, let found):
      return FormulaRemark(
        message: "「\(function)」の（ ）の中は\(wanted)個ですが、\(found)個あります",
        correction: "README.md の関数の表を見て、\(wanted)個にしてください")
    case .wrongType(let wanted, let found):
      return FormulaRemark(
        message: "ここには\(word(wanted))が要りますが、\(word(found))です", correction: advice(wanted, found))
    case .incomparable(let left, let right):
      let replacement = yesNo(left, context.written)
      return FormulaRemark(
        message: "\(word(left))と\(word(right))は比べられません",
        correction: replacement.map { "\($0) と書いてください" } ?? advice(left, right), replacement: replacement)
    default: return nil
    }
  }

  /// "はい" beside a truth value.
  private static func yesNo(_ left: ValueType, _ written: String) -> String? {
    guard left == .boolean, written.contains("\"はい\"") || written.contains("\"いいえ\"") else { return nil }
    return written.replacing("\"はい\"", with: "true").replacing("\"いいえ\"", with: "false")
  }

  private static func advice(_ left: ValueType, _ right: ValueType) -> String {
    switch (left, right) {
    case (.boolean, _), (_, .boolean): "はい・いいえの事実は = true か = false と書きます"
    case (.date, .number), (.number, .date): "日と日のあいだの日数は 日数(から, まで)、その日の年齢は 年齢(人, 日) です"
    case (.months, .days), (.days, .months): "月の長さと日の長さは比べられません。どちらかにそろえてください"
    default: "左右を同じ種類の値にしてください"
    }
  }

  static func word(_ type: ValueType) -> String {
    switch type {
    case .any: "値"
    case .null: "空"
    case .boolean: "はい・いいえ"
    case .number: "数"
    case .string, .code: "文字"
    case .date: "日"
    case .days: "日数"
    case .months: "年月の長さ"
    case .list(let item): "\(word(item))の一覧"
    case .context: "表"
    case .range: "範囲"
    case .record(let kind): kind
    }
  }
}
