import Counter
import Testing

@testable import Desk
@testable import TerminalUI

/// What holds for every screen of a clerk.
@Suite struct EveryScreenTests {
  /// A desk where 柿本 and family moved in and くらし課 was sent something, with each screen that can stand over it.
  private func screens() throws -> (Desk, [any ScreenBehaviour]) {
    let entries = try SmallDesk.complete() + [.sent([Errand.Key(window: "life", procedure: "dog.register")])]
    let desk = try SmallDesk.open(entries, sign: "くらし課 窓口5")
    let open = try #require(desk.open)
    let field = try #require(open.fields.first { $0.key.fact == "届出.世帯の作り方" })
    let quiet = try #require(open.fields.first { $0.key.fact == "届出.あてはまること" })
    let paper = try #require(open.rulebook.papers(for: open.determination, in: open.situation).first)
    let residents = try SmallDesk.household()
    let hits = SearchResult(residents: residents, certificates: [], count: residents.count)
    return (
      desk,
      [
        VisitListScreen(), ErrandsScreen(), ExplainScreen(open), ReviewScreen(), PromptScreen(.void),
        PapersScreen(),
        BoxesScreen(heading: "住民異動届", boxes: open.rulebook.boxes(of: paper, in: open.situation)),
        WhyScreen(procedure: 0), HouseholdScreen(filing: 0, residents: residents), QuietScreen(quiet, open),
        PaletteScreen(actions: [.commit: "書類へ"], always: [.undo], in: desk.catalog, open.groups),
        ReleaseScreen(asksPassphrase: true), BoardScreen(open), ValuesScreen(field, open),
        SearchScreen(line: "", result: nil), SearchScreen(line: "うめむら", result: hits),
        PickScreen(searchReason: "", of: desk.catalog), ProcedureListScreen(), TypedFamilyScreen(name: ""),
        TextScreen(heading: "見出し", lines: (0..<100).map(String.init), showing: .readContent),
        EventScreen(.household(residents, sought: nil)),
        SignInScreen(isFirst: false, name: ""), IdentityScreen(open),
      ]
    )
  }

  private func actions<Screen: ScreenBehaviour>(_ screen: Screen, _ desk: Desk) -> [Request: String] {
    Screen.Given(desk.top).map { screen.actions($0) } ?? [:]
  }

  private func outcome<Screen: ScreenBehaviour>(_ request: Request, _ screen: Screen, _ desk: Desk)
    -> Outcome?
  {
    var screen = screen
    return Screen.Given(desk.top).map { screen.handle(.request(request), $0) }
  }

  @Test func `every key that a screen names does something there`() throws {
    let (desk, screens) = try screens()
    for screen in screens where !screen.isForVisitor {
      for request in actions(screen, desk).keys where desk.mode.requests[request] == nil {
        let outcome = outcome(request, screen, desk)
        let isIgnored: Bool = if case .ignored? = outcome { true } else { outcome == nil }
        #expect(!isIgnored, "\(type(of: screen)) \(request)")
      }
    }
  }

  @Test(arguments: ScreenSize.all)
  func `every key in the bar is one that the screen names, and a press on it is the key`(size: ScreenSize)
    throws
  {
    let (desk, screens) = try screens()
    for screen in screens where !screen.isForVisitor {
      var frame = Frame(rows: size.rows, columns: size.columns)
      desk.draw(screen, into: &frame)
      frame.expectWhole(#_sourceLocation)
      let named = Set(actions(screen, desk).keys).union([.help])
      for target in frame.targets where target.row == size.rows - 1 {
        guard case .key(let key) = target.meaning, let request = KeyMap.request(for: key) else { continue }
        #expect(named.contains(request), "\(type(of: screen)) \(key.name)")
      }
      #expect(frame.lines[size.rows - 1].contains("F1説明"))
    }
  }

  @Test(arguments: ScreenSize.all)
  func `a key without an act is answered with where to look`(size: ScreenSize) throws {
    let (desk, screens) = try screens()
    for screen in screens where !(screen is VisitListScreen) && !(screen is SignInScreen) {
      var desk = desk
      desk.screens.push(screen)
      desk.handle(.key(.control("t")), at: desk.now)
      #expect(desk.message?.text == "このキーは、この画面では使いません。使えるキーは F1 を押して確かめてください", "\(type(of: screen))")
    }
  }

  @Test func `every screen has sentences for its help, and every word of its bar stands there`() throws {
    let (desk, screens) = try screens()
    for screen in screens {
      #expect(!screen.help.isEmpty && screen.help.allSatisfy { $0.hasSuffix("。") }, "\(type(of: screen))")
      let help = help(of: screen, desk)
      for (request, word) in actions(screen, desk) {
        #expect(help.contains { $0.contains(word + "： " + request.meaning) }, "\(type(of: screen)) \(word)")
      }
    }
  }

  private func help<Screen: ScreenBehaviour>(of screen: Screen, _ desk: Desk) -> [String] {
    Screen.Given(desk.top).map { HelpText.screen(for: screen, $0, for: desk.seat).lines } ?? []
  }

  @Test func `what works on a visit is handed nothing without one`() throws {
    let (_, screens) = try screens()
    let empty = try SmallDesk.empty()
    func isHanded<Screen: ScreenBehaviour>(_ screen: Screen) -> Bool { Screen.Given(empty.top) != nil }
    let standing = screens.filter { isHanded($0) }.map { "\(type(of: $0))" }
    #expect(
      Set(standing) == [
        "VisitListScreen", "PromptScreen", "HouseholdScreen", "PaletteScreen", "SearchScreen", "PickScreen",
        "TypedFamilyScreen", "TextScreen", "EventScreen", "SignInScreen",
      ])
  }
}
