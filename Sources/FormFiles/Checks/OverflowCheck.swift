import Counter
import Feel
import Moji

enum OverflowCheck: CatalogueCheck {
  static let name = "overflow"
  static let title = "入りきらない文"
  static let explanation = """
    書類の決まった文や、欄に入るいちばん長い値（コード表の表示、和暦の日、語彙の「長さ」を書いた文字）が、いちばん小さい文字にしても
    枠に入りません。枠を広げるか、「最小」を小さくするか、表示を短くします。
    質問の「聞き方」は全角40文字、本人確認書類の「名」は全角16文字まで、画面の1行に入る長さです。

      × 文字: { …, 幅: 20, 高さ: 5, 内容: 国民健康保険・後期高齢者医療の届出, 大きさ: 12 }
      ○ 文字: { …, 幅: 60, 高さ: 5, 内容: 国民健康保険・後期高齢者医療の届出, 大きさ: 9 }
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    forms.catalog.papers.flatMap { findings(in: $0, forms) } + questions(forms) + documents(forms)
  }

  private static func questions(_ forms: CheckedForms) -> [Finding] {
    forms.catalog.questions.filter { $0.wording.columns > 80 }.map { question in
      Finding(
        self, at: forms.load.place(of: "聞き方", after: question.place),
        "聞き方が全角\((question.wording.columns + 1) / 2)文字あり、1行に入りません", correction: "全角40文字までにし、残りは「助け」に書いてください")
    }
  }

  private static func documents(_ forms: CheckedForms) -> [Finding] {
    forms.catalog.identity.documents.filter { $0.name.columns > 32 }.map { document in
      Finding(
        self, at: forms.place(of: document.id, .document), "本人確認書類の名が全角16文字を超えています",
        correction: "全角16文字までにしてください")
    }
  }

  private static func findings(in paper: PaperForm, _ forms: CheckedForms) -> [Finding] {
    paper.allElements.compactMap { element in
      switch element {
      case .label(let label):
        guard !fits(label.text, label.frame, size: label.size) else { return nil }
        return Finding(
          self, at: forms.load.place(of: label.text, after: paper.place),
          "この文は枠（幅\(label.frame.width)ミリ）に入りません",
          correction: "幅を広げるか、「大きさ」を小さくするか、文を短くしてください")
      case .box(let box):
        guard let formula = box.value, let longest = longest(formula, forms),
          !fits(longest, box.frame, size: box.minimumSize)
        else { return nil }
        return Finding(
          self, at: formula.place, "欄「\(box.label)」に、いちばん長い値「\(longest)」が入りません",
          correction: "幅か高さを広げるか、「最小」を小さくしてください")
      case .rule, .rectangle, .tick, .choices, .day, .rows: return nil
      }
    }
  }

  /// Whether a text, broken where it must be, fits a frame: two columns are one em, a line is an em high.
  private static func fits(_ text: String, _ frame: PaperForm.Frame, size: Double) -> Bool {
    guard size > 0, frame.width > 0, frame.height > 0 else { return false }
    let em = size * 25.4 / 72
    let columns = Int((frame.width + 0.2) / em * 2)
    let lines = max(1, Int((frame.height + 0.2) / (em * 1.2)))
    return columns > 1 && text.lines(ofColumns: columns).count <= lines
  }

  /// The longest text that a box can hold, nil where nothing bounds it.
  private static func longest(_ formula: Formula, _ forms: CheckedForms) -> String? {
    forms.boxes[formula].flatMap { longest($0, forms) }
  }

  /// A day with two digits in each part.
  private static let longestDay = Day(year: 2046, month: 12, day: 28)

  private static func longest(_ expression: Expression, _ forms: CheckedForms) -> String? {
    func longer(_ texts: [String]) -> String? { texts.max { $0.columns < $1.columns } }
    switch expression {
    case .literal(.string(let text), _): return text.string
    case .call("和暦", _, _): return longestDay.map { forms.catalog.eras.long($0) }
    case .call("和暦略", _, _): return longestDay.map { forms.catalog.eras.short($0) }
    case .call("表示", let arguments, _):
      guard arguments.count == 2, case .literal(.string(let list), _) = arguments[1] else { return nil }
      return longer(forms.catalog.codeList(list.string)?.codes.map(\.label) ?? [])
    case .conditional(_, let yes, let no, _):
      return longer([longest(yes, forms), longest(no, forms)].compactMap { $0 })
    case .arithmetic(.add, let left, let right, _):
      guard let start = longest(left, forms), let end = longest(right, forms) else { return nil }
      return start + end
    case .path(let base, let property, _):
      let subject: String = if case .name(let name, _) = base { name } else { Subject.Kind.person.rawValue }
      guard let fact = forms.catalog.vocabulary.fact(named: "\(subject).\(property)") else { return nil }
      switch fact.kind {
      case .yesNo: return "いいえ"
      case .day: return longestDay.map { forms.catalog.eras.long($0) }
      case .code(let list): return longer(forms.catalog.codeList(list)?.codes.map(\.label) ?? [])
      case .text, .name, .address: return fact.length.map { String(repeating: "字", count: $0) }
      case .number, .codes, .person, .people: return nil
      }
    default: return nil
    }
  }
}
