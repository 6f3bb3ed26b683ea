import Counter
import Moji
import TerminalUI

/// Which life event brings them (届出の種類): the headings first, then the events under one. Both are chosen by number.
struct EventScreen: ScreenBehaviour {
  let source: Outcome.Source
  /// Position of the chosen heading, nil while the headings are shown.
  private var topic: Int?
  private var cursor = Cursor()

  init(_ source: Outcome.Source) { self.source = source }

  var shows: Counter.Act { .file }
  var help: [String] {
    ["届出の種類を数字で選びます。まず分類、次に届出です。", "どの分類か迷ったときは、分類を選ぶと説明が出ます。\(Request.stepBack) で分類に戻ります。"]
  }

  func title(_ place: DeskPlace) -> String { "届出を選ぶ  \(who(place))\(removal)" }

  /// Said of whom the record was removed, so that nobody takes them for a resident.
  private var removal: String {
    guard case .household(let residents, _) = source,
      let removed = residents.first(where: { $0.state == .removed })
    else { return "" }
    return "【除票\(removed.isProtected || removed.removal.isEmpty ? "" : " " + removed.removal)】"
  }

  private func who(_ place: DeskPlace) -> String {
    switch source {
    case .household(let residents, _): names(residents.map(\.name.text))
    case .certificate(let certificate): names(certificate.people.map(\.name.text))
    case .typed(let people): names(people.map(\.name))
    case .visit:
      names(
        (0..<(situation(place)?.personCount ?? 0)).compactMap { situation(place)?.name(ofPerson: $0) })
    }
  }

  private func situation(_ place: DeskPlace) -> Situation? { place.open?.situation }

  private func names(_ names: [String]) -> String {
    (names.first ?? "") + (names.count > 1 ? " ほか\(names.count - 1)人" : "")
  }

  /// By what these people are known again in today's visits.
  private var people: Set<String> {
    switch source {
    case .household(let residents, _): Set(residents.map(\.number))
    case .certificate(let certificate): Set(certificate.people.map(\.name.text))
    case .typed(let people): Set(people.map(\.name))
    case .visit: []
    }
  }

  /// Events that these people can have, by heading, in the order of the files.
  private func topics(_ place: DeskPlace) -> [(name: String, events: [Event])] {
    var topics: [(name: String, events: [Event])] = []
    for event in place.catalog.events where source.suits(event) {
      if let index = topics.firstIndex(where: { $0.name == event.topic }) {
        topics[index].events.append(event)
      } else {
        topics.append((event.topic, [event]))
      }
    }
    return topics
  }

  /// The events to choose from, nil while it is headings.
  private func events(_ place: DeskPlace) -> [Event]? {
    let topics = topics(place)
    if topics.count == 1 { return topics[0].events }
    return topic.map { topics[$0].events }
  }

  func actions(_ place: DeskPlace) -> [Request: String] {
    var actions: [Request: String] = [.enter: "選ぶ", .stepBack: topic == nil ? "戻る" : "分類へ", .back: "一覧へ"]
    if place.open != nil { actions[.search] = "ほかの人" }
    return actions
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ place: DeskPlace) {
    let heading = topic.map { topics(place)[$0].name + "：" } ?? ""
    frame.put("\(heading)どの届出ですか", row: rows.lowerBound + 1, column: 3, role: .heading)
    if let sentence = place.earlierVisits(of: people) {
      frame.put(
        sentence.clipped(toColumns: frame.columns - 4), row: rows.lowerBound, column: 3, role: .notice)
    }
    let lines: [(name: String, more: String)] =
      events(place).map { $0.map { ($0.name, $0.summary) } }
      ?? topics(place).map { ($0.name, $0.events.map(\.name).joined(separator: "・")) }
    // The second column begins behind the longest name.
    let column = min((lines.map(\.name.columns).max() ?? 0) + 2, frame.columns / 2)
    let height = rows.count - 3
    let scroll = Scroll().revealing(cursor.index, count: lines.count, height: height)
    for (offset, line) in lines.dropFirst(scroll.top).prefix(height).enumerated() {
      let index = scroll.top + offset
      frame.putRow(
        "\(Choice.mark(index)) " + line.name.fitted(toColumns: column)
          + line.more.clipped(toColumns: max(10, frame.columns - column - 8)),
        row: rows.lowerBound + 3 + offset, isFocused: index == cursor.index, column: 2, position: index)
    }
  }

  mutating func handle(_ input: ScreenInput, _ place: DeskPlace) -> Outcome {
    let count = events(place)?.count ?? topics(place).count
    switch input {
    case .paste: return .ignored
    case .press(let index): return index < count ? choose(index, place) : .ignored
    case .key(let key):
      guard let index = Choice.position(of: key), index < count else { return .ignored }
      return choose(index, place)
    case .request(let request):
      if cursor.move(request, count: count) { return .stay }
      switch request {
      case .enter, .commit: return count == 0 ? .ignored : choose(cursor.index, place)
      case .stepBack:
        guard let chosen = topic else { return .pop }
        topic = nil
        cursor = Cursor(chosen)
        return .stay
      case .search where place.open != nil: return .push(SearchScreen(line: "", result: nil))
      case .back: return .toList
      default: return .ignored
      }
    }
  }

  private mutating func choose(_ index: Int, _ place: DeskPlace) -> Outcome {
    guard let events = events(place) else {
      topic = index
      cursor = Cursor()
      return .stay
    }
    let event = events[index]
    if event.people == .joining {
      return .push(TypedFamilyScreen(joining: source, by: event, surname: surname(place)))
    }
    return .file(event, source, joining: [])
  }

  /// The surname that a child of the household most likely has, with its reading.
  private func surname(_ place: DeskPlace) -> (name: String, reading: String) {
    func first(_ text: String) -> String {
      let parts = text.split(whereSeparator: { $0 == " " || $0 == "\u{3000}" })
      return parts.count == 2 ? parts[0] + " " : ""
    }
    switch source {
    case .household(let residents, _):
      let head = residents.first { $0.relationship == CoreCode.head } ?? residents.first
      return head.map { (first($0.name.text), first($0.reading)) } ?? ("", "")
    case .certificate, .typed, .visit: return ("", "")
    }
  }
}

extension Outcome.Source {
  /// Whether people who came that way can have an event.
  func suits(_ event: Event) -> Bool {
    switch self {
    case .household(let residents, _):
      residents.contains { $0.state == .removed }
        ? event.takesRemoved : event.people != .incoming
    case .certificate, .typed: event.people == .incoming
    case .visit: event.people == .concerned || event.people == .joining
    }
  }
}
