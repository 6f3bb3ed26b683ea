import Counter
import Moji
import TerminalUI

/// The interview board: every open question at once, in any order, with what each would decide.
struct BoardScreen: ScreenBehaviour {
  /// What was begun in the focused field and is not its answer yet.
  struct Draft: Hashable {
    var editor = LineEditor()
    var ticks = Ticks()
    /// The last entry that the screen had shown when it was begun; nil while nothing is begun.
    var basis: Int?
    /// An answer that would take the ticks away: the same key again gives it.
    var armed: Answer?
  }

  /// The fact whose field has the focus; nil when there is nothing to ask.
  private(set) var focus: FactKey?
  private(set) var draft = Draft()
  /// The last entry that the screen had shown when the focus came to the field: what others answer in it from then on is not
  /// what this hand means to replace, however long it has been on the screen.
  private var arrived = 0
  /// An answer of several moved on by itself: the Enter that a hand adds, as after ticks, skips nothing.
  private var swallowsEnter = false

  init(_ open: OpenVisit) { follow(open, answered: false) }

  var shows: Counter.Act { .openVisit }
  var help: [String] {
    [
      "聞くことが全部並んでいます。どの順に答えても構いません。数字で選ぶか、打って \(Request.enter) を押すと、次の聞くことへ進みます。",
      "どれもないときは *、分からないときは 0、答えたくないときは - です（文字を打つ欄では、はじめに ? か ! を打ちます）。分からないことは「ない」にはなりません。",
      "右の件数は、その答えで決まる手続の数です。手続の一覧は答えるたびに変わり、変わったところに ＋ － ？ が付きます。",
      "まちがえたら \(Request.undo) で取り消せます。前の人と同じ答えは \(Request.repeatLast)、選べる値は \(Request.list) です。",
      "\(Request.why) で、なぜ聞くのかが見られます。\(Request.check) で答えを確かめ、\(Request.commit) で書類へ進みます。来庁者の本人確認は \(Request.visitor) です。",
      "同じ日にもう一つ届け出るときは \(Request.search) で届出を選びます。前の答えは二度聞きません。",
    ]
  }

  // MARK: Focus

  /// Moves to the next open field after an answer; stays when nothing is open. What others write moves nothing, and what
  /// is being typed stays.
  mutating func follow(_ open: OpenVisit, answered: Bool) {
    let fields = open.fields
    if !answered, fields.contains(where: { $0.key == focus }) {
      if draft.basis == nil { draft.ticks = open.ticks(of: field(open)) }
      return
    }
    draft = Draft()
    arrived = open.session.shown
    if fields.contains(where: { $0.key == focus && $0.known == nil }) { return }
    let position = fields.firstIndex { $0.key == focus } ?? -1
    let left = fields.indices.filter { fields[$0].known == nil }
    focus = (left.first { $0 > position } ?? left.first).map { fields[$0].key } ?? focus ?? fields.last?.key
    // What was answered last keeps its ticks when nothing is left to ask.
    draft.ticks = open.ticks(of: fields.first { $0.key == focus })
  }

  mutating func go(to key: FactKey, text: String? = nil, _ open: OpenVisit) {
    focus = key
    arrived = open.session.shown
    draft = Draft(editor: LineEditor(text ?? ""), ticks: open.ticks(of: field(open)))
    if text != nil { draft.basis = open.session.shown }
  }

  /// Nothing is begun any more: what stands is ticked.
  mutating func drop(_ open: OpenVisit) {
    draft = Draft(ticks: open.ticks(of: field(open)))
    arrived = open.session.shown
  }

  /// Ticks or unticks one of several choices of the focused field.
  mutating func tick(_ value: FactValue, _ open: OpenVisit) {
    begin(open)
    draft.armed = nil
    draft.ticks.toggle(value)
  }

  func field(_ open: OpenVisit) -> QuestionField? { open.fields.first { $0.key == focus } }

  /// The numbered answers of a field; a question about each person is answered for all the others at once too.
  static func choices(for field: QuestionField, _ open: OpenVisit) -> [Choice] {
    let choices = Choice.choices(for: field, open.catalog, open.visit)
    guard case .person = field.key.subject, case .yesNo? = field.fact(in: open.catalog)?.kind,
      open.fields.count(where: { $0.question == field.question && $0.known == nil }) > 1
    else { return choices }
    return choices + [Choice(label: "あとの人も全員いいえ", value: .yesNo(false), isForAll: true)]
  }

  var visitorPage: VisitorView.Page { focus.map { .question($0) } ?? .rest }

  // MARK: Drawing

  func title(_ open: OpenVisit) -> String {
    // The short names of the events, so that the people's have room.
    let events = open.situation.filings.map(\.kind).joined(separator: "・")
    let names = open.situation.personCount > 0 ? open.situation.name(ofPerson: 0).clipped(toColumns: 20) : ""
    let others = open.situation.personCount > 1 ? "ほか\(open.situation.personCount - 1)人" : ""
    let visitor = open.visit.visitor.map { "\($0.relation)済" } ?? "本人確認まだ"
    let desks = open.otherDesks.map { $0.split(separator: " ").last.map(String.init) ?? $0 }
    let end = open.visit.isClosed ? (open.visit.status == .voided ? "【取り消し】" : "【終わりました】") : ""
    let marks =
      end + (open.options.isBusy ? "【混雑】" : "") + (open.visit.began?.takenOnPaper == nil ? "" : "【紙】")
      + (desks.isEmpty ? "" : "【\(desks.joined(separator: "・"))も】")
    let told = open.questionCount == 0 ? open.conclusions.needs.count { $0.known == nil } : 0
    let left = "残り\(open.questionCount)問" + (told == 0 ? "" : "・伝えること\(told)件")
    return
      "\(Wording.visitNumber(open.listing.number)) \(left) \(visitor)\(marks) \(events) \(names)\(others)"
  }

  func actions(_ open: OpenVisit) -> [Request: String] {
    [
      .list: "選択肢", .why: "なぜ", .nextPage: "手続", .check: "確認", .commit: "書類へ", .undo: "取消", .search: "届出を足す",
      .back: "一覧へ", .enter: "次へ", .next: "次の欄", .previous: "前の欄", .repeatLast: "同じ", .visitor: "本人確認",
      .needs: "伝えること", .busy: open.options.isBusy ? "ふだんの聞き方" : "混雑のとき",
    ].merging(open.visitActions) { first, _ in first }
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ open: OpenVisit) {
    let isWide = frame.columns >= 110
    let questions = BoardQuestions(open: open, focus: focus, draft: draft, rival: rival(open))
    let verdicts = BoardVerdicts(open: open)
    guard isWide else {
      let questionRows = rows.lowerBound..<rows.upperBound - 7
      questions.draw(into: &frame, rows: questionRows, columns: 0..<frame.columns)
      frame.rule(row: questionRows.upperBound)
      verdicts.drawLow(into: &frame, rows: questionRows.upperBound + 1..<rows.upperBound)
      return
    }
    // The list takes what its lines need, the questions the rest.
    let listWidth = min(max(verdicts.neededColumns + 2, frame.columns * 42 / 100), frame.columns * 55 / 100)
    let questionColumns = 0..<frame.columns - listWidth
    questions.draw(into: &frame, rows: rows, columns: questionColumns)
    frame.bar(column: questionColumns.upperBound, rows: rows)
    verdicts.drawTall(into: &frame, rows: rows, columns: questionColumns.upperBound + 2..<frame.columns)
  }

  /// What somebody else answered while something else was begun here.
  private func rival(_ open: OpenVisit) -> VisitFold.Standing? {
    guard draft.basis != nil, let focus else { return nil }
    return open.session.rival(of: .answer(focus), after: arrived)
  }

  func hint(_ open: OpenVisit) -> (text: String, role: Role) {
    for (filing, gate) in open.determination.refusals.sorted(by: { $0.key < $1.key }) {
      let kind = open.catalog.event(ofKind: open.situation.filings[filing].kind)?.name ?? ""
      return ("！ \(kind)：\(gate.message)。\(gate.nextStep)", .error)
    }
    if let rival = rival(open), let fact = field(open)?.fact(in: open.catalog) {
      let theirs = SettlementText(open).text(rival.settlement, of: fact)
      return (
        "！ \(rival.actor) さんが「\(theirs)」と答えました。\(Request.enter) でどちらにするか選べます。\(Request.stepBack) で、打ったものをやめます",
        .error
      )
    }
    guard let field = field(open) else { return ("", .plain) }
    if let rival = open.session.rival(of: .answer(field.key), after: arrived) {
      let theirs = SettlementText(open).text(rival.settlement, of: field.fact(in: open.catalog))
      return ("\(rival.actor) さんが「\(theirs)」と答えました。\(Request.enter) で次の欄へ進みます", .notice)
    }
    if open.questionCount == 0, !open.fields.contains(where: { $0.known == nil }) {
      return ("聞くことは終わりました。\(Request.check) で答えを確かめ、\(Request.commit) で書類へ進みます", .added)
    }
    let question = open.catalog.questions[field.question]
    return (question.clerkNote ?? question.help ?? "", .quiet)
  }

  // MARK: Inputs

  mutating func handle(_ input: ScreenInput, _ open: OpenVisit) -> Outcome {
    let swallows = swallowsEnter && input == .request(.enter)
    swallowsEnter = false
    if swallows { return .stay }
    switch input {
    case .paste(let text):
      if let field = field(open), Self.choices(for: field, open).isEmpty {
        begin(open)
        draft.editor.insert(text)
      }
      return .stay
    case .press(let position): return press(position, open)
    case .key(let key): return handle(key, open)
    case .request(let request): return handle(request, open)
    }
  }

  /// Something is begun in the field: what others answer from now on is shown beside it.
  private mutating func begin(_ open: OpenVisit) {
    if draft.basis == nil { draft.basis = open.session.shown }
  }

  /// Positions from 1000 on are fields, those below the answers of the focused one.
  static let firstField = 1000

  private mutating func press(_ position: Int, _ open: OpenVisit) -> Outcome {
    if position < Self.firstField {
      guard let field = field(open) else { return .ignored }
      return choose(position, field, open)
    }
    let fields = open.fields
    guard fields.indices.contains(position - Self.firstField) else { return .ignored }
    let key = fields[position - Self.firstField].key
    if key == focus { return .stay }
    if isBegun(open), case .write(let acts, let pops) = enter(open) {
      focus = key
      return .write(acts, pops: pops)
    }
    go(to: key, open)
    return .stay
  }

  private mutating func handle(_ key: Key, _ open: OpenVisit) -> Outcome {
    guard let field = field(open) else { return .ignored }
    if Self.choices(for: field, open).isEmpty {
      begin(open)
      _ = draft.editor.handle(key)
      if draft.editor.isEmpty { draft.basis = nil }
      return .stay
    }
    if key == .delete || key == .backspace, field.known != nil { return .append([.withdrawn([field.key])]) }
    if let answer = NoAnswer.answer(of: key) { return instead(answer, open) }
    let choices = Self.choices(for: field, open)
    if let position = Choice.position(of: key, among: choices) { return choose(position, field, open) }
    guard Choice.position(of: key) == nil else {
      return .say(.note("その番号の答えはありません。選べる値は \(Request.list) で見られます"))
    }
    return .say(.note("数字で選んでください。選べる値は \(Request.list) で見られます"))
  }

  private mutating func choose(_ position: Int, _ field: QuestionField, _ open: OpenVisit) -> Outcome {
    let choices = Self.choices(for: field, open)
    guard choices.indices.contains(position) else { return .ignored }
    let choice = choices[position]
    if choice.isForAll {
      let everyone = open.fields.filter { $0.question == field.question && $0.known == nil }.map(\.key)
      return write(everyone.flatMap { open.reading.answers($0, .value(choice.value)) })
    }
    switch choice.value {
    case .person, .text:
      guard field.fact(in: open.catalog)?.kind.takesSeveral ?? false else { break }
      tick(choice.value, open)
      return .stay
    case .texts, .people:
      let outcome = instead(.value(choice.value), open)
      if case .write = outcome { swallowsEnter = true }
      return outcome
    case .absent, .yesNo, .number, .day: break
    }
    return answer(.value(choice.value), open)
  }

  /// An answer that takes away what was ticked: a slip of the finger is asked about.
  private mutating func instead(_ answer: Answer, _ open: OpenVisit) -> Outcome {
    let takesSeveral = field(open)?.fact(in: open.catalog)?.kind.takesSeveral ?? false
    guard takesSeveral, isBegun(open), !draft.ticks.values.isEmpty, draft.armed != answer else {
      return self.answer(answer, open)
    }
    draft.armed = answer
    return .say(.note("印を付けたものを消して答えるときは、もう一度同じキーを押してください"))
  }

  private mutating func handle(_ request: Request, _ open: OpenVisit) -> Outcome {
    // What was ticked or typed is taken before the board is left for the papers.
    if request == .commit || request == .check, isBegun(open) { return enter(open) }
    switch request {
    case .enter: return enter(open)
    // Leaving a field takes what was typed in it.
    case .next, .previous:
      if isBegun(open) { return enter(open) }
      move(by: request == .next ? 1 : -1, open)
    case .repeatLast:
      guard let field = field(open),
        let last = open.conclusions.fields.last(where: { $0.key.fact == field.key.fact && $0.known != nil }),
        let known = last.known
      else { return .say(.note("前に入れた同じ答えがありません。数字で選ぶか、入力してください")) }
      return answer(known.answer, open)
    case .list: return field(open).map { .push(ValuesScreen($0, open)) } ?? .ignored
    case .why: return focus.map { .push(WhyScreen(question: $0)) } ?? .ignored
    case .nextPage: return .push(ProcedureListScreen())
    case .check: return .push(ReviewScreen())
    case .commit: return .push(PapersScreen())
    case .search:
      return open.situation.filings.isEmpty ? .push(SearchScreen(line: "", result: nil)) : .addFiling
    case .visitor: return .push(IdentityScreen(open))
    case .back: return .toList
    case .stepBack:
      drop(open)
    case .explain: return .push(ExplainScreen(open))
    case .things: return .push(ThingsScreen(open))
    case .void, .reopen, .release, .passOn: return open.outcome(of: request)
    default: return .ignored
    }
    return .stay
  }

  /// Whether something was typed or ticked in the field that is not its answer yet.
  private func isBegun(_ open: OpenVisit) -> Bool {
    guard let field = field(open), let fact = field.fact(in: open.catalog) else { return false }
    if fact.kind.takesSeveral { return draft.basis != nil && draft.ticks != open.ticks(of: field) }
    return !draft.editor.isEmpty
  }

  private mutating func move(by step: Int, _ open: OpenVisit) {
    let fields = open.fields
    guard !fields.isEmpty else { return }
    let position = fields.firstIndex { $0.key == focus } ?? 0
    go(to: fields[(position + step + fields.count) % fields.count].key, open)
  }

  /// Enter takes what was typed or ticked; a field in which nothing was begun is only passed over.
  private mutating func enter(_ open: OpenVisit) -> Outcome {
    guard let field = field(open), let fact = field.fact(in: open.catalog) else { return .ignored }
    let choices = Self.choices(for: field, open)
    // A quiet question is turned to the visitor; an answer begun by the clerk is theirs to finish.
    if open.catalog.questions[field.question].isQuiet, field.known == nil, !isBegun(open), !choices.isEmpty {
      return .push(QuietScreen(field, open))
    }
    guard isBegun(open) else {
      move(by: 1, open)
      return .stay
    }
    if fact.kind.takesSeveral {
      guard let value = draft.ticks.answer(of: fact) else {
        return .say(.error("印が1つもありません。どれもないときは *、分からないときは 0 を押してください"))
      }
      return answer(.value(value), open)
    }
    let typed = draft.editor.text
    if let answer = NoAnswer.answer(ofTyped: typed.trimmingBlanks) { return self.answer(answer, open) }
    do {
      return answer(.value(try open.reading.value(typed, of: fact)), open)
    } catch {
      return .say(.error(AnswerRefusalSentence.text(error)))
    }
  }

  private func answer(_ answer: Answer, _ open: OpenVisit) -> Outcome {
    guard let focus else { return .ignored }
    return write(open.reading.answers(focus, answer))
  }

  private func write(_ answers: [FactAnswer]) -> Outcome {
    .write([VisitSession.Act(.answered(answers), begunAt: min(draft.basis ?? arrived, arrived))], pops: false)
  }
}

/// Why a typed text is no answer, and what to write instead.
enum AnswerRefusalSentence {
  static func text(_ refusal: AnswerParser.Refusal) -> String {
    switch refusal {
    case .noSuchDay: "その日はありません。月と日を確かめて、入力し直してください"
    case .notInCity(let code): "郵便番号 \(code) の町は市内にありません。番号を確かめるか、町名から入力してください"
    case .notADate: "日付は 8.11.18、11/18、R8.11.18 のように入力してください"
    case .notANumber: "半角か全角の数字で入力してください"
    case .noTown: "市内の町名から入力してください。\(Request.list) で町名の一覧が出ます"
    case .severalTowns(let names): "町名が決まりません（\(names.prefix(3).joined(separator: "、"))）。続きを入力してください"
    case .noBlock: "町名のあとに番地を入力してください（例： 南台3丁目 91-2 コーポ桜 101）"
    case .malformed(let shape): shape.howToWrite
    case .missing: "入力してください。分からないときは ? を入力します"
    }
  }
}

/// How a claim was settled, in words.
struct SettlementText {
  private let open: OpenVisit

  init(_ open: OpenVisit) { self.open = open }

  func text(_ settlement: Settlement, of fact: Fact?) -> String {
    switch settlement {
    case .answer(let answer): fact.map { open.text.text(answer, of: $0) } ?? ""
    case .visitor(let check): "\(check.name)（\(check.relation)）\(check.shown)"
    case .verdict(let applies): applies ? "必要" : "不要"
    case .nothing: "取り消し"
    }
  }
}
