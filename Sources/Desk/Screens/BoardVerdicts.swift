import Counter
import Moji
import TerminalUI

/// The verdict part of the board: what is needed now, and what the last answer changed.
struct BoardVerdicts {
  let open: OpenVisit

  private let applying: [ProcedureGroup]
  private let undecided: [ProcedureGroup]

  init(open: OpenVisit) {
    self.open = open
    let applying = open.groups.filter { $0.state == .applies }.map { (rank: Self.rank($0, open), group: $0) }
    self.applying = applying.sorted { $0.rank < $1.rank }.map(\.group)
    undecided = open.groups.filter { $0.state == .open }
  }

  /// What has a paper of its own, then losses, duties, rights and wishes.
  private static func rank(_ group: ProcedureGroup, _ open: OpenVisit) -> (Int, Int, Int) {
    let procedure = open.catalog.procedures[group.procedure]
    let outside: Int = if case .outside = procedure.office { 1 } else { 0 }
    let nature = procedure.nature.rank
    if !group.papers.isEmpty { return (outside, -2, group.procedure) }
    return (
      outside, group.deadline?.kind == .forfeit && group.deadline?.day != nil ? -1 : nature, group.procedure
    )
  }

  /// Columns that the longest line takes with its deadline.
  var neededColumns: Int {
    (applying + undecided).map { line($0).columns + 3 + ($0.deadline.map(short)?.columns ?? 0) }.max() ?? 0
  }

  private var heading: String { "手続 \(applying.count)　未定 \(undecided.count)" }

  /// Beside the questions: everything with its deadline.
  func drawTall(into frame: inout Frame, rows: Range<Int>, columns: Range<Int>) {
    frame.put(heading, row: rows.lowerBound, column: columns.lowerBound, role: .heading)
    var row = rows.lowerBound + 1
    let changed = Dictionary(
      open.conclusions.changes.map { ($0.procedure, $0.kind) }, uniquingKeysWith: { first, _ in first })
    let all = applying + undecided
    let room = rows.upperBound - row - min(3, droppedLines.count) - 1
    for group in all.prefix(room) {
      let mark = changed[group.procedure] == .added ? "＋" : "  "
      let deadline = group.deadline.map(short) ?? ""
      let width = columns.count - deadline.columns - 1
      frame.put(
        (mark + line(group)).fitted(toColumns: width), row: row, column: columns.lowerBound,
        role: group.state == .open ? .undecided : mark == "＋" ? .added : .plain)
      frame.put(
        deadline, row: row, column: columns.upperBound - deadline.columns - 1,
        role: group.deadline?.kind == .forfeit ? .error : .quiet)
      row += 1
    }
    if all.count > room {
      frame.put(
        "ほか \(all.count - room)件（\(Request.nextPage) で一覧）", row: row, column: columns.lowerBound + 2,
        role: .quiet)
    }
    for (offset, text) in droppedLines.prefix(3).enumerated() {
      frame.put(
        text, row: rows.upperBound - min(3, droppedLines.count) + offset, column: columns.lowerBound,
        role: .dropped)
    }
  }

  /// Below the questions: the first of the list beside what changed.
  func drawLow(into frame: inout Frame, rows: Range<Int>) {
    let half = frame.columns / 2
    frame.put(heading, row: rows.lowerBound, column: 1, role: .heading)
    frame.put("今の答えで変わったもの", row: rows.lowerBound, column: half + 1, role: .heading)
    let all = applying + undecided
    for (row, group) in zip(rows.dropFirst(), all) {
      let isLast = row == rows.upperBound - 1 && all.count > rows.count - 1
      let text = isLast ? "ほか \(all.count - rows.count + 2)件（\(Request.nextPage) で一覧）" : line(group)
      frame.put(
        text, row: row, column: 1, role: isLast ? .quiet : group.state == .open ? .undecided : .plain,
        width: half - 1)
    }
    for (row, change) in zip(rows.dropFirst(), changeLines) {
      frame.put(change.text, row: row, column: half + 1, role: change.role, width: half - 2)
    }
  }

  private func line(_ group: ProcedureGroup) -> String {
    let procedure = open.catalog.procedures[group.procedure]
    let mark = group.state == .open ? "？" : procedure.nature.mark
    let loss = group.deadline?.kind == .forfeit && group.deadline?.day != nil ? "！" : ""
    return "\(mark) \(procedure.name)\(group.who(in: open.visit.situation))\(loss)"
  }

  private func short(_ deadline: Deadline) -> String {
    guard let day = deadline.day, let left = deadline.daysLeft(on: open.today) else { return "" }
    let long = open.catalog.eras.long(day)
    guard open.redacted(long) == long else { return "" }
    if left < 0 { return "\(-left)日過ぎ" }
    return day.year == open.today.year ? "\(day.month)/\(day.day)" : open.catalog.eras.short(day)
  }

  private var changeLines: [(text: String, role: Role)] {
    open.conclusions.changes.map { change in
      let name = open.catalog.procedures[change.procedure].name
      switch change.kind {
      case .added: return ("＋ \(name)\(change.who)", .added)
      case .dropped: return ("－ \(name)\(change.who)", .dropped)
      case .undecided: return ("？ \(name)\(change.who)", .undecided)
      }
    }
  }

  private var droppedLines: [String] {
    open.conclusions.changes.filter { $0.kind == .dropped }.map {
      "－ \(open.catalog.procedures[$0.procedure].name)\($0.who)"
    }
  }
}
