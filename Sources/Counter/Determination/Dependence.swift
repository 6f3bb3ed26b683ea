import Feel

/// What each verdict can depend on, read off the compiled rules: so that a new answer touches only what reads it.
struct Dependence {
  /// Procedures whose verdict can depend on a slot, by the slot's number: those that look at it only for the person
  /// they are about, and the others.
  private let own: [[Int]]
  private let others: [[Int]]
  /// Distinct routines that can come out otherwise when a slot changes.
  private let routines: [[Int]]
  /// Slots worked out from a slot, directly or by way of others, by its number.
  private let derived: [[Rulebook.Slot]]
  /// The number of each kind's first slot.
  private let starts: [Int]
  /// False when a formula cannot be looked into, since only the general evaluator runs it.
  let isWhole: Bool

  init(
    _ definitions: [[Rulebook.SlotDefinition]], _ procedures: [CompiledProcedure], _ book: Codebook,
    _ distinct: [Int32],
    eventDay: Rulebook.Slot?
  ) {
    var starts: [Int] = []
    var all: [Rulebook.Slot] = []
    for (kind, definitions) in zip(Subject.Kind.allCases, definitions) {
      starts.append(all.count)
      all += definitions.indices.map { Rulebook.Slot(kind: kind, property: $0) }
    }
    var isWhole = true
    func reads(of formula: CompiledFormula) -> [(slot: Int, isOwn: Bool)] {
      guard formula.entry != CompiledFormula.general else {
        isWhole = false
        return []
      }
      return readsOfRoutines[Int(formula.condition)]
    }
    let readsOfRoutines = distinct.map { entry -> [(slot: Int, isOwn: Bool)] in
      let kinds = Subject.Kind.allCases
      return book.reads(of: entry).compactMap { read in
        // Records that are no variable of the scope are people: nothing else can be a value.
        let kind = read.variable.flatMap { kinds.indices.contains($0) ? kinds[$0] : nil } ?? .person
        guard kind != .law, kind != .city else { return nil }
        return (starts[kind.ordinal] + read.property, read.variable == Subject.Kind.person.ordinal)
      }
    }
    var direct = all.map { _ in [(slot: Int, isOwn: Bool)]() }
    for (number, slot) in all.enumerated() {
      let definition = definitions[slot.kind.ordinal][slot.property]
      for formula in [definition.formula, definition.gate] {
        for read in formula.map(reads) ?? [] {
          direct[read.slot].append((number, read.isOwn && slot.kind == .person))
        }
      }
    }
    var reached = all.map { _ in [(slot: Int, isOwn: Bool)]() }
    for number in all.indices {
      var open = direct[number]
      while let next = open.popLast() {
        if reached[number].contains(where: { $0 == next }) { continue }
        reached[number].append(next)
        open += direct[next.slot].map { ($0.slot, $0.isOwn && next.isOwn) }
      }
    }
    var (own, others) = (all.map { _ in Set<Int>() }, all.map { _ in Set<Int>() })
    for (index, procedure) in procedures.enumerated() {
      var all = eventDay.map { [(slot: starts[$0.kind.ordinal] + $0.property, isOwn: false)] } ?? []
      for formula in procedure.conditions { all += reads(of: formula) }
      if let membership = procedure.membership { all += reads(of: membership) }
      for read in all {
        if read.isOwn { own[read.slot].insert(index) } else { others[read.slot].insert(index) }
      }
    }
    self.own = all.indices.map { number in
      reached[number].filter(\.isOwn).reduce(own[number]) { $0.union(own[$1.slot]) }.sorted()
    }
    self.others = all.indices.map { number in
      reached[number].reduce(others[number]) {
        $0.union(others[$1.slot]).union($1.isOwn ? [] : own[$1.slot])
      }.sorted()
    }
    var readBy = all.map { _ in [Int]() }
    for (routine, reads) in readsOfRoutines.enumerated() {
      for read in reads { readBy[read.slot].append(routine) }
    }
    routines = all.indices.map { number in
      Set(reached[number].flatMap { readBy[$0.slot] } + readBy[number]).sorted()
    }
    derived = reached.map { reads in Set(reads.map(\.slot)).sorted().map { all[$0] } }
    self.starts = starts
    self.isWhole = isWhole
  }

  func ownReaders(of slot: Rulebook.Slot) -> [Int] { own[starts[slot.kind.ordinal] + slot.property] }
  func otherReaders(of slot: Rulebook.Slot) -> [Int] { others[starts[slot.kind.ordinal] + slot.property] }
  func routines(reading slot: Rulebook.Slot) -> [Int] { routines[starts[slot.kind.ordinal] + slot.property] }
  func derived(from slot: Rulebook.Slot) -> [Rulebook.Slot] {
    derived[starts[slot.kind.ordinal] + slot.property]
  }
}
