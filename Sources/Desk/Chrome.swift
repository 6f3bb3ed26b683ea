import Counter
import Moji
import TerminalUI

/// The head line, the message and the bar of function keys, the same on every screen.
enum Chrome {
  static func head(_ title: String, _ context: DeskContext, _ frame: inout Frame) {
    let today = context.today
    let long = context.catalog.eras.long(today) + "（\(Wording.weekday(today))）"
    // What nobody has taken is said on every screen; the list tells what it is.
    let waiting = context.ringing.count
    let stamp = (waiting == 0 ? "" : "【！\(waiting)】") + (context.stamp.isEmpty ? "" : "【\(context.stamp)】")
    // A long title has the room of the long date.
    let date =
      title.columns + stamp.columns + long.columns + 3 <= frame.columns
      ? long : context.catalog.eras.short(today)
    let right = stamp + date
    frame.put(title, row: 0, column: 1, role: .heading, width: frame.columns - right.columns - 3)
    let start = frame.columns - right.columns - 1
    let end = frame.put(stamp, row: 0, column: start, role: .notice)
    frame.put(date, row: 0, column: end)
    frame.rule(row: 1)
  }

  static func foot(
    _ actions: [Request: String], hint: (text: String, role: Role), _ context: DeskContext,
    _ frame: inout Frame
  ) {
    frame.rule(row: frame.rows - 3)
    let said = context.message.map { ($0.text, $0.isError ? Role.error : .plain) } ?? hint
    let width = frame.columns - 2
    // What must be read to its end takes the rows above it too; a hint is only begun.
    let isWhole = context.message != nil || hint.role != .quiet
    let lines = isWhole ? Array(said.0.lines(ofColumns: width).prefix(3)) : [said.0.clipped(toColumns: width)]
    for (offset, line) in lines.enumerated() {
      let row = frame.rows - 1 - lines.count + offset
      frame.fill(row: row, columns: 0..<frame.columns, role: .plain)
      frame.put(line, row: row, column: 1, role: said.1)
    }
    frame.fill(row: frame.rows - 1, columns: 0..<frame.columns, role: .plain)
    for item in bar(actions) where item.columns.upperBound < frame.columns {
      frame.put(item.key, row: frame.rows - 1, column: item.columns.lowerBound, role: .bar)
      frame.put(item.word, row: frame.rows - 1, column: item.columns.lowerBound + item.key.columns)
    }
  }

  /// Where each key of the bar stands.
  private static func bar(_ actions: [Request: String]) -> [(
    request: Request, key: String, word: String, columns: Range<Int>
  )] {
    var column = 1
    var all = actions
    all[.help] = "説明"
    return KeyMap.barOrder.compactMap { request in
      guard let word = all[request], let key = KeyMap.key(for: request) else { return nil }
      let width = key.name.columns + word.columns
      defer { column += width + 1 }
      return (request, key.name, word, column..<column + width)
    }
  }

  /// The request whose word stands under a press; nil elsewhere.
  static func request(atRow row: Int, column: Int, _ actions: [Request: String]) -> Request? {
    bar(actions).first { $0.columns.contains(column) }?.request
  }
}
