/// The tree of a pattern.
indirect enum PatternNode {
  case empty
  case scalar(Unicode.Scalar)
  case set(ScalarSet)
  case sequence([PatternNode])
  case alternatives([PatternNode])
  case group(PatternNode, number: Int?)
  case repeated(PatternNode, least: Int, most: Int?, isGreedy: Bool)
  case lineStart, lineEnd
  case backReference(Int)
}

/// Reads a pattern (XML Schema Datatypes, appendix G, with the extensions of XPath 5.6.1).
struct PatternParser {
  struct Options {
    var dotTakesAll = false
    var isMultiline = false
    var ignoresCase = false
    var skipsBlanks = false
    var isLiteral = false
  }

  private let scalars: [Unicode.Scalar]
  private let options: Options
  private var position = 0
  private var depth = 0
  private(set) var groupCount = 0
  private(set) var hasBackReferences = false
  /// Groups that are closed; only these can be referred to.
  private var closed: Set<Int> = []

  init?(_ source: String, _ options: Options) {
    self.options = options
    let all = [Unicode.Scalar](source.unicodeScalars)
    guard options.skipsBlanks, !options.isLiteral else {
      scalars = all
      return
    }
    // With the flag x blanks count only inside brackets.
    var kept: [Unicode.Scalar] = []
    var (level, isEscaped) = (0, false)
    for scalar in all {
      if !isEscaped, scalar == "[" { level += 1 }
      if !isEscaped, scalar == "]", level > 0 { level -= 1 }
      let isBlank = scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
      if isBlank, level == 0 { continue }
      isEscaped = scalar == "\\" && !isEscaped
      kept.append(scalar)
    }
    scalars = kept
  }

  /// nil for a pattern that is none.
  mutating func pattern() -> PatternNode? {
    if options.isLiteral { return .sequence(scalars.map { .scalar($0) }) }
    guard let node = alternatives(), position == scalars.count else { return nil }
    return node
  }

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  private mutating func alternatives() -> PatternNode? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { return nil }
    var branches: [PatternNode] = []
    repeat {
      guard let branch = branch() else { return nil }
      branches.append(branch)
    } while take("|")
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func branch() -> PatternNode? {
    var pieces: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      guard let atom = atom(), let piece = quantified(atom) else { return nil }
      pieces.append(piece)
    }
    return pieces.count == 1 ? pieces[0] : .sequence(pieces)
  }

  private mutating func quantified(_ atom: PatternNode) -> PatternNode? {
    let least: Int
    let most: Int?
    if take("*") {
      (least, most) = (0, nil)
    } else if take("+") {
      (least, most) = (1, nil)
    } else if take("?") {
      (least, most) = (0, 1)
    } else if take("{") {
      guard let bounds = bounds() else { return nil }
      (least, most) = bounds
    } else {
      return atom
    }
    return .repeated(atom, least: least, most: most, isGreedy: !take("?"))
  }

  /// `3}`, `3,}`, `3,5}`.
  private mutating func bounds() -> (Int, Int?)? {
    guard let least = number() else { return nil }
    var most: Int? = least
    if take(",") {
      most = nil
      if next != "}" {
        guard let upper = number(), upper >= least else { return nil }
        most = upper
      }
    }
    return take("}") ? (least, most) : nil
  }

  private mutating func number() -> Int? {
    var digits = ""
    while let scalar = next, scalar.isDigit {
      digits.unicodeScalars.append(scalar)
      position += 1
    }
    return Int(digits).flatMap { $0 <= 10_000 ? $0 : nil }
  }

  private mutating func atom() -> PatternNode? {
    guard let scalar = next else { return nil }
    position += 1
    switch scalar {
    case "(": return group()
    case "[": return set().map { .set($0) }
    case ".": return .set(options.dotTakesAll ? .any : .anyButLineEnds)
    case "^": return .lineStart
    case "$": return .lineEnd
    case "\\": return escape()
    case "*", "+", "?", "{", "}", "]": return nil
    default: return .scalar(scalar)
    }
  }

  private mutating func group() -> PatternNode? {
    var number: Int?
    if take("?") {
      guard take(":") else { return nil }
    } else {
      groupCount += 1
      number = groupCount
    }
    guard let inner = alternatives(), take(")") else { return nil }
    if let number { closed.insert(number) }
    return .group(inner, number: number)
  }

  private mutating func escape() -> PatternNode? {
    guard let scalar = next else { return nil }
    if scalar.isDigit, scalar != "0" {
      position += 1
      var number = Int(scalar.value - 48)
      while let digit = next, digit.isDigit, closed.contains(number * 10 + Int(digit.value - 48)) {
        number = number * 10 + Int(digit.value - 48)
        position += 1
      }
      guard closed.contains(number) else { return nil }
      hasBackReferences = true
      return .backReference(number)
    }
    guard let set = escapedSet() else { return nil }
    if case .range(let first, let last) = set, first == last { return .scalar(first) }
    return .set(set)
  }

  /// What follows a backslash, inside and outside brackets.
  private mutating func escapedSet() -> ScalarSet? {
    guard let scalar = next else { return nil }
    position += 1
    func single(_ scalar: Unicode.Scalar) -> ScalarSet { .range(scalar, scalar) }
    switch scalar {
    case "n": return single("\n")
    case "r": return single("\r")
    case "t": return single("\t")
    case "\\", "|", ".", "?", "*", "+", "(", ")", "{", "}", "-", "[", "]", "^", "$": return single(scalar)
    case "s": return .blank
    case "S": return .not(.blank)
    case "d": return .digit
    case "D": return .not(.digit)
    case "w": return .word
    case "W": return .not(.word)
    case "i": return .nameStart
    case "I": return .not(.nameStart)
    case "c": return .nameCharacter
    case "C": return .not(.nameCharacter)
    case "p", "P":
      guard take("{") else { return nil }
      var name = ""
      while let letter = next, letter != "}" {
        name.unicodeScalars.append(letter)
        position += 1
      }
      guard take("}"), let set = property(name) else { return nil }
      return scalar == "p" ? set : .not(set)
    default: return nil
    }
  }

  private func property(_ name: String) -> ScalarSet? {
    if ScalarSet.categories.contains(name) { return .category(name) }
    guard name.hasPrefix("Is") else { return nil }
    return ScalarSet.blocks[String(name.dropFirst(2))].map { .block($0) }
  }

  /// The inside of `[…]`.
  private mutating func set() -> ScalarSet? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { return nil }
    let isNegated = take("^")
    var members: [ScalarSet] = []
    var without: ScalarSet?
    while let scalar = next, scalar != "]" {
      if scalar == "-", position + 1 < scalars.count, scalars[position + 1] == "[", !members.isEmpty {
        position += 2
        guard let inner = set() else { return nil }
        without = inner
        guard next == "]" else { return nil }
        break
      }
      guard let first = member() else { return nil }
      // A minus between two single scalars makes a range; at either end it is itself.
      if next == "-", position + 1 < scalars.count, scalars[position + 1] != "]",
        scalars[position + 1] != "[",
        case .range(let low, let end) = first, low == end
      {
        position += 1
        guard let last = member(), case .range(let high, let other) = last, high == other, low <= high else {
          return nil
        }
        members.append(.range(low, high))
      } else {
        members.append(first)
      }
    }
    guard take("]"), !members.isEmpty else { return nil }
    let positive = ScalarSet.union(members)
    let whole = isNegated ? ScalarSet.not(positive) : positive
    return without.map { .difference(whole, $0) } ?? whole
  }

  private mutating func member() -> ScalarSet? {
    guard let scalar = next else { return nil }
    position += 1
    switch scalar {
    case "\\": return escapedSet()
    case "[", "]": return nil
    default: return .range(scalar, scalar)
    }
  }
}

/// Turns the tree of a pattern into instructions.
struct PatternCompiler {
  private(set) var program: [Pattern.Instruction] = []
  private let ignoresCase: Bool
  private let isMultiline: Bool
  private var slotCount = 0
  /// Nodes looked at: a repetition of nothing adds no instruction.
  private var work = 0

  init(ignoresCase: Bool, isMultiline: Bool) {
    self.ignoresCase = ignoresCase
    self.isMultiline = isMultiline
  }

  /// False when the program would be too large.
  mutating func compile(_ node: PatternNode, groups: Int) -> Bool {
    slotCount = (groups + 1) * 2
    guard add(node) else { return false }
    program.append(.match)
    return true
  }

  private mutating func add(_ node: PatternNode) -> Bool {
    work += 1
    guard program.count < Pattern.sizeLimit, work < Pattern.sizeLimit * 2 else { return false }
    switch node {
    case .empty: return true
    case .scalar(let scalar): program.append(.scalar(scalar))
    case .set(let set): program.append(.set(ignoresCase ? set.ignoringCase : set))
    case .lineStart: program.append(.lineStart(multiline: isMultiline))
    case .lineEnd: program.append(.lineEnd(multiline: isMultiline))
    case .backReference(let group): program.append(.backReference(group))
    case .sequence(let nodes): for node in nodes where !add(node) { return false }
    case .group(let inner, let number):
      if let number { program.append(.save(number * 2)) }
      guard add(inner) else { return false }
      if let number { program.append(.save(number * 2 + 1)) }
    case .alternatives(let branches):
      var jumps: [Int] = []
      for (index, branch) in branches.enumerated() {
        let isLast = index == branches.count - 1
        let split = program.count
        if !isLast { program.append(.split(split + 1, split + 1)) }
        guard add(branch) else { return false }
        if !isLast {
          jumps.append(program.count)
          program.append(.jump(0))
          program[split] = .split(split + 1, program.count)
        }
      }
      for jump in jumps { program[jump] = .jump(program.count) }
    case .repeated(let inner, let least, let most, let isGreedy):
      for _ in 0..<least where !add(inner) { return false }
      if let most {
        var splits: [Int] = []
        for _ in least..<max(least, most) {
          splits.append(program.count)
          program.append(.split(0, 0))
          guard add(inner) else { return false }
        }
        for split in splits { program[split] = fork(split + 1, program.count, isGreedy) }
      } else {
        let split = program.count
        program.append(.split(0, 0))
        let slot = slotCount
        slotCount += 1
        program.append(.mark(slot))
        guard add(inner) else { return false }
        program.append(.progress(slot))
        program.append(.jump(split))
        program[split] = fork(split + 1, program.count, isGreedy)
      }
    }
    return true
  }

  private func fork(_ inside: Int, _ outside: Int, _ isGreedy: Bool) -> Pattern.Instruction {
    isGreedy ? .split(inside, outside) : .split(outside, inside)
  }
}
