import Counter
import Feel

// What compiling made of the catalogue.

extension Rulebook.Kept: Kept {
  init(_ page: Page, _ it: Rulebook.Kept?) throws(Malformed) {
    self.init(
      rules: try page(it?.rules), code: try page(it?.code),
      dependence: try page(it.map { NumberBlock($0.dependence) }).numbers)
  }
}

extension Rules: Kept {
  init(_ page: Page, _ it: Rules?) throws(Malformed) {
    self.init(
      procedures: try page(it?.procedures), events: try page(it?.events), questions: try page(it?.questions),
      papers: try page(it?.papers), memberships: try page(it?.memberships), facts: try page(it?.facts),
      formulas: try page(it?.formulas), isPersonal: try page(it?.isPersonal), raised: try page(it?.raised))
  }
}

extension Codebook.Stored: Kept {
  init(_ page: Page, _ it: Codebook.Stored?) throws(Malformed) {
    self.init(
      numbers: try page(it.map { NumberBlock($0.numbers) }).numbers, texts: try page(it?.texts),
      functions: try page(it?.functions))
  }
}

extension CompiledFormula: Kept {
  init(_ page: Page, _ it: CompiledFormula?) throws(Malformed) {
    self.init(
      number: try page(it?.number), entry: try page(it?.entry), condition: try page(it?.condition))
  }
}

extension Optional: Kept where Wrapped == CompiledFormula {
  init(_ page: Page, _ it: CompiledFormula??) throws(Malformed) { self = try page.optional(it ?? nil) }
}

extension CompiledFact: Kept {
  init(_ page: Page, _ it: CompiledFact?) throws(Malformed) {
    self.init(
      formula: try page.optional(it?.formula), gate: try page.optional(it?.gate),
      candidates: try page.optional(it?.candidates), questions: try page(it?.questions))
  }
}

extension CompiledProcedure: Kept {
  convenience init(_ page: Page, _ it: CompiledProcedure?) throws(Malformed) {
    self.init(
      unit: try page.choice(it?.unit), validity: try page.optional(it?.validity),
      whom: try page.optional(it?.whom), membership: try page.optional(it?.membership),
      conditions: try page(it?.conditions),
      deadlines: try page(it?.deadlines), fee: try page.optional(it?.fee),
      inclusions: try page(it?.inclusions), papers: try page(it?.papers), bring: try page(it?.bring),
      giveBack: try page(it?.giveBack), receive: try page(it?.receive),
      notes: try page(it?.notes), later: try page.optional(it?.later))
  }
}

extension CompiledProcedure.Deadline: Kept {
  init(_ page: Page, _ it: CompiledProcedure.Deadline?) throws(Malformed) {
    self.init(
      condition: try page.optional(it?.condition), start: try page.optional(it?.start),
      amount: try page.optional(it?.amount))
  }
}

extension CompiledEvent: Kept {
  init(_ page: Page, _ it: CompiledEvent?) throws(Malformed) { self.init(gates: try page(it?.gates)) }
}

extension CompiledQuestion: Kept {
  init(_ page: Page, _ it: CompiledQuestion?) throws(Malformed) {
    self.init(conditions: try page(it?.conditions))
  }
}

extension CompiledPaper: Kept {
  init(_ page: Page, _ it: CompiledPaper?) throws(Malformed) { self.init(elements: try page(it?.elements)) }
}

extension CompiledPaper.Element: Kept {
  init(_ page: Page, _ it: CompiledPaper.Element?) throws(Malformed) {
    let rows: [CompiledPaper.Element]? = if case .rows(let elements)? = it { elements } else { nil }
    let formula: CompiledFormula? = if case .plain(let formula)? = it { formula } else { nil }
    if try page(it.map { _ in rows != nil }) {
      self = .rows(try page(rows))
    } else {
      self = .plain(try page.optional(formula))
    }
  }
}
