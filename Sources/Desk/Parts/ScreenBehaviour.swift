import Counter
import Moji
import TerminalUI

/// A screen is a value: it paints itself and says what an input asks for. No terminal, file or clock.
protocol ScreenBehaviour {
  /// What it is handed at every call.
  associatedtype Given: Handout

  /// What it shows: a seat that may not do it never sees the screen.
  var shows: Act { get }
  /// The left part of the head line.
  func title(_ given: Given) -> String
  /// What the keys do here, for bar, help and palette; a request without a word does nothing.
  func actions(_ given: Given) -> [Request: String]
  /// Paints between head and foot, in `rows`.
  func draw(into frame: inout Frame, rows: Range<Int>, _ given: Given)
  mutating func handle(_ input: ScreenInput, _ given: Given) -> Outcome
  /// One line above the bar while there is no message; an error may take three.
  func hint(_ given: Given) -> (text: String, role: Role)
  /// Goes on after the visit did; `answered` when the clerk's own answer was written.
  mutating func follow(_ given: Given, answered: Bool)
  /// Sentences for the help.
  var help: [String] { get }
  /// Whether the whole screen is turned to the visitor, without head and bar.
  var isForVisitor: Bool { get }
  /// What the visitor's own screen shows meanwhile.
  var visitorPage: VisitorView.Page { get }
}

extension ScreenBehaviour {
  func hint(_ given: Given) -> (text: String, role: Role) { ("", .plain) }
  mutating func follow(_ given: Given, answered: Bool) {}
  var isForVisitor: Bool { false }
  var visitorPage: VisitorView.Page { .rest }
}

/// An input with its request looked up.
enum ScreenInput: Hashable {
  case request(Request)
  case key(Key)
  case paste(String)
  /// A row, an answer or a box was pressed; its position, counted from nought as the screen counts.
  case press(Int)
}

/// The screens of a desk, one over another; the last is seen. There is always one.
struct ScreenStack {
  private var screens: [any ScreenBehaviour]

  init(_ root: any ScreenBehaviour) { screens = [root] }

  var top: any ScreenBehaviour {
    get { screens[screens.count - 1] }
    set { screens[screens.count - 1] = newValue }
  }

  mutating func push(_ screen: any ScreenBehaviour) { screens.append(screen) }

  /// Takes the top away, unless it is the last.
  mutating func pop() { if screens.count > 1 { screens.removeLast() } }

  /// Leaves the root and puts others on it.
  mutating func reset(to others: [any ScreenBehaviour] = [], on root: any ScreenBehaviour) {
    screens = [root] + others
  }

  /// The topmost screen of a kind; nil when there is none.
  func topmost<Screen: ScreenBehaviour>(_ kind: Screen.Type) -> Screen? {
    screens.lazy.reversed().compactMap { $0 as? Screen }.first
  }

  /// Changes the topmost screen of a kind, when there is one.
  mutating func change<Screen: ScreenBehaviour>(_ kind: Screen.Type, _ change: (inout Screen) -> Void) {
    guard let index = screens.lastIndex(where: { $0 is Screen }), var screen = screens[index] as? Screen
    else {
      return
    }
    change(&screen)
    screens[index] = screen
  }

  /// Takes away what lies over the topmost screen of a kind; stays as it is where there is none.
  mutating func uncover<Screen: ScreenBehaviour>(_ kind: Screen.Type) {
    guard let index = screens.lastIndex(where: { $0 is Screen }) else { return }
    screens.removeSubrange((index + 1)...)
  }

  /// Lets every screen follow.
  mutating func follow(_ desk: DeskTop, answered: Bool) {
    func follow<Screen: ScreenBehaviour>(_ screen: inout Screen) {
      if let given = Screen.Given(desk) { screen.follow(given, answered: answered) }
    }
    for index in screens.indices { follow(&screens[index]) }
  }
}
