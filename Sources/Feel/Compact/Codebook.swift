/// Many expressions compiled to instructions without references, in one piece that can be stored as it is.
public struct Codebook: Sendable {
  /// An instruction; what `a`, `b` and `c` mean depends on the operation. Operands that are instructions come
  /// before it.
  public struct Instruction: Hashable, Sendable {
    enum Operation: UInt8 {
      /// a: constant.
      case constant
      /// a: place in the frame.
      case local
      /// a: place of the record, b: property.
      case fact
      /// a: instruction, b: property.
      case property
      /// a: first operand, b: count; operands are instructions.
      case and, or
      /// a: instruction.
      case not, negation
      /// aux: `Arithmetic`; a, b: instructions.
      case arithmetic
      /// aux: `Comparison`; a, b: instructions.
      case comparison
      /// a: instruction; b: first operand, c: count; operands are tests.
      case membership
      /// aux: `Comparison`; a: instruction of the bound. Only inside `membership`.
      case comparedTest
      /// a: instruction. Only inside `membership`.
      case matchingTest
      /// aux: `Ends`; a, b: instructions. Only inside `membership`.
      case rangeTest
      /// a, b, c: instructions.
      case conditional
      /// a: place in the frame, b: instruction of the domain, c: of the condition.
      case anyItem, everyItem
      /// a: place in the frame, b: instruction of the list, c: of the condition.
      case filter
      /// a: first operand, b: count; operands are instructions.
      case list
      /// a: function; b: first operand, c: count.
      case call
    }

    let operation: Operation
    let aux: UInt8
    let a: Int32
    let b: Int32
    let c: Int32

    init(_ operation: Operation, aux: UInt8 = 0, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0) {
      self.operation = operation
      self.aux = aux
      self.a = a
      self.b = b
      self.c = c
    }
  }

  /// Where a part stands in the text of its expression, in scalar offsets.
  struct Place: Hashable, Sendable {
    let start: Int32
    let end: Int32
  }

  var instructions: [Instruction] = []
  var places: [Place] = []
  var operands: [Int32] = []
  var constants: [Cell] = []
  /// Items of constant lists.
  var pool: [Cell] = []
  public internal(set) var texts = TextTable()
  var functions: [Function] = []
  /// The largest frame any routine needs.
  var frameSize = 0
  /// Laid down for machines, nil until `sealed` does it.
  private(set) var routines: Routines?

  public init() {}

  /// The book with its instructions laid down once for all the machines to come; adding to it breaks the seal.
  public func sealed() -> Codebook {
    var book = self
    book.routines = Routines(self)
    return book
  }

  /// Adds an expression; answers its entry, nil when it holds something only the general evaluator can do.
  public mutating func add(_ program: Program) -> Int32? {
    routines = nil
    let mark = (instructions.count, operands.count, constants.count, pool.count)
    var assembler = Assembler(book: self)
    self = Codebook()
    let entry = assembler.entry(of: program)
    self = assembler.book
    if entry == nil {
      instructions.removeLast(instructions.count - mark.0)
      places.removeLast(places.count - mark.0)
      operands.removeLast(operands.count - mark.1)
      constants.removeLast(constants.count - mark.2)
      pool.removeLast(pool.count - mark.3)
    }
    return entry
  }
}

extension Codebook {
  /// A constant as a cell; nil for what no cell can hold.
  public mutating func cell(of value: Value) -> Cell? {
    switch value {
    case .null: return .null
    case .boolean(let flag): return .boolean(flag)
    case .number(let number): return number.integer.map { .number($0) }
    case .string(let text): return Cell(.text, Int64(texts.add(text)))
    case .date(let day): return .date(day)
    case .duration(let duration): return duration.wholeDays.map { Cell(.days, Int64($0)) }
    case .months(let count): return Cell(.months, Int64(count))
    case .list(let items):
      var cells: [Cell] = []
      for item in items {
        guard let cell = cell(of: item) else { return nil }
        cells.append(cell)
      }
      let start = pool.count
      pool += cells
      return .list(start: start, count: cells.count)
    case .context, .range, .record, .time, .dateTime, .function: return nil
    }
  }

  /// What a routine can read: properties by the variable whose record has them, nil for records found on the way.
  public func reads(of entry: Int32) -> [(variable: Int?, property: Int)] {
    let instruction = instructions[Int(entry)]
    var found: [(variable: Int?, property: Int)] = []
    switch instruction.operation {
    case .fact: found.append((Int(instruction.a), Int(instruction.b)))
    case .property: found.append((nil, Int(instruction.b)))
    default: break
    }
    for part in parts(of: instruction) { found += reads(of: part) }
    return found
  }

  /// Whether a routine looks at a variable at all.
  public func mentions(variable: Int, in entry: Int32) -> Bool {
    let instruction = instructions[Int(entry)]
    if instruction.operation == .fact || instruction.operation == .local, instruction.a == variable {
      return true
    }
    return parts(of: instruction).contains { mentions(variable: variable, in: $0) }
  }

  /// The instructions an instruction rests on.
  private func parts(of instruction: Instruction) -> [Int32] {
    func operands(_ start: Int32, _ count: Int32) -> [Int32] {
      Array(self.operands[Int(start)..<Int(start + count)])
    }
    switch instruction.operation {
    case .property, .not, .negation, .comparedTest, .matchingTest: return [instruction.a]
    case .arithmetic, .comparison, .rangeTest: return [instruction.a, instruction.b]
    case .conditional: return [instruction.a, instruction.b, instruction.c]
    case .anyItem, .everyItem, .filter: return [instruction.b, instruction.c]
    case .and, .or, .list: return operands(instruction.a, instruction.b)
    case .membership: return [instruction.a] + operands(instruction.b, instruction.c)
    case .call: return operands(instruction.b, instruction.c)
    case .constant, .local, .fact: return []
    }
  }
}

/// A code book as plain numbers and texts, for a file.
extension Codebook {
  public struct Stored: Sendable {
    public let numbers: [Int32]
    public let texts: [String]
    public let functions: [String]

    public init(numbers: [Int32], texts: [String], functions: [String]) {
      self.numbers = numbers
      self.texts = texts
      self.functions = functions
    }
  }

  public var stored: Stored {
    var numbers: [Int32] = [
      Int32(frameSize), Int32(instructions.count), Int32(operands.count), Int32(constants.count),
      Int32(pool.count),
    ]
    for (instruction, place) in zip(instructions, places) {
      numbers += [
        Int32(instruction.operation.rawValue) << 8 | Int32(instruction.aux), instruction.a, instruction.b,
        instruction.c, place.start, place.end,
      ]
    }
    numbers += operands
    for cell in constants + pool {
      numbers += [
        Int32(cell.kind.rawValue), Int32(truncatingIfNeeded: cell.payload),
        Int32(truncatingIfNeeded: cell.payload >> 32),
      ]
    }
    return Stored(
      numbers: numbers, texts: texts.texts.map(\.string), functions: functions.map(\.name))
  }

  /// nil when the numbers do not make a code book, or a function is none of the host's or FEEL's any more.
  public init?(_ stored: Stored, functions host: [String: Function]) {
    var rest = stored.numbers[...]
    func take(_ count: Int32) -> ArraySlice<Int32>? {
      guard count >= 0, rest.count >= count else { return nil }
      defer { rest = rest.dropFirst(Int(count)) }
      return rest.prefix(Int(count))
    }
    guard let head = take(5).map(Array.init), let code = take(head[1] * 6), let operands = take(head[2]),
      let constants = take(head[3] * 3).flatMap(Codebook.cells),
      let pool = take(head[4] * 3).flatMap(Codebook.cells),
      rest.isEmpty
    else { return nil }
    frameSize = Int(head[0])
    instructions.reserveCapacity(Int(head[1]))
    places.reserveCapacity(Int(head[1]))
    for at in stride(from: code.startIndex, to: code.endIndex, by: 6) {
      guard let operation = Instruction.Operation(rawValue: UInt8(truncatingIfNeeded: code[at] >> 8)) else {
        return nil
      }
      instructions.append(
        Instruction(
          operation, aux: UInt8(truncatingIfNeeded: code[at]), code[at + 1], code[at + 2], code[at + 3]))
      places.append(Place(start: code[at + 4], end: code[at + 5]))
    }
    self.operands = Array(operands)
    self.constants = constants
    self.pool = pool
    texts = TextTable(stored.texts)
    for name in stored.functions {
      guard let function = host[name] ?? StandardFunctions.table[name] else { return nil }
      functions.append(function)
    }
  }

  private static func cells(_ numbers: ArraySlice<Int32>) -> [Cell]? {
    var cells: [Cell] = []
    for at in stride(from: numbers.startIndex, to: numbers.endIndex, by: 3) {
      guard let kind = Cell.Kind(rawValue: UInt8(truncatingIfNeeded: numbers[at])) else { return nil }
      cells.append(Cell(kind, Int64(UInt32(bitPattern: numbers[at + 1])) | Int64(numbers[at + 2]) << 32))
    }
    return cells
  }
}
