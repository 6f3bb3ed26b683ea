import Feel
import Foundation

/// One expression, its value, and what went wrong in it.
enum Evaluation {
  static func run(_ text: String) -> Int32 {
    do throws(Diagnostic) {
      let program = Compiler.program(try Parser.expression(text), in: Scope())
      var evaluator = Evaluator(surroundings: .system)
      print(evaluator.evaluate(program, variables: [], from: NoFacts()).map(\.text) ?? "unknown")
      for fault in evaluator.faults { print("error in \(fault.function) at \(fault.place.lowerBound + 1)") }
      return 0
    } catch {
      print("at \(error.place.lowerBound + 1): \(error.problem)")
      return 1
    }
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
