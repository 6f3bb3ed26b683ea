/// The host of a machine: works out cells that are pending.
public protocol MachineHost: AnyObject {
  /// The value of a pending cell; while it is unknown the facts it waits for are added with `wait(for:)`.
  func workOut(_ property: Int, of record: Int) -> Cell
}

/// Runs the routines of a code book over the cells of one case, with unknown as a value.
///
/// It means exactly what `Evaluator` means and is many times faster; what it cannot do it says by `hasGivenUp`.
///
/// Nothing is checked when a cell or an instruction is fetched. What makes that safe:
/// - Every index in an instruction lies within the book, and an instruction rests only on earlier ones: the assembler
///   puts them there, and a stored book comes from a snapshot that this program wrote for itself. So a routine ends, and
///   no fetch leaves what `Routines` laid down, which nobody changes and which the machine holds for as long as it lives.
/// - A place in a frame is less than the book's frame size, which is that of its largest routine; `set` passes over
///   others. `nested` refuses a frame for which there is no room.
/// - A cell of kind `record` names one of `records`, and a property that a routine reads of it is one of that record's:
///   the host numbers both by the scope in which the book's expressions were checked.
/// - What the pointers reach is plain numbers (`Cell`, `Instruction`, `Int32`) that need no end, but for `memory`, which
///   `deinit` ends. Lists grow and move only inside `memory`, and are fetched from it anew each time.
/// - A machine belongs to one thread: it is not `Sendable`.
public final class Machine {
  /// Kept behind one pointer, so that a routine may be run in the middle of another.
  private struct Memory {
    var needs: ContiguousArray<Need> = []
    var readings: [Need] = []
    var pool: ContiguousArray<Cell> = []
    var extraTexts = TextTable()
    var frameBase = 0
    var hasGivenUp = false
    var isTracing = false
    /// Items that the routine may still look at.
    var itemsLeft = Machine.itemLimit
  }

  private let book: Codebook
  /// Who works out pending cells; without one they stay unknown.
  public weak var host: (any MachineHost)?
  private let memory: UnsafeMutablePointer<Memory>
  /// Keeps what the next four point to.
  private let routines: Routines
  private let code: UnsafeMutablePointer<Codebook.Instruction>
  private let operands: UnsafeMutablePointer<Int32>
  private let constants: UnsafeMutablePointer<Cell>
  private let compactBodies: UnsafeMutablePointer<Routines.CompactBody>
  private let cells: UnsafeMutablePointer<Cell>
  private let cellCount: Int
  private let recordStarts: UnsafeMutablePointer<Int32>
  private let recordCount: Int
  /// Frames of the routines in progress, one after another.
  private let frames: UnsafeMutablePointer<Cell>
  private let frameSize: Int
  /// How many frames there is room for.
  private static let depth = 64
  /// Days further from 1970 than this are left to the general evaluator, which knows where the calendar ends.
  private static let dayLimit = 1_000_000_000

  /// Items that one routine may look at: quantifiers and filters within each other look at the product of their lists.
  private static let itemLimit = 1_000_000

  /// `records` holds the cells of each record, all of them unknown or pending at first.
  public init(_ book: Codebook, records: [[Cell]]) {
    self.book = book
    memory = .allocate(capacity: 1)
    memory.initialize(to: Memory())
    memory.pointee.pool = ContiguousArray(book.pool)
    routines = book.routines ?? Routines(book)
    code = routines.code
    operands = routines.operands
    constants = routines.constants
    compactBodies = routines.compactBodies
    recordCount = records.count
    recordStarts = .allocate(capacity: records.count + 1)
    cellCount = records.reduce(0) { $0 + $1.count }
    cells = .allocate(capacity: cellCount)
    var position = 0
    for (index, record) in records.enumerated() {
      recordStarts[index] = Int32(position)
      for cell in record {
        (cells + position).initialize(to: cell)
        position += 1
      }
    }
    recordStarts[records.count] = Int32(position)
    frameSize = book.frameSize
    frames = .allocate(capacity: frameSize * Machine.depth)
    frames.initialize(repeating: .null, count: frameSize * Machine.depth)
  }

  deinit {
    memory.deinitialize(count: 1)
    memory.deallocate()
    cells.deallocate()
    recordStarts.deallocate()
    frames.deallocate()
  }

  // MARK: Cells

  /// A property of a record.
  public subscript(record: Int, property: Int) -> Cell {
    get { cells[Int(recordStarts[record]) + property] }
    set { cells[Int(recordStarts[record]) + property] = newValue }
  }

  /// A number for each cell, from 0.
  public func index(of need: Need) -> Int { Int(recordStarts[need.record]) + need.property }
  public var cellTotal: Int { cellCount }

  /// How many properties a record has.
  public func size(ofRecord record: Int) -> Int { Int(recordStarts[record + 1] - recordStarts[record]) }

  /// A text as a cell; equal texts are equal cells.
  public func cell(of text: Text) -> Cell {
    if let number = book.texts.number(of: text) { return Cell(.text, Int64(number)) }
    return Cell(.text, Int64(book.texts.texts.count) + Int64(memory.pointee.extraTexts.add(text)))
  }

  public func cell(of items: [Cell]) -> Cell {
    let start = memory.pointee.pool.count
    memory.pointee.pool.append(contentsOf: items)
    return .list(start: start, count: items.count)
  }

  /// The value as a cell; nil for what no cell can hold.
  public func cell(of value: Value) -> Cell? {
    switch value {
    case .null: return .null
    case .boolean(let flag): return .boolean(flag)
    case .number(let number): return number.integer.map { .number($0) }
    case .string(let text): return cell(of: text)
    case .date(let day): return .date(day)
    case .duration(let duration): return duration.wholeDays.map { Cell(.days, Int64($0)) }
    case .months(let count): return Cell(.months, Int64(count))
    case .record(let index): return .record(index)
    case .list(let items):
      var cells: [Cell] = []
      for item in items {
        guard let cell = cell(of: item) else { return nil }
        cells.append(cell)
      }
      return cell(of: cells)
    case .context, .range, .time, .dateTime, .function: return nil
    }
  }

  /// The value of a cell; nil while it is unknown.
  public func value(of cell: Cell) -> Value? {
    switch cell.kind {
    case .unknown, .pending: return nil
    case .null: return .null
    case .boolean: return .boolean(cell.payload != 0)
    case .number: return .number(Int(cell.payload))
    case .text:
      let number = Int(cell.payload)
      let known = book.texts.texts
      return .string(
        number < known.count ? known[number] : memory.pointee.extraTexts.texts[number - known.count])
    case .date: return .date(Day(number: Int(cell.payload)))
    case .days: return .days(Int(cell.payload))
    case .months: return .months(Int(cell.payload))
    case .record: return .record(Int(cell.payload))
    case .list:
      var values: [Value] = []
      for index in cell.listRange {
        guard let value = value(of: memory.pointee.pool[index]) else { return nil }
        values.append(value)
      }
      return .list(values)
    }
  }

  // MARK: Running

  /// Puts a value into a variable of the scope, for the routines to come. What no routine has a place for none reads.
  @inline(__always) public func set(variable: Int, to cell: Cell) {
    guard variable < frameSize else { return }
    frames[memory.pointee.frameBase + variable] = cell
  }

  /// Runs `work` in a frame of its own: for a fact that is worked out in the middle of a routine.
  public func nested<Result>(_ work: () -> Result) -> Result? {
    let base = memory.pointee.frameBase
    guard base + 2 * frameSize <= frameSize * Machine.depth else { return nil }
    (frames + base + frameSize).update(from: frames + base, count: frameSize)
    let (gaveUp, isTracing) = (memory.pointee.hasGivenUp, memory.pointee.isTracing)
    memory.pointee.frameBase = base + frameSize
    memory.pointee.isTracing = false
    defer {
      memory.pointee.frameBase = base
      memory.pointee.hasGivenUp = gaveUp
      memory.pointee.isTracing = isTracing
    }
    return work()
  }

  /// Whether the last routine was given up because it looks at too much; the general evaluator would not do better.
  public private(set) var hasRunOut = false

  /// The value of a routine, unknown while facts could change it; these are then added to `needs`.
  /// nil when only the general evaluator can tell, or it must say what went wrong.
  public func run(_ entry: Int32) -> Cell? {
    memory.pointee.hasGivenUp = false
    let (mark, itemsLeft) = (memory.pointee.needs.count, memory.pointee.itemsLeft)
    memory.pointee.itemsLeft = Machine.itemLimit
    let cell = evaluate(entry)
    hasRunOut = memory.pointee.itemsLeft < 0
    memory.pointee.itemsLeft = itemsLeft
    if memory.pointee.hasGivenUp {
      forget(from: mark)
      return nil
    }
    return cell
  }

  /// The facts that unknown answers waited for since the list was last emptied; may hold one twice.
  public var needs: ContiguousArray<Need> { memory.pointee.needs }
  public var needCount: Int { memory.pointee.needs.count }
  public func wait(for need: Need) { memory.pointee.needs.append(need) }

  /// Drops the needs after the first `count`.
  public func forget(from count: Int) {
    let extra = memory.pointee.needs.count - count
    if extra > 0 { memory.pointee.needs.removeLast(extra) }
  }

  /// Whether so many items may be looked at.
  @inline(__always) private func maySee(_ count: Int) -> Bool {
    memory.pointee.itemsLeft -= count
    return memory.pointee.itemsLeft >= 0
  }

  private func giveUp() -> Cell {
    memory.pointee.hasGivenUp = true
    return .unknown
  }

  private func evaluate(_ index: Int32) -> Cell {
    let instruction = code[Int(index)]
    switch instruction.operation {
    case .constant: return constants[Int(instruction.a)]
    case .local: return frames[memory.pointee.frameBase + Int(instruction.a)]
    case .fact:
      return entry(Int(instruction.b), of: frames[memory.pointee.frameBase + Int(instruction.a)])
    case .property: return entry(Int(instruction.b), of: evaluate(instruction.a))
    case .and: return connective(instruction, decides: false)
    case .or: return connective(instruction, decides: true)
    case .not:
      let cell = evaluate(instruction.a)
      return cell.kind == .boolean ? .boolean(cell.payload == 0) : cell.isUnknown ? cell : .null
    case .negation:
      let cell = evaluate(instruction.a)
      switch cell.kind {
      case .unknown: return cell
      case .number, .days, .months:
        return cell.payload == .min ? giveUp() : Cell(cell.kind, -cell.payload)
      default: return giveUp()
      }
    case .arithmetic: return arithmetic(instruction)
    case .comparison:
      let (left, right) = (evaluate(instruction.a), evaluate(instruction.b))
      if left.isUnknown || right.isUnknown { return .unknown }
      return compare(instruction.aux, left, right)
    case .membership: return membership(instruction)
    case .conditional: return conditional(instruction)
    case .anyItem: return quantified(instruction, decides: true)
    case .everyItem: return quantified(instruction, decides: false)
    case .filter: return filter(instruction)
    case .list:
      var items: [Cell] = []
      for operand in operands(instruction.a, instruction.b) { items.append(evaluate(operand)) }
      guard maySee(items.count) else { return giveUp() }
      return items.contains { $0.isUnknown } ? .unknown : cell(of: items)
    case .call: return call(instruction)
    case .comparedTest, .matchingTest, .rangeTest: return giveUp()
    }
  }

  @inline(__always) private func operands(_ start: Int32, _ count: Int32) -> UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(start: operands + Int(start), count: Int(count))
  }

  @inline(__always) private func entry(_ property: Int, of record: Cell) -> Cell {
    guard record.kind == .record else { return entries(property, of: record) }
    let index = Int(record.payload)
    if memory.pointee.isTracing { memory.pointee.readings.append(Need(record: index, property: property)) }
    let cell = cells[Int(recordStarts[index]) + property]
    switch cell.kind {
    case .unknown:
      memory.pointee.needs.append(Need(record: index, property: property))
      return cell
    case .pending: return host?.workOut(property, of: index) ?? .unknown
    default: return cell
    }
  }

  /// A path on a list maps over its items (10.3.2.5); on anything else there is nothing.
  private func entries(_ property: Int, of records: Cell) -> Cell {
    switch records.kind {
    case .unknown: return records
    case .list:
      guard maySee(records.listRange.count) else { return giveUp() }
      var items: [Cell] = []
      for index in records.listRange {
        let item = entry(property, of: memory.pointee.pool[index])
        if item.isUnknown { return item }
        items.append(item)
      }
      return cell(of: items)
    default: return .null
    }
  }

  // MARK: Kleene logic

  /// `and` (decided by false) and `or` (decided by true). A decided answer waits for nothing.
  private func connective(_ instruction: Codebook.Instruction, decides: Bool) -> Cell {
    let mark = memory.pointee.needs.count
    var isUnknown = false
    var isNull = false
    for operand in operands(instruction.a, instruction.b) {
      let cell = evaluate(operand)
      switch cell.kind {
      case .boolean:
        if (cell.payload != 0) == decides {
          forget(from: mark)
          return cell
        }
      case .unknown: isUnknown = true
      default: isNull = true
      }
    }
    if isUnknown { return .unknown }
    return isNull ? .null : .boolean(!decides)
  }

  private func quantified(_ instruction: Codebook.Instruction, decides: Bool) -> Cell {
    let domain = evaluate(instruction.b)
    if domain.isUnknown { return domain }
    let mark = memory.pointee.needs.count
    var isUnknown = false
    var isNull = false
    let items = range(ofDomain: domain)
    guard maySee(items.count) else { return giveUp() }
    for index in items {
      frames[memory.pointee.frameBase + Int(instruction.a)] = memory.pointee.pool[index]
      let cell = evaluate(instruction.c)
      switch cell.kind {
      case .boolean:
        if (cell.payload != 0) == decides {
          forget(from: mark)
          return cell
        }
      case .unknown: isUnknown = true
      default: isNull = true
      }
    }
    if isUnknown { return .unknown }
    return isNull ? .null : .boolean(!decides)
  }

  /// Where the items of a domain stand in the pool; a single value is a list of itself, null an empty one.
  private func range(ofDomain domain: Cell) -> Range<Int> {
    switch domain.kind {
    case .list: return domain.listRange
    case .null: return 0..<0
    default: return cell(of: [domain]).listRange
    }
  }

  private func conditional(_ instruction: Codebook.Instruction) -> Cell {
    let mark = memory.pointee.needs.count
    let decision = evaluate(instruction.a)
    guard decision.isUnknown else { return evaluate(decision.isTrue ? instruction.b : instruction.c) }
    let (yes, no) = (evaluate(instruction.b), evaluate(instruction.c))
    guard !yes.isUnknown, !no.isUnknown, isSame(yes, no) else { return .unknown }
    forget(from: mark)
    return yes
  }

  private func membership(_ instruction: Codebook.Instruction) -> Cell {
    let candidate = evaluate(instruction.a)
    if candidate.isUnknown { return candidate }
    let mark = memory.pointee.needs.count
    var isUnknown = false
    var isNull = false
    for test in operands(instruction.b, instruction.c) {
      let outcome = outcome(ofTest: code[Int(test)], for: candidate)
      switch outcome.kind {
      case .boolean:
        if outcome.payload != 0 {
          forget(from: mark)
          return outcome
        }
      case .unknown: isUnknown = true
      default: isNull = true
      }
    }
    if isUnknown { return .unknown }
    return isNull ? .null : .no
  }

  private func outcome(ofTest test: Codebook.Instruction, for candidate: Cell) -> Cell {
    let first = evaluate(test.a)
    if first.isUnknown { return first }
    switch test.operation {
    case .comparedTest: return compare(test.aux, candidate, first)
    case .matchingTest: return matches(candidate, first)
    default:
      let last = evaluate(test.b)
      if last.isUnknown { return last }
      guard let low = order(candidate, first) else { return .null }
      let ends = Codebook.Ends(rawValue: test.aux)
      if low < 0 || low == 0 && !ends.contains(.lower) { return .no }
      guard let high = order(candidate, last) else { return .null }
      return .boolean(high < 0 || high == 0 && ends.contains(.upper))
    }
  }

  // MARK: Values

  /// `aux` is the code of the comparison.
  private func compare(_ aux: UInt8, _ left: Cell, _ right: Cell) -> Cell {
    guard let comparison = Codebook.Comparison(rawValue: aux) else { return giveUp() }
    return compare(comparison, left, right)
  }

  private func compare(_ comparison: Codebook.Comparison, _ left: Cell, _ right: Cell) -> Cell {
    switch comparison {
    case .equal, .notEqual:
      if left.kind != right.kind, left.kind != .null, right.kind != .null { return .null }
      return .boolean(isSame(left, right) == (comparison == .equal))
    case .less: return order(left, right).map { .boolean($0 < 0) } ?? .null
    case .lessOrEqual: return order(left, right).map { .boolean($0 <= 0) } ?? .null
    case .greater: return order(left, right).map { .boolean($0 > 0) } ?? .null
    case .greaterOrEqual: return order(left, right).map { .boolean($0 >= 0) } ?? .null
    }
  }

  private func isSame(_ left: Cell, _ right: Cell) -> Bool {
    guard left.kind == right.kind else { return false }
    guard left.kind == .list else { return left.payload == right.payload }
    let (first, second) = (left.listRange, right.listRange)
    return first.count == second.count
      && zip(first, second).allSatisfy { isSame(memory.pointee.pool[$0], memory.pointee.pool[$1]) }
  }

  /// Negative, zero or positive; nil for null, mixed or unordered types.
  private func order(_ left: Cell, _ right: Cell) -> Int64? {
    guard left.kind == right.kind else { return nil }
    switch left.kind {
    case .number, .date, .days, .months:
      return left.payload < right.payload ? -1 : left.payload == right.payload ? 0 : 1
    case .text:
      guard let first = value(of: left), let second = value(of: right) else { return nil }
      return Comparing.order(first, second).map(Int64.init)
    default: return nil
    }
  }

  private func matches(_ candidate: Cell, _ target: Cell) -> Cell {
    switch target.kind {
    case .list:
      if isSame(candidate, target) { return .yes }
      return .boolean(target.listRange.contains { matches(candidate, memory.pointee.pool[$0]).isTrue })
    case .boolean where candidate.kind != .boolean: return target
    default: return compare(.equal, candidate, target)
    }
  }

  private func arithmetic(_ instruction: Codebook.Instruction) -> Cell {
    let (left, right) = (evaluate(instruction.a), evaluate(instruction.b))
    if left.isUnknown || right.isUnknown { return .unknown }
    guard let operation = Codebook.Arithmetic(rawValue: instruction.aux) else { return giveUp() }
    let result: (partialValue: Int64, overflow: Bool)
    switch operation {
    case .add: result = left.payload.addingReportingOverflow(right.payload)
    case .subtract: result = left.payload.subtractingReportingOverflow(right.payload)
    case .multiply: result = left.payload.multipliedReportingOverflow(by: right.payload)
    }
    guard !result.overflow else { return giveUp() }
    let isSum = operation != .multiply
    switch (left.kind, right.kind) {
    case (.number, .number): return Cell(.number, result.partialValue)
    case (.days, .days) where isSum, (.months, .months) where isSum:
      return Cell(left.kind, result.partialValue)
    case (.date, .days) where isSum && result.partialValue.magnitude < Machine.dayLimit:
      return Cell(.date, result.partialValue)
    case (.date, .date) where operation == .subtract: return Cell(.days, result.partialValue)
    default: return giveUp()
    }
  }

  private func filter(_ instruction: Codebook.Instruction) -> Cell {
    let list = evaluate(instruction.b)
    if list.isUnknown { return list }
    let items = range(ofDomain: list)
    guard maySee(items.count) else { return giveUp() }
    var kept: [Cell] = []
    for index in items {
      let item = memory.pointee.pool[index]
      frames[memory.pointee.frameBase + Int(instruction.a)] = item
      let decision = evaluate(instruction.c)
      if decision.isUnknown { return decision }
      if decision.kind == .number { return giveUp() }
      if decision.isTrue { kept.append(item) }
    }
    return cell(of: kept)
  }

  private func call(_ instruction: Codebook.Instruction) -> Cell {
    if instruction.c == 2, let body = compactBodies[Int(instruction.a)].call {
      let first = evaluate(operands[Int(instruction.b)])
      let second = evaluate(operands[Int(instruction.b) + 1])
      if first.isUnknown || second.isUnknown { return .unknown }
      return body(first, second) ?? giveUp()
    }
    var values: [Value?] = []
    var isUnknown = false
    for operand in operands(instruction.b, instruction.c) {
      if let value = value(of: evaluate(operand)) { values.append(value) } else { isUnknown = true }
    }
    if isUnknown { return .unknown }
    let function = book.functions[Int(instruction.a)]
    // Nothing here knows the moment: a function that asks for it gives up.
    var evaluator = Evaluator()
    guard let value = function.body(values, &evaluator), let cell = cell(of: value) else { return giveUp() }
    return cell
  }

  // MARK: Reasons

  /// The value of a routine and why; nil when only the general evaluator can tell.
  public func explain(_ entry: Int32) -> Explanation? {
    memory.pointee.hasGivenUp = false
    memory.pointee.itemsLeft = Machine.itemLimit
    memory.pointee.isTracing = true
    let mark = memory.pointee.needs.count
    defer {
      memory.pointee.isTracing = false
      forget(from: mark)
    }
    let explanation = explanation(of: entry, subject: nil)
    return memory.pointee.hasGivenUp ? nil : explanation
  }

  private func explanation(of index: Int32, subject: Int?) -> Explanation {
    let instruction = code[Int(index)]
    let place = Int(book.places[Int(index)].start)..<Int(book.places[Int(index)].end)
    func branch(_ kind: Explanation.Kind, _ children: [Explanation]) -> Explanation {
      Explanation(
        kind: kind, outcome: Explanation.outcome(kind, of: children), place: place, children: children,
        readings: [], subject: subject)
    }
    switch instruction.operation {
    case .and, .or:
      let children = operands(instruction.a, instruction.b).map { explanation(of: $0, subject: nil) }
      return branch(instruction.operation == .and ? .all : .any, children)
    case .anyItem, .everyItem:
      let domain = evaluate(instruction.b)
      guard domain.kind == .list, maySee(domain.listRange.count) else { break }
      let children = domain.listRange.map { item in
        let cell = memory.pointee.pool[item]
        frames[memory.pointee.frameBase + Int(instruction.a)] = cell
        return explanation(of: instruction.c, subject: cell.kind == .record ? Int(cell.payload) : nil)
      }
      let isSome = instruction.operation == .anyItem
      return branch(isSome ? .someItem : .everyItem, children)
    default: break
    }
    memory.pointee.readings.removeAll(keepingCapacity: true)
    let cell = evaluate(index)
    return Explanation(
      kind: .leaf, outcome: value(of: cell), place: place, children: [],
      readings: Explanation.distinct(memory.pointee.readings), subject: subject)
  }
}
