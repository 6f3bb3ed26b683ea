import Counter
import Moji
import TerminalUI

/// Which life event brings them (届出の種類).
struct EventScreen: ScreenBehaviour {
  let source: Outcome.Source
  private var selected = 0

  init(_ source: Outcome.Source) { self.source = source }

  var help: [String] { ["届出の種類を数字で選びます。"] }

  func title(_ context: DeskContext) -> String { "届出を選ぶ  \(who)" }

  private var who: String {
    switch source {
    case .household(let residents): names(residents.map(\.name.text))
    case .certificate(let certificate): names(certificate.people.map(\.name.text))
    case .typed(let people): names(people.map(\.name))
    }
  }

  private func names(_ names: [String]) -> String {
    (names.first ?? "") + (names.count > 1 ? " ほか\(names.count - 1)人" : "")
  }

  private func events(_ context: DeskContext) -> [Event] {
    let wanted: Event.People = if case .household = source { .residents } else { .incoming }
    return context.catalog.events.filter { $0.people == wanted }
  }

  func actions(_ context: DeskContext) -> [Request: String] { [.enter: "選ぶ", .stepBack: "戻る", .back: "一覧へ"] }

  func draw(into frame: inout Frame, rows: Range<Int>, _ context: DeskContext) {
    frame.put("どの届出ですか", row: rows.lowerBound + 1, column: 3, role: .heading)
    for (index, event) in events(context).enumerated() {
      frame.putRow(
        "\(index + 1) " + event.name.fitted(toColumns: 26) + event.summary, row: rows.lowerBound + 3 + index,
        isFocused: index == selected,
        column: 2)
    }
  }

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    let events = events(context)
    switch input {
    case .key(let key):
      guard let number = digit(of: key), (1...max(1, events.count)).contains(number), !events.isEmpty else {
        return .ignored
      }
      return .file(events[number - 1], source)
    case .paste: return .ignored
    case .request(let request):
      switch request {
      case .enter, .commit: return events.isEmpty ? .ignored : .file(events[selected], source)
      case .next: selected = min(events.count - 1, selected + 1)
      case .previous: selected = max(0, selected - 1)
      case .stepBack: return .pop
      case .back: return .toList
      default: return .ignored
      }
      return .stay
    }
  }
}
