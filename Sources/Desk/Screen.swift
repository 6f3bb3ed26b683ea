import Counter
import Moji
import TerminalUI

/// A screen is a value: it paints itself and says what an input asks for. No terminal, file or clock.
protocol ScreenBehaviour {
  /// The left part of the head line.
  func title(_ context: DeskContext) -> String
  /// What the keys do here, for bar, help and palette; a request without a word does nothing.
  func actions(_ context: DeskContext) -> [Request: String]
  /// Paints between head and foot, in `area` rows.
  func draw(into frame: inout Frame, rows: Range<Int>, _ context: DeskContext)
  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome
  /// One line above the bar while there is no message; an error may take two.
  func hint(_ context: DeskContext) -> (text: String, role: Role)
  /// Sentences for F1.
  var help: [String] { get }
  /// Whether the whole screen is turned to the visitor, without head and bar.
  var isForVisitor: Bool { get }
  /// What the visitor's own screen shows meanwhile.
  var visitorPage: VisitorView.Page { get }
}

extension ScreenBehaviour {
  func hint(_ context: DeskContext) -> (text: String, role: Role) { ("", .plain) }
  var isForVisitor: Bool { false }
  var visitorPage: VisitorView.Page { .rest }
}

/// An input with its request looked up.
enum ScreenInput {
  case request(Request)
  case key(Key)
  case paste(String)
}

indirect enum Screen {
  case visitList(VisitListScreen)
  case identify(IdentifyScreen)
  case typedFamily(TypedFamilyScreen)
  case event(EventScreen)
  case visitor(VisitorScreen)
  case board(BoardScreen)
  case values(ValuesScreen)
  case household(HouseholdScreen)
  case why(WhyScreen)
  case procedures(ProcedureListScreen)
  case review(ReviewScreen)
  case papers(PapersScreen)
  case explain(ExplainScreen)
  case boxes(BoxesScreen)
  case errands(ErrandsScreen)
  case conflict(ConflictScreen)
  case quiet(QuietScreen)
  case release(ReleaseScreen)
  case prompt(PromptScreen)
  case pick(PickScreen)
  case text(TextScreen)
  case palette(PaletteScreen)

  var behaviour: any ScreenBehaviour {
    get {
      switch self {
      case .visitList(let screen): screen
      case .identify(let screen): screen
      case .typedFamily(let screen): screen
      case .event(let screen): screen
      case .visitor(let screen): screen
      case .board(let screen): screen
      case .values(let screen): screen
      case .household(let screen): screen
      case .why(let screen): screen
      case .procedures(let screen): screen
      case .review(let screen): screen
      case .papers(let screen): screen
      case .explain(let screen): screen
      case .boxes(let screen): screen
      case .errands(let screen): screen
      case .conflict(let screen): screen
      case .quiet(let screen): screen
      case .release(let screen): screen
      case .prompt(let screen): screen
      case .pick(let screen): screen
      case .text(let screen): screen
      case .palette(let screen): screen
      }
    }
  }

  var visitorPage: VisitorView.Page { behaviour.visitorPage }

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    func run<S: ScreenBehaviour>(_ screen: S, _ wrap: (S) -> Screen) -> Outcome {
      var changed = screen
      let outcome = changed.handle(input, context)
      self = wrap(changed)
      return outcome
    }
    switch self {
    case .visitList(let screen): return run(screen, Screen.visitList)
    case .identify(let screen): return run(screen, Screen.identify)
    case .typedFamily(let screen): return run(screen, Screen.typedFamily)
    case .event(let screen): return run(screen, Screen.event)
    case .visitor(let screen): return run(screen, Screen.visitor)
    case .board(let screen): return run(screen, Screen.board)
    case .values(let screen): return run(screen, Screen.values)
    case .household(let screen): return run(screen, Screen.household)
    case .why(let screen): return run(screen, Screen.why)
    case .procedures(let screen): return run(screen, Screen.procedures)
    case .review(let screen): return run(screen, Screen.review)
    case .papers(let screen): return run(screen, Screen.papers)
    case .explain(let screen): return run(screen, Screen.explain)
    case .boxes(let screen): return run(screen, Screen.boxes)
    case .errands(let screen): return run(screen, Screen.errands)
    case .conflict(let screen): return run(screen, Screen.conflict)
    case .quiet(let screen): return run(screen, Screen.quiet)
    case .release(let screen): return run(screen, Screen.release)
    case .prompt(let screen): return run(screen, Screen.prompt)
    case .pick(let screen): return run(screen, Screen.pick)
    case .text(let screen): return run(screen, Screen.text)
    case .palette(let screen): return run(screen, Screen.palette)
    }
  }
}

/// Moving a cursor through rows that do not all fit: which row is first on the screen.
struct Scroll: Hashable {
  private(set) var top = 0

  mutating func reveal(_ index: Int, count: Int, height: Int) {
    if index < top { top = index }
    if index >= top + height { top = index - height + 1 }
    top = max(0, min(top, count - height))
  }

  func revealing(_ index: Int, count: Int, height: Int) -> Scroll {
    var scroll = self
    scroll.reveal(index, count: count, height: height)
    return scroll
  }
}

extension Frame {
  /// A list row: the focus has ＞ and reverse, and the cursor.
  mutating func putRow(
    _ text: String, row: Int, isFocused: Bool, role: Role = .plain, column: Int = 0, width: Int? = nil
  ) {
    let end = min(columns, column + (width ?? columns - column))
    if isFocused {
      fill(row: row, columns: column..<end, role: .focus)
      put("＞" + text, row: row, column: column, role: .focus, width: end - column)
      cursor = (row, column)
      focus = (row, column..<end)
    } else {
      put("  " + text, row: row, column: column, role: role, width: end - column)
    }
  }
}

/// The digit of a key, half or full width; nil for anything else.
func digit(of key: Key) -> Int? {
  guard case .character(let scalar) = key else { return nil }
  if ("0"..."9").contains(scalar) { return Int(scalar.value - 0x30) }
  if ("０"..."９").contains(scalar) { return Int(scalar.value - 0xFF10) }
  return nil
}
