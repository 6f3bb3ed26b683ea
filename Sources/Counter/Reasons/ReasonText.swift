import Feel
import Moji

/// Why a procedure applies or not, and why a question is asked, in sentences that a clerk can read aloud.
public struct ReasonText {
  public struct Sentence: Hashable, Sendable {
    public let text: String
    /// Whether it tells what is shown and never spoken (配慮).
    public let isQuiet: Bool
  }

  /// What is said in one breath: full-width signs, about eight seconds at a counter's pace.
  public static let breath = 60

  private let deliberation: Deliberation
  private var rulebook: Rulebook { deliberation.rulebook }
  private var catalog: Catalog { rulebook.catalog }
  private var situation: Situation { deliberation.situation }

  public init(_ deliberation: Deliberation) { self.deliberation = deliberation }

  public init(_ rulebook: Rulebook, _ situation: Situation) { self.init(Deliberation(rulebook, situation)) }

  // MARK: Decisions

  /// The verdict and what it rests on; the first sentence is the verdict.
  public func sentences(of decision: Decision) -> [Sentence] {
    let name = catalog.procedures[decision.procedure].name
    let whom = whom(decision.subject)
    switch decision.verdict {
    case .applies:
      return lead("\(whom)\(name)が必要です。", "\(whom)この手続が必要です。")
        + packed(clauses(of: decision, that: true), "ためです。")
    case .doesNotApply:
      return lead("\(whom)\(name)は不要です。", "\(whom)この手続は不要です。") + denial(decision)
    case .undecided(let needs):
      return lead("\(name)が必要かどうかは、まだ決まりません。", "この手続が必要かどうかは、まだ決まりません。") + open(needs)
    case .toConfirm(let needs):
      return lead("\(name)が必要かどうかは、担当が確かめます。", "この手続が必要かどうかは、担当が確かめます。") + toConfirm(needs)
    case .refused(let id):
      let gate = catalog.events.flatMap(\.gates).first { $0.id == id && $0.isOf(situation, catalog) }
      return [gate?.message, gate?.nextStep].compactMap { $0 }.map {
        Sentence(text: $0 + "。", isQuiet: false)
      }
    }
  }

  private func whom(_ subject: Subject) -> String {
    switch subject {
    case .person(let number): "\(situation.politeName(ofPerson: number))には、"
    case .household: "新しい世帯には、"
    case .formerHousehold: "引っ越す前の世帯には、"
    case .remainingHousehold: "残る世帯には、"
    case .filing, .visitor, .city, .law: ""
    }
  }

  private func lead(_ text: String, _ short: String) -> [Sentence] {
    [Sentence(text: text.isBreath ? text : short, isQuiet: false)]
  }

  /// What is said of the conditions that came out so, affirmations first. Whom it concerns and for which kind of event is
  /// plain to both sides of the counter: it is said where nothing else is.
  private func clauses(of decision: Decision, that truth: Bool) -> [Clause] {
    let said = parts(of: decision, that: truth).flatMap { $0 }.distinct
    return said.filter { !$0.predicate.isDenied } + said.filter(\.predicate.isDenied)
  }

  /// The same, condition by condition.
  private func parts(of decision: Decision, that truth: Bool) -> [[Clause]] {
    let procedure = catalog.procedures[decision.procedure]
    let (wording, values) = wording(about: decision.subject, filing: decision.filings.first ?? 0)
    var (parts, plain): ([[Clause]], [[Clause]]) = ([], [])
    if let selector = catalog.vocabulary.selector(named: procedure.who), let formula = selector.formula,
      let expression = expression(formula), values.truth(expression, []) == truth
    {
      plain.append([Clause("", Predicate(selector.label, isDenied: !truth))])
    }
    for formula in procedure.conditions {
      guard let expression = expression(formula), values.truth(expression, []) == truth else { continue }
      if formula.isOfKind {
        plain.append(wording.clauses(expression, truth))
      } else {
        parts.append(wording.clauses(expression, truth))
      }
    }
    return parts.isEmpty ? plain : parts
  }

  /// The first conditions that fail; one is enough, and more than two are counted.
  private func denial(_ decision: Decision) -> [Sentence] {
    let failing = parts(of: decision, that: false)
    guard !failing.isEmpty else { return outOfForce(decision) }
    let rest = failing.count - 2
    return packed(Array(failing.prefix(2).joined()).distinct, "ためです。")
      + (rest > 0 ? [Sentence(text: "ほかにも、当てはまらない条件が\(rest)件あります。", isQuiet: false)] : [])
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
    let rest = waiting.count - 3
    return waiting.prefix(3).map(sentence)
      + (rest > 0 ? [Sentence(text: "ほかに、伺うことが\(rest)件あります。", isQuiet: false)] : [])
  }

  private func toConfirm(_ needs: [FactKey]) -> [Sentence] {
    let waiting = needs.distinct
    guard !waiting.isEmpty else { return [Sentence(text: "条件を計算できなかったためです。", isQuiet: false)] }
    return waiting.prefix(3).map(sentence)
  }

  /// Why a fact is not known.
  private func sentence(_ key: FactKey) -> Sentence {
    let (words, isQuiet) = whether(key)
    switch situation.facts[key]?.answer {
    case .doesNotKnow: return Sentence(text: "\(words)が、分からないというお答えのためです。", isQuiet: isQuiet)
    case .willNotSay where isGuarded(key): return Sentence(text: "支援措置のため、\(words)を使っていません。", isQuiet: true)
    case .willNotSay: return Sentence(text: "\(words)に、お答えいただいていないためです。", isQuiet: isQuiet)
    case .value, nil: return Sentence(text: "\(words)を、まだ伺っていないためです。", isQuiet: isQuiet)
    }
  }

  private func isGuarded(_ key: FactKey) -> Bool {
    switch catalog.vocabulary.fact(named: key.fact)?.sensitivity {
    case .guarded, .revealsAddress: true
    case .ordinary, .quiet, nil: false
    }
  }

  /// «太郎さんが国民健康保険に入っているかどうか», «新しい住所».
  private func whether(_ key: FactKey) -> (words: String, isQuiet: Bool) {
    guard let fact = catalog.vocabulary.fact(named: key.fact) else { return (key.fact, false) }
    let name: String? =
      if case .person(let number) = key.subject { situation.politeName(ofPerson: number) } else { nil }
    let words =
      fact.kind == .yesNo
      ? Clause(name.map { $0 + "が" } ?? "", Predicate(fact.saying)).question
      : (name.map { $0 + "の" } ?? "") + fact.saying
    return (words, fact.isQuiet)
  }

  // MARK: Questions

  /// Why a question is asked: what it would decide, and what is known already that makes it matter.
  public func sentences(ofQuestion key: FactKey) -> [Sentence] {
    let waiting = deliberation.determine().decisions.filter { decision in
      guard case .undecided(let needs) = decision.verdict else { return false }
      return needs.contains(key)
    }
    guard let first = waiting.first else {
      return [Sentence(text: "届出書に書くためにお聞きしています。", isQuiet: false)]
    }
    let names = waiting.map { catalog.procedures[$0.procedure].name }.distinct
    let what =
      names.count == 1
      ? "このお答えで、\(names[0])が必要かどうかが決まります。" : "このお答えで、\(names[0])など\(names.count)件の手続が必要かどうかが決まります。"
    let short = "このお答えで、\(names.count)件の手続が必要かどうかが決まります。"
    let known = clauses(of: first, that: true)
    guard !known.isEmpty else { return lead(what, short) }
    return lead(what, short) + packed(known, "ため、お聞きしています。")
  }

  // MARK: Rules

  /// What a procedure's rule says, a condition a line: «届出の種類が転入（国内から）であること».
  public static func rule(of procedure: Procedure, in catalog: Catalog) -> [String] {
    let wording = ConditionWording(catalog, nil, about: nil)
    let scope = Rulebook.scope(of: catalog)
    var lines: [String] = []
    if let selector = catalog.vocabulary.selector(named: procedure.who), selector.formula != nil {
      lines.append("\(selector.label)であること")
    }
    for formula in procedure.conditions {
      guard let expression = try? Rulebook.expression(of: formula, in: scope) else { continue }
      lines += wording.clauses(expression, true).map { $0.attributive + "こと" }
    }
    return lines
  }

  /// What a formula says by itself, in one phrase.
  public static func phrase(of formula: Formula, in catalog: Catalog) -> String? {
    guard let expression = try? Rulebook.expression(of: formula, in: Rulebook.scope(of: catalog)) else {
      return nil
    }
    let clauses = ConditionWording(catalog, nil, about: nil).clauses(expression, true)
    guard let last = clauses.last else { return nil }
    return clauses.dropLast().map { $0.connective + "、" }.joined() + last.attributive
  }

  /// What a formula says in this visit, packed into breaths; empty while it is undecided.
  func sentences(of expression: Expression, about subject: Subject, filing: Int) -> [Sentence] {
    let (wording, values) = wording(about: subject, filing: filing)
    guard let truth = values.truth(expression, []) else { return [] }
    return packed(wording.clauses(expression, truth).distinct, "ためです。")
  }

  // MARK: Packing

  private func expression(_ formula: Formula) -> Expression? {
    try? Rulebook.expression(of: formula, in: rulebook.scope)
  }

  private func wording(about subject: Subject, filing: Int) -> (ConditionWording, ConditionValues) {
    let person: Int? = if case .person(let number) = subject { number } else { nil }
    let values = ConditionValues(deliberation.table(ofFiling: filing), about: person)
    return (ConditionWording(catalog, values, about: person), values)
  }

  /// Clauses joined to sentences, none longer than a breath. Quiet ones stand by themselves.
  private func packed(_ clauses: [Clause], _ ending: String) -> [Sentence] {
    func pack(_ clauses: [Clause], isQuiet: Bool) -> [Sentence] {
      var sentences: [Sentence] = []
      var open: [Clause] = []
      func text(_ clauses: [Clause], _ isFirst: Bool) -> String {
        // Whom it is about is said once.
        let said = clauses.enumerated().map { index, clause in
          index > 0 && clause.subject == clauses[index - 1].subject ? Clause("", clause.predicate) : clause
        }
        let parts = said.dropLast().map { $0.connective + "、" }.joined() + (said.last?.attributive ?? "")
        return (isFirst ? "" : "また、") + parts + ending
      }
      for clause in clauses {
        if !open.isEmpty, !text(open + [clause], sentences.isEmpty).isBreath {
          sentences.append(Sentence(text: text(open, sentences.isEmpty), isQuiet: isQuiet))
          open = []
        }
        open.append(clause)
      }
      if !open.isEmpty { sentences.append(Sentence(text: text(open, sentences.isEmpty), isQuiet: isQuiet)) }
      return sentences.map {
        $0.text.isBreath ? $0 : Sentence(text: $0.text.withoutRemarks, isQuiet: isQuiet)
      }
    }
    return pack(clauses.filter { !$0.isQuiet }, isQuiet: false)
      + pack(clauses.filter(\.isQuiet), isQuiet: true)
  }
}

extension Event.Gate {
  /// Whether a visit has a filing that this gate stands before.
  fileprivate func isOf(_ situation: Situation, _ catalog: Catalog) -> Bool {
    situation.filings.contains { filing in
      catalog.event(ofKind: filing.kind)?.gates.contains(self) ?? false
    }
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

extension Array where Element: Hashable {
  /// Each once, in order.
  fileprivate var distinct: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
