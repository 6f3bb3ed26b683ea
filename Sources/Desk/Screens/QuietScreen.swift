import Counter
import Moji
import TerminalUI

/// A quiet question (配慮) alone on the whole screen, turned to the visitor, who answers by a number key.
struct QuietScreen: ScreenBehaviour {
  private let key: FactKey
  private var answering: AnsweringPage
  /// The last entry that the screen had shown when the page was turned: whoever reads it does not watch what changes on it.
  private let turned: Int
  private var isAskedAgain = false

  init(_ field: QuestionField, _ open: OpenVisit) {
    key = field.key
    turned = open.session.shown
    answering = AnsweringPage(field.known?.answer)
  }

  var shows: Counter.Act { .answer }
  var help: [String] { ["声に出さずに聞く質問です。画面を来庁者に向けて、数字のキーで答えてもらいます。"] }
  var isForVisitor: Bool { true }
  var visitorPage: VisitorView.Page { .question(key) }

  func title(_ open: OpenVisit) -> String { "" }
  func actions(_ open: OpenVisit) -> [Request: String] { [.enter: "決める", .stepBack: "戻る"] }

  private func page(_ open: OpenVisit) -> QuestionPage? {
    QuestionPage(
      catalog: open.catalog, rulebook: open.rulebook, visit: open.visit, key: key, answering: answering)
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ open: OpenVisit) {
    page(open)?.draw(
      into: &frame, notice: isAskedAgain ? (QuestionPage.asksAgain(open.catalog, open.visit), .notice) : nil)
  }

  mutating func handle(_ input: ScreenInput, _ open: OpenVisit) -> Outcome {
    guard let page = page(open) else { return .pop }
    if case .request(let request) = input, request == .stepBack || request == .back { return .pop }
    isAskedAgain = false
    switch answering.take(input, page, shown: open.session.shown) {
    case .answer(let answer):
      return .write([VisitSession.Act(.answered([FactAnswer(key, answer)]), begunAt: turned)], pops: true)
    case .asksAgain:
      isAskedAgain = true
      return .stay
    case .stay: return .stay
    case .ignored: return .ignored
    }
  }
}
