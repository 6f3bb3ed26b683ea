import Counter
import Moji
import TerminalUI

/// The head line, the message and the bar of function keys, the same on every screen.
enum Chrome {
  static func head(_ title: String, _ context: DeskContext, _ frame: inout Frame) {
    let today = context.today
    let long = context.catalog.eras.long(today) + "（\(Wording.weekday(today))）"
    let date =
      frame.columns >= 100 || title.columns + long.columns + 14 < frame.columns
      ? long : context.catalog.eras.short(today)
    let stamp = context.stamp.isEmpty ? "" : "【\(context.stamp)】"
    let right = stamp + date
    frame.put(title, row: 0, column: 1, role: .heading, width: frame.columns - right.columns - 3)
    let start = frame.columns - right.columns - 1
    let end = frame.put(stamp, row: 0, column: start, role: .notice)
    frame.put(date, row: 0, column: end)
    frame.rule(row: 1)
  }

  static func foot(_ actions: [Request: String], _ context: DeskContext, _ frame: inout Frame) {
    frame.rule(row: frame.rows - 3)
    if let message = context.message {
      frame.put(message.text, row: frame.rows - 2, column: 1, role: message.isError ? .error : .plain)
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
