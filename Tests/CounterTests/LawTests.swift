import Feel
import Testing

@testable import Counter

private func day(_ iso: String) -> Day {
  guard let day = Day(iso: iso) else { preconditionFailure("\(iso) is written by hand in a test") }
  return day
}

@Suite struct AgeTests {
  @Test(arguments: [
    ("1961-11-21", "2026-11-19", 64), ("1961-11-21", "2026-11-20", 65), ("2000-02-29", "2018-02-27", 17),
    ("2000-02-29", "2018-02-28", 18),
    ("2000-02-29", "2020-02-28", 20), ("2000-04-01", "2018-03-31", 18), ("2026-11-20", "2026-11-20", 0),
  ])
  func `an age is reached at the end of the day before the birthday`(birth: String, on: String, years: Int) {
    #expect(Age.years(born: day(birth), on: day(on)) == years)
  }

  @Test func `75 is reached on the birthday itself`() {
    #expect(Age.yearsFromBirthday(born: day("1951-11-21"), on: day("2026-11-20")) == 74)
    #expect(Age.yearsFromBirthday(born: day("1951-11-21"), on: day("2026-11-21")) == 75)
    #expect(Age.yearsFromBirthday(born: day("1952-02-29"), on: day("2027-02-28")) == 74)
    #expect(Age.yearsFromBirthday(born: day("1952-02-29"), on: day("2027-03-01")) == 75)
  }

  @Test func `18歳年度末 turns on the first of April`() {
    #expect(Age.atFiscalYearEnd(born: day("2008-04-01"), on: day("2026-11-20")) == 19)
    #expect(Age.atFiscalYearEnd(born: day("2008-04-02"), on: day("2026-11-20")) == 18)
    #expect(Age.atFiscalYearEnd(born: day("2008-04-02"), on: day("2027-03-31")) == 18)
    #expect(Age.atFiscalYearEnd(born: day("2008-04-02"), on: day("2027-04-01")) == 19)
  }

  @Test(arguments: [
    ("2020-04-01", "2026-04-01", true), ("2020-04-02", "2026-04-01", false),
    ("2020-04-02", "2027-04-01", true), ("2011-04-01", "2026-11-20", false),
    ("2011-04-02", "2026-11-20", true), ("2011-04-02", "2027-03-31", true),
    ("2011-04-02", "2027-04-01", false),
  ])
  func `学齢 follows the school year`(birth: String, on: String, isSchoolAge: Bool) {
    #expect(Age.isSchoolAge(born: day(birth), on: day(on)) == isSchoolAge)
  }
}

@Suite struct PeriodTests {
  private let calendar = OpeningCalendar(
    openWeekdays: [1, 2, 3, 4, 5],
    holidays: [.init(day: day("2026-11-23"), name: "勤労感謝の日")],
    closures: [.init(from: 1229, to: 103, reason: "年末年始")])

  @Test(arguments: [
    // 2026-04-01 born: the day itself is the first (戸籍法第43条).
    (Period(.days(14), counting: .familyRegister), "2026-04-01", "2026-04-14"),
    // 2026-04-01 moved in: counted from the next day (民法第140条).
    (Period(.days(14), counting: .civilCode), "2026-04-01", "2026-04-15"),
    // The last day is a Saturday, then Sunday: the next open day.
    (Period(.days(14), counting: .civilCode), "2026-11-07", "2026-11-24"),
    // It falls into the closure of the new year.
    (Period(.days(14), counting: .civilCode), "2026-12-18", "2027-01-04"),
    (Period(.days(14), counting: .civilCode, closedDay: .unchanged), "2026-12-18", "2027-01-01"),
    (Period(.days(0), counting: .civilCode, closedDay: .unchanged), "2026-11-18", "2026-11-18"),
    // Months end the day before the corresponding day, or with the month (民法第143条).
    (Period(.months(3), counting: .civilCode), "2026-11-18", "2027-02-18"),
    (Period(.months(1), counting: .civilCode, closedDay: .unchanged), "2026-01-30", "2026-02-28"),
    (Period(.years(2), counting: .civilCode, closedDay: .unchanged), "2026-11-18", "2028-11-18"),
  ])
  func `a period ends on the day the law says`(period: Period, from: String, to: String) {
    #expect(period.lastDay(from: day(from), calendar: calendar).iso == to)
  }
}

@Suite struct EraTests {
  private let eras = EraTable(eras: [
    .init(name: "明治", letter: "M", firstDay: day("1868-01-25")),
    .init(name: "大正", letter: "T", firstDay: day("1912-07-30")),
    .init(name: "昭和", letter: "S", firstDay: day("1926-12-25")),
    .init(name: "平成", letter: "H", firstDay: day("1989-01-08")),
    .init(name: "令和", letter: "R", firstDay: day("2019-05-01")),
  ])

  @Test func `the first year is 元年`() {
    #expect(eras.long(day("2019-05-01")) == "令和元年5月1日")
    #expect(eras.long(day("2019-04-30")) == "平成31年4月30日")
    #expect(eras.short(day("1926-12-25")) == "昭元.12.25")
  }

  @Test(arguments: [
    ("S55.3.2", "1980-03-02"), ("昭和55年3月2日", "1980-03-02"), ("19800302", "1980-03-02"),
    ("1980/3/2", "1980-03-02"), ("Ｓ５５．３．２", "1980-03-02"),
    ("令和元年5月1日", "2019-05-01"), ("S550302", "1980-03-02"), ("平31.4.30", "2019-04-30"),
    ("明治45年7月30日", "1912-07-30"),
    ("大正15年12月25日", "1926-12-25"), ("昭和64.1.7", "1989-01-07"),
  ])
  func `a date is read as people type it`(text: String, iso: String) {
    #expect(eras.day(in: text)?.iso == iso)
  }

  @Test(arguments: ["S55.13.2", "昭和", "55.3.2", "abc", "", "令和元年2月1日", "2026-02-29"])
  func `what is no date is not guessed`(text: String) {
    #expect(eras.day(in: text) == nil)
  }

  @Test func `a month is a range`() {
    #expect(eras.month(in: "S54.3") == day("1979-03-01")...day("1979-03-31"))
    #expect(eras.month(in: "S54.3.1") == nil)
  }
}

@Suite struct RouteTests {
  private static let city = Municipality(
    name: "試験市", prefecture: "試験県", code: "0", isFictional: true, telephone: "", hours: "",
    calendar: OpeningCalendar(openWeekdays: [1], holidays: [], closures: []),
    windows: [1, 3, 1, 2, 3, 2, 1].enumerated().map {
      Window(id: "w\($0)", name: "\($0)", floor: $1, number: "1", telephone: "", minutes: 5)
    },
    walkingMinutesOnFloor: 1, walkingMinutesPerFloor: 2, outsideOffices: [], values: [],
    visitRetentionDays: 90)

  private func walk(_ order: [Int]) -> Int {
    zip(order, order.dropFirst()).reduce(0) { $0 + Route.minutes(from: $1.0, to: $1.1, in: Self.city) }
  }

  private func permutations(_ items: [Int]) -> [[Int]] {
    items.count <= 1
      ? [items]
      : items.indices.flatMap { index in
        permutations(items.enumerated().filter { $0.offset != index }.map(\.element)).map {
          [items[index]] + $0
        }
      }
  }

  @Test(arguments: [[0, 1, 2, 3, 4, 5, 6], [1, 3, 4], [0, 4], [2]])
  func `no order of the windows is shorter`(stops: [Int]) {
    let route = Route(over: Set(stops), in: Self.city)
    let best = permutations(stops).filter { stops.contains(0) ? $0[0] == 0 : true }.map(walk).min()
    #expect(route.walkingMinutes == best)
    #expect(walk(route.windows) == best)
    #expect(Set(route.windows) == Set(stops))
  }

  @Test func `what must come first does`() {
    let route = Route(over: [0, 1, 3], before: [(1, 3)], in: Self.city)
    #expect(route.windows.firstIndex(of: 1)! < route.windows.firstIndex(of: 3)!)
  }
}

@Suite struct GuardedTests {
  @Test func `a guarded value shows nothing before its release`() {
    let guarded = Guarded("架空町1丁目90番2号")
    #expect("\(guarded)" == "【支援措置】")
    #expect(String(reflecting: guarded) == "【支援措置】")
    #expect(Mirror(reflecting: guarded).children.isEmpty)
    var dumped = ""
    dump(guarded, to: &dumped)
    #expect(!dumped.contains("架空町"))
    let release = Release(supervisor: "課長", reason: "本人の届出", end: Instant(seconds: 100))
    #expect(guarded.value(under: release, at: Instant(seconds: 100)) == "架空町1丁目90番2号")
    #expect(guarded.value(under: release, at: Instant(seconds: 101)) == nil)
  }
}
