import Counter
import Feel
import Moji
import Testing

@testable import Desk
@testable import TerminalUI

/// A screen by itself on a desk of the small city: keys in, its picture and what it asks for out. Every picture is checked
/// for what must always hold.
final class ScreenDriver<Screen: ScreenBehaviour> {
  private(set) var screen: Screen
  /// It hands the screen what it is given, and paints head and foot.
  private(set) var desk: Desk
  /// What the last input asked for.
  private(set) var outcome = Outcome.stay
  private let size: ScreenSize

  init(_ screen: Screen, on desk: Desk, _ size: ScreenSize, sourceLocation: SourceLocation = #_sourceLocation)
  {
    self.screen = screen
    self.desk = desk
    self.size = size
    frame.expectWhole(sourceLocation)
  }

  // MARK: What is seen

  var frame: Frame {
    var frame = Frame(rows: size.rows, columns: size.columns)
    desk.draw(screen, into: &frame)
    return frame
  }

  var lines: [String] { frame.lines }
  var text: String { frame.text }
  /// The row in which the focus is; empty where nothing has it.
  var focused: String {
    guard let focus = frame.focus, lines.indices.contains(focus.row) else { return "" }
    return lines[focus.row]
  }
  /// The sentence that the last input was answered with; nil for none.
  var said: String? { if case .say(let message) = outcome { message.text } else { nil } }
  /// What is asked for, in a word or two.
  var asked: String { outcome.summary }

  /// The screen that the last input put over or in the place of this one.
  func next<Next: ScreenBehaviour>(
    _ kind: Next.Type = Next.self, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Next {
    switch outcome {
    case .push(let screen), .replace(let screen):
      return try #require(screen as? Next, "\(outcome.summary)", sourceLocation: sourceLocation)
    default: throw NoScreen(asked: asked)
    }
  }

  struct NoScreen: Error { let asked: String }

  // MARK: What is pressed

  /// Keys by name, texts in double quotes, as in a script.
  func press(_ script: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for key in Key.inScript(script) {
      give(KeyMap.request(for: key).map { .request($0) } ?? .key(key), sourceLocation)
    }
  }

  func paste(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    give(.paste(text), sourceLocation)
  }

  /// Does what stands for a request that has no key of its own.
  func request(_ request: Request, sourceLocation: SourceLocation = #_sourceLocation) {
    give(.request(request), sourceLocation)
  }

  /// Presses on a word of the picture with the mouse.
  func point(at word: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let frame = self.frame
    let row = try #require(frame.lines.firstIndex { $0.contains(word) }, sourceLocation: sourceLocation)
    let line = frame.lines[row]
    let start = try #require(line.firstRange(of: word), sourceLocation: sourceLocation).lowerBound
    let column = String(line[..<start]).columns
    switch frame.meaning(ofPressAt: row, column: column) {
    case .key(let key)?: give(KeyMap.request(for: key).map { .request($0) } ?? .key(key), sourceLocation)
    case .position(let position)?: give(.press(position), sourceLocation)
    case nil: Issue.record("nothing answers there", sourceLocation: sourceLocation)
    }
  }

  private func give(_ input: ScreenInput, _ sourceLocation: SourceLocation) {
    guard let given = Screen.Given(desk.top) else {
      Issue.record("the desk has not what the screen takes", sourceLocation: sourceLocation)
      return
    }
    outcome = screen.handle(input, given)
    desk.message = if case .say(let message) = outcome { message } else { nil }
    frame.expectWhole(sourceLocation)
  }

  // MARK: What is written

  /// The entries that the last input wants written; empty for none.
  var written: [Entry] { if case .write(let acts, _) = outcome { acts.map(\.entry) } else { [] } }

  /// Writes them, and lets the screen follow.
  @discardableResult
  func write(sourceLocation: SourceLocation = #_sourceLocation) throws -> VisitSession.Performed? {
    guard case .write(let acts, _) = outcome else { throw NoScreen(asked: asked) }
    var performed: VisitSession.Performed?
    let (visits, now) = (desk.services.visits, desk.now)
    for act in acts { performed = try desk.session?.perform(act, in: visits, at: now) }
    follow(answered: true)
    frame.expectWhole(sourceLocation)
    return performed
  }

  /// Another desk writes into the visit, and this one hears of it.
  func others(write entry: Entry, by clerk: String = "田中", sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    try desk.others(write: entry, by: clerk)
    follow(answered: false)
    frame.expectWhole(sourceLocation)
  }

  /// The picture was on the terminal.
  func wasShown() { desk.wasShown() }

  /// Changes the screen as the desk would.
  func change(_ change: (inout Screen) -> Void) { change(&screen) }

  private func follow(answered: Bool) {
    if let given = Screen.Given(desk.top) { screen.follow(given, answered: answered) }
  }
}
