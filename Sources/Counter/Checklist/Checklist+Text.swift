import Moji

extension Checklist {
  /// The checklist as plain text of a given width in columns (at least 40), without form feeds.
  public func lines(ofColumns width: Int) -> [String] {
    let rule = String(repeating: "-", count: width)
    var lines = [
      title.centred(inColumns: width), "\(city)  受付 \(padded(visitNumber))  \(visitors)",
      "\(events)  \(printedAt)",
    ]
    if !stamp.isEmpty { lines.append("【\(stamp)】") }
    for chapter in chapters {
      let body = self.body(of: chapter.content, width)
      guard !body.isEmpty else { continue }
      lines.append(rule)
      lines.append(
        chapter.content == .route && minutes > 0 ? "\(chapter.heading)（およそ\(minutes)分）" : chapter.heading)
      lines += body
    }
    return lines + [rule, "様式 \(catalogVersion)"]
  }

  private func padded(_ number: Int) -> String {
    String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number)
  }

  private func body(of content: ChecklistForm.Content, _ width: Int) -> [String] {
    switch content {
    case .urgent: urgent.flatMap { hanging($0, " ！ ", width) }
    case .route:
      stops.enumerated().flatMap { index, stop in
        [" □ \(index + 1) \(stop.name) \(stop.place)  電話 \(stop.telephone)"]
          + stop.items.flatMap { text(of: $0, width) }
      }
    case .undecided: undecided.flatMap { text(of: $0, width) }
    case .outside:
      outside.flatMap { group in [" \(group.office)"] + group.items.flatMap { text(of: $0, width) } }
    case .possible: possible.flatMap { text(of: $0, width) }
    case .bring: bring.flatMap { hanging($0, " ・", width) }
    case .fees: [" " + fee]
    case .confirmation:
      [" 説明した人 ____________    確認しました（署名） ____________________", " 分からないとき  \(contact)"]
    }
  }

  private func text(of item: Item, _ width: Int) -> [String] {
    let deadline = item.deadline + (item.isForfeit ? " ！" : "")
    let room = width - 6 - deadline.columns
    let title = item.title + (item.isUnverified ? "【要確認】" : "")
    let head: [String]
    if title.columns <= room {
      head = ["   \(item.mark) " + title.fitted(toColumns: room) + deadline]
    } else {
      head = hanging(title, "   \(item.mark) ", width) + (deadline.isEmpty ? [] : ["      " + deadline])
    }
    return head + (item.remarks.isEmpty ? [] : hanging(item.remarks.joined(separator: "・"), "      ", width))
  }

  private func hanging(_ text: String, _ lead: String, _ width: Int) -> [String] {
    let indent = String(repeating: " ", count: lead.columns)
    return text.lines(ofColumns: width - lead.columns).enumerated().map { ($0 == 0 ? lead : indent) + $1 }
  }
}
