import Feel
import Foundation

/// One expression, its value, and what went wrong in it.
enum Evaluation {
  static func run(_ text: String) -> Int32 {
    do throws(Diagnostic) {
      let program = Compiler.program(try Parser.expression(text), in: Scope())
      var evaluator = Evaluator(surroundings: .system)
      let value = evaluator.evaluate(program, variables: [], from: NoFacts())
      if let limit = evaluator.faults.lazy.compactMap(\.limit).first {
        print("given up: \(limit.sentence)")
        return 1
      }
      print(value.map(\.text) ?? "unknown")
      for fault in evaluator.faults { print("error in \(fault.function) at \(fault.place.lowerBound + 1)") }
      return 0
    } catch {
      print("at \(error.place.lowerBound + 1): \(error.problem.sentence)")
      return 1
    }
  }
}

extension Limits.Kind {
  /// What there was too much of.
  var sentence: String {
    let limits = Limits()
    return switch self {
    case .steps: "it takes more than \(limits.steps) steps"
    case .nesting: "it calls or nests more than \(limits.nesting) levels deep"
    case .size: "it makes a list of more than \(limits.size) items, or a text of as much"
    }
  }
}

extension Diagnostic.Problem {
  /// In English, for whoever writes FEEL.
  var sentence: String {
    let limits = Limits()
    return switch self {
    case .foreignSign(let sign, let instead): "\(sign) is no sign of the language, write \(instead)"
    case .unfinishedString: "a string is not closed"
    case .unexpectedSign(let sign): "\(sign) is no sign of the language"
    case .unexpected(let found, let wanted):
      "found \(Diagnostic.Problem.inEnglish(found)) where \(Diagnostic.Problem.inEnglish(wanted)) was expected"
    case .unknownName(let name, let nearest), .unknownFunction(let name, let nearest):
      "\(name) is not known" + (nearest.map { ", did you mean \($0)?" } ?? "")
    case .bareWord(let word): "\(word) is a text and needs quotation marks"
    case .wrongArgumentCount(let function, let wanted, let found):
      "\(function) takes \(wanted) arguments, not \(found)"
    case .wrongType(let wanted, let found): "a \(found) where a \(wanted) was expected"
    case .incomparable(let first, let second): "a \(first) cannot be compared with a \(second)"
    case .notInCodeList(let text, let list, _): "\(text) is not in the list \(list)"
    case .nestingTooDeep: "nested more than \(limits.depth) levels deep"
    case .tooLong:
      "longer than \(limits.length) characters, or more than \(limits.links) operators in a row"
    }
  }

  /// The parser's words for what is no sign or keyword.
  private static func inEnglish(_ word: String) -> String {
    let words = [
      "終わり": "the end", "値": "a value", "名前": "a name", "型": "a type", "式": "an expression", "日付": "a date",
    ]
    return words[word] ?? word
  }
}

/// No record stands behind a bare expression.
final class NoFacts: FactSource {
  func value(of property: Int, in record: Int, needs: inout [Need]) -> Value? { .null }
}

extension Surroundings {
  /// The clock and the time zones of this machine.
  static var system: Surroundings {
    let now = Date().timeIntervalSince1970
    let offset = TimeZone.current.secondsFromGMT()
    let local = Int(now.rounded(.down)) + offset
    let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    let nanosecond = Int((now - now.rounded(.down)) * 1e9)
    let time = Time(
      nanoseconds: Int64(local - day * 86_400) * 1_000_000_000 + Int64(nanosecond), zone: .offset(offset))
    return Surroundings(now: DateTime(day: Day(number: day), time: time)) { name, second in
      guard let zone = TimeZone(identifier: name),
        zone.identifier == name || TimeZone.knownTimeZoneIdentifiers.contains(name)
      else { return nil }
      // The clock of the zone is known, the moment is not: try the offset of the moment it would be in UTC, and again.
      let guess = zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(second)))
      return zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(second - guess)))
    }
  }
}
