import Counter
import TerminalUI

/// The visitor's screen beside a desk: what is being asked and answered, and the keys for quiet questions.
///
/// It shows one question of one visit and nothing else of it; between visits it shows nothing of anybody.
package struct VisitorDesk {
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

  private let rulebook: Rulebook
  private let services: Services
  private var view = VisitorView.rest
  private var journal: [JournalEntry] = []
  private var visit: Visit?
  private var ticked = Ticks()

  package init(rulebook: Rulebook, services: Services) {
    self.rulebook = rulebook
    self.services = services
    follow()
  }

  private var page: QuestionPage? {
    guard case .question(let key) = view.page, let visit else { return nil }
    return QuestionPage(
      catalog: rulebook.catalog, rulebook: rulebook, visit: visit, key: key, ticked: ticked,
      language: rulebook.catalog.language(of: visit.situation))
  }

  package func draw(into frame: inout Frame) {
    guard let page else {
      let language = visit.flatMap { rulebook.catalog.language(of: $0.situation) }
      let text = rulebook.catalog.text(
        of: view.visit == nil ? .pleaseWait : .clerkLooksElsewhere, in: language)
      frame.put(rulebook.catalog.municipality.name, row: frame.rows / 2 - 3, column: 6, role: .heading)
      frame.put(text, row: frame.rows / 2, column: 6)
      frame.cursor = (frame.rows / 2, 6)
      return
    }
    page.draw(into: &frame)
    if page.isQuiet {
      frame.put(
        rulebook.catalog.text(of: .answeredUnseen, in: page.language), row: 0, column: 6, role: .notice)
    }
  }

  package mutating func handle(_ input: Input, at now: Instant) {
    switch input {
    case .wake: follow()
    case .key(let key): handle(key, at: now)
    case .resize, .paste, .press: break
    }
  }

  /// Reads what the desk shows and what was answered since.
  private mutating func follow() {
    let next = services.view()
    if next.visit != view.visit {
      (journal, visit) = ([], nil)
    }
    if next.page != view.page { ticked = Ticks() }
    view = next
    guard let id = view.visit else { return }
    let new = (try? services.visits.journal(of: id, after: journal.last?.sequence ?? 0)) ?? []
    guard !new.isEmpty else { return }
    journal += new
    visit = Visit(journal)
    if case .question(let key) = view.page { ticked = Ticks(visit?.situation.facts[key]?.answer) }
  }

  /// Only quiet questions are answered here; everything else is said to the clerk.
  private mutating func handle(_ key: Key, at now: Instant) {
    guard let page, page.isQuiet, let visit, let id = view.visit,
      let fact = rulebook.catalog.vocabulary.fact(named: page.key.fact)
    else { return }
    if key == .enter, fact.kind.takesSeveral {
      ticked.answer(of: fact).map { answer(.value($0), page.key, id, now) }
      return
    }
    if case .answer(let answer) = QuestionPage.handle(
      key, page.boardField, fact, &ticked, rulebook.catalog, visit)
    {
      self.answer(answer, page.key, id, now)
    }
  }

  private mutating func answer(_ answer: Answer, _ key: FactKey, _ id: Int64, _ now: Instant) {
    // What cannot be written now is asked again: the question stays.
    for _ in 0..<10 {
      let known = journal.last?.sequence ?? 0
      let entry = Entry.answered([FactAnswer(key, answer)])
      guard
        let outcome = try? services.visits.append(entry, to: id, after: known, by: services.name, at: now)
      else { return }
      follow()
      if case .appended = outcome { return }
    }
  }
}
