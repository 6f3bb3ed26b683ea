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
  private let derived: [[Int]]
  private let slots: [Rulebook.Slot]
  /// The number of each kind's first slot.
  private let starts: [Int]

  init(
    _ definitions: [[Rulebook.SlotDefinition]], _ procedures: Listing<CompiledProcedure>, _ book: Codebook,
    _ distinct: [Int32], eventDay: Rulebook.Slot?, general: (CompiledFormula) -> [Rulebook.Slot]
  ) {
    var starts: [Int] = []
    var all: [Rulebook.Slot] = []
    for (kind, definitions) in zip(Subject.Kind.allCases, definitions) {
      starts.append(all.count)
      all += definitions.indices.map { Rulebook.Slot(kind: kind, property: $0) }
    }
    func reads(of formula: CompiledFormula) -> [(slot: Int, isOwn: Bool)] {
      guard formula.entry != CompiledFormula.general else {
        return general(formula).map { (starts[$0.kind.ordinal] + $0.property, false) }
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
    derived = reached.map { reads in Set(reads.map(\.slot)).sorted() }
    slots = all
    self.starts = starts
  }

  func ownReaders(of slot: Rulebook.Slot) -> [Int] { own[starts[slot.kind.ordinal] + slot.property] }
  func otherReaders(of slot: Rulebook.Slot) -> [Int] { others[starts[slot.kind.ordinal] + slot.property] }
  func routines(reading slot: Rulebook.Slot) -> [Int] { routines[starts[slot.kind.ordinal] + slot.property] }
  func derived(from slot: Rulebook.Slot) -> [Rulebook.Slot] {
    derived[starts[slot.kind.ordinal] + slot.property].map { slots[$0] }
  }
}

/// As numbers, for a file.
extension Dependence {
  var stored: [Int32] {
    var numbers: [Int32] = [Int32(slots.count), Int32(starts.count)]
    numbers += starts.map(Int32.init)
    for slot in slots { numbers += [Int32(slot.kind.ordinal), Int32(slot.property)] }
    for list in own + others + routines + derived {
      numbers.append(Int32(list.count))
      numbers += list.map(Int32.init)
    }
    return numbers
  }

  /// nil when the numbers make no sense.
  init?(stored numbers: [Int32]) {
    var position = 0
    func next() -> Int? {
      guard position < numbers.count, numbers[position] >= 0 else { return nil }
      defer { position += 1 }
      return Int(numbers[position])
    }
    func list(_ count: Int) -> [Int]? {
      guard count <= numbers.count - position else { return nil }
      defer { position += count }
      return numbers[position..<position + count].map(Int.init)
    }
    let kinds = Subject.Kind.allCases
    guard let count = next(), let kindCount = next(), let starts = list(kindCount) else { return nil }
    var slots: [Rulebook.Slot] = []
    slots.reserveCapacity(count)
    for _ in 0..<count {
      guard let kind = next(), kinds.indices.contains(kind), let property = next() else { return nil }
      slots.append(Rulebook.Slot(kind: kinds[kind], property: property))
    }
    func lists() -> [[Int]]? {
      var lists: [[Int]] = []
      lists.reserveCapacity(count)
      for _ in 0..<count {
        guard let length = next(), let items = list(length) else { return nil }
        lists.append(items)
      }
      return lists
    }
    guard let own = lists(), let others = lists(), let routines = lists(), let derived = lists(),
      position == numbers.count
    else { return nil }
    self.own = own
    self.others = others
    self.routines = routines
    self.derived = derived
    self.slots = slots
    self.starts = starts
  }
}
