import Counter
import Moji
import TerminalUI

/// The interview board: every open question at once, in any order, with what each would decide.
struct BoardScreen: ScreenBehaviour {
  /// The fact whose field has the focus; nil when there is nothing to ask.
  private(set) var focus: FactKey?
  private var editor = LineEditor()
  private var ticked = Ticks()

  init(_ context: DeskContext) { follow(context, answered: false) }

  var help: [String] {
    [
      "聞くことが全部並んでいます。どの順に答えても構いません。数字で選ぶか、打って Enter を押すと、次の聞くことへ進みます。",
      "右の件数は、その答えで決まる手続の数です。手続の一覧は答えるたびに変わり、変わったところに ＋ － ？ が付きます。",
      "まちがえたら Ctrl-Z で取り消せます。前の人と同じ答えは Ctrl-R、選べる値と「わからない」「答えない」は F4 です。",
      "F6 で、なぜ聞くのかが見られます。F9 で答えを確かめ、F10 で書類へ進みます。来庁者の本人確認は Ctrl-K です。",
      "同じ日にもう一つ届け出るときは F5 で届出を選びます。前の答えは二度聞きません。",
    ]
  }

  /// Moves to the next open field after an answer; stays when nothing is open. What others write moves nothing, and what
  /// is being typed stays.
  mutating func follow(_ context: DeskContext, answered: Bool) {
    let fields = context.fields
    guard context.open != nil else { return }
    if !answered, fields.contains(where: { $0.key == focus }) { return }
    editor = LineEditor()
    ticked = Ticks()
    if fields.contains(where: { $0.key == focus && $0.known == nil }) { return }
    let position = fields.firstIndex { $0.key == focus } ?? -1
    let open = fields.indices.filter { fields[$0].known == nil }
    focus = (open.first { $0 > position } ?? open.first).map { fields[$0].key } ?? focus ?? fields.last?.key
    // What was answered last keeps its ticks when nothing is left to ask.
    ticked = Ticks(fields.first { $0.key == focus }?.known?.answer)
  }

  mutating func go(to key: FactKey, text: String? = nil, _ context: DeskContext) {
    focus = key
    editor = LineEditor(text ?? "")
    ticked = Ticks(field(context)?.known?.answer)
  }

  func field(_ context: DeskContext) -> BoardField? { context.fields.first { $0.key == focus } }

  var visitorPage: VisitorView.Page { focus.map { .question($0) } ?? .rest }

  func title(_ context: DeskContext) -> String {
    guard let open = context.open else { return "" }
    // The short names of the events, so that the people's have room.
    let events = open.visit.situation.filings.map(\.kind).joined(separator: "・")
    let names = open.visit.situation.personCount > 0 ? open.visit.situation.name(ofPerson: 0) : ""
    let others = open.visit.situation.personCount > 1 ? "ほか\(open.visit.situation.personCount - 1)人" : ""
    let visitor = open.visit.visitor.map { "\($0.relation)済" } ?? "本人確認まだ"
    let marks =
      (context.isBusy ? "【混雑】" : "") + (open.visit.began?.takenOnPaper == nil ? "" : "【紙】")
      + (open.others(than: context.window).isEmpty
        ? ""
        : "【\(open.others(than: context.window).map { $0.split(separator: " ").last.map(String.init) ?? $0 }.joined(separator: "・"))も】")
    return
      "\(Wording.visitNumber(open.listing.number)) 残り\(context.questionCount)問 \(events) \(names)\(others) \(visitor)\(marks)"
  }

  func actions(_ context: DeskContext) -> [Request: String] {
    [
      .list: "選択肢", .why: "なぜ", .nextPage: "手続", .check: "確認", .commit: "書類へ", .undo: "取消", .search: "届出を足す",
      .back: "一覧へ", .enter: "次へ", .next: "次の欄", .previous: "前の欄", .repeatLast: "同じ", .visitor: "本人確認",
      .needs: "伝えること", .busy: context.isBusy ? "ふだんの聞き方" : "混雑のとき",
    ].merging(context.visitActions) { first, _ in first }
  }

  // MARK: Drawing

  func draw(into frame: inout Frame, rows: Range<Int>, _ context: DeskContext) {
    guard let open = context.open else { return }
    let isWide = frame.columns >= 110
    let questionColumns = isWide ? 0..<frame.columns * 58 / 100 : 0..<frame.columns
    let questionRows = isWide ? rows : rows.lowerBound..<rows.upperBound - 7
    BoardQuestions(context: context, open: open, focus: focus, editor: editor, ticked: ticked)
      .draw(into: &frame, rows: questionRows, columns: questionColumns)
    if isWide {
      for row in rows { frame.put("|", row: row, column: questionColumns.upperBound, role: .quiet) }
      BoardVerdicts(context: context, open: open).drawTall(
        into: &frame, rows: rows, columns: questionColumns.upperBound + 2..<frame.columns)
    } else {
      frame.rule(row: questionRows.upperBound)
      BoardVerdicts(context: context, open: open).drawLow(
        into: &frame, rows: questionRows.upperBound + 1..<rows.upperBound)
    }
  }

  func hint(_ context: DeskContext) -> (text: String, role: Role) {
    guard let open = context.open else { return ("", .plain) }
    for (filing, gate) in open.determination.refusals.sorted(by: { $0.key < $1.key }) {
      let kind = context.catalog.event(ofKind: open.visit.situation.filings[filing].kind)?.name ?? ""
      return ("！ \(kind)：\(gate.message)。\(gate.nextStep)", .error)
    }
    guard let field = field(context) else { return ("", .plain) }
    if context.questionCount == 0 { return ("聞くことは終わりました。F9 で答えを確かめ、F10 で書類へ進みます", .added) }
    let question = context.catalog.questions[field.question]
    return (question.clerkNote ?? question.help ?? "", .quiet)
  }

  // MARK: Inputs

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    switch input {
    case .paste(let text):
      if let field = field(context), Choice.choices(for: field, context).isEmpty { editor.insert(text) }
      return .stay
    case .key(let key): return handle(key, context)
    case .request(let request): return handle(request, context)
    }
  }

  private mutating func handle(_ key: Key, _ context: DeskContext) -> Outcome {
    guard let field = field(context) else { return .ignored }
    let choices = Choice.choices(for: field, context)
    if choices.isEmpty {
      _ = editor.handle(key)
      return .stay
    }
    if key == .delete || key == .backspace, field.known != nil { return .append([.withdrawn([field.key])]) }
    if digit(of: key) == 0 { return answer(.doesNotKnow, context) }
    guard let position = Choice.position(of: key), position < choices.count else {
      return .say(.note("数字で選んでください。選べる値は F4 で見られます"))
    }
    let value = choices[position].value
    guard field.fact(in: context.catalog)?.kind.takesSeveral ?? false else {
      return answer(.value(value), context)
    }
    if case .people = value { return answer(.value(value), context) }
    ticked.toggle(value)
    return .stay
  }

  private mutating func handle(_ request: Request, _ context: DeskContext) -> Outcome {
    guard let open = context.open else { return .toList }
    // What was ticked or typed is taken before the board is left for the papers.
    if request == .commit || request == .check, isBegun(context) { return enter(context) }
    switch request {
    case .enter: return enter(context)
    // Leaving a field takes what was typed in it.
    case .next, .previous:
      if isBegun(context) { return enter(context) }
      move(by: request == .next ? 1 : -1, context)
    case .repeatLast:
      guard let field = field(context),
        let last = open.fields.last(where: { $0.key.fact == field.key.fact && $0.known != nil }),
        let known = last.known
      else { return .say(.note("前に入れた同じ答えがありません。数字で選ぶか、入力してください")) }
      return answer(known.answer, context)
    case .list: return field(context).map { .push(.values(ValuesScreen($0, context))) } ?? .ignored
    case .why: return focus.map { .push(.why(WhyScreen(question: $0))) } ?? .ignored
    case .nextPage: return .push(.procedures(ProcedureListScreen()))
    case .check: return .push(.review(ReviewScreen(context)))
    case .commit: return .push(.papers(PapersScreen()))
    case .search:
      return open.visit.situation.filings.isEmpty
        ? .push(.identify(IdentifyScreen(line: "", result: nil))) : .addFiling
    case .visitor: return .push(.visitor(VisitorScreen(context)))
    case .back: return .toList
    case .stepBack: editor = LineEditor()
    case .explain: return .push(.explain(ExplainScreen(context)))
    case .void, .reopen, .release, .passOn: return context.outcome(of: request)
    default: return .ignored
    }
    return .stay
  }

  /// Whether something was typed or ticked in the field that is not its answer yet.
  private func isBegun(_ context: DeskContext) -> Bool {
    guard let field = field(context), let fact = field.fact(in: context.catalog) else { return false }
    if fact.kind.takesSeveral { return ticked != Ticks(field.known?.answer) }
    return !editor.isEmpty
  }

  private mutating func move(by step: Int, _ context: DeskContext) {
    let fields = context.fields
    guard !fields.isEmpty else { return }
    let position = fields.firstIndex { $0.key == focus } ?? 0
    go(to: fields[(position + step + fields.count) % fields.count].key, context)
  }

  /// Enter takes what was typed or ticked; an empty open field is only passed over.
  private mutating func enter(_ context: DeskContext) -> Outcome {
    guard let field = field(context), let fact = field.fact(in: context.catalog) else { return .ignored }
    // A quiet question is turned to the visitor; an answer begun by the clerk is theirs to finish.
    if context.catalog.questions[field.question].isQuiet, field.known == nil, ticked.values.isEmpty,
      !Choice.choices(for: field, context).isEmpty
    {
      return .push(.quiet(QuietScreen(field)))
    }
    if fact.kind.takesSeveral {
      guard let value = ticked.answer(of: fact) else { return .say(.error("数字で選んでから Enter を押してください")) }
      return answer(.value(value), context)
    }
    guard Choice.choices(for: field, context).isEmpty, !editor.isEmpty else {
      move(by: 1, context)
      return .stay
    }
    do {
      return answer(
        .value(
          try context.reading.value(editor.text, of: fact)),
        context)
    } catch {
      return .say(.error(BoardScreen.sentence(error)))
    }
  }

  private func answer(_ answer: Answer, _ context: DeskContext) -> Outcome {
    guard let focus else { return .ignored }
    return .append([
      .answered(context.reading.answers(focus, answer))
    ])
  }

  private static func sentence(_ refusal: AnswerReading.Refusal) -> String {
    switch refusal {
    case .noSuchDay: "その日はありません。月と日を確かめて、入力し直してください"
    case .notInCity(let code): "郵便番号 \(code) の町は市内にありません。番号を確かめるか、町名から入力してください"
    case .notADate: "日付は 8.11.18、11/18、R8.11.18 のように入力してください"
    case .notANumber: "半角か全角の数字で入力してください"
    case .noTown: "市内の町名から入力してください。F4 で町名の一覧が出ます"
    case .severalTowns(let names): "町名が決まりません（\(names.prefix(3).joined(separator: "、"))）。続きを入力してください"
    case .noBlock: "町名のあとに番地を入力してください（例： 南台3丁目 91-2 コーポ桜 101）"
    case .malformed(let shape): shape.howToWrite
    case .missing: "入力してください。分からないときは F4 から選べます"
    }
  }
}
