import Feel

/// Functions of Japanese law and custom that conditions, boxes and texts may call.
enum HostFunctions {
  static func table(eras: EraTable, codes: Listing<CodeList>) -> [String: Function] {
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
