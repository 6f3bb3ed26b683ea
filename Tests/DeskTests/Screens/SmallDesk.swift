import Counter
import Feel
import FormFiles
import Records
import TestSupport
import Testing

@testable import Desk

/// Desks of the small city with visits in memory. They hand a screen what it is given.
enum SmallDesk {
  static let rulebook = Result {
    let outcome = CatalogReader.read(try FormsFolder(at: SmallCity.path))
    return try outcome.rulebook ?? { throw outcome.findings[0] }()
  }

  /// Friday 2026-11-20, 14:30 in Japan.
  static let now = Instant(Day(number: 20_777), hour: 14, minute: 30)

  static func minutesAgo(_ minutes: Int) -> Instant { Instant(seconds: now.seconds - minutes * 60) }

  /// Everybody of the small city's records.
  private static let records = Result {
    let folder = try TemporaryFolder()
    _ = try RegisterImport.run(
      files: SmallCity.records, into: folder.path, stamp: .fictional,
      asOf: Instant(now.day, hour: 6, minute: 0), keys: .ofTests)
    let register = try Register(folder: folder.path, stamp: .fictional, keys: .ofTests)
    let catalog = try rulebook.get().catalog
    func found(_ line: String) throws -> SearchResult {
      try register.search(ResidentQuery(line, eras: catalog.eras, towns: catalog.towns))
    }
    return (
      residents: try (1...8).flatMap { try found("00000000099100\($0)").residents },
      certificate: try #require(try found("柿本 勇").certificates.first)
    )
  }

  /// A resident by the last digit of their number.
  static func resident(_ digit: Int) throws -> Resident {
    try #require(try records.get().residents.first { $0.number.hasSuffix("\(digit)") })
  }

  /// 梅村 葉子, 豊 and 実, who live together.
  static func household() throws -> [Resident] { try (1...3).map { try resident($0) } }
  /// 柿本 勇, 桃 and 杏, who move in by a card.
  static func certificate() throws -> MoveOutCertificate { try records.get().certificate }

  static func event(_ kind: String) throws -> Event {
    try #require(try rulebook.get().catalog.event(ofKind: kind))
  }

  // MARK: Desks

  /// A desk without an open visit.
  static func empty(
    sign: String = "市民課 窓口1", account: Account? = nil, visits: MemoryVisits = MemoryVisits()
  ) throws -> Desk {
    let rulebook = try rulebook.get()
    let services = DeskServices(
      register: RegisterServices(
        search: { _ in SearchResult(residents: [], certificates: [], count: 0) }, household: { _ in [] },
        neighbours: { _, _ in [] }),
      visits: visits, token: { "mamesaka00001" }, print: { _ in }, printReports: { [] })
    var seat = Seat(clerk: "佐藤", sign: sign, windows: rulebook.catalog.municipality.windows)
    if let account { seat.signIn(account) }
    return Desk(
      site: Site(
        rulebook: rulebook, stamp: "架空データ", programVersion: "0.1.0", registerGeneration: 1,
        registerAsOf: Instant(now.day, hour: 6, minute: 0), printFolder: "/prints"),
      seat: seat, services: services, now: now)
  }

  /// A desk with a visit open, whose journal goes on with some entries and was seen to its end.
  static func open(_ entries: [Entry], sign: String = "市民課 窓口1", account: Account? = nil) throws -> Desk {
    let visits = MemoryVisits()
    var desk = try empty(sign: sign, account: account, visits: visits)
    let listing = begin(in: visits, [.opened(desk: sign)] + entries, at: now)
    desk.session = VisitSession(
      listing, visits.journal(of: listing.id, after: 0), author: desk.seat.author,
      rulebook: try rulebook.get())
    desk.refreshList()
    desk.wasShown()
    return desk
  }

  /// A visit in a store, written by the clerk at a time.
  @discardableResult
  static func begin(in visits: MemoryVisits, _ entries: [Entry], at time: Instant) -> VisitListing {
    let began = Entry.Began(
      day: now.day, catalogVersion: "", programVersion: "0.1.0", registerGeneration: 1)
    let listing = visits.begin(began, by: "佐藤", at: time, token: "mamesaka00001")
    for entry in entries { _ = visits.append(entry, to: listing.id, after: nil, by: "佐藤", at: time) }
    return listing
  }

  // MARK: Entries

  /// 柿本 勇, 桃 and 杏 move in.
  static func movingIn() throws -> Entry {
    .filed(
      Entry.Filed(
        event: try event("転入"), certificate: try certificate(), after: Visit([]),
        catalog: try rulebook.get().catalog))
  }

  /// Residents move within the city.
  static func moving(_ residents: [Resident]) throws -> Entry {
    .filed(
      Entry.Filed(
        event: try event("転居"), household: residents, after: Visit([]),
        catalog: try rulebook.get().catalog, asOf: now.day))
  }

  /// People move in whom no record knows, all born on one day; their relationships tell them apart.
  static func movingIn(_ names: [String], relationships: [String] = []) throws -> Entry {
    .filed(Entry.Filed(event: try event("転入"), typed: typed(names, relationships), after: Visit([])))
  }

  static func typed(_ names: [String], _ relationships: [String] = []) -> [TypedPerson] {
    names.enumerated().map { index, name in
      TypedPerson(
        name: name, reading: "マメサカ", birth: Day(number: 7_000), sex: "女",
        relationship: relationships.isEmpty ? (index == 0 ? "世帯主" : "子") : relationships[index])
    }
  }

  static func answered(_ fact: String, of subject: Subject = .filing(0), _ value: FactValue) -> Entry {
    .answered([FactAnswer(FactKey(fact, of: subject), .value(value))])
  }

  /// The day, the address and the household of those who moved in.
  static func settled() throws -> [Entry] {
    [
      answered("届出.異動日", .day(Day(number: now.day.number - 2))), answered("届出.新住所", .text("豆坂市豆坂町1番2号")),
      answered("届出.世帯の作り方", .text("新しく世帯をつくる")), answered("届出.新しい世帯主", .person(0)),
    ]
  }

  /// Everything that is asked of 柿本 and family, so that nothing is open.
  static func complete() throws -> [Entry] {
    [try movingIn()] + (try settled()) + [
      answered("届出.飼うもの", .texts(["犬"])), answered("届出.あてはまること", .texts([])),
    ]
      + (0..<3).flatMap { person in
        [
          answered("人.勤め先の保険", of: .person(person), .yesNo(person != 1)),
          answered("人.犬の数", of: .person(person), .number(person == 0 ? 1 : 0)),
        ]
      }
  }

  static let visitor = Entry.visitorChecked(
    Entry.VisitorCheck(name: "柿本 勇", relation: "本人", documents: ["licence"], shown: "運転免許証", sawProof: false))

  /// 76 letters.
  static let longName = String(repeating: "豆", count: 37) + " " + String(repeating: "坂", count: 38)
}

extension Desk {
  /// Somebody at another desk writes into the open visit, and this desk hears of it.
  mutating func others(write entry: Entry, by clerk: String = "田中") throws {
    let visits = services.visits
    let visit = try #require(session).listing.id
    _ = try visits.append(entry, to: visit, after: nil, by: clerk, at: now)
    _ = try session?.follow(visits)
  }
}
