import Feel
import Moji

/// Why a procedure applies or not, and why a question is asked, in sentences that a clerk can read aloud.
package struct ReasonText {
  package struct Sentence: Hashable, Sendable {
    package let text: String
    /// Whether it tells what is shown and never spoken (配慮).
    package let isQuiet: Bool
  }

  /// What is said in one breath: full-width signs, about eight seconds at a counter's pace.
  package static let breath = 60

  private let deliberation: Deliberation
  /// Facts whose values the reader may not see.
  private let hidden: Set<String>
  private var rulebook: Rulebook { deliberation.rulebook }
  private var catalog: Catalog { rulebook.catalog }
  private var situation: Situation { deliberation.situation }

  package init(_ deliberation: Deliberation, hiding hidden: Set<String> = []) {
    self.deliberation = deliberation
    self.hidden = hidden
  }

  package init(_ rulebook: Rulebook, _ situation: Situation, hiding hidden: Set<String> = []) {
    self.init(Deliberation(rulebook, situation), hiding: hidden)
  }

  // MARK: Decisions

  /// The verdict and what it rests on; the first sentence is the verdict.
  package func sentences(of decision: Decision) -> [Sentence] {
    let procedure = catalog.procedures[decision.procedure]
    let reasons: [Sentence]
    switch decision.verdict {
    case .applies: reasons = packed(clauses(of: decision, that: true), about: decision.subject, "ためです。")
    case .doesNotApply: reasons = denial(decision)
    case .undecided(let needs), .toConfirm(let needs): reasons = open(needs)
    case .refused(let id): return refused(id, decision)
    }
    // A procedure that rests on what must not be spoken may tell it by its name.
    let isQuiet = reasons.contains(where: \.isQuiet)
    return [verdict(of: decision, procedure, isQuiet)] + reasons
  }

  /// A duty is needed; what one may claim or wish for can be had.
  private func verdict(of decision: Decision, _ procedure: Procedure, _ isQuiet: Bool) -> Sentence {
    let isDuty = procedure.nature == .duty
    let whom = whom(decision.subject, procedure).map { $0 + (isDuty ? "には、" : "は、") } ?? ""
    let (lead, ending): (String, String) =
      switch (decision.verdict, procedure.nature) {
      case (.applies, .wish): (whom, "が、\(procedure.nature.verdict)。")
      case (.applies, _): (whom, "が\(procedure.nature.verdict)。")
      case (.doesNotApply, .duty): (whom, "は不要です。")
      case (.doesNotApply, _): (whom, "の対象になりません。")
      case (.toConfirm, _): ("", "については、担当が確かめます。")
      case (.undecided, _), (.refused, _): ("", "については、まだ決まりません。")
      }
    let text = "\(lead)「\(procedure.name)」\(ending)"
    return Sentence(text: text.isBreath ? text : "\(lead)この手続\(ending)", isQuiet: isQuiet)
  }

  private func whom(_ subject: Subject, _ procedure: Procedure) -> String? {
    switch subject {
    case .person(let number): situation.politeName(ofPerson: number)
    case .household(let filing): household(CoreFact.members, filing)
    case .formerHousehold(let filing): household(CoreFact.formerMembers, filing)
    case .remainingHousehold(let filing):
      procedure.name.contains("残る世帯") ? nil : household(CoreFact.remainingMembers, filing)
    case .filing, .visitor, .city, .law: nil
    }
  }

  /// A household as it is called in an event: «新しい世帯», «残されたご家族».
  private func household(_ fact: String, _ filing: Int) -> String? {
    catalog.vocabulary.fact(named: fact).map { fact in
      let worded = catalog.event(ofKind: situation.filings[filing].kind)?.worded(fact) ?? fact
      return worded.phrase ?? worded.label
    }
  }

  private func refused(_ id: String, _ decision: Decision) -> [Sentence] {
    let kind = decision.filings.first.map { situation.filings[$0].kind } ?? ""
    let gate = catalog.event(ofKind: kind)?.gates.first { $0.id == id }
    let texts = ["この届出は、いまは受け付けられません", gate?.message, gate?.nextStep].compactMap { $0 }
    return texts.flatMap { $0.split(separator: "。") }.map { Sentence(text: $0 + "。", isQuiet: false) }
  }

  // MARK: Conditions

  /// The formulas of a procedure that came out so, each with what is said of it; whom it concerns comes last.
  private func told(_ decision: Decision, that truth: Bool, reader: Int?) -> [(
    formula: Formula, clauses: [Clause]
  )] {
    let procedure = catalog.procedures[decision.procedure]
    let wording = wording(about: decision.subject, filing: decision.filings.first ?? 0, reader: reader)
    var parts: [(formula: Formula, clauses: [Clause])] = []
    for formula in procedure.conditions {
      guard let expression = expression(formula), wording.truth(expression) == truth else { continue }
      parts.append((formula, wording.clauses(expression, truth)))
    }
    if let selector = catalog.vocabulary.selector(named: procedure.who), let formula = selector.formula,
      let expression = expression(formula), wording.truth(expression) == truth
    {
      let label = Clause("", Predicate(noun: selector.label), of: .person)
      parts.append((formula, truth ? [label] : wording.clauses(expression, false)))
    }
    return parts
  }

  /// What is said of the conditions that came out so, affirmations first. Whom it concerns and for which kind of event is
  /// plain to both sides of the counter: it is said where nothing else is.
  private func clauses(of decision: Decision, that truth: Bool, reader: Int?? = nil) -> [Clause] {
    let person: Int? = if case .person(let number) = decision.subject { number } else { nil }
    let parts = told(decision, that: truth, reader: reader ?? person)
    let selector = catalog.vocabulary.selector(named: catalog.procedures[decision.procedure].who)?.formula
    let telling = parts.filter { !$0.formula.isOfKind && $0.formula != selector }
    let all = (telling.isEmpty ? parts : telling).flatMap(\.clauses).distinct
    let said = all.filter { !isPlain($0) }.ifEmpty(all)
    return said.filter { !$0.predicate.isDenied } + said.filter(\.predicate.isDenied)
  }

  /// Whether a clause tells nothing beside others: the kind of event, or that some condition holds.
  private func isPlain(_ clause: Clause) -> Bool {
    clause.isVague || clause.topic == catalog.vocabulary.fact(named: CoreFact.kind)?.saying
  }

  /// The first conditions that fail; one is enough, two are plenty.
  private func denial(_ decision: Decision) -> [Sentence] {
    let person: Int? = if case .person(let number) = decision.subject { number } else { nil }
    let failing = told(decision, that: false, reader: person)
    guard !failing.isEmpty else { return outOfForce(decision) }
    let clauses = Array(failing.prefix(2).map(\.clauses).joined()).distinct
    return packed(
      clauses.filter { !$0.isVague }.ifEmpty(clauses), about: decision.subject, "ためです。")
  }

  /// The first condition known to fail, for pointing at it in its file; nil when none does.
  package func failing(_ decision: Decision) -> Formula? {
    told(decision, that: false, reader: nil).first?.formula
  }

  private func outOfForce(_ decision: Decision) -> [Sentence] {
    guard let validity = catalog.procedures[decision.procedure].validity else { return [] }
    var words: [String] = []
    if let from = validity.from { words.append("\(catalog.eras.long(from))から") }
    if let to = validity.to { words.append("\(catalog.eras.long(to))まで") }
    let basis = validity.basis == .eventDay ? "異動の日" : "届出の日"
    return [Sentence(text: "この決まりは\(words.joined())のもので、\(basis)がその間にないためです。", isQuiet: false)]
  }

  private func open(_ needs: [FactKey]) -> [Sentence] {
    let waiting = needs.distinct
    guard !waiting.isEmpty else { return [Sentence(text: "条件を計算できなかったためです。", isQuiet: false)] }
    let rest = waiting.count - 3
    return waiting.prefix(3).map(sentence)
      + (rest > 0 ? [Sentence(text: "ほかに、伺うことが\(rest)件あります。", isQuiet: false)] : [])
  }

  /// Why a fact is not known.
  private func sentence(_ key: FactKey) -> Sentence {
    let (words, isQuiet) = whether(key)
    let known = situation.facts[key]
    switch (known?.answer, known?.origin) {
    case (.doesNotKnow, _): return Sentence(text: "\(words)が、分からないとのことです。", isQuiet: isQuiet)
    // What the register holds and does not say is kept back for a protected person.
    case (.willNotSay, .register): return Sentence(text: "支援措置のため、\(words)を使っていません。", isQuiet: true)
    case (.willNotSay, _): return Sentence(text: "\(words)に、お答えいただいていません。", isQuiet: isQuiet)
    case (.value, _), (nil, _): return Sentence(text: "\(words)を、まだ伺っていないためです。", isQuiet: isQuiet)
    }
  }

  /// «太郎さんが国民健康保険に入っているかどうか», «新しい住所».
  private func whether(_ key: FactKey) -> (words: String, isQuiet: Bool) {
    guard let fact = catalog.vocabulary.fact(named: key.fact) else { return (key.fact, false) }
    let name: String? =
      if case .person(let number) = key.subject { situation.politeName(ofPerson: number) } else { nil }
    let words =
      fact.kind == .yesNo
      ? Clause("", Predicate(fact.saying)).question(name) : (name.map { $0 + "の" } ?? "") + fact.saying
    return (words, fact.isQuiet)
  }

  // MARK: Questions

  /// Why a question is asked: what it decides, and what is known already that makes it matter. An answer that was given
  /// is put aside for it.
  package func sentences(ofQuestion key: FactKey) -> [Sentence] {
    if situation.facts[key] != nil {
      var unanswered = situation
      unanswered.facts[key] = nil
      return ReasonText(rulebook, unanswered, hiding: hidden).sentences(ofQuestion: key)
    }
    let waiting = waiting(for: key)
    // What it decides about the one who is asked explains it best.
    guard let first = waiting.first(where: { $0.subject == key.subject }) ?? waiting.first else {
      return [Sentence(text: "書類に書くこと、お持ちいただく物を決めるためにお聞きしています。", isQuiet: false)]
    }
    let asked: Int? = if case .person(let number) = key.subject { number } else { nil }
    let known = clauses(of: first, that: true, reader: .some(asked))
    let names = waiting.map { catalog.procedures[$0.procedure].name }.distinct
    let rest = names.count > 1 ? "など\(names.count)件の手続" : ""
    let what = "このお答えで、「\(names[0])」\(rest)が必要かどうかが決まります。"
    let short = "このお答えで、\(names.count)件の手続が必要かどうかが決まります。"
    let lead = Sentence(text: what.isBreath ? what : short, isQuiet: known.contains(where: \.isQuiet))
    return [lead] + packed(known, about: key.subject, "ため、お聞きしています。")
  }

  /// Open decisions that an answer can settle. Of an unknown day those are left out that would not apply on any day
  /// within a year of the visit: a child of three is not asked about care insurance.
  package func waiting(for key: FactKey) -> [Decision] {
    let waiting = deliberation.determine().decisions.filter { $0.verdict.needs.contains(key) }
    guard catalog.vocabulary.fact(named: key.fact)?.kind == .day, !waiting.isEmpty else { return waiting }
    var possible: Set<Decision.Of> = []
    for months in [-12, 0, 12] {
      var supposed = situation
      supposed.facts[key] = KnownFact(.day(situation.day.adding(months: months)), from: .reception)
      let only = Set(waiting.map(\.procedure))
      for decision in Deliberation(rulebook, supposed, only: only).determine().decisions
      where decision.verdict != .doesNotApply { possible.insert(decision.of) }
    }
    return waiting.filter { possible.contains($0.of) }
  }

  // MARK: Rules

  /// What a procedure's rule says, a condition a line: «届出の種類が転入（国内から）であること».
  package static func rule(of procedure: Procedure, in catalog: Catalog) -> [String] {
    var lines: [String] = []
    if let selector = catalog.vocabulary.selector(named: procedure.who), selector.formula != nil {
      lines.append("\(selector.label)であること")
    }
    return lines + procedure.conditions.flatMap { phrases(of: $0, in: catalog).map { $0 + "こと" } }
  }

  /// What a formula says by itself, in one phrase; nil for what cannot be parsed.
  package static func phrase(of formula: Formula, in catalog: Catalog) -> String? {
    bare(formula, catalog)?.phrase(naming: nil)
  }

  private static func phrases(of formula: Formula, in catalog: Catalog) -> [String] {
    bare(formula, catalog)?.map { [$0].phrase(naming: nil) } ?? []
  }

  private static func bare(_ formula: Formula, _ catalog: Catalog) -> [Clause]? {
    let scope = Rulebook.scope(of: catalog)
    guard let expression = try? Rulebook.expression(of: formula, in: scope) else { return nil }
    return ConditionWording(catalog, scope, nil, person: nil, reader: nil).clauses(expression, true)
  }

  /// A deadline by itself: «引っ越しの日から14日», or its words; empty when it says neither.
  package static func term(_ deadline: DeadlineRule, in catalog: Catalog) -> String {
    let scope = Rulebook.scope(of: catalog)
    return term(deadline, scope, ConditionWording(catalog, scope, nil, person: nil, reader: nil))
  }

  /// The same in the words of a filing's event: «引っ越しの日から14日».
  static func term(_ deadline: DeadlineRule, _ rulebook: Rulebook, _ table: FactTable) -> String {
    let wording = ConditionWording(
      rulebook.catalog, rulebook.scope, ConditionValues(table), person: nil, reader: nil)
    return term(deadline, rulebook.scope, wording)
  }

  private static func term(_ deadline: DeadlineRule, _ scope: Scope, _ wording: ConditionWording) -> String {
    guard let start = deadline.start.flatMap({ try? Rulebook.expression(of: $0, in: scope) }),
      let amount = deadline.amount.flatMap({ try? Rulebook.expression(of: $0, in: scope) })
    else { return deadline.words ?? "" }
    let topic = wording.topic(start)
    guard !topic.isEmpty else { return deadline.words ?? "日は窓口で確かめます" }
    return "\(topic)から\(wording.term(amount))" + (deadline.words.map { "（\($0)）" } ?? "")
  }

  // MARK: Packing

  private func expression(_ formula: Formula) -> Expression? {
    try? Rulebook.expression(of: formula, in: rulebook.scope)
  }

  private func wording(about subject: Subject, filing: Int, reader: Int?) -> ConditionWording {
    let person: Int? = if case .person(let number) = subject { number } else { nil }
    let values = ConditionValues(deliberation.table(ofFiling: filing))
    var wording = ConditionWording(catalog, rulebook.scope, values, person: person, reader: reader)
    wording.hidden = hidden
    return wording
  }

  /// Clauses joined to sentences, none longer than a breath. Quiet ones stand by themselves.
  private func packed(_ clauses: [Clause], about subject: Subject, _ ending: String) -> [Sentence] {
    let name: String? =
      if case .person(let number) = subject { situation.politeName(ofPerson: number) } else { nil }
    func pack(_ clauses: [Clause], isQuiet: Bool) -> [Sentence] {
      var packs: [[Clause]] = []
      func text(_ clauses: [Clause], _ isFirst: Bool) -> String {
        (isFirst ? "" : "また、") + clauses.phrase(naming: name) + ending
      }
      for clause in clauses {
        if let open = packs.last, text(open + [clause], packs.count == 1).isBreath {
          packs[packs.count - 1].append(clause)
        } else {
          packs.append([clause])
        }
      }
      return packs.enumerated().map { index, clauses in
        let whole = text(clauses, index == 0)
        return Sentence(text: whole.isBreath ? whole : whole.withoutRemarks, isQuiet: isQuiet)
      }
    }
    return pack(clauses.filter { !$0.isQuiet }, isQuiet: false)
      + pack(clauses.filter(\.isQuiet), isQuiet: true)
  }
}

extension String {
  fileprivate var isBreath: Bool { columns <= ReasonText.breath * 2 }

  /// Without what stands in （ ）.
  fileprivate var withoutRemarks: String {
    var depth = 0
    return String(
      filter { sign in
        if sign == "（" { depth += 1 }
        defer { if sign == "）" { depth = max(0, depth - 1) } }
        return depth == 0
      })
  }
}
