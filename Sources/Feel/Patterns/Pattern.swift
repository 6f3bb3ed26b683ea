/// A regular expression of XPath (XQuery and XPath Functions and Operators 3.1, 5.6; XML Schema Datatypes, appendix G),
/// over code points.
///
/// A pattern without back-references never tries the same place of the text twice at the same place of the pattern, so
/// its time grows with the product of the two; one with them, and any other, stops at a fixed number of steps.
struct Pattern {
  let program: [Instruction]
  let groupCount: Int
  let ignoresCase: Bool
  let hasBackReferences: Bool

  indirect enum Instruction {
    case scalar(Unicode.Scalar)
    case set(ScalarSet)
    /// Tries the first, then the second.
    case split(Int, Int)
    case jump(Int)
    case save(Int)
    case lineStart(multiline: Bool)
    case lineEnd(multiline: Bool)
    case backReference(Int)
    /// Fails where the loop since the slot was set has taken nothing.
    case mark(Int)
    case progress(Int)
    case match
  }

  /// More instructions than this are refused: repetitions are written out.
  static let sizeLimit = 20_000
  /// More steps than this and the match is given up as an error.
  static let stepLimit = 5_000_000
  /// A replaced text may have so many scalars.
  static let resultLimit = 16_000_000

  /// nil for a pattern or flags that the standard does not know.
  init?(_ source: String, flags: String) {
    var options = PatternParser.Options()
    for flag in flags.unicodeScalars {
      switch flag {
      case "s": options.dotTakesAll = true
      case "m": options.isMultiline = true
      case "i": options.ignoresCase = true
      case "x": options.skipsBlanks = true
      case "q": options.isLiteral = true
      default: return nil
      }
    }
    guard var parser = PatternParser(source, options), let node = parser.pattern() else { return nil }
    var compiler = PatternCompiler(ignoresCase: options.ignoresCase, isMultiline: options.isMultiline)
    guard compiler.compile(node, groups: parser.groupCount) else { return nil }
    program = compiler.program
    groupCount = parser.groupCount
    ignoresCase = options.ignoresCase
    hasBackReferences = parser.hasBackReferences
  }

  enum Search {
    case found([Int])
    case nothing
    case tooLong
  }

  /// Whether a text holds a match, and where the first one is: begin and end of the whole and of each group, -1 for a
  /// group that took no part. `steps` is the work it took.
  func firstMatch(in text: [Unicode.Scalar]) -> (search: Search, steps: Int) {
    var run = Run(pattern: self, text: text)
    return (run.first(from: 0), run.work)
  }

  /// No result when the pattern matches nothing at all (an error of the standard), when the replacement is no legal one,
  /// or when it took too long or made too much. `steps` is the work it took.
  func replace(in text: [Unicode.Scalar], with replacement: [Unicode.Scalar]) -> (
    result: [Unicode.Scalar]?, steps: Int
  ) {
    guard case .nothing = firstMatch(in: []).search, let parts = parts(of: replacement) else {
      return (nil, 0)
    }
    var run = Run(pattern: self, text: text)
    return (replaced(text, parts, &run), run.work)
  }

  private func replaced(_ text: [Unicode.Scalar], _ parts: [Part], _ run: inout Run) -> [Unicode.Scalar]? {
    var result: [Unicode.Scalar] = []
    var position = 0
    while position <= text.count {
      guard result.count <= Pattern.resultLimit else { return nil }
      switch run.first(from: position) {
      case .tooLong: return nil
      case .nothing: return result + text[min(position, text.count)...]
      case .found(let groups):
        result += text[position..<groups[0]]
        for part in parts {
          switch part {
          case .text(let scalar): result.append(scalar)
          case .group(let number):
            guard number <= groupCount, groups[number * 2] >= 0 else { continue }
            result += text[groups[number * 2]..<groups[number * 2 + 1]]
          }
        }
        position = groups[1]
        if groups[1] == groups[0] {
          if position < text.count { result.append(text[position]) }
          position += 1
        }
      }
    }
    return result
  }

  /// The pieces between the matches; none as in `replace`.
  func split(_ text: [Unicode.Scalar]) -> (pieces: [ArraySlice<Unicode.Scalar>]?, steps: Int) {
    guard case .nothing = firstMatch(in: []).search else { return (nil, 0) }
    var run = Run(pattern: self, text: text)
    return (pieces(of: text, &run), run.work)
  }

  private func pieces(of text: [Unicode.Scalar], _ run: inout Run) -> [ArraySlice<Unicode.Scalar>]? {
    var pieces: [ArraySlice<Unicode.Scalar>] = []
    var position = 0
    while true {
      switch run.first(from: position) {
      case .tooLong: return nil
      case .found(let groups) where groups[1] > groups[0]:
        pieces.append(text[position..<groups[0]])
        position = groups[1]
      case .found, .nothing: return pieces + [text[position...]]
      }
    }
  }

  private enum Part {
    case text(Unicode.Scalar)
    case group(Int)
  }

  /// `$1` is a group, `\\$` and `\\\\` the signs themselves; any other use of them is an error.
  private func parts(of replacement: [Unicode.Scalar]) -> [Part]? {
    var parts: [Part] = []
    var index = 0
    while index < replacement.count {
      let scalar = replacement[index]
      index += 1
      switch scalar {
      case "\\":
        guard index < replacement.count, replacement[index] == "\\" || replacement[index] == "$" else {
          return nil
        }
        parts.append(.text(replacement[index]))
        index += 1
      case "$":
        guard index < replacement.count, replacement[index].isDigit else { return nil }
        var number = Int(replacement[index].value - 48)
        index += 1
        // As many digits as there are groups for.
        while index < replacement.count, replacement[index].isDigit,
          number * 10 + Int(replacement[index].value - 48) <= groupCount
        {
          number = number * 10 + Int(replacement[index].value - 48)
          index += 1
        }
        parts.append(.group(number))
      default: parts.append(.text(scalar))
      }
    }
    return parts
  }

  /// The search through one text: depth first, remembering where it has been to no avail.
  private struct Run {
    let pattern: Pattern
    let text: [Unicode.Scalar]
    private var steps = 0
    private let width: Int
    private let slotCount: Int
    /// By instruction and position. Where no back-reference looks at what was taken, a place that failed once fails
    /// always.
    private var visited: [Bool]

    init(pattern: Pattern, text: [Unicode.Scalar]) {
      self.pattern = pattern
      self.text = text
      width = text.count + 1
      slotCount = pattern.slotCount
      let size = pattern.program.count * (text.count + 1)
      visited = pattern.hasBackReferences || size > 16_000_000 ? [] : [Bool](repeating: false, count: size)
    }

    /// Steps, and what was laid out for them, as an evaluation counts its own.
    var work: Int { steps / 8 + visited.count / 128 + pattern.program.count }

    private enum Job {
      case go(Int, Int)
      case restore(Int, Int)
    }

    mutating func first(from start: Int) -> Search {
      // The end of the last match may lie on the way of the next.
      if !visited.isEmpty {
        steps += pattern.program.count / 8
        for counter in pattern.program.indices { visited[counter * width + start] = false }
      }
      for begin in start...text.count {
        switch match(at: begin) {
        case .nothing: continue
        case let outcome: return outcome
        }
      }
      return .nothing
    }

    private mutating func match(at begin: Int) -> Search {
      steps += slotCount / 8
      var slots = [Int](repeating: -1, count: slotCount)
      var jobs: [Job] = [.go(0, begin)]
      while let job = jobs.popLast() {
        guard case .go(var counter, var position) = job else {
          if case .restore(let slot, let old) = job { slots[slot] = old }
          continue
        }
        thread: while true {
          steps += 1
          if steps > Pattern.stepLimit { return .tooLong }
          if !visited.isEmpty {
            let place = counter * width + position
            if visited[place] { break thread }
            visited[place] = true
          }
          switch pattern.program[counter] {
          case .scalar(let wanted):
            guard position < text.count, pattern.isSame(text[position], wanted) else { break thread }
            position += 1
            counter += 1
          case .set(let set):
            steps += set.breadth / 8
            guard position < text.count, set.contains(text[position]) else { break thread }
            position += 1
            counter += 1
          case .split(let first, let second):
            jobs.append(.go(second, position))
            counter = first
          case .jump(let target): counter = target
          case .save(let slot), .mark(let slot):
            jobs.append(.restore(slot, slots[slot]))
            slots[slot] = position
            counter += 1
          case .progress(let slot):
            guard slots[slot] != position else { break thread }
            counter += 1
          case .lineStart(let multiline):
            guard position == 0 || multiline && text[position - 1] == "\n" && position < text.count
            else { break thread }
            counter += 1
          case .lineEnd(let multiline):
            guard position == text.count || multiline && text[position] == "\n" else { break thread }
            counter += 1
          case .backReference(let group):
            let (from, to) = (slots[group * 2], slots[group * 2 + 1])
            let length = from >= 0 && to >= from ? to - from : 0
            steps += length / 8
            guard position + length <= text.count,
              (0..<length).allSatisfy({ pattern.isSame(text[position + $0], text[from + $0]) })
            else { break thread }
            position += length
            counter += 1
          case .match:
            slots[0] = begin
            slots[1] = position
            return .found(Array(slots.prefix((pattern.groupCount + 1) * 2)))
          }
        }
      }
      return .nothing
    }
  }

  /// Two for the whole and each group, and one for each loop that might take nothing.
  var slotCount: Int {
    program.reduce((groupCount + 1) * 2) { count, instruction in
      if case .mark(let slot) = instruction { max(count, slot + 1) } else { count }
    }
  }

  private func isSame(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    left == right || ignoresCase && left.folded == right.folded
  }
}

extension Unicode.Scalar {
  /// The lower case of a single scalar, for comparing without case.
  var folded: Unicode.Scalar {
    let lower = properties.lowercaseMapping.unicodeScalars
    return lower.count == 1 ? lower[lower.startIndex] : self
  }

  /// The scalar in the other cases it has.
  var cases: [Unicode.Scalar] {
    [properties.lowercaseMapping, properties.uppercaseMapping].compactMap { mapped in
      mapped.unicodeScalars.count == 1 ? mapped.unicodeScalars.first : nil
    }
  }
}
