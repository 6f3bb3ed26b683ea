import Counter
import Feel

/// What is wrong in a formula, said in Japanese with what to write instead.
enum DiagnosticSentence {
  static func finding(_ problem: RuleProblem) -> Finding {
    let (message, correction) = sentence(problem.diagnostic.problem)
    let place =
      isAboutTests(problem) ? problem.formula.place : problem.formula.subjectPlace ?? problem.formula.place
    var (line, column) = (place.line, place.column)
    if case .expression(let text) = problem.formula.form {
      let before = text.unicodeScalars.prefix(problem.diagnostic.place.lowerBound)
      let breaks = before.filter { $0 == "\n" }.count
      line += breaks
      let sinceBreak = before.reversed().prefix { $0 != "\n" }.count
      column = (breaks == 0 ? column : 1) + sinceBreak
    }
    return Finding(file: place.file, line: line, column: column, message: message, correction: correction)
  }

  /// Whether the right side of a row is wrong rather than its left.
  private static func isAboutTests(_ problem: RuleProblem) -> Bool {
    switch problem.diagnostic.problem {
    case .unknownName, .unknownFunction, .wrongArgumentCount: false
    default: true
    }
  }

  static func sentence(_ problem: Diagnostic.Problem) -> (String, String?) {
    switch problem {
    case .foreignSign(let sign, let instead): ("全角や飾りの記号「\(sign)」が使われています", "半角の \(instead) と書いてください")
    case .unfinishedString: ("文字を囲む \" が閉じていません", "文字の終わりに \" を書いてください")
    case .unexpectedSign(let sign): ("「\(sign)」は式に使えない記号です", nil)
    case .unexpected(let found, let wanted): ("ここには「\(wanted)」が来るはずですが、「\(found)」があります", nil)
    case .unknownName(let name, let nearest):
      (
        "「\(name)」という事実は語彙にありません",
        nearest.map { "「\($0)」のことですか" } ?? "vocabulary.yaml・law.yaml・municipality.yaml の名前を使ってください"
      )
    case .bareWord(let word): ("「\(word)」は文字です", "\"\(word)\" のように半角の引用符で囲んでください")
    case .unknownFunction(let name, let nearest): ("「\(name)」という計算はありません", nearest.map { "「\($0)」のことですか" })
    case .wrongArgumentCount(let function, let wanted, let found):
      ("「\(function)」の（ ）の中は\(wanted)個ですが、\(found)個あります", nil)
    case .wrongType(let wanted, let found): ("ここには\(word(wanted))が要りますが、\(word(found))です", nil)
    case .incomparable(let left, let right): ("\(word(left))と\(word(right))は比べられません", nil)
    case .notInCodeList(let text, let list, let nearest):
      ("「\(text)」はコード表「\(list)」にありません", nearest.map { "「\($0)」のことですか" })
    case .nestingTooDeep: ("かっこの重なりが深すぎます", "式を2つに分けてください")
    }
  }

  private static func word(_ type: ValueType) -> String {
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
