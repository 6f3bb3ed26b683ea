import Counter
import Moji
import TerminalUI

/// A quiet question (配慮) alone on the whole screen, turned to the visitor, who answers by a number key.
struct QuietScreen: ScreenBehaviour {
  let field: BoardField
  private var ticked: Ticks

  init(_ field: BoardField) {
    self.field = field
    ticked = Ticks(field.known?.answer)
  }

  var help: [String] { ["声に出さずに聞く質問です。画面を来庁者に向けて、数字のキーで答えてもらいます。"] }
  var isForVisitor: Bool { true }
  var visitorPage: VisitorView.Page { .question(field.key) }

  func title(_ context: DeskContext) -> String { "" }
  func actions(_ context: DeskContext) -> [Request: String] { [.enter: "決める", .stepBack: "戻る"] }

  func draw(into frame: inout Frame, rows: Range<Int>, _ context: DeskContext) {
    guard let open = context.open else { return }
    QuestionPage(
      catalog: context.catalog, rulebook: context.rulebook, visit: open.visit, key: field.key, ticked: ticked,
      language: context.catalog.language(of: open.visit.situation)
    )?.draw(into: &frame)
  }

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    guard let open = context.open, let fact = field.fact(in: context.catalog) else { return .pop }
    switch input {
    case .key(let key):
      switch QuestionPage.handle(key, field, fact, &ticked, context.catalog, open.visit) {
      case .answer(let answer): return .appendAndPop([.answered([FactAnswer(field.key, answer)])])
      case .stay: return .stay
      case .ignored: return .ignored
      }
    case .request(.enter):
      guard fact.kind.takesSeveral, let value = ticked.answer(of: fact) else { return .ignored }
      return .appendAndPop([.answered([FactAnswer(field.key, .value(value))])])
    case .request(.stepBack), .request(.back): return .pop
    case .paste, .request: return .ignored
    }
  }
}
