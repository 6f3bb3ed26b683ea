import Counter
import Feel
import Records
import TestSupport
import Testing

@testable import Desk
@testable import TerminalUI

/// Default deny at the desk: every request, outcome and screen of it asks the table of acts.
@Suite struct RightsTests {
  /// Nothing, each right alone, and all of them.
  private static let grants: [Set<Right>] =
    [[]] + Right.allCases.map { [$0] } + [Set(Right.allCases)]

  private static func account(_ rights: Set<Right>) -> Account {
    Account(name: "試験 職員", section: "市民課", rights: rights)
  }

  private func refusals(_ desk: DeskDriver) throws -> [Act] {
    try desk.store.operations().compactMap { if case .refused(let act) = $0.operation { act } else { nil } }
  }

  private func journals(_ desk: DeskDriver) throws -> [[JournalEntry]] {
    try desk.store.visits(on: nil).map { try desk.store.journal(of: $0.id) }
  }

  /// A desk with a visit open, at which somebody with other rights sits now.
  private func desk(_ rights: Set<Right>) throws -> (driver: DeskDriver, desk: Desk) {
    let driver = try DeskDriver(accounts: Failing().services)
    driver.press("\"佐々木\" Enter \"x\" Enter " + Script.movesInOnADay)
    var desk = driver.desk
    desk.seat.signIn(Self.account(rights))
    return (driver, desk)
  }

  // MARK: Requests

  @Test(arguments: grants)
  func `a key does what the rights cover, and what it is refused is said and recorded`(rights: Set<Right>)
    throws
  {
    let account = Self.account(rights)
    for request in Request.allCases {
      let (driver, before) = try desk(rights)
      var desk = before
      let written = try journals(driver)
      desk.perform(request)
      let act = request.act
      if account.may(act) {
        #expect(try !refusals(driver).contains(act), "\(request)")
      } else {
        #expect(try refusals(driver) == [act], "\(request)")
        #expect(desk.message?.text == "エラー：" + (act.refusal ?? ""), "\(request)")
        #expect(try journals(driver) == written, "\(request)")
      }
    }
  }

  @Test func `whoever has no right sees neither the list nor the acts, and is told whom to ask`() throws {
    let office = try StaffedOffice(Self.account([.report]))
    office.desk.press(Script.movesInOnADay)
    let desk = try office.desk(for: "試験 職員")
    #expect(
      !desk.text.contains("転入") && !desk.text.contains("若葉") && !desk.text.contains("0001"), "\(desk.text)")
    #expect(desk.text.contains("「受付の一覧」の権限がありません"))
    #expect(!desk.text.contains("F5"), "\(desk.text)")
    desk.press("Ctrl-P")
    for word in ["受付を取り消す", "紙で受けた", "住民を探す", "番号を出す"] {
      #expect(!desk.text.contains(word), "\(word)\n\(desk.text)")
    }
    desk.press("Esc \"wakaba\" Enter")
    #expect(desk.text.contains("「受付」の権限のある職員に頼んでください") && !desk.text.contains("若葉"), "\(desk.text)")
    desk.press("\"1\" Enter")
    #expect(desk.open == nil)
    desk.press("F10 F10")
    #expect(try desk.store.visits(on: nil).count == 1)
    #expect(try refusals(desk) == [.search, .search, .drawNumber])
  }

  @Test func `what is refused stands in the log by name`() throws {
    let desk = try StaffedOffice(Self.account([])).desk(for: "試験 職員")
    desk.press("\"wakaba\" Enter")
    let last = try #require(try desk.store.operations().last)
    #expect(last.actor == "試験 職員" && last.operation == .refused(act: .search))
    #expect(
      OperationText(catalog: nil).line(last.operation, by: last.actor, at: last.time).contains(
        "権限がないため断りました：住民の検索"))
  }

  // MARK: Outcomes and screens

  /// One of every outcome, and of every screen that can be pushed; `name(of:)` has a case for each.
  private func outcomes(_ open: OpenVisit, _ resident: Resident) -> [Outcome] {
    let person = TypedPerson(
      name: "試験", reading: "シケン", birth: Day(number: 0), sex: "空欄", relationship: "世帯主")
    let key = FactKey(CoreFact.eventDay, of: .filing(0))
    let signIn = Outcome.TypedSignIn(isFirst: false, name: "だれか", section: "", passphrase: "", code: nil)
    let prompts: [PromptScreen.Act] = [.void, .reopen, .override(0), .postpone([]), .takePaper]
    var outcomes: [Outcome] = prompts.map { .push(PromptScreen($0)) }
    outcomes += [
      .push(BoardScreen(open)), .push(ProcedureListScreen()), .push(WhyScreen(procedure: 0)),
      .push(PapersScreen()), .push(ReviewScreen()), .push(IdentityScreen(open)), .push(ExplainScreen(open)),
      .push(ErrandsScreen()), .push(SearchScreen(line: "", result: nil)), .push(TypedFamilyScreen(name: "")),
      .push(EventScreen(.visit)), .push(HouseholdScreen(filing: 0, residents: [])),
      .push(ReleaseScreen(asksPassphrase: true)), .push(BoxesScreen(heading: "", boxes: [])),
      .push(PickScreen(searchReason: "", of: open.catalog)),
      .push(PickScreen(windowsBut: nil, of: open.catalog)),
      .push(PickScreen(alarms: [], at: open.now, site: open.site)),
      .replace(PapersScreen()), .stay, .ignored, .pop, .toList, .search("wakaba"), .open(open.listing),
      .find("1"), .takeNumber, .takePaper(open.now), .addFiling, .keepTheirs, .tick(.yesNo(true)),
      .typeInto(key, nil), .join(filing: 0, []), .lookUp, .chooseHousehold(resident), .setReason("照会"),
      .passOn(window: open.catalog.municipality.windows[1].id), .remind([]), .print(reason: nil), .finish,
      .release(
        .init(supervisor: "だれか", passphrase: "x", code: nil, reason: "x", minutes: 1)), .signIn(signIn),
      .popAndDo(.procedure(0)), .say(.note("")), .quit, .close(.voided(reason: "x")),
      .close(.reopened(reason: "x")),
    ]
    outcomes += open.catalog.events.prefix(1).map { Outcome.file($0, .typed([person]), joining: []) }
    let entries: [Entry] = [
      .answered([FactAnswer(key, .doesNotKnow)]), .withdrawn([key]), .explained([]), .finished, .held,
      .voided(reason: "x"), .done([]), .reminded([]), .sent([]), .printed(paper: "x"), .releaseEnded, .undone,
    ]
    return outcomes + entries.map { Outcome.append([$0]) }
  }

  /// A new outcome does not compile until it has a name here and stands in the list above.
  private func name(of outcome: Outcome) -> String {
    switch outcome {
    case .stay: "stay"
    case .ignored: "ignored"
    case .push: "push"
    case .replace: "replace"
    case .pop: "pop"
    case .toList: "toList"
    case .quit: "quit"
    case .search: "search"
    case .open: "open"
    case .find: "find"
    case .takeNumber: "takeNumber"
    case .takePaper: "takePaper"
    case .file: "file"
    case .addFiling: "addFiling"
    case .write: "write"
    case .keepTheirs: "keepTheirs"
    case .tick: "tick"
    case .join: "join"
    case .typeInto: "typeInto"
    case .lookUp: "lookUp"
    case .chooseHousehold: "chooseHousehold"
    case .setReason: "setReason"
    case .passOn: "passOn"
    case .remind: "remind"
    case .release: "release"
    case .print: "print"
    case .finish: "finish"
    case .close: "close"
    case .signIn: "signIn"
    case .popAndDo: "popAndDo"
    case .say: "say"
    }
  }

  @Test(arguments: grants)
  func `an outcome is done with the rights to all of it, else nothing is written`(rights: Set<Right>) throws {
    let (driver, restricted) = try desk(rights)
    let account = Self.account(rights)
    let open = try #require(driver.open)
    let register = try Register(folder: driver.folder, stamp: .fictional, keys: .ofTests)
    let resident = try #require(
      try register.search(ResidentQuery("hoshino", eras: open.catalog.eras, towns: open.catalog.towns))
        .residents
        .first)
    let samples = outcomes(open, resident)
    #expect(Set(samples.map(name)).count == 31)
    for outcome in samples {
      let (written, refused) = (try journals(driver), try refusals(driver).count)
      let forbidden = outcome.acts.first { !account.may($0) }
      guard let forbidden else { continue }
      var desk = restricted
      desk.perform(outcome)
      #expect(try refusals(driver).dropFirst(refused) == [forbidden], "\(name(of: outcome))")
      #expect(try journals(driver) == written, "\(name(of: outcome))")
    }
    // What is covered is done without a word of refusal.
    for index in samples.indices where samples[index].acts.allSatisfy(account.may) {
      // A choice in the palette is asked for again when it is known what it was.
      if case .popAndDo = samples[index], !account.may(.seeReasons) { continue }
      let (driver, before) = try self.desk(rights)
      var desk = before
      guard let open = driver.open else { continue }
      desk.perform(outcomes(open, resident)[index])
      #expect(try refusals(driver).isEmpty, "\(name(of: samples[index]))")
    }
  }

  @Test func `a screen that the seat may not see shows nothing`() throws {
    let (_, before) = try desk([.report])
    var frame = Frame(rows: 24, columns: 80)
    before.draw(into: &frame)
    #expect(!frame.text.contains("若葉") && !frame.text.contains("転入"), "\(frame.text)")
  }

  @Test func `before anybody signed in nothing that takes a right is allowed`() throws {
    let desk = try StaffedOffice(Self.account(Set(Right.allCases))).desk()
    for act in Act.allCases {
      switch act.need {
      case .right: #expect(!desk.desk.seat.may(act), "\(act)")
      case .nothing: #expect(desk.desk.seat.may(act), "\(act)")
      }
    }
    #expect(!desk.text.contains("0001"))
  }

  // MARK: Signing in

  @Test func `a refused sign-in is the desk's, not another clerk's, and keeps no word of it`() throws {
    let desk = try StaffedOffice(
      Account(name: "佐々木", section: "市民課", rights: Set(Right.allCases)),
      Account(name: "高橋", section: "市民課", rights: [.release])
    ).desk(for: "佐々木")
    desk.press("F11 Enter Up Ctrl-U \"dareka secret\" Enter \"x\" Enter")
    let last = try #require(try desk.store.operations().last)
    #expect(last.operation == .signInRefused(desk: "市民課 窓口2") && last.actor == "市民課 窓口2")
    let log = try desk.store.operations().map { "\($0.actor)\($0.operation)" }.joined()
    #expect(!log.contains("dareka"))
  }

  @Test func `a second desk that still shows the first start makes no second first account`() throws {
    let office = try StaffedOffice()
    let (first, second) = (try office.desk(), try office.desk())
    let rest = "\"市民課\" Enter \"\(StaffedOffice.passphrase)\" Enter \"\(StaffedOffice.passphrase)\" Enter"
    first.press("\"佐々木\" Enter " + rest)
    #expect(first.desk.seat.account?.name == "佐々木")
    second.press("\"高橋\" Enter " + rest)
    #expect(second.desk.seat.account == nil && second.text.contains("課"), "\(second.text)")
  }

  // MARK: Accounts that fail during a run

  /// Accounts whose file was damaged, emptied or taken away while the desk runs.
  private final class Failing {
    struct Failure: SentenceForClerk {
      let sentence = "記録が壊れています。入力を止めて、情報担当に控えから戻してもらってください"
    }

    var fails = false
    let account = Account(name: "佐々木", section: "市民課", rights: Set(Right.allCases))

    var services: AccountServices {
      AccountServices(
        areNone: { if self.fails { throw Failure() } else { false } },
        signIn: { _, _, _, _ in if self.fails { throw Failure() } else { .signedIn(self.account) } },
        addFirst: { _, _ in throw Failure() })
    }
  }

  @Test func `accounts that cannot be read any more open nothing, and it is said`() throws {
    let accounts = Failing()
    let desk = try DeskDriver(accounts: accounts.services)
    desk.press("\"佐々木\" Enter \"x\" Enter")
    desk.press(Script.movesInOnADay)
    accounts.fails = true
    desk.press("F11 Enter")
    #expect(!desk.text.contains("はじめのアカウント") && !desk.text.contains("若葉"), "\(desk.text)")
    #expect(desk.said.contains("控えから戻してもらってください"), "\(desk.text)")
    desk.press("Ctrl-U \"x\" Enter")
    #expect(!desk.text.contains("若葉") && desk.said.contains("控えから戻してもらってください"), "\(desk.text)")
    accounts.fails = false
    desk.press("Ctrl-U \"x\" Enter")
    #expect(desk.text.contains("若葉"), "\(desk.text)")
  }
}
