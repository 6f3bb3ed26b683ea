import Counter
import Moji
import TerminalUI

/// Which life event brings them (届出の種類): the headings first, then the events under one. Both are chosen by number.
struct EventScreen: ScreenBehaviour {
  let source: Outcome.Source
  /// Position of the chosen heading, nil while the headings are shown.
  private var topic: Int?
  private var selected = 0

  init(_ source: Outcome.Source) { self.source = source }

  var help: [String] {
    ["届出の種類を数字で選びます。まず分類、次に届出です。", "どの分類か迷ったときは、分類を選ぶと説明が出ます。F12 で分類に戻ります。"]
  }

  func title(_ context: DeskContext) -> String { "届出を選ぶ  \(who(context))\(removal)" }

  /// Said of whom the record was removed, so that nobody takes them for a resident.
  private var removal: String {
    guard case .household(let residents) = source,
      let removed = residents.first(where: { $0.state == .removed })
    else { return "" }
    return "【除票\(removed.isProtected || removed.removal.isEmpty ? "" : " " + removed.removal)】"
  }

  private func who(_ context: DeskContext) -> String {
    switch source {
    case .household(let residents): names(residents.map(\.name.text))
    case .certificate(let certificate): names(certificate.people.map(\.name.text))
    case .typed(let people): names(people.map(\.name))
    case .visit:
      names(
        (0..<(situation(context)?.personCount ?? 0)).compactMap { situation(context)?.name(ofPerson: $0) })
    }
  }

  private func situation(_ context: DeskContext) -> Situation? { context.open?.visit.situation }

  private func names(_ names: [String]) -> String {
    (names.first ?? "") + (names.count > 1 ? " ほか\(names.count - 1)人" : "")
  }

  /// Events that these people can have, by heading, in the order of the files.
  private func topics(_ context: DeskContext) -> [(name: String, events: [Event])] {
    var topics: [(name: String, events: [Event])] = []
    for event in context.catalog.events where source.suits(event) {
      if let index = topics.firstIndex(where: { $0.name == event.topic }) {
        topics[index].events.append(event)
      } else {
        topics.append((event.topic, [event]))
      }
    }
    return topics
  }

  /// The events to choose from, nil while it is headings.
  private func events(_ context: DeskContext) -> [Event]? {
    let topics = topics(context)
    if topics.count == 1 { return topics[0].events }
    return topic.map { topics[$0].events }
  }

  func actions(_ context: DeskContext) -> [Request: String] {
    var actions: [Request: String] = [.enter: "選ぶ", .stepBack: topic == nil ? "戻る" : "分類へ", .back: "一覧へ"]
    if context.open != nil { actions[.search] = "ほかの人" }
    return actions
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ context: DeskContext) {
    let room = rows.count - 4
    if let events = events(context) {
      let heading = topic.map { topics(context)[$0].name + "：" } ?? ""
      frame.put("\(heading)どの届出ですか", row: rows.lowerBound + 1, column: 3, role: .heading)
      for (index, event) in events.enumerated().prefix(room) {
        frame.putRow(
          "\(index + 1) " + event.name.fitted(toColumns: 30) + event.summary,
          row: rows.lowerBound + 3 + index,
          isFocused: index == selected, column: 2)
      }
    } else {
      frame.put("どの届出ですか", row: rows.lowerBound + 1, column: 3, role: .heading)
      for (index, topic) in topics(context).enumerated().prefix(room) {
        let number = index < 9 ? "\(index + 1) " : index == 9 ? "0 " : "  "
        let events = topic.events.map(\.name).joined(separator: "・")
        frame.putRow(
          number + topic.name.fitted(toColumns: 25)
            + events.clipped(toColumns: max(10, frame.columns - 32)),
          row: rows.lowerBound + 3 + index, isFocused: index == selected, column: 2)
      }
    }
  }

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    let count = events(context)?.count ?? topics(context).count
    switch input {
    case .key(let key):
      // The tenth heading is 0.
      guard let digit = digit(of: key), let index = Optional(digit == 0 ? 9 : digit - 1), index < count else {
        return .ignored
      }
      return choose(index, context)
    case .paste: return .ignored
    case .request(let request):
      switch request {
      case .enter, .commit: return count == 0 ? .ignored : choose(selected, context)
      case .next: selected = min(count - 1, selected + 1)
      case .previous: selected = max(0, selected - 1)
      case .stepBack:
        guard let chosen = topic else { return .pop }
        topic = nil
        selected = chosen
      case .search where context.open != nil: return .push(.identify(IdentifyScreen(line: "", result: nil)))
      case .back: return .toList
      default: return .ignored
      }
      return .stay
    }
  }

  private mutating func choose(_ index: Int, _ context: DeskContext) -> Outcome {
    guard let events = events(context) else {
      topic = index
      selected = 0
      return .stay
    }
    let event = events[index]
    if event.people == .joining {
      return .push(.typedFamily(TypedFamilyScreen(joining: source, by: event, surname: surname(context))))
    }
    return .file(event, source, joining: [])
  }

  /// The surname that a child of the household most likely has, with its reading.
  private func surname(_ context: DeskContext) -> (name: String, reading: String) {
    func first(_ text: String) -> String {
      let parts = text.split(whereSeparator: { $0 == " " || $0 == "\u{3000}" })
      return parts.count == 2 ? parts[0] + " " : ""
    }
    switch source {
    case .household(let residents):
      let head = residents.first { $0.relationship == "世帯主" } ?? residents.first
      return head.map { (first($0.name.text), first($0.reading)) } ?? ("", "")
    case .certificate, .typed, .visit: return ("", "")
    }
  }
}

extension Outcome.Source {
  /// Whether people who came that way can have an event.
  func suits(_ event: Event) -> Bool {
    switch self {
    case .household(let residents):
      residents.contains { $0.state == .removed }
        ? event.takesRemoved : event.people != .incoming
    case .certificate, .typed: event.people == .incoming
    case .visit: event.people == .concerned || event.people == .joining
    }
  }
}
