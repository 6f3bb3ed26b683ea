import Moji

extension Checklist {
  /// Above the windows that take nobody any more today.
  package static let missedHeading = "きょう回れない窓口"

  /// The checklist as plain text of a given width in columns (at least 40), without form feeds.
  package func lines(ofColumns width: Int) -> [String] {
    let rule = String(repeating: "-", count: width)
    var lines = [title.centred(inColumns: width)]
    lines += "\(city)  受付 \(numbered)  \(visitors)".lines(ofColumns: width)
    lines += "\(events)  \(printedAt)".lines(ofColumns: width)
    if !stamp.isEmpty { lines.append("【\(stamp)】") }
    for chapter in chapters {
      let body = self.body(of: chapter.content, width)
      guard !body.isEmpty else { continue }
      lines.append(rule)
      let heading =
        chapter.content == .route && minutes > 0 ? "\(chapter.heading)（およそ\(minutes)分）" : chapter.heading
      lines += heading.lines(ofColumns: width)
      lines += body
    }
    return lines + [rule, "様式 \(catalogVersion)"]
  }

  /// The number of the visit in four digits, or room to write it.
  package var numbered: String {
    visitNumber == 0 ? "________" : Wording.visitNumber(visitNumber)
  }

  /// Its place in the round, or room to write it: a blank one has no order yet.
  package func number(ofStop index: Int) -> String { visitNumber == 0 ? "　" : String(index + 1) }

  private func body(of content: ChecklistForm.Content, _ width: Int) -> [String] {
    switch content {
    case .urgent: urgent.flatMap { hanging($0, " ！ ", width) }
    case .route:
      stops.enumerated().flatMap { text(of: $1, number(ofStop: $0), width) }
        + (missed.isEmpty ? [] : [" " + Checklist.missedHeading])
        + missed.flatMap { text(of: $0, "－", width) }
    case .undecided: undecided.flatMap { text(of: $0, width) }
    case .outside:
      outside.flatMap { group in
        hanging(group.office, " ", width) + group.items.flatMap { text(of: $0, width) }
      }
    case .possible: possible.flatMap { text(of: $0, width) }
    case .bring: bring.flatMap { hanging($0, " ・", width) }
    case .fees: hanging(fee, " ", width)
    case .confirmation:
      fitting(" 説明した人 ____________   ", " 確認しました（署名） ____________________", width)
        + hanging("分からないとき  \(contact)", " ", width)
    }
  }

  /// Two pieces on one line where they fit, else on two.
  private func fitting(_ first: String, _ second: String, _ width: Int) -> [String] {
    (first + second).columns <= width
      ? [first + second] : hanging(first, "", width) + hanging(second, "", width)
  }

  private func text(of stop: Stop, _ number: String, _ width: Int) -> [String] {
    fitting(" □ \(number) \(stop.name) \(stop.place)", "  電話 \(stop.telephone)", width)
      + (stop.notice.isEmpty ? [] : hanging(stop.notice, "   ", width))
      + stop.items.flatMap { text(of: $0, width) }
  }

  private func text(of item: Item, _ width: Int) -> [String] {
    let deadline = item.deadline + (item.isForfeit ? " ！" : "")
    let room = width - 6 - deadline.columns
    let title = item.title + (item.isUnverified ? "【要確認】" : "")
    let head: [String]
    if title.columns <= room {
      head = ["   \(item.mark) " + title.fitted(toColumns: room) + deadline]
    } else {
      head =
        hanging(title, "   \(item.mark) ", width)
        + (deadline.isEmpty ? [] : hanging(deadline, "      ", width))
    }
    let remarks = (item.remarks + item.things).joined(separator: "・")
    return head + (remarks.isEmpty ? [] : hanging(remarks, "      ", width))
  }

  private func hanging(_ text: String, _ lead: String, _ width: Int) -> [String] {
    let indent = String(repeating: " ", count: lead.columns)
    return text.lines(ofColumns: width - lead.columns).enumerated().map { ($0 == 0 ? lead : indent) + $1 }
  }
}
