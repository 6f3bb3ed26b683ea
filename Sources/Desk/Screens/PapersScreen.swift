import Counter
import Moji
import TerminalUI

/// The papers of the visit and the checklist: what is empty, what is printed, what came out wrong.
struct PapersScreen: ScreenBehaviour {
  private var cursor = Cursor()
  /// Whether its papers were made since it was opened.
  private var isPrinted = false
  private var problems: [PrintOutcome.Problem] = []
  private var isWarned = false
  /// What a reader of codes is typing.
  private var scanned = ""
  /// Pages that were scanned, by the code of their printing.
  private var checked: [String: Set<Int>] = [:]

  var shows: Counter.Act { .previewPapers }
  var help: [String] {
    [
      "刷る書類の一覧です。\(Request.enter) で中身を見ます。\(Request.commit) で全部を1つの PDF に印刷します。",
      "空いている欄や、入りきらない欄があれば下に出ます。署名・個人番号・住民票コードの欄はいつも空けてあります。",
      "印刷がすんだら、もう一度 \(Request.commit) で受付を終えます。",
      "お渡しする前に、紙の右下のコードを読み取ると、この受付の紙か、何枚目かを確かめられます。",
    ]
  }

  func title(_ open: OpenVisit) -> String {
    open.title("書類と手続案内票")
  }

  func actions(_ open: OpenVisit) -> [Request: String] {
    [
      .enter: "見る", .why: "なぜ", .commit: !isPrinted ? "印刷する" : "受付を終える", .check: "刷り直す", .stepBack: "戻る",
      .back: "一覧へ",
    ]
    .filter { isPrinted || $0.key != .check }
    .merging(open.visitActions) { first, _ in first }
  }

  private func papers(_ open: OpenVisit) -> [FilledPaper] {
    return open.rulebook.papers(for: open.determination, in: open.situation).compactMap {
      open.rulebook.fill($0, in: open.situation)
    }
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ open: OpenVisit) {
    let papers = papers(open)
    let notes = notes(open, papers).suffix(max(3, rows.count - 5))
    let height = max(2, rows.count - notes.count - 1)
    let scroll = Scroll().revealing(cursor.index, count: papers.count + 1, height: height)
    var row = rows.lowerBound
    for index in (scroll.top...papers.count).prefix(height) {
      let text: String
      if papers.indices.contains(index) {
        let paper = papers[index]
        let state = paper.emptyBoxes.isEmpty ? "書けています" : "空いている欄 \(paper.emptyBoxes.count)"
        text = (paper.name + whose(paper, open)).fitted(toColumns: 40) + " \(paper.pages.count)枚  \(state)"
      } else {
        text = open.catalog.checklist.name
      }
      frame.putRow(text, row: row, isFocused: index == cursor.index, position: index)
      row += 1
    }
    for (offset, note) in notes.enumerated() {
      frame.put(
        note.text.clipped(toColumns: frame.columns - 4), row: row + 1 + offset, column: 3, role: note.role)
    }
  }

  /// What a person must look at, then what became of the last printings.
  private func notes(_ open: OpenVisit, _ papers: [FilledPaper]) -> [(text: String, role: Role)] {
    var notes: [(text: String, role: Role)] = papers.flatMap(\.emptyBoxes).prefix(4).map {
      ("！ 空いています： \($0)", .undecided)
    }
    if open.visit.visitor == nil {
      notes.append(("！ 本人確認がまだです。\(Request.commit) を押すと、まず本人確認を記録します。", .error))
    }
    let unseen = open.things.count { open.visit.state(ofThing: $0.id) == .notSaid }
    if unseen > 0 { notes.append(("持ち物の確認がまだのもの \(unseen)件（\(Request.things) で記録）", .quiet)) }
    let left = open.questionCount
    if left > 0 {
      notes.append(("！ まだ聞いていないことが \(left)問 あります。未定の手続は案内票に「？」で出ます。", .undecided))
    }
    for run in open.prints.suffix(3) {
      let pages = run.outcome.map { $0.failure == nil ? "（\($0.pages)ページ）" : "" } ?? ""
      notes.append(("\(run.what)\(pages)： \(run.sentence)", run.role))
      if let outcome = run.outcome, outcome.failure == nil, !run.hasPrinter {
        notes.append((outcome.path, .quiet))
      }
    }
    return notes
      + problems.map { problem in
        switch problem {
        case .overflow(let box): ("！ 「\(box)」の文字が欄に入りきりません。手書きで補ってください", .error)
        case .missingGlyph(let box, let scalars):
          ("！ 「\(box)」の字 \(scalars) の字形が、入っている書体にありません", .error)
        }
      }
  }

  /// «（花子）» where the paper is for one person.
  private func whose(_ paper: FilledPaper, _ open: OpenVisit) -> String {
    paper.person.map { "（\(open.situation.givenName(ofPerson: $0))）" } ?? ""
  }

  /// The papers, or some of them, were made.
  mutating func took(_ outcome: PrintOutcome) {
    isPrinted = true
    problems = outcome.problems
  }

  mutating func handle(_ input: ScreenInput, _ open: OpenVisit) -> Outcome {
    let papers = papers(open)
    switch input {
    case .press(let position):
      guard position <= papers.count else { return .ignored }
      cursor = Cursor(position)
      return .push(preview(open))
    case .key(.character(let character)) where character.isASCII:
      scanned += String(character)
      return .stay
    case .key: return .ignored
    case .paste(let text):
      scanned += text.trimmingBlanks
      return .stay
    case .request(let request):
      if request != .commit { isWarned = false }
      let code = scanned
      scanned = ""
      if request == .enter, !code.isEmpty { return check(code, open) }
      if cursor.move(request, count: papers.count + 1) { return .stay }
      switch request {
      case .enter, .why: return .push(preview(open))
      case .commit: return isPrinted ? finish(open) : startPrint(open)
      // A printer's paper is printed again for a reason; a PDF may be made as often as one likes.
      case .check where isPrinted:
        return open.prints.contains(where: \.hasPrinter) ? .push(PromptScreen(.reprint)) : startPrint(open)
      case .explain: return .push(ExplainScreen(open))
      case .things: return .push(ThingsScreen(open))
      case .void, .reopen, .release, .passOn: return open.outcome(of: request)
      case .stepBack: return .pop
      case .back: return .toList
      default: return .ignored
      }
    }
  }

  /// What was not explained is said once; a second time the visit ends all the same.
  private mutating func finish(_ open: OpenVisit) -> Outcome {
    let left = open.notices.count { !open.visit.explained.contains($0.procedure) }
    guard left > 0, !isWarned, !open.options.isBusy else { return .finish }
    isWarned = true
    return .say(.note("説明の記録がまだのもの \(left)件（\(Request.explain)）。このまま終えるなら、もう一度 \(Request.commit)"))
  }

  private func startPrint(_ open: OpenVisit) -> Outcome {
    guard open.visit.visitor != nil else { return .push(IdentityScreen(open)) }
    guard open.determination.refusals.isEmpty else {
      return .say(.error("受け付けられない届出があります。前の画面の案内を見てください"))
    }
    return .print(reason: nil)
  }

  /// Whether a page that is about to be handed over is of this visit, and of its last printing.
  private mutating func check(_ text: String, _ open: OpenVisit) -> Outcome {
    guard let code = PageCode(text) else {
      return .say(.error("読み取ったものは、窓口で刷った紙のコードではありません。紙の右下のコードを読み取ってください"))
    }
    guard code.token == open.listing.token else {
      return .say(.error("！ ほかの受付の紙です。渡さずに取り分けてください"))
    }
    let latest = open.prints.last { $0.what == open.prints.last { $0.code == code.visit }?.what }
    guard latest == nil || latest?.code == code.visit else {
      return .say(.error("！ 前に刷った古い紙です。いま刷ったものと差し替えてください"))
    }
    checked[code.visit, default: []].insert(code.page)
    let left = code.pages - (checked[code.visit]?.count ?? 0)
    return .say(
      .note(
        left == 0
          ? "\(code.pages)枚すべて、この受付の紙です。お渡しできます" : "この受付の紙です：\(code.page)／\(code.pages)枚目（あと \(left)枚）"))
  }

  private func preview(_ open: OpenVisit) -> any ScreenBehaviour {
    let needed = open.rulebook.papers(for: open.determination, in: open.situation)
    guard cursor.index < needed.count else {
      let checklist = open.checklist
      return TextScreen(
        heading: checklist.title, lines: open.redacted(78) { checklist.lines(ofColumns: $0, for: .office) },
        showing: .previewPapers)
    }
    return BoxesScreen(
      heading: open.catalog.paper(needed[cursor.index].form)?.name ?? "",
      boxes: open.boxes(of: needed[cursor.index]))
  }
}
