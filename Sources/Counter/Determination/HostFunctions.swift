import Feel

/// Functions of Japanese law and custom that conditions, boxes and texts may call.
enum HostFunctions {
  static func table(eras: EraTable, codes: [CodeList]) -> [String: Function] {
    let birth = Function.Parameter.property("生年月日", .date)
    let all = [
      counting("年齢", birth) { Age.years(born: $0, on: $1) },
      counting("誕生日年齢", birth) { Age.yearsFromBirthday(born: $0, on: $1) },
      counting("年度末年齢", birth) { Age.atFiscalYearEnd(born: $0, on: $1) },
      Function("学齢", [birth, .value(.date)], result: .boolean) { arguments in
        guard case .date(let born) = arguments[0], case .date(let day) = arguments[1] else { return nil }
        return .boolean(Age.isSchoolAge(born: born, on: day))
      },
      Function("日数", [.value(.date), .value(.date)], result: .number) { arguments in
        guard case .date(let from) = arguments[0], case .date(let to) = arguments[1] else { return nil }
        return .number(Int(to.number) - Int(from.number))
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

  private static func written(_ name: String, _ write: @escaping @Sendable (Day) -> String) -> Function {
    Function(name, [.value(.date)], result: .string) { arguments in
      if arguments[0] == .null { return .null }
      guard case .date(let day) = arguments[0] else { return nil }
      return .string(write(day))
    }
  }
}
