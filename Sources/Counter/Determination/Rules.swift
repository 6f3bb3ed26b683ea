import Feel

/// What compiling made of the parts of a catalogue.
package struct Rules: Sendable {
  /// In the order of the catalogue's procedures, and so on.
  package let procedures: Listing<CompiledProcedure>
  package let events: Listing<CompiledEvent>
  package let questions: Listing<CompiledQuestion>
  package let papers: Listing<CompiledPaper>
  /// Who belongs to a selector, in the order of the vocabulary; nil takes everyone.
  package let memberships: [CompiledFormula?]
  /// How facts get their values, in the order of the vocabulary.
  package let facts: [CompiledFact]
  /// Every formula that was compiled with its place, by number.
  package let formulas: Listing<Formula>
  /// For each distinct routine whether it looks at the person it is run about.
  package let isPersonal: [Bool]
  /// Indexes of the procedures that an event can raise, in the order of the events.
  package let raised: [[Int]]

  package init(
    procedures: Listing<CompiledProcedure>, events: Listing<CompiledEvent>,
    questions: Listing<CompiledQuestion>, papers: Listing<CompiledPaper>, memberships: [CompiledFormula?],
    facts: [CompiledFact], formulas: Listing<Formula>, isPersonal: [Bool], raised: [[Int]]
  ) {
    self.procedures = procedures
    self.events = events
    self.questions = questions
    self.papers = papers
    self.memberships = memberships
    self.facts = facts
    self.formulas = formulas
    self.isPersonal = isPersonal
    self.raised = raised
  }
}

/// A formula as the rulebook runs it.
package struct CompiledFormula: Hashable, Sendable {
  /// Entry of a formula that only the general evaluator can run, such as one that makes texts.
  static let general: Int32 = -1

  /// Index into the rulebook's formulas.
  package let number: Int32
  /// Where its routine begins in the code book.
  package let entry: Int32
  /// Number among the distinct routines, equal for formulas that say the same.
  package let condition: Int32

  package init(number: Int32, entry: Int32, condition: Int32) {
    self.number = number
    self.entry = entry
    self.condition = condition
  }
}

/// How a fact gets its value when nobody gave one.
package struct CompiledFact: Sendable {
  package let formula: CompiledFormula?
  package let gate: CompiledFormula?
  /// Who may be its value.
  package let candidates: CompiledFormula?
  /// Indexes of the questions that set it, in the order of the files.
  package let questions: [Int]

  package init(
    formula: CompiledFormula?, gate: CompiledFormula?, candidates: CompiledFormula?, questions: [Int]
  ) {
    self.formula = formula
    self.gate = gate
    self.candidates = candidates
    self.questions = questions
  }
}

/// A class, since it is handed about hundreds of times in one determination.
package final class CompiledProcedure: Sendable {
  /// 単位 and 有効 of the procedure, which every verdict looks at.
  package let unit: Procedure.Unit
  package let validity: Validity?
  /// Whose household a procedure of households is about; nil takes everyone.
  package let whom: Subject.Kind?
  /// Whom it concerns, compiled; nil takes everyone.
  package let membership: CompiledFormula?
  /// Without the row of 届出.種別, which chose the procedure already.
  package let conditions: [CompiledFormula]
  package let deadlines: [Deadline]
  package let fee: CompiledFormula?
  package let inclusions: [CompiledFormula?]
  package let papers: [CompiledFormula?]
  package let bring: [CompiledFormula?]
  package let giveBack: [CompiledFormula?]
  package let receive: [CompiledFormula?]
  package let notes: [CompiledFormula?]
  /// When it has to wait (後日).
  package let later: CompiledFormula?

  package struct Deadline: Sendable {
    package let condition: CompiledFormula?
    package let start: CompiledFormula?
    package let amount: CompiledFormula?

    package init(condition: CompiledFormula?, start: CompiledFormula?, amount: CompiledFormula?) {
      self.condition = condition
      self.start = start
      self.amount = amount
    }
  }

  package init(
    unit: Procedure.Unit, validity: Validity?, whom: Subject.Kind?, membership: CompiledFormula?,
    conditions: [CompiledFormula], deadlines: [Deadline], fee: CompiledFormula?,
    inclusions: [CompiledFormula?], papers: [CompiledFormula?], bring: [CompiledFormula?],
    giveBack: [CompiledFormula?], receive: [CompiledFormula?], notes: [CompiledFormula?],
    later: CompiledFormula?
  ) {
    self.unit = unit
    self.validity = validity
    self.whom = whom
    self.membership = membership
    self.conditions = conditions
    self.deadlines = deadlines
    self.fee = fee
    self.inclusions = inclusions
    self.papers = papers
    self.bring = bring
    self.giveBack = giveBack
    self.receive = receive
    self.notes = notes
    self.later = later
  }
}

package struct CompiledEvent: Sendable {
  package let gates: [CompiledFormula?]

  package init(gates: [CompiledFormula?]) { self.gates = gates }
}

package struct CompiledQuestion: Sendable {
  package let conditions: [CompiledFormula]

  package init(conditions: [CompiledFormula]) { self.conditions = conditions }
}

package struct CompiledPaper: Sendable {
  /// Programs of the elements in order, nil where an element has none; rows hold theirs.
  package indirect enum Element: Sendable {
    case plain(CompiledFormula?)
    case rows([Element])
  }

  package let elements: [Element]

  package init(elements: [Element]) { self.elements = elements }
}
