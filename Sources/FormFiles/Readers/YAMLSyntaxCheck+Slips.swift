import Counter
import Yams

extension YAMLSyntaxCheck {
  static func finding(_ error: YamlError, in path: String, text: String) -> Finding {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return finding(problem, Place(file: path, line: mark.line, column: mark.column), text)
    case .reader(_, let offset, _, _):
      let before = text.utf8.prefix(offset ?? 0)
      return Finding(
        self, at: Place(file: path, line: before.count { $0 == UInt8(ascii: "\n") } + 1),
        "この行に、YAML に書けない目に見えない記号（制御文字）が入っています", correction: "その記号を消してください")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { "\($0)" }.sorted()
      return Finding(
        self, at: place(ofSecond: names.first ?? "", from: context.mark.line, in: path, text),
        "同じキーが2つあります（\(names.joined(separator: "、"))）",
        correction: "片方を消すか、値が2つなら [ , ] で1行にまとめてください（例: 届出.種別: [転入, 転居]）")
    default:
      return Finding(
        self, at: Place(file: path, line: 1), "YAML として読み取れません", correction: "文字コードと、目に見えない記号が入っていないかを見てください")
    }
  }

  /// The parser often stops lines after the slip: look back for what people get wrong, near the place first. A quotation
  /// mark that is not closed takes the rest of the file with it, so that the first slip of the file is meant.
  private static func finding(_ problem: String, _ mark: Place, _ text: String) -> Finding {
    let lines = FormsFolder.lines(of: text)
    let last = min(mark.line, lines.count)
    let near = stride(from: last, through: max(1, mark.line - 3), by: -1)
    for number in Array(near) + Array(1...max(1, last)) {
      if let slip = slip(on: number - 1, of: lines, in: mark.file) { return slip }
    }
    let (message, correction) = words(problem)
    return Finding(self, at: mark, message, correction: correction)
  }

  /// What the parser says, in words that tell what to do.
  private static func words(_ problem: String) -> (String, String) {
    let known: [(String, String, String)] = [
      (
        "mapping values are not allowed", "1つの行に「: 」が2つあるか、字下げが合っていません",
        "文の中に「: 」があれば全体を ' ' で囲み、なければ字下げを上の行とそろえてください"
      ),
      ("',' or", "{ } か [ ] の中の区切りが合っていません", "半角の「, 」で区切ってください（全角の「、」は区切りになりません）"),
      ("expected key", "字下げか、かっこの組が合っていません", "この行と上の行の字下げをそろえ、{ } [ ] の閉じ忘れを見てください"),
      ("'-' indicator", "一覧の中に、行の頭の「- 」がない行があります", "「- 」を付けるか、字下げを上の行とそろえてください"),
      ("comment or line break", "「>」か「|」で始まる値は、YAML が長い文の始まりとして読みます", "全体を \" \" か ' ' で囲んでください"),
      ("cannot start any token", "値が、YAML では使えない記号で始まっています", "全体を ' ' で囲んでください"),
      ("end of stream", "引用符かかっこが、ファイルの終わりまで閉じていません", "この行より上で、\" ' { [ の閉じ忘れを見てください"),
      ("expected ':'", "キーのあとの「: 」がありません", "「キー: 値」の形で、半角の「: 」を書いてください"),
      ("block sequence entries", "この場所に「- 」は書けません", "「- 」を次の行に移し、字下げしてください"),
      ("alias", "値が「*」か「&」で始まっています", "全体を ' ' で囲んでください"),
      ("tag", "値が「!」で始まっています", "全体を ' ' で囲んでください"),
      ("nesting level", "かっこや字下げの重なりが深すぎます", "[ ] { } の閉じ忘れを見て、重なりを減らしてください"),
    ]
    let found = known.first { problem.contains($0.0) }
    return (
      found?.1 ?? "YAML の書き方ではありません",
      found?.2 ?? "字下げ、: のあとの半角スペース、引用符とかっこの閉じ忘れを、この行と上の行で見てください"
    )
  }

  /// What is wrong on one line by itself; nil when it looks right.
  private static func slip(on index: Int, of lines: [Substring], in file: String) -> Finding? {
    let line = lines[index]
    let start = Place(file: file, line: index + 1)
    let indent = line.prefix { $0 == " " || $0 == "\t" || $0 == "\u{3000}" }
    if let first = indent.firstIndex(where: { $0 != " " }) {
      let blanks = indent[first...]
      let place = start.moved(columns: line.distance(from: line.startIndex, to: first))
      let word = blanks.first == "\t" ? "タブ" : "全角スペース"
      // How deep it belongs is plain behind the first line of a list's item, and where the lines around it agree.
      let (before, after) = (
        lines.indices.contains(index - 1) ? lines[index - 1] : "",
        index + 1 < lines.count ? lines[index + 1] : ""
      )
      func depth(_ line: Substring) -> Int { line.prefix { $0 == " " }.count }
      let isItem = line.drop { $0 == " " || $0 == "\t" || $0 == "\u{3000}" }.hasPrefix("- ")
      let isBehindItem = before.drop { $0 == " " }.hasPrefix("- ") && !isItem
      let depth: Int? = isBehindItem ? depth(before) + 2 : depth(before) == depth(after) ? depth(before) : nil
      return Finding(
        self, at: place, "字下げに\(word)が使われています", correction: "半角スペースで、まわりの行とそろえて字下げしてください",
        replacement: depth.map {
          .init(String(blanks), by: String(repeating: " ", count: max(0, $0 - indent.count + blanks.count)))
        })
    }
    let body = line.dropFirst(indent.count)
    guard !body.hasPrefix("#") else { return nil }
    let column = indent.count
    let item = body.hasPrefix("- ") ? body.dropFirst(2) : body
    // «手続:国保» and «手続：国保»: the sign that ends a key, without its blank or full-width.
    let key = item.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" || $0 == "-" }
    let after = item.dropFirst(key.count)
    let offset = column + (body.count - item.count) + key.count
    if !key.isEmpty, after.hasPrefix("：") {
      let rest = after.dropFirst()
      return Finding(
        self, at: start.moved(columns: offset), "キーのあとの「：」が全角です", correction: "半角の「: 」と書いてください",
        replacement: .init(rest.hasPrefix(" ") ? "： " : "：", by: ": "))
    }
    if !key.isEmpty, after.hasPrefix(":"), after.count > 1, !after.hasPrefix(": ") {
      return Finding(
        self, at: start.moved(columns: offset), "「:」のあとに半角スペースがありません", correction: "「: 」と書いてください",
        replacement: .init(":", by: ": "))
    }
    if body.hasPrefix("-"), body.count > 1, !body.hasPrefix("- "), !body.hasPrefix("--") {
      return Finding(
        self, at: start.moved(columns: column), "「-」のあとに半角スペースがありません", correction: "「- 」と書いてください",
        replacement: .init("-", by: "- "))
    }
    // «>= 65»: YAML takes > for the beginning of a long text; «文: 週に: 1回»: two colons on a line.
    let plain = after.dropFirst(2)
    if after.hasPrefix(": >"), plain.count > 2 {
      return Finding(
        YAMLValueCheck.self, at: start.moved(columns: offset + 2), "「>」で始まる値は、YAML が長い文の始まりとして読みます",
        correction: "全体を \" \" で囲んでください", replacement: .init(String(plain), by: "\"\(plain)\""))
    }
    if after.hasPrefix(": "), let first = plain.first, !"\"'{[|>#&*!".contains(first), plain.contains(": "),
      !plain.contains("#")
    {
      return Finding(
        self, at: start.moved(columns: offset + 2), "値の中に「: 」があります", correction: "値全体を ' ' で囲んでください",
        replacement: .init(String(plain), by: "'\(plain.replacing("'", with: "''"))'"))
    }
    // «条件: "転入" = 届出.種別»: a value that begins with a quotation mark and goes on behind it.
    if after.hasPrefix(": \""), let close = after.dropFirst(3).firstIndex(of: "\"") {
      let value = after.dropFirst(2)
      let rest = after[after.index(after: close)...].drop { $0 == " " }
      if !rest.isEmpty, !rest.hasPrefix("#"), !rest.hasPrefix(","), !rest.hasPrefix("}"), !rest.hasPrefix("]")
      {
        return Finding(
          YAMLValueCheck.self, at: start.moved(columns: offset + 2), "\" で始まる式は、YAML が途中で切ってしまいます",
          correction: "式全体を ' ' で囲んでください", replacement: .init(String(value), by: "'\(value)'"))
      }
    }
    return unclosed(item, start.moved(columns: column + (body.count - item.count)))
  }

  /// A quotation mark or bracket that the line opens and does not close, where nothing else follows.
  private static func unclosed(_ text: Substring, _ start: Place) -> Finding? {
    var open: [(sign: Character, column: Int)] = []
    var quote: (sign: Character, column: Int)?
    var isValueStart = true
    for (column, sign) in text.enumerated() {
      if let current = quote {
        if sign == current.sign { quote = nil }
        continue
      }
      switch sign {
      case "\"", "'": if isValueStart { quote = (sign, column) }
      case "{", "[": if isValueStart || !open.isEmpty { open.append((sign, column)) }
      case "}" where open.last?.sign == "{", "]" where open.last?.sign == "[": open.removeLast()
      case "}" where !open.isEmpty, "]" where !open.isEmpty:
        return Finding(
          self, at: start.moved(columns: column), "「\(sign)」に対する始めのかっこがありません", correction: "かっこの組を合わせてください")
      case "#" where isValueStart && open.isEmpty: return nil
      default: break
      }
      isValueStart = sign == " " && isValueStart || ":,[{- ".contains(sign)
    }
    if let quote {
      return Finding(
        self, at: start.moved(columns: quote.column), "「\(quote.sign)」が閉じていません",
        correction: "文字の終わりに \(quote.sign) を書いてください")
    }
    guard let bracket = open.last else { return nil }
    return Finding(
      self, at: start.moved(columns: bracket.column), "「\(bracket.sign)」が閉じていません",
      correction: "行の終わりに \(bracket.sign == "{" ? "}" : "]") を書いてください")
  }

  /// The second line that gives a key below a mapping's first line.
  private static func place(ofSecond key: String, from line: Int, in path: String, _ text: String) -> Place {
    let lines = FormsFolder.lines(of: text)
    guard lines.indices.contains(line - 1) else { return Place(file: path, line: line) }
    func column(_ text: Substring, after start: Substring.Index) -> Substring.Index? {
      text[start...].ranges(of: "\(key):").map(\.lowerBound).first { index in
        index == text.startIndex || " {,-".contains(text[text.index(before: index)])
      }
    }
    var found = 0
    for (number, text) in lines.enumerated().dropFirst(line - 1) {
      var start = text.startIndex
      while let index = column(text, after: start) {
        found += 1
        let distance = text.unicodeScalars.distance(from: text.startIndex, to: index)
        if found == 2 { return Place(file: path, line: number + 1, column: distance + 1) }
        start = text.index(after: index)
      }
    }
    return Place(file: path, line: line)
  }
}
