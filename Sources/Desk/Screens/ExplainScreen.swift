import Counter
import Moji
import TerminalUI

/// What has to be said to the visitor, each ticked when it was: duties and deadlines that lose something (説明の記録).
struct ExplainScreen: ScreenBehaviour {
  private var ticked: Set<String>
  private var cursor = Cursor()

  init(_ open: OpenVisit) { ticked = Set(open.visit.explained) }

  var shows: Counter.Act { .explain }
  var help: [String] {
    [
      "来庁者に説明したことに印を付けます。数字か Space で1つずつ、0 で全部です。\(Request.commit) で記録します。",
      "記録は手続案内票といっしょに2枚（来庁者の控えと市の控え）、同じ内容で印刷されます。",
    ]
  }

  func title(_ open: OpenVisit) -> String {
    open.title("説明の記録")
  }

  func actions(_ open: OpenVisit) -> [Request: String] {
    [.commit: "説明した", .enter: "印", .stepBack: "あとで", .nextPage: "次頁", .previousPage: "前頁"]
  }

  /// The whole of what is to be said about the line in focus.
  func hint(_ open: OpenVisit) -> (text: String, role: Role) {
    let points = open.notices
    return (points.indices.contains(cursor.index) ? open.redacted(points[cursor.index].sentence) : "", .plain)
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ open: OpenVisit) {
    let points = open.notices
    let scroll = Scroll().revealing(cursor.index, count: points.count, height: (rows.count - 1) / 2)
    for (offset, point) in points.dropFirst(scroll.top).prefix((rows.count - 1) / 2).enumerated() {
      let index = scroll.top + offset
      let row = rows.lowerBound + offset * 2
      frame.putRow(
        "\(Choice.mark(index)) \(ticked.contains(point.procedure) ? "■" : "□") \(point.title)", row: row,
        isFocused: index == cursor.index, position: index)
      frame.put(
        open.redacted(point.sentence).clipped(toColumns: frame.columns - 10), row: row + 1, column: 8,
        role: .quiet)
    }
    let left = points.filter { !ticked.contains($0.procedure) }.count
    frame.put(
      points.isEmpty
        ? "説明しておく義務や期限はありません。"
        : left == 0 ? "全部に印が付いています。\(Request.commit) で記録します" : "印のないもの \(left)件　0 で全部に印",
      row: rows.upperBound - 1, column: 3, role: left == 0 ? .added : .undecided)
  }

  mutating func handle(_ input: ScreenInput, _ open: OpenVisit) -> Outcome {
    let points = open.notices
    switch input {
    case .paste: return .ignored
    case .key(let key):
      if digit(of: key) == 0 {
        ticked.formUnion(points.map(\.procedure))
      } else if key == .character(" ") {
        toggle(cursor.index, points)
      } else if let position = Choice.position(of: key), position < points.count {
        toggle(position, points)
      } else {
        return .ignored
      }
    case .press(let position): toggle(position, points)
    case .request(let request):
      if cursor.move(request, count: points.count) { return .stay }
      switch request {
      case .enter: toggle(cursor.index, points)
      case .commit:
        let new = points.map(\.procedure).filter { ticked.contains($0) && !open.visit.explained.contains($0) }
        return new.isEmpty ? .pop : .appendAndPop([.explained(new)])
      case .stepBack: return .pop
      case .back: return .toList
      default: return .ignored
      }
    }
    return .stay
  }

  private mutating func toggle(_ index: Int, _ points: [Notice]) {
    guard points.indices.contains(index) else { return }
    if ticked.remove(points[index].procedure) == nil { ticked.insert(points[index].procedure) }
    cursor = Cursor(index)
  }
}
