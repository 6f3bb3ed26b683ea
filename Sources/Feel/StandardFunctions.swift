/// The standard's own functions that conditions and boxes use so far (DMN 10.3.4).
public enum StandardFunctions {
  public static let table: [String: Function] = {
    let all = logic + texts + lists + numbers + dates
    return Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
  }()

  /// Names that contain a space, which the lexer must know.
  static let spacedNames: [String] = table.keys.filter { $0.contains(" ") }

  private static let logic: [Function] = [
    Function("not", [.value(.boolean)], result: .boolean) { arguments in
      guard case .boolean(let flag) = arguments[0] else { return .null }
      return .boolean(!flag)
    }
  ]

  private static let texts: [Function] = [
    Function("string", [.value(.any)], result: .string) { arguments in
      Texts.string(of: arguments[0]).map { .string($0) } ?? .null
    },
    Function("string length", [.value(.string)], result: .number) { arguments in
      guard case .string(let text) = arguments[0] else { return nil }
      return .number(text.string.unicodeScalars.count)
    },
    Function("contains", [.value(.string), .value(.string)], result: .boolean) { arguments in
      guard case .string(let text) = arguments[0], case .string(let part) = arguments[1] else { return nil }
      return .boolean(Texts.contains(text.string, part.string))
    },
    Function("starts with", [.value(.string), .value(.string)], result: .boolean) { arguments in
      guard case .string(let text) = arguments[0], case .string(let part) = arguments[1] else { return nil }
      return .boolean(text.string.unicodeScalars.starts(with: part.string.unicodeScalars))
    },
    Function("string join", [.value(.list(.any)), .value(.string)], isVariadic: true, result: .string) {
      arguments in
      guard case .list(let items) = arguments[0] else { return nil }
      var separator = ""
      if arguments.count > 1, case .string(let text) = arguments[1] { separator = text.string }
      var parts: [String] = []
      for item in items where item != .null {
        guard case .string(let text) = item else { return nil }
        parts.append(text.string)
      }
      return .string(parts.joined(separator: separator))
    },
  ]

  private static let lists: [Function] = [
    Function("list contains", [.value(.list(.any)), .value(.any)], result: .boolean) { arguments in
      guard case .list(let items) = arguments[0] else { return nil }
      return .boolean(items.contains(arguments[1]))
    },
    Function("count", [.value(.list(.any))], result: .number) { arguments in
      guard case .list(let items) = arguments[0] else { return arguments[0] == .null ? .number(0) : nil }
      return .number(items.count)
    },
    Function("sum", [.value(.list(.number))], result: .number) { arguments in
      guard case .list(let items) = arguments[0] else { return nil }
      var total = Decimal(0)
      for item in items {
        guard case .number(let number) = item else { return nil }
        total = total + number
      }
      return .number(total)
    },
    Function("min", [.value(.any)], isVariadic: true, result: .any) { extreme($0, wanted: -1) },
    Function("max", [.value(.any)], isVariadic: true, result: .any) { extreme($0, wanted: 1) },
  ]

  private static let numbers: [Function] = [
    Function("abs", [.value(.number)], result: .number) { arguments in
      guard case .number(let number) = arguments[0] else { return nil }
      return .number(number < Decimal(0) ? -number : number)
    }
  ]

  private static let dates: [Function] = [
    Function("date", [.value(.any)], isVariadic: true, result: .date) { arguments in
      switch arguments.count {
      case 1:
        if case .string(let text) = arguments[0] { return Day(iso: text.string).map { .date($0) } }
        if case .date = arguments[0] { return arguments[0] }
        return nil
      case 3:
        let parts = arguments.compactMap { argument -> Int? in
          guard case .number(let number) = argument else { return nil }
          return number.integer
        }
        guard parts.count == 3 else { return nil }
        return Day(year: parts[0], month: parts[1], day: parts[2]).map { .date($0) }
      default: return nil
      }
    },
    Function("duration", [.value(.string)], result: .any) { arguments in
      guard case .string(let text) = arguments[0] else { return nil }
      return Literals.duration(text.string)
    },
  ]

  private static func extreme(_ arguments: [Value], wanted: Int) -> Value? {
    var items = arguments
    if arguments.count == 1, case .list(let list) = arguments[0] { items = list }
    guard var best = items.first else { return .null }
    for item in items.dropFirst() {
      guard let order = Comparing.order(item, best) else { return nil }
      if order.signum() == wanted { best = item }
    }
    return best
  }
}
