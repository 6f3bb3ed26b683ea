import Feel

/// What each verdict can depend on, read off the compiled rules: so that a new answer touches only what reads it.
struct Dependence {
  /// Procedures whose verdict can depend on a slot, by the slot's number.
  private let readers: [[Int]]
  /// Slots worked out from a slot, directly or by way of others, by its number.
  private let derived: [[Rulebook.Slot]]
  /// The number of each kind's first slot.
  private let starts: [Int]
  /// False when a formula cannot be looked into, since only the general evaluator runs it.
  let isWhole: Bool

  init(
    _ definitions: [[Rulebook.SlotDefinition]], _ procedures: [CompiledProcedure], _ book: Codebook,
    eventDay: Rulebook.Slot?
  ) {
    var starts: [Int] = []
    var all: [Rulebook.Slot] = []
    for (kind, definitions) in zip(Subject.Kind.allCases, definitions) {
      starts.append(all.count)
      all += definitions.indices.map { Rulebook.Slot(kind: kind, property: $0) }
    }
    var isWhole = true
    func slots(readBy formula: CompiledFormula) -> [Int] {
      guard formula.entry != CompiledFormula.general else {
        isWhole = false
        return []
      }
      let kinds = Subject.Kind.allCases
      return book.reads(of: formula.entry).compactMap { read in
        // Records that are no variable of the scope are people: nothing else can be a value.
        let kind = read.variable.flatMap { kinds.indices.contains($0) ? kinds[$0] : nil } ?? .person
        return kind == .law || kind == .city ? nil : starts[kind.ordinal] + read.property
      }
    }
    var direct = all.map { _ in [Int]() }
    for (number, slot) in all.enumerated() {
      let definition = definitions[slot.kind.ordinal][slot.property]
      for formula in [definition.formula, definition.gate] {
        for read in formula.map(slots(readBy:)) ?? [] { direct[read].append(number) }
      }
    }
    var reached = all.map { _ in [Int]() }
    for number in all.indices {
      var open = direct[number]
      while let next = open.popLast() {
        if reached[number].contains(next) { continue }
        reached[number].append(next)
        open += direct[next]
      }
    }
    var readers = all.map { _ in [Int]() }
    for (index, procedure) in procedures.enumerated() {
      var reads = eventDay.map { [starts[$0.kind.ordinal] + $0.property] } ?? []
      for formula in procedure.conditions { reads += slots(readBy: formula) }
      if let membership = procedure.membership { reads += slots(readBy: membership) }
      for read in reads where readers[read].last != index { readers[read].append(index) }
    }
    self.readers = all.indices.map { number in
      reached[number].isEmpty
        ? readers[number] : Set(readers[number] + reached[number].flatMap { readers[$0] }).sorted()
    }
    derived = reached.map { $0.map { all[$0] } }
    self.starts = starts
    self.isWhole = isWhole
  }

  func readers(of slot: Rulebook.Slot) -> [Int] { readers[starts[slot.kind.ordinal] + slot.property] }
  func derived(from slot: Rulebook.Slot) -> [Rulebook.Slot] {
    derived[starts[slot.kind.ordinal] + slot.property]
  }
}
