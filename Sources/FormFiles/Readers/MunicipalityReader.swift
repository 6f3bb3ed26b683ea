import Counter
import Feel

/// municipality.yaml, law.yaml, towns.yaml and codes/.
enum MunicipalityReader {
  static func municipality(
    _ section: Section, holidays: [String: [OpeningCalendar.Holiday]]
  ) -> Municipality {
    defer { section.close() }
    let walking = section.section("歩く分", of: "歩く分")
    defer { walking?.close() }
    let (usual, payments) = (hours(section, "開庁時間", isRequired: true), section.texts("支払い"))
    return Municipality(
      name: section.text("名前"), prefecture: section.text("都道府県"), code: section.text("団体コード"),
      isFictional: section.yesNo("架空", default: false), telephone: section.text("代表電話"),
      hours: section.text("受付時間"), calendar: calendar(section, holidays),
      windows: section.sections("窓口", of: "窓口").map { window($0, usual, payments) },
      walkingMinutesOnFloor: walking?.integer("同じ階", in: 0...60) ?? 1,
      walkingMinutesPerFloor: walking?.integer("階ごと", in: 0...60) ?? 2,
      outsideOffices: section.sections("庁外", of: "庁外").map { office in
        defer { office.close() }
        return OutsideOffice(
          id: office.name("id", of: .officeID), name: office.name("名", of: .office),
          departments: office.names("兼ねる", of: .office),
          telephone: office.optionalText("電話") ?? "")
      },
      values: section.sections("市", of: "市の値").map { namedValue($0, .cityValue) },
      visitRetentionDays: section.integer("受付の保存日数", in: 1...3650),
      ringMinutes: section.integer("受け取りの目安分", in: 1...480, default: 5),
      searchMeasure: searchMeasure(section), importMeasure: importMeasure(section))
  }

  private static func importMeasure(_ section: Section) -> Municipality.ImportMeasure {
    let measure = section.section("取り込みの注意", of: "取り込みの注意")
    defer { measure?.close() }
    let standard = Municipality.ImportMeasure.standard
    return Municipality.ImportMeasure(
      residentFall: measure?.integer("住民の減り", in: 0...50, default: standard.residentFall)
        ?? standard.residentFall,
      protectedFall: measure?.integer("支援措置の減り", in: 0...50, default: standard.protectedFall)
        ?? standard.protectedFall,
      days: measure?.integer("記録の日数", in: 1...31, default: standard.days) ?? standard.days,
      generationDays: measure?.integer("世代の日数", in: 1...366, default: standard.generationDays)
        ?? standard.generationDays)
  }

  private static func searchMeasure(_ section: Section) -> Municipality.SearchMeasure {
    let measure = section.section("検索の注意", of: "検索の注意")
    defer { measure?.close() }
    return Municipality.SearchMeasure(
      count: measure?.integer("回数", in: 1...1000) ?? 30, minutes: measure?.integer("分", in: 1...1440) ?? 10)
  }

  static func law(_ section: Section) -> [NamedValue] {
    defer { section.close() }
    // What the watch over the law reads for itself.
    for name in section.sections("略称", of: "法令の略称") {
      _ = (name.text("名"), name.text("法令"))
      name.close()
    }
    return section.sections("法", of: "法の値").map { namedValue($0, .lawValue) }
  }

  static func towns(_ section: Section) -> [Town] {
    defer { section.close() }
    return section.sections("町丁", of: "町").map { town in
      defer { town.close() }
      return Town(
        id: town.name("id", of: .town), name: town.text("名"), reading: town.text("かな"),
        postalCode: town.text("郵便番号"),
        primarySchool: town.text("小学校"), middleSchool: town.text("中学校"),
        numbering: town.choice("番地の付け方", default: Town.Numbering.residences) ?? .residences)
    }
  }

  /// `usual` and `payments` are the city's, for a window that has none of its own.
  private static func window(_ section: Section, _ usual: OpeningHours?, _ payments: [String]) -> Window {
    defer { section.close() }
    let (own, paid) = (hours(section, "時間", isRequired: false), section.texts("支払い"))
    return Window(
      id: section.name("id", of: .windowID), name: section.name("名", of: .window),
      departments: section.names("兼ねる", of: .window),
      floor: section.integer("階", in: -10...100),
      number: section.text("番号"),
      telephone: section.text("電話"), minutes: section.integer("分", in: 1...240), hours: own ?? usual,
      payments: paid.isEmpty ? payments : paid,
      takesOnScreen: section.yesNo("画面で受け取る", default: false))
  }

  /// «8:30-17:15», and what is otherwise on a weekday: «土 9:00-12:00», «土 休み». nil without a usual span.
  private static func hours(_ section: Section, _ key: String, isRequired: Bool) -> OpeningHours? {
    var usual: OpeningHours.Span?
    var exceptions: [OpeningHours.Exception] = []
    for (text, _) in section.items(key, isRequired: isRequired) {
      let words = text.split(separator: " ")
      let span = words.last.flatMap { OpeningHours.Span(reading: String($0)) }
      if words.count == 1, usual == nil, let span {
        usual = span
      } else if words.count == 2, let weekday = weekdays.firstIndex(of: String(words[0])),
        span != nil || words[1] == "休み"
      {
        exceptions.append(OpeningHours.Exception(weekday: weekday, span: span))
      } else {
        section.refuse(
          key, "時間に「\(text)」は使えません",
          correction: "8:30-17:15 のように書き、違う曜日があれば [8:30-17:15, 土 9:00-12:00, 日 休み] と並べてください")
        return nil
      }
    }
    if usual == nil, !exceptions.isEmpty {
      section.refuse(key, "「\(key)」にふだんの時間がありません", correction: "例: \(key): [8:30-17:15, 土 9:00-12:00]")
    }
    return usual.map { OpeningHours(usual: $0, exceptions: exceptions) }
  }

  private static func namedValue(_ section: Section, _ kind: NameKind) -> NamedValue {
    defer { section.close() }
    let unit = section.optionalText("単位") ?? ""
    return NamedValue(
      name: section.name("名前", of: kind), value: value(section, unit: unit), unit: unit,
      basis: section.text("根拠"),
      isVerified: section.choice("典拠", default: Procedure.Evidence.statute) != .unverified)
  }

  private static func value(_ section: Section, unit: String) -> FactValue {
    let written = section.text("値")
    switch written {
    case "はい" where unit.isEmpty: return .yesNo(true)
    case "いいえ" where unit.isEmpty: return .yesNo(false)
    default: break
    }
    let range = range(ofUnit: unit)
    if let number = Int(written), range?.contains(number) ?? true { return .number(number) }
    guard let range, section.has("値") else { return .text(written) }
    section.refuse(
      "値", "「値」に「\(written)」は使えません（単位 \(unit)）",
      correction: "\(range.lowerBound) から \(range.upperBound) までの半角の数で書いてください")
    return .number(range.lowerBound)
  }

  /// What an amount of a unit may be: what is counted is not less than nothing, nor more than anybody lives to see. Nil
  /// for a value that is no amount.
  private static func range(ofUnit unit: String) -> ClosedRange<Int>? {
    switch unit {
    case "": nil
    case "歳": 0...150
    case "年": 0...200
    case "か月": 0...1200
    case "週": 0...520
    case "日": 0...36_500
    case "分", "時間": 0...10_080
    case "人": 0...1000
    case "円": 0...100_000_000
    default: 0...999_999
    }
  }

  private static let weekdays = ["日", "月", "火", "水", "木", "金", "土"]

  private static func calendar(_ section: Section, _ holidays: [String: [OpeningCalendar.Holiday]])
    -> OpeningCalendar
  {
    guard let days = section.section("開庁日", of: "開庁日") else {
      section.report("「開庁日」がありません")
      return OpeningCalendar(openWeekdays: [1, 2, 3, 4, 5], holidays: [], closures: [])
    }
    defer { days.close() }
    let open = days.texts("曜日").compactMap { text -> Int? in
      if let index = weekdays.firstIndex(of: text) { return index }
      days.refuse("曜日", "曜日に「\(text)」は使えません", correction: "月、火、水、木、金、土、日 で書いてください")
      return nil
    }
    let list = days.reference("祝日", to: .holidays)
    return OpeningCalendar(
      openWeekdays: Set(open), holidays: holidays[list] ?? [],
      closures: days.sections("休み", of: "休み").compactMap(closure))
  }

  private static func closure(_ section: Section) -> OpeningCalendar.Closure? {
    defer { section.close() }
    func mark(_ key: String) -> Int? {
      let parts = section.text(key).split(separator: "-").compactMap { Int($0) }
      guard parts.count == 2, Day(year: 2024, month: parts[0], day: parts[1]) != nil else {
        if section.has(key) {
          section.refuse(key, "「\(key)」は 12-29 のように月と日で書きます", correction: "例: から: 12-29")
        }
        return nil
      }
      return parts[0] * 100 + parts[1]
    }
    let (first, last, reason) = (mark("から"), mark("まで"), section.text("わけ"))
    guard let first, let last else { return nil }
    return OpeningCalendar.Closure(from: first, to: last, reason: reason)
  }
}
