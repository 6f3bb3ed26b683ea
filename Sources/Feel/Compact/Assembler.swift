/// Lays a compiled expression down as instructions of a code book.
struct Assembler {
  var book: Codebook
  private typealias Instruction = Codebook.Instruction

  init(book: Codebook) { self.book = book }

  mutating func entry(of program: Program) -> Int32? {
    book.frameSize = max(book.frameSize, program.frameSize)
    return add(program.root, program.place)
  }

  private mutating func emit(_ instruction: Instruction, _ place: Range<Int>) -> Int32 {
    book.instructions.append(instruction)
    book.places.append(Codebook.Place(start: Int32(place.lowerBound), end: Int32(place.upperBound)))
    return Int32(book.instructions.count - 1)
  }

  /// nil when only the general evaluator can do it.
  private mutating func add(_ node: Node, _ place: Range<Int>) -> Int32? {
    switch node {
    case .constant(let value):
      guard let cell = book.cell(of: value) else { return nil }
      book.constants.append(cell)
      return emit(Instruction(.constant, Int32(book.constants.count - 1)), place)
    case .variable(let index): return emit(Instruction(.local, Int32(index)), place)
    case .fact(let variable, let property):
      return emit(Instruction(.fact, Int32(variable), Int32(property)), place)
    case .property(let base, let property):
      guard let base = add(base, place) else { return nil }
      return emit(Instruction(.property, base, Int32(property)), place)
    case .negation(let operand, _):
      guard let operand = add(operand, place) else { return nil }
      return emit(Instruction(.negation, operand), place)
    case .arithmetic(let operation, let left, let right, _):
      guard let code = Codebook.Arithmetic(operation) else { return nil }
      guard let left = add(left, place), let right = add(right, place) else { return nil }
      return emit(Instruction(.arithmetic, aux: code.rawValue, left, right), place)
    case .comparison(let comparison, let left, let right):
      guard let left = add(left, place), let right = add(right, place) else { return nil }
      return emit(Instruction(.comparison, aux: Codebook.Comparison(comparison).rawValue, left, right), place)
    case .membership(let operand, let tests, _): return membership(operand, tests, place)
    case .and(let parts): return connective(.and, parts, place)
    case .or(let parts): return connective(.or, parts, place)
    case .conditional(let condition, let yes, let no):
      guard let condition = add(condition, place), let yes = add(yes, place), let no = add(no, place) else {
        return nil
      }
      return emit(Instruction(.conditional, condition, yes, no), place)
    case .quantified(let quantifier, let slot, let domain, let condition):
      guard let domain = add(domain, place), let condition = add(condition.node, condition.place) else {
        return nil
      }
      return emit(
        Instruction(quantifier == .some ? .anyItem : .everyItem, Int32(slot), domain, condition), place)
    case .filter(let base, let slot, let condition):
      guard let list = add(base, place), let condition = add(condition, place) else { return nil }
      return emit(Instruction(.filter, Int32(slot), list, condition), place)
    case .list(let items):
      guard let operands = operands(items.map { ($0, place) }) else { return nil }
      return emit(Instruction(.list, operands.start, operands.count), place)
    case .call(let function, let arguments, _): return call(function, arguments, place)
    case .part, .iteration, .range, .context, .function, .invocation, .instance, .itemEntry, .halfRange,
      .mistake:
      return nil
    }
  }

  private mutating func call(_ function: Function, _ arguments: [Node], _ place: Range<Int>) -> Int32? {
    if function.name == "not", arguments.count == 1 {
      guard let operand = add(arguments[0], place) else { return nil }
      return emit(Instruction(.not, operand), place)
    }
    guard let operands = operands(arguments.map { ($0, place) }) else { return nil }
    let index: Int
    if let known = book.functions.firstIndex(where: { $0.name == function.name }) {
      index = known
    } else {
      book.functions.append(function)
      index = book.functions.count - 1
    }
    return emit(Instruction(.call, Int32(index), operands.start, operands.count), place)
  }

  private mutating func connective(
    _ operation: Instruction.Operation, _ parts: [Node.Part], _ place: Range<Int>
  ) -> Int32? {
    guard let operands = operands(parts.map { ($0.node, $0.place) }) else { return nil }
    return emit(Instruction(operation, operands.start, operands.count), place)
  }

  private mutating func membership(_ operand: Node, _ tests: [Node.Test], _ place: Range<Int>) -> Int32? {
    guard let candidate = add(operand, place) else { return nil }
    var indexes: [Int32] = []
    for test in tests {
      switch test {
      case .compared(let comparison, let bound):
        guard let bound = add(bound, place) else { return nil }
        indexes.append(
          emit(Instruction(.comparedTest, aux: Codebook.Comparison(comparison).rawValue, bound), place))
      case .matching(.range(let lower, let upper, let includesLower, let includesUpper)):
        guard let lower = add(lower, place), let upper = add(upper, place) else { return nil }
        var ends: Codebook.Ends = []
        if includesLower { ends.insert(.lower) }
        if includesUpper { ends.insert(.upper) }
        indexes.append(emit(Instruction(.rangeTest, aux: ends.rawValue, lower, upper), place))
      case .matching(let node):
        guard let target = add(node, place) else { return nil }
        indexes.append(emit(Instruction(.matchingTest, target), place))
      }
    }
    let start = Int32(book.operands.count)
    book.operands += indexes
    return emit(Instruction(.membership, candidate, start, Int32(indexes.count)), place)
  }

  private mutating func operands(_ nodes: [(Node, Range<Int>)]) -> (start: Int32, count: Int32)? {
    var indexes: [Int32] = []
    for (node, place) in nodes {
      guard let index = add(node, place) else { return nil }
      indexes.append(index)
    }
    let start = Int32(book.operands.count)
    book.operands += indexes
    return (start, Int32(indexes.count))
  }
}
