import Feel

// The tables that a rulebook lays out of a catalogue and its rules.

extension Rulebook {
  static func slots(_ vocabulary: Vocabulary, _ facts: [CompiledFact]) -> [[SlotDefinition]] {
    var slots = Subject.Kind.allCases.map { _ in [SlotDefinition]() }
    for (fact, compiled) in zip(vocabulary.facts, facts) {
      slots[fact.subject.ordinal].append(
        SlotDefinition(
          fact: fact, isOfRecord: fact.isOfRecord, formula: compiled.formula, gate: compiled.gate,
          candidates: compiled.candidates,
          questions: compiled.questions))
    }
    return slots
  }

  static func names(of slots: [[SlotDefinition]]) -> [Text: Slot] {
    var names: [Text: Slot] = [:]
    names.reserveCapacity(slots.reduce(0) { $0 + $1.count })
    for (kind, definitions) in zip(Subject.Kind.allCases, slots) {
      for (property, definition) in definitions.enumerated() {
        names[Text(definition.fact.name)] = Slot(kind: kind, property: property)
      }
    }
    return names
  }

  static func templates(
    of catalog: Catalog, _ facts: [CompiledFact], _ book: inout Codebook
  ) -> [[Cell]] {
    func cells(_ values: [NamedValue]) -> [Cell] {
      values.map { book.cell(of: $0.value.value(personRecord: { $0 })) ?? .unknown }
    }
    var templates = Subject.Kind.allCases.map { _ in [Cell]() }
    for (fact, compiled) in zip(catalog.vocabulary.facts, facts) {
      templates[fact.subject.ordinal].append(
        compiled.formula == nil && compiled.gate == nil ? .unknown : .pending)
    }
    let names = [catalog.municipality.name, catalog.municipality.prefecture]
    templates[Subject.Kind.law.ordinal] = cells(catalog.law)
    templates[Subject.Kind.city.ordinal] =
      cells(catalog.municipality.values) + names.map { book.cell(of: .string($0)) ?? .unknown }
    return templates
  }
}
