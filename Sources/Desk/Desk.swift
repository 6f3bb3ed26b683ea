import Counter
import Feel
import Moji
import TerminalUI

/// A desk: a stack of screens over one open visit. Everything it decides, it decides from its inputs.
package struct Desk {
  let mode: DeskMode
  let site: Site
  let services: DeskServices
  package internal(set) var seat: Seat
  package internal(set) var list = VisitList()
  /// The visit that is open at this desk.
  package internal(set) var session: VisitSession?
  package internal(set) var options = BoardOptions()
  var searches: SearchLog
  /// The moment of the last input.
  package private(set) var now: Instant
  /// One line that stays until the next key.
  var message: Message?
  var screens: ScreenStack
  /// What covers the screens, which stay as they are below it.
  var cover: Cover?
  package var isOver = false
  /// What this desk had printed, the newest last.
  var prints: [PrintRun] = []
  /// The store's count of foreign writes when the journals were read last.
  var seenChanges: Int?
  private var lastInput: Instant
  private var isTooSmall = false
  /// What the visitor's screen was told last.
  private var told = VisitorView.rest
  /// Rows and columns of the picture.
  private var size = (rows: minimumRows, columns: minimumColumns)

  package static let minimumRows = 24
  package static let minimumColumns = 80

  enum Cover {
    /// F11: nothing to be seen until the next key.
    case blank
    case signIn(SignInScreen)
  }

  package init(
    mode: DeskMode = .clerk, site: Site, seat: Seat, services: DeskServices, now: Instant
  ) {
    self.mode = mode
    self.site = site
    self.seat = seat
    self.services = services
    self.now = now
    lastInput = now
    searches = SearchLog(reason: site.catalog.searchReasons.first ?? "")
    screens = ScreenStack(mode.root())
    self.seat.asksWho = services.accounts != nil
    if services.accounts != nil { coverBySignIn() }
    refreshList()
  }

  package var catalog: Catalog { site.catalog }
  var today: Day { now.day }
  /// The open visit as it stands now.
  package var open: OpenVisit? { OpenVisit(top) }
  /// What screens are handed parts of.
  var top: DeskTop {
    DeskTop(
      site: site, seat: seat, list: list, options: options, searchReason: searches.reason, session: session,
      prints: prints, now: now)
  }

  // MARK: Drawing

  package func draw(into frame: inout Frame) {
    guard frame.rows >= Desk.minimumRows, frame.columns >= Desk.minimumColumns else {
      frame.put("画面が小さすぎます。", row: 0, column: 0)
      frame.put("\(Desk.minimumColumns)桁×\(Desk.minimumRows)行以上に", row: min(1, frame.rows - 1), column: 0)
      frame.put("広げてください。", row: min(2, frame.rows - 1), column: 0)
      return
    }
    if seat.may(.seeDayList) {
      frame.ringMinute = list.ringMinute(at: now, after: catalog.municipality.ringMinutes, for: seat)
    }
    switch cover {
    case .blank:
      frame.put("画面を隠しています。どれかキーを押すと戻ります。", row: frame.rows / 2, column: 16)
      frame.cursor = (frame.rows - 1, 0)
    case .signIn(let screen): draw(screen, into: &frame)
    case nil: draw(screens.top, into: &frame)
    }
  }

  func draw<Screen: ScreenBehaviour>(_ screen: Screen, into frame: inout Frame) {
    frame.cursor = (frame.rows - 1, 0)
    guard seat.may(screen.shows), let given = Screen.Given(top) else { return }
    if screen.isForVisitor {
      screen.draw(into: &frame, rows: 0..<frame.rows, given)
      return
    }
    let chrome = Chrome(desk: self)
    chrome.head(screen.title(given), &frame)
    screen.draw(into: &frame, rows: 2..<frame.rows - 3, given)
    chrome.foot(seat.allowed(screen.actions(given)), hint: screen.hint(given), &frame)
  }

  /// Says a sentence until the next key.
  package mutating func say(_ sentence: String) { message = .note(sentence) }

  /// The last picture is on the terminal. The visitor's screen is told after it: nobody waits for that file with a key.
  package mutating func wasShown() {
    session?.wasShown()
    tellVisitor()
  }

  // MARK: Inputs

  package mutating func handle(_ input: Input, at now: Instant) {
    self.now = now
    // A seat that was left is locked before anything that is pressed there counts.
    if let seconds = mode.idling.seconds(self), cover == nil, now.seconds - lastInput.seconds >= seconds {
      mode.idling.act(&self)
      // What was pressed was meant for what is hidden now.
      if case .resize = input {
      } else if input != .wake {
        lastInput = now
        return
      }
    }
    switch input {
    case .wake: wake()
    case .resize(let rows, let columns):
      size = (rows, columns)
      isTooSmall = rows < Desk.minimumRows || columns < Desk.minimumColumns
    // What cannot be seen is not answered.
    case _ where isTooSmall: break
    case .key(let key): handle(key)
    case .paste(let text):
      give(.paste(text))
      if text.unicodeScalars.count > LineEditor.limit {
        message = .note("長いので \(LineEditor.limit)文字までにしました。要らないところを消してください")
      }
    case .press(let row, let column): press(row, column)
    }
    if input != .wake { lastInput = now }
    if isOver { tellVisitor() }
  }

  private mutating func handle(_ key: Key) {
    if case .blank = cover {
      cover = nil
      if services.accounts != nil { coverBySignIn() }
      return
    }
    let request = KeyMap.request(for: key)
    give(request.map { .request($0) } ?? .key(key))
  }

  /// Does a request that means the same everywhere, or gives an input to the screen that is seen.
  private mutating func give(_ input: ScreenInput) {
    switch cover {
    case .blank: break
    case .signIn(var screen):
      if input == .request(.blank) {
        cover = .blank
        return
      }
      message = nil
      guard let given = SignInScreen.Given(top) else { return }
      let outcome = screen.handle(input, given)
      cover = .signIn(screen)
      perform(outcome)
    case nil:
      message = nil
      if case .request(let request) = input { perform(request) } else { perform(handleTop(input)) }
    }
  }

  mutating func perform(_ request: Request) {
    guard allows([request.act]) else { return }
    if let act = mode.requests[request] { return act(&self) }
    let outcome = handleTop(.request(request))
    if case .ignored = outcome {
      message = .note("このキーは、この画面では使いません。使えるキーは \(Request.help) を押して確かめてください")
    }
    perform(outcome)
  }

  mutating func handleTop(_ input: ScreenInput) -> Outcome {
    func handle<Screen: ScreenBehaviour>(_ screen: inout Screen) -> Outcome {
      // What it worked on is gone: so is the screen.
      Screen.Given(top).map { screen.handle(input, $0) } ?? .pop
    }
    var screen = screens.top
    let outcome = handle(&screen)
    screens.top = screen
    return outcome
  }

  /// A press is what stands under it: a key of the bar, or a row, an answer or a box of the screen.
  private mutating func press(_ row: Int, _ column: Int) {
    var frame = Frame(rows: size.rows, columns: size.columns)
    draw(into: &frame)
    switch frame.meaning(ofPressAt: row, column: column) {
    case .key(let key): handle(key)
    case .position(let position): give(.press(position))
    case nil: break
    }
  }

  // MARK: What comes by itself

  /// A minute went by, a job ended or another desk wrote.
  private mutating func wake() {
    takePrints()
    followOthers()
  }

  /// Tells the visitor's screen which question it is, when that changed.
  private mutating func tellVisitor() {
    var view = VisitorView.rest
    if let session, cover == nil {
      view = VisitorView(visit: session.listing.id, page: screens.top.visitorPage)
    }
    guard view != told else { return }
    told = view
    services.show(view)
  }

  // MARK: Failures

  /// Runs something that may fail; a failure becomes a sentence and nothing is lost.
  @discardableResult
  mutating func attempt<Result>(_ work: (inout Desk) throws -> Result) -> Result? {
    do {
      return try work(&self)
    } catch {
      message = .error(Desk.sentence(error))
      return nil
    }
  }

  /// Into 操作の記録, by the clerk of the seat or whoever is named.
  mutating func record(_ operation: DeskOperation, by actor: String? = nil) {
    attempt { try $0.services.visits.record(operation, by: actor ?? $0.seat.clerk, at: $0.now) }
  }

  static func sentence(_ error: any Error) -> String {
    (error as? any SentenceForClerk)?.sentence ?? "記録を読み書きできませんでした。もう一度押してください。続くときは情報担当へ"
  }
}

/// An error that knows what a clerk should do.
package protocol SentenceForClerk: Error {
  var sentence: String { get }
}
