import Counter
import Feel
import Moji
import TerminalUI

/// The clerk's desk: a stack of screens over one open visit. Everything it decides, it decides from its inputs.
package struct Desk {
  package internal(set) var context: DeskContext
  package private(set) var isOver = false
  let services: DeskServices
  var screens: [Screen]
  /// What covers the screens, which stay as they are below it.
  private var cover: Cover?
  /// The visit that is being printed, nil while nothing is.
  var printing: VisitListing?
  /// What the visitor's screen was told last.
  private var shown = VisitorView.rest
  /// The store's count of foreign writes when the journals were read last.
  var seenChanges: Int?
  private var lastInput: Instant
  private var isTooSmall = false

  package static let minimumRows = 24
  package static let minimumColumns = 80

  private enum Cover {
    /// F11: nothing to be seen until the next key.
    case blank
    case signIn(SignInScreen)
  }

  package init(context: DeskContext, services: DeskServices) {
    self.context = context
    self.services = services
    screens = [.visitList(VisitListScreen())]
    lastInput = context.now
    self.context.postalAddresses = services.register.postalAddresses
    if services.accounts != nil { coverBySignIn() }
    refreshList()
  }

  // MARK: Drawing

  package func draw(into frame: inout Frame) {
    guard frame.rows >= Desk.minimumRows, frame.columns >= Desk.minimumColumns else {
      frame.put("画面が小さすぎます。", row: 0, column: 0)
      frame.put("\(Desk.minimumColumns)桁×\(Desk.minimumRows)行以上に", row: min(1, frame.rows - 1), column: 0)
      frame.put("広げてください。", row: min(2, frame.rows - 1), column: 0)
      return
    }
    frame.rings = context.rings
    switch cover {
    case .blank:
      frame.put("画面を隠しています。どれかキーを押すと戻ります。", row: frame.rows / 2, column: 16)
      frame.cursor = (frame.rows - 1, 0)
    case .signIn(let screen): draw(screen, into: &frame)
    case nil: draw(top.behaviour, into: &frame)
    }
  }

  private func draw(_ screen: any ScreenBehaviour, into frame: inout Frame) {
    frame.cursor = (frame.rows - 1, 0)
    if screen.isForVisitor {
      screen.draw(into: &frame, rows: 0..<frame.rows, context)
      return
    }
    Chrome.head(screen.title(context), context, &frame)
    screen.draw(into: &frame, rows: 2..<frame.rows - 3, context)
    Chrome.foot(screen.actions(context), hint: screen.hint(context), context, &frame)
  }

  var top: Screen {
    get { screens[screens.count - 1] }
    set { screens[screens.count - 1] = newValue }
  }

  // MARK: Inputs

  package mutating func handle(_ input: Input, at now: Instant) {
    context.now = now
    switch input {
    case .wake: wake()
    case .resize(let rows, let columns):
      isTooSmall = rows < Desk.minimumRows || columns < Desk.minimumColumns
    // What cannot be seen is not answered.
    case _ where isTooSmall: break
    case .key(let key): handle(key)
    case .paste(let text):
      handle(.paste(text), else: { $0.perform($0.handleTop(.paste(text))) })
      if text.unicodeScalars.count > LineEditor.limit {
        context.message = .note("長いので \(LineEditor.limit)文字までにしました。要らないところを消してください")
      }
    case .press(let row, let column): press(row, column)
    }
    if input != .wake { lastInput = now }
    tellVisitor()
  }

  private mutating func handle(_ key: Key) {
    if case .blank = cover {
      cover = nil
      if services.accounts != nil { coverBySignIn() }
      return
    }
    let request = KeyMap.request(for: key)
    if request == .blank {
      cover = .blank
      return
    }
    handle(request.map { .request($0) } ?? .key(key)) { desk in
      desk.context.message = nil
      if let request { desk.perform(request) } else { desk.perform(desk.handleTop(.key(key))) }
    }
  }

  /// Gives an input to the sign-in when that covers the screens, else does the work.
  private mutating func handle(_ input: ScreenInput, else work: (inout Desk) -> Void) {
    switch cover {
    case nil: work(&self)
    case .blank: break
    case .signIn(var screen):
      context.message = nil
      let outcome = screen.handle(input, context)
      cover = .signIn(screen)
      perform(outcome)
    }
  }

  mutating func perform(_ request: Request) {
    switch request {
    case .blank: cover = .blank
    case .help: screens.append(.text(HelpText.screen(for: top.behaviour, context)))
    case .undo where context.open != nil:
      appendUndo(
        .undone, allowed: context.undoing.canUndo, context.nothingToUndo)
    case .redo where context.open != nil:
      appendUndo(
        .redone, allowed: context.undoing.canRedo, "取り消した答えがないので、戻せません。そのまま続けてください")
    case .palette: screens.append(.palette(PaletteScreen(actions: top.behaviour.actions(context))))
    case .repaint: break
    case .busy:
      context.isBusy.toggle()
      context.message = .note(context.isBusy ? "混雑のとき用：きょう窓口で済ませることだけを聞きます" : "ふだんの聞き方に戻しました")
      followBoard()
    case .largeType where context.open != nil:
      context.wantsLargeType.toggle()
      context.message = .note(context.wantsLargeType ? "手続案内票を大きな字で刷ります" : "手続案内票をふつうの字で刷ります")
    case .needs where context.open != nil:
      context.showsNeeds.toggle()
      goToBoard()
      if context.showsNeeds, let need = context.open?.needs.first, case .board(var board) = top {
        board.go(to: need.key, context)
        top = .board(board)
      }
    default:
      let outcome = handleTop(.request(request))
      if case .ignored = outcome {
        context.message = .note("このキーは、この画面では使いません。使えるキーは F1 を押して確かめてください")
      }
      perform(outcome)
    }
  }

  mutating func handleTop(_ input: ScreenInput) -> Outcome {
    var screen = screens.removeLast()
    let outcome = screen.handle(input, context)
    screens.append(screen)
    return outcome
  }

  private mutating func appendUndo(_ entry: Entry, allowed: Bool, _ refusal: String) {
    guard allowed, let before = context.open?.visit else {
      context.message = .note(refusal)
      return
    }
    guard append([entry]) == .done, let after = context.open?.visit else { return }
    let facts = before.situation.facts
    let changed = context.fields.first { facts[$0.key] != after.situation.facts[$0.key] }
    let what =
      before.visitor != after.visitor ? "本人確認" : changed?.fact(in: context.catalog)?.label ?? "判定の変更"
    context.message = .note(
      entry == .undone ? "「\(what)」を取り消しました。戻すときは Ctrl-Y" : "「\(what)」を戻しました。取り消すときは Ctrl-Z")
    // The eye goes to what changed.
    guard let changed, case .board(var board) = top else { return }
    board.go(to: changed.key, context)
    top = .board(board)
  }

  /// A press on the bar is the key; on a row of a list it is ignored here.
  private mutating func press(_ row: Int, _ column: Int) {
    guard cover == nil,
      let request = Chrome.request(atRow: row, column: column, top.behaviour.actions(context))
    else { return }
    context.message = nil
    perform(request)
  }

  // MARK: What comes by itself

  /// A minute went by, a job ended or another desk wrote.
  private mutating func wake() {
    takePrints()
    followOthers()
    endRelease()
    if services.accounts != nil, cover == nil,
      context.now.seconds - lastInput.seconds >= context.lockMinutes * 60
    {
      record(.locked(desk: context.window))
      coverBySignIn()
      context.message = .note("しばらく操作がなかったので、画面を閉じました。続きはそのまま残っています")
    }
  }

  /// Tells the visitor's screen which question it is, when that changed.
  private mutating func tellVisitor() {
    var view = VisitorView.rest
    if let open = context.open, cover == nil {
      view = VisitorView(visit: open.listing.id, page: top.visitorPage)
    }
    guard view != shown else { return }
    shown = view
    services.show(view)
  }

  // MARK: Signing in

  private mutating func coverBySignIn() {
    let areNone = attempt { services, _ in try services.accounts?.areNone() ?? false } ?? false
    cover = .signIn(SignInScreen(isFirst: areNone, name: context.account?.name ?? ""))
  }

  private mutating func signIn(_ typed: SignInScreen.Typed) {
    guard let accounts = services.accounts else { return }
    if typed.isFirst {
      // Whoever makes the others may do and see everything.
      let account = Account(
        name: typed.name, section: typed.section, rights: Set(Right.allCases),
        columns: Set(context.catalog.vocabulary.facts.compactMap(\.right)))
      if attempt({ _, _ in try accounts.add(account, typed.passphrase) }) != nil { enter(account) }
      return
    }
    guard
      let result = attempt({ _, context in
        try accounts.signIn(typed.name, typed.passphrase, typed.code, context.now)
      })
    else { return }
    guard case .signedIn(let account) = result else {
      record(.signInRefused(desk: context.window))
      if case .signIn(var screen) = cover {
        screen.refused(result)
        cover = .signIn(screen)
      }
      context.message = .error(SignInScreen.sentence(result, eras: context.catalog.eras))
      return
    }
    enter(account)
  }

  private mutating func enter(_ account: Account) {
    cover = nil
    // Somebody else takes over the desk: what was open stays, held, for whoever takes it up.
    if let before = context.account, before.name != account.name { toList() }
    context.signIn(account)
    record(.signedIn(account: account.name, desk: context.window))
    refreshList()
  }

  // MARK: Outcomes

  mutating func perform(_ outcome: Outcome) {
    switch outcome {
    case .stay, .ignored: break
    case .push(let screen): screens.append(screen)
    case .replace(let screen): top = screen
    case .pop: if screens.count > 1 { screens.removeLast() }
    case .toList: toList()
    case .quit:
      leave()
      isOver = true
    case .search(let line): search(line)
    case .open(let listing): open(listing)
    case .find(let text): find(text)
    case .takeNumber: takeNumber()
    case .takePaper(let at): takePaper(at)
    case .file(let event, let source, let joining): file(event, source, joining)
    case .addFiling: addFiling()
    case .append(let entries): append(entries)
    case .appendAndPop(let entries): appendAndPop(entries)
    case .join(let filing, let residents): join(filing, residents)
    case .typeInto(let key, let text): typeInto(key, text)
    case .lookUp: lookUpHousehold()
    case .chooseHousehold(let resident): chooseHousehold(resident)
    case .setReason(let reason):
      context.searchReason = reason
      screens.removeLast()
    case .passOn(let window): passOn(window)
    case .release(let asked): release(asked)
    case .print: startPrint()
    case .finish: finish()
    case .close(let entry):
      appendAndPop([entry])
      if context.open?.visit.status == .voided { toList() }
    case .signIn(let typed): signIn(typed)
    case .say(let message): context.message = message
    }
    takeChosen()
  }

  /// Back to the screen before, unless nothing could be written: then what was typed is still there.
  private mutating func appendAndPop(_ entries: [Entry]) {
    let screen = screens.removeLast()
    if append(entries) == .failed { screens.append(screen) }
  }

  /// What was chosen in the palette is done on the screen below it.
  private mutating func takeChosen() {
    guard case .palette(let palette) = top, let chosen = palette.chosen else { return }
    screens.removeLast()
    switch chosen {
    case .request(let request): perform(request)
    case .procedure(let index): screens.append(.why(WhyScreen(procedure: index)))
    }
  }

  private mutating func typeInto(_ key: FactKey, _ text: String?) {
    goToBoard()
    guard case .board(var board) = top else { return }
    board.go(to: key, text: text, context)
    top = .board(board)
  }

  /// Back to the board, when it is below.
  mutating func goToBoard() {
    guard let index = screens.lastIndex(where: { if case .board = $0 { true } else { false } }) else {
      return
    }
    screens.removeSubrange((index + 1)...)
    followBoard()
  }

  /// The board's focus after its fields changed; `answered` goes on to the next question.
  mutating func followBoard(answered: Bool = false) {
    for index in screens.indices {
      guard case .board(var board) = screens[index] else { continue }
      board.follow(context, answered: answered)
      screens[index] = .board(board)
    }
  }

  // MARK: Failures

  /// Runs something that may fail; a failure becomes a sentence and nothing is lost.
  @discardableResult
  mutating func attempt<Result>(
    _ work: (DeskServices, inout DeskContext) throws -> Result
  ) -> Result? {
    do {
      return try work(services, &context)
    } catch {
      context.message = .error(Desk.sentence(error))
      return nil
    }
  }

  mutating func record(_ operation: DeskOperation) {
    attempt { services, context in try services.visits.record(operation, by: context.clerk, at: context.now) }
  }

  static func sentence(_ error: any Error) -> String {
    (error as? any SentenceForClerk)?.sentence ?? "記録を読み書きできませんでした。もう一度押してください。続くときは情報担当へ"
  }
}

/// An error that knows what a clerk should do.
package protocol SentenceForClerk: Error {
  var sentence: String { get }
}
