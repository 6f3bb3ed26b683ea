import Counter
import Moji
import TerminalUI

/// What the visitor was asked to bring, each marked as seen or missing (持参の確認).
struct ThingsScreen: ScreenBehaviour {
  /// What was marked here, over what the visit knows.
  private var marked: [String: Brought.State] = [:]
  private var cursor = Cursor()

  init(_ open: OpenVisit) {}

  var shows: Counter.Act { .checkThings }
  var help: [String] {
    [
      "持ち物を見たら印を付けます。数字か Space を押すたびに、見た → ない → まだ と変わります。0 で、まだのものを全部「見た」にします。\(Request.commit) で記録します。",
      "「ない」にしたものは、手続案内票の「足りないもの」に出て、次の窓口の画面にも伝わります。",
    ]
  }

  func title(_ open: OpenVisit) -> String { open.title("持参の確認") }

  func actions(_ open: OpenVisit) -> [Request: String] {
    [.commit: "記録する", .enter: "印", .stepBack: "あとで", .nextPage: "次頁", .previousPage: "前頁"]
  }

  private func state(_ thing: Thing, _ open: OpenVisit) -> Brought.State {
    marked[thing.id] ?? open.visit.state(ofThing: thing.id)
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ open: OpenVisit) {
    let things = open.things
    let height = max(1, rows.count - 2)
    let scroll = Scroll().revealing(cursor.index, count: things.count, height: height)
    for (offset, thing) in things.dropFirst(scroll.top).prefix(height).enumerated() {
      let index = scroll.top + offset
      let state = state(thing, open)
      let words =
        switch state {
        case .notSaid: "□ まだ"
        case .seen: "■ 見た"
        case .missing: "× ない"
        }
      let remark = thing.remark.map { "（\($0)）" } ?? ""
      frame.putRow(
        "\(Choice.mark(index)) \(words)  \(open.redacted(thing.name + remark).clipped(toColumns: frame.columns - 16))",
        row: rows.lowerBound + offset, isFocused: index == cursor.index,
        role: state == .missing ? .error : .plain, position: index)
    }
    frame.put(total(things, open), row: rows.upperBound - 1, column: 3, role: .quiet)
  }

  private func total(_ things: [Thing], _ open: OpenVisit) -> String {
    if things.isEmpty { return "窓口に持ってくるものはありません。" }
    func count(_ wanted: Brought.State) -> Int { things.count { state($0, open) == wanted } }
    return "見た \(count(.seen))件　ない \(count(.missing))件　まだ \(count(.notSaid))件"
  }

  mutating func handle(_ input: ScreenInput, _ open: OpenVisit) -> Outcome {
    let things = open.things
    switch input {
    case .paste: return .ignored
    case .key(let key):
      if digit(of: key) == 0 {
        for thing in things where state(thing, open) == .notSaid { marked[thing.id] = .seen }
      } else if key == .character(" ") {
        turn(cursor.index, things, open)
      } else if let position = Choice.position(of: key), position < things.count {
        turn(position, things, open)
      } else {
        return .ignored
      }
    case .press(let position): turn(position, things, open)
    case .request(let request):
      if cursor.move(request, count: things.count) { return .stay }
      switch request {
      case .enter: turn(cursor.index, things, open)
      case .commit: return commit(things, open)
      case .stepBack: return .pop
      case .back: return .toList
      default: return .ignored
      }
    }
    return .stay
  }

  private mutating func turn(_ index: Int, _ things: [Thing], _ open: OpenVisit) {
    guard things.indices.contains(index) else { return }
    let next: [Brought.State: Brought.State] = [.notSaid: .seen, .seen: .missing, .missing: .notSaid]
    marked[things[index].id] = next[state(things[index], open)]
    cursor = Cursor(index)
  }

  private func commit(_ things: [Thing], _ open: OpenVisit) -> Outcome {
    let changed = things.compactMap { thing -> Brought? in
      guard let state = marked[thing.id], state != open.visit.state(ofThing: thing.id) else { return nil }
      return Brought(thing.id, state)
    }
    return changed.isEmpty ? .pop : .appendAndPop([.brought(changed)])
  }
}
