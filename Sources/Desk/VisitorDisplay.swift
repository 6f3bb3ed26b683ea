import Counter
import TerminalUI

/// The visitor's screen beside a desk: what is being asked and answered, and the keys for quiet questions.
///
/// It shows one question of one visit and nothing else of it; between visits it shows nothing of anybody. It writes through
/// a session of its own, as every desk does.
package struct VisitorDisplay {
  /// What it may do.
  package struct Services {
    /// What the desk says that is to be shown.
    package var view: () -> VisitorView
    package var visits: any VisitKeeping
    /// By what name the journal calls whoever answers here: «来庁者（市民課 窓口2）».
    package var name: String

    package init(view: @escaping () -> VisitorView, visits: any VisitKeeping, name: String) {
      self.view = view
      self.visits = visits
      self.name = name
    }
  }

  /// What is said below the question.
  private enum Notice: Hashable {
    case received
    case nothingChosen
    case failed
    case ticksWouldGo
    /// The clerk answered otherwise meanwhile.
    case differs(theirs: Answer)
  }

  private let rulebook: Rulebook
  private let services: Services
  private var view = VisitorView.rest
  private var session: VisitSession?
  private var answering = AnsweringPage(nil)
  private var notice: Notice?
  /// The last entry that the screen had shown when the question came to it, or when both answers were shown; nil before the
  /// first picture of it. Whoever reads here does not watch what changes on the page.
  private var came: Int?
  /// What was begun for questions that the clerk left meanwhile.
  private var left: [FactKey: AnsweringPage] = [:]
  private var now: Instant

  package init(rulebook: Rulebook, services: Services, now: Instant) {
    self.rulebook = rulebook
    self.services = services
    self.now = now
    follow()
  }

  private var catalog: Catalog { rulebook.catalog }
  private var visit: Visit? { session?.visit(at: now) }

  private var page: QuestionPage? {
    guard case .question(let key) = view.page, let visit else { return nil }
    return QuestionPage(catalog: catalog, rulebook: rulebook, visit: visit, key: key, answering: answering)
  }

  private func word(_ word: ScreenWord) -> String {
    catalog.text(of: word, in: visit.flatMap { catalog.language(of: $0.situation) })
  }

  // MARK: Drawing

  package func draw(into frame: inout Frame) {
    let left = frame.columns >= 60 ? 6 : 2
    if VisitorDisplay.isTooSmall(frame.rows, frame.columns) {
      for (row, line) in word(.tooSmall).lines(ofColumns: frame.columns).prefix(frame.rows).enumerated() {
        frame.put(line, row: row, column: 0)
      }
      frame.cursor = (frame.rows - 1, 0)
      return
    }
    guard let page else {
      let text =
        notice == .failed
        ? word(.couldNotBeKept) : word(view.visit == nil ? .pleaseWait : .clerkLooksElsewhere)
      frame.put(catalog.municipality.name, row: max(0, frame.rows / 2 - 3), column: left, role: .heading)
      for (offset, line) in text.lines(ofColumns: frame.columns - 2 * left).enumerated() {
        frame.put(line, row: frame.rows / 2 + offset, column: left)
      }
      frame.cursor = (frame.rows / 2, left)
      return
    }
    page.draw(into: &frame, notice: said(page))
    if page.isQuiet {
      frame.put(
        word(.answeredUnseen), row: 0, column: left, role: .notice, width: frame.columns - left)
    }
  }

  private func said(_ page: QuestionPage) -> (text: String, role: Role)? {
    switch notice {
    case nil: return nil
    case .received: return (word(.answerReceived), .added)
    case .nothingChosen: return (word(.nothingChosen), .notice)
    case .failed: return (word(.couldNotBeKept), .error)
    case .ticksWouldGo: return (word(.ticksWouldGo), .notice)
    case .differs(let theirs):
      guard let visit else { return nil }
      let text = FactText(catalog: catalog, situation: visit.situation, hidesAddresses: visit.isVeiled).text(
        theirs, of: page.fact)
      return ("\(word(.answersDiffer))： \(text)", .notice)
    }
  }

  /// The last picture is on the terminal.
  package mutating func wasShown() {
    session?.wasShown()
    if came == nil { came = session?.shown }
  }

  /// Smaller than this no question can be read whole, and none is answered.
  private static func isTooSmall(_ rows: Int, _ columns: Int) -> Bool { rows < 10 || columns < 40 }

  // MARK: Inputs

  package mutating func handle(_ input: Input, at now: Instant) {
    self.now = now
    switch input {
    case .wake: follow()
    case .key where Self.isTooSmall(size.rows, size.columns),
      .press where Self.isTooSmall(size.rows, size.columns):
      break
    case .key(let key): take(KeyMap.request(for: key).map { .request($0) } ?? .key(key))
    case .press(let row, let column): press(row, column)
    case .resize(let rows, let columns): size = (rows, columns)
    case .paste: break
    }
  }

  private var size = (rows: 24, columns: 80)

  private func isSeen(_ position: Int) -> Bool {
    var frame = Frame(rows: size.rows, columns: size.columns)
    draw(into: &frame)
    return frame.targets.contains { $0.meaning == .position(position) }
  }

  private mutating func press(_ row: Int, _ column: Int) {
    var frame = Frame(rows: size.rows, columns: size.columns)
    draw(into: &frame)
    switch frame.meaning(ofPressAt: row, column: column) {
    case .key(let key): take(KeyMap.request(for: key).map { .request($0) } ?? .key(key))
    case .position(let position): take(.press(position))
    case nil: break
    }
  }

  /// Reads what the desk shows and what was answered since.
  private mutating func follow() {
    let next = services.view()
    if next.visit != view.visit { (session, left) = (nil, [:]) }
    if case .question(let key) = view.page, next.page != view.page, answering.basis != nil {
      left[key] = answering
    }
    let isOtherPage = next.page != view.page || next.visit != view.visit
    view = next
    do {
      try read()
    } catch {
      notice = .failed
      return
    }
    if isOtherPage {
      notice = nil
      begin()
      if case .question(let key) = view.page, let begun = left.removeValue(forKey: key) { answering = begun }
    }
  }

  private mutating func read() throws {
    guard let id = view.visit else { return }
    if session == nil {
      let journal = try services.visits.journal(of: id, after: 0)
      let listing = VisitListing(id: id, day: now.day, number: 0, token: "")
      session = VisitSession(
        listing, journal, author: VisitSession.Author(name: services.name, desk: services.name),
        rulebook: rulebook)
      begin()
      return
    }
    let before = answer
    let visits = services.visits
    guard try session?.follow(visits) ?? false, answer != before else { return }
    // What was begun here stays, with what the clerk answered beside it; so does that they answered after the visitor.
    let wasReceived = notice == .received
    notice = answer.flatMap { answering.basis != nil || wasReceived ? .differs(theirs: $0) : nil }
    if answering.basis == nil || wasReceived { begin() }
  }

  private var answer: Answer? {
    guard case .question(let key) = view.page else { return nil }
    return visit?.situation.facts[key]?.answer
  }

  private mutating func begin() {
    answering = AnsweringPage(answer)
    came = nil
  }

  /// Only quiet questions are answered here; everything else is said to the clerk.
  private mutating func take(_ input: ScreenInput) {
    guard let page, page.isQuiet, let session else { return }
    // What cannot be seen is not answered.
    if case .key(let key) = input, let position = Choice.position(of: key, among: page.choices),
      !isSeen(position)
    {
      return
    }
    switch answering.take(input, page, shown: session.shown) {
    case .answer(let answer):
      write(VisitSession.Act(.answered([FactAnswer(page.key, answer)]), begunAt: came ?? 0))
    case .asksAgain: notice = .ticksWouldGo
    case .stay: if notice == .received || notice == .nothingChosen || notice == .ticksWouldGo { notice = nil }
    case .ignored: if input == .request(.enter), notice == nil { notice = .nothingChosen }
    }
  }

  private mutating func write(_ act: VisitSession.Act) {
    do {
      let (visits, now) = (services.visits, now)
      switch try session?.perform(act, in: visits, at: now) {
      case .done:
        notice = .received
        begin()
      case .conflict(let conflict):
        // Theirs is on the page from now on, and what was chosen here stays; who answers again has seen both.
        if case .answer(let theirs)? = conflict.rivals.first?.theirs.settlement {
          notice = .differs(theirs: theirs)
        }
        came = nil
      case .refused, nil: notice = .failed
      }
    } catch {
      notice = .failed
    }
  }
}
