import Counter
import TerminalUI

/// Requests that mean the same on every screen of a clerk.
extension Desk {
  mutating func explainScreen() {
    func explain<Screen: ScreenBehaviour>(_ screen: Screen) -> TextScreen? {
      Screen.Given(top).map { HelpText.screen(for: screen, $0, for: seat) }
    }
    // The help of the help would say the same.
    if let shown = screens.top as? TextScreen, shown.isHelp { return }
    if let help = explain(screens.top) { screens.push(help) }
  }

  mutating func openPalette() {
    func actions<Screen: ScreenBehaviour>(_ screen: Screen) -> [Request: String] {
      Screen.Given(top).map { screen.actions($0) } ?? [:]
    }
    if screens.top is PaletteScreen { return }
    screens.push(
      PaletteScreen(
        actions: seat.allowed(actions(screens.top)), always: mode.requests.keys.filter { seat.may($0.act) },
        in: catalog, open?.groups ?? []))
  }

  mutating func toggleBusy() {
    options.isBusy.toggle()
    message = .note(options.isBusy ? "混雑のとき用：きょう窓口で済ませることだけを聞きます" : "ふだんの聞き方に戻しました")
    screens.follow(top, answered: false)
  }

  mutating func toggleLargeType() {
    guard session != nil else { return sayNotHere() }
    options.wantsLargeType.toggle()
    message = .note(options.wantsLargeType ? "手続案内票を大きな字で刷ります" : "手続案内票をふつうの字で刷ります")
  }

  mutating func toggleQuietNames() {
    guard session != nil else { return sayNotHere() }
    options.namesQuiet.toggle()
    message = .note(
      options.namesQuiet ? "声に出さない手続も、手続案内票に名前を出します" : "声に出さない手続は、手続案内票に「個別にご案内する手続」と書きます")
  }

  mutating func toggleNeeds() {
    guard session != nil else { return sayNotHere() }
    options.showsNeeds.toggle()
    goToBoard()
    guard options.showsNeeds, let open, let need = open.conclusions.needs.first else { return }
    screens.change(BoardScreen.self) { $0.go(to: need.key, open) }
  }

  private mutating func sayNotHere() {
    message = .note("受付を開いてから押してください。下の行に番号か名前を打つと開きます")
  }

  // MARK: Undo and redo

  mutating func undo() { takeBack(.undone) }
  mutating func redo() { takeBack(.redone) }

  private mutating func takeBack(_ entry: Entry) {
    guard let before = open else { return sayNotHere() }
    guard write([VisitSession.Act(entry)]) == .done, let after = open else { return }
    let changed = after.fields.first {
      before.situation.facts[$0.key] != after.situation.facts[$0.key]
    }
    let facts = Set(before.situation.facts.keys).union(after.situation.facts.keys)
    let elsewhere = facts.sorted().first { before.situation.facts[$0] != after.situation.facts[$0] }
    let what =
      whatChanged(before.visit, after.visit)
      ?? catalog.vocabulary.fact(named: changed?.key.fact ?? elsewhere?.fact ?? "")?.label
      ?? (before.visit.overrides == after.visit.overrides ? "前の答え" : "判定の変更")
    message = .note(
      entry == .undone
        ? "「\(what)」を取り消しました。戻すときは \(Request.redo)" : "「\(what)」を戻しました。取り消すときは \(Request.undo)")
    // The eye goes to what changed.
    if let changed { screens.change(BoardScreen.self) { $0.go(to: changed.key, after) } }
  }

  /// What an undo changed that is no answer; nil when it was an answer.
  private func whatChanged(_ before: Visit, _ after: Visit) -> String? {
    if before.status != after.status { return "受付の終わり" }
    if before.errands != after.errands { return "手続の終わり" }
    return before.visitor != after.visitor ? "本人確認" : nil
  }
}
