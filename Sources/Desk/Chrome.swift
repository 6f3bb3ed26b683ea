import Counter
import Feel
import Moji
import TerminalUI

/// The head line, the message and the bar of function keys, the same on every screen.
struct Chrome {
  private let eras: EraTable
  private let today: Day
  /// 【！2】【架空データ】: windows that have not taken something, and what the data are.
  private let marks: String
  private let message: Message?

  init(desk: Desk) {
    eras = desk.catalog.eras
    today = desk.today
    // What nobody has taken is said on every screen; the list tells what it is.
    let alarms =
      desk.seat.may(.seeDayList)
      ? desk.list.alarms(at: desk.now, after: desk.catalog.municipality.ringMinutes).count : 0
    marks = (alarms == 0 ? "" : "【！\(alarms)】") + (desk.site.stamp.isEmpty ? "" : "【\(desk.site.stamp)】")
    message = desk.message
  }

  func head(_ title: String, _ frame: inout Frame) {
    let long = eras.long(today) + "（\(Wording.weekday(today))）"
    // A long title has the room of the long date, then of the date.
    let dates = [long, eras.short(today), ""]
    let room = frame.columns - 3 - marks.columns
    let date = dates.first { title.columns + $0.columns <= room } ?? ""
    let start = frame.columns - marks.columns - date.columns - 1
    frame.put(title.clipped(toColumns: start - 2), row: 0, column: 1, role: .heading)
    let end = frame.put(marks, row: 0, column: start, role: .notice)
    frame.put(date, row: 0, column: end)
    frame.rule(row: 1)
  }

  func foot(
    _ actions: [Request: String], hint: (text: String, role: Role), _ frame: inout Frame
  ) {
    frame.rule(row: frame.rows - 3)
    let said = message.map { ($0.text, $0.isError ? Role.error : .plain) } ?? hint
    let width = frame.columns - 2
    // What must be read to its end takes the rows above it too; a hint is only begun.
    let isWhole = message != nil || hint.role != .quiet
    let lines = isWhole ? Array(said.0.lines(ofColumns: width).prefix(3)) : [said.0.clipped(toColumns: width)]
    for (offset, line) in lines.enumerated() {
      let row = frame.rows - 1 - lines.count + offset
      frame.fill(row: row, columns: 0..<frame.columns, role: .plain)
      frame.put(line, row: row, column: 1, role: said.1)
    }
    bar(actions, &frame)
  }

  /// The keys that do something here, each with its word; a press on one is the key.
  private func bar(_ actions: [Request: String], _ frame: inout Frame) {
    let row = frame.rows - 1
    frame.fill(row: row, columns: 0..<frame.columns, role: .plain)
    var all = actions
    all[.help] = "説明"
    var column = 1
    for request in KeyMap.barOrder {
      guard let word = all[request], let key = KeyMap.key(for: request) else { continue }
      let end = column + key.name.columns + word.columns
      guard end < frame.columns else { continue }
      let wordStart = frame.put(key.name, row: row, column: column, role: .bar)
      frame.put(word, row: row, column: wordStart)
      frame.target(row: row, columns: column..<end, .key(key))
      column = end + 1
    }
  }
}
