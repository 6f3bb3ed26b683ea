import Feel

/// Functions of Japanese law and custom that conditions, boxes and texts may call.
enum HostFunctions {
  static func table(eras: EraTable, codes: Listing<CodeList>, calendar: OpeningCalendar) -> [String: Function]
  {
    let birth = Function.Parameter.property("生年月日", .date)
    let all = [
      counting("年齢", birth) { Age.years(born: $0, on: $1) },
      counting("誕生日年齢", birth) { Age.yearsFromBirthday(born: $0, on: $1) },
      counting("年度末年齢", birth) { Age.atFiscalYearEnd(born: $0, on: $1) },
      ofDays("学齢", birth, .boolean, { .boolean(Age.isSchoolAge(born: $0, on: $1)) }) {
        .boolean(Age.isSchoolAge(born: $0, on: $1))
      },
      ofDays("日数", .value(.date), .number, { .number($1.number - $0.number) }) {
        .number($1.number - $0.number)
      },
      lastDay("日数の期限", calendar) { .days($0) },
      lastDay("月数の期限", calendar) { .months($0) },
      Function("年度末", [.value(.date)], result: .date) { arguments in
        guard case .date(let day) = arguments[0] else { return nil }
        return .date(FiscalYear(containing: day).end)
      },
      written("和暦") { eras.long($0) },
      written("和暦略") { eras.short($0) },
      Function("表示", [.value(.string), .value(.string)], result: .string) { arguments in
        guard case .string(let list) = arguments[1],
          let codes = codes.first(where: { $0.name == list.string })
        else { return nil }
        guard case .string(let code) = arguments[0] else { return .null }
        return .string(codes.label(of: code.string))
      },
    ]
    return Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
  }

  private static func counting(
    _ name: String, _ birth: Function.Parameter, _ count: @escaping @Sendable (Day, Day) -> Int
  ) -> Function {
    Function(
      name, [birth, .value(.date)], result: .number,
      compactBody: { first, second in
        guard let born = first.day, let day = second.day else { return nil }
        return .number(count(born, day))
      },
      body: { arguments in
        guard case .date(let born) = arguments[0], case .date(let day) = arguments[1] else { return nil }
        return .number(count(born, day))
      })
  }

  /// The last day of a period that begins after a day, as a deadline has it: so that a fact that asks whether something is
  /// still in time and the deadline itself never differ (民法第140条, 地方自治法第4条の2第4項).
  private static func lastDay(
    _ name: String, _ calendar: OpeningCalendar, _ length: @escaping @Sendable (Int) -> Period.Length
  ) -> Function {
    @Sendable func last(_ day: Day, _ count: Int) -> Day? {
      guard (0...12_000).contains(count) else { return nil }
      return Period(length(count), counting: .civilCode).lastDay(from: day, calendar: calendar)
    }
    return Function(
      name, [.value(.date), .value(.number)], result: .date,
      compactBody: { first, second in
        guard let day = first.day, second.kind == .number else { return nil }
        return last(day, Int(second.payload)).map { .date($0) }
      },
      body: { arguments in
        guard case .date(let day) = arguments[0], case .number(let number) = arguments[1],
          let count = number.integer
        else { return nil }
        return last(day, count).map { .date($0) }
      })
  }

  /// A function of two days, as a cell and as a value.
  private static func ofDays(
    _ name: String, _ first: Function.Parameter, _ result: ValueType,
    _ cell: @escaping @Sendable (Day, Day) -> Cell, _ value: @escaping @Sendable (Day, Day) -> Value
  ) -> Function {
    Function(
      name, [first, .value(.date)], result: result,
      compactBody: { first, second in
        guard let one = first.day, let other = second.day else { return nil }
        return cell(one, other)
      },
      body: { arguments in
        guard case .date(let one) = arguments[0], case .date(let other) = arguments[1] else { return nil }
        return value(one, other)
      })
  }

  private static func written(_ name: String, _ write: @escaping @Sendable (Day) -> String) -> Function {
    Function(name, [.value(.date)], result: .string) { arguments in
      if arguments[0] == .null { return .null }
      guard case .date(let day) = arguments[0] else { return nil }
      return .string(write(day))
    }
  }
}
