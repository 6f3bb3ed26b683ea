import Moji

extension Checklist {
  /// Whose copy it is.
  package enum Copy: Sendable {
    case visitor
    /// With what only the office works on (【要確認】).
    case office
  }

  /// Above the windows that take nobody any more today.
  package static let missedHeading = "きょう回れない窓口"

  /// What the marks on it mean.
  static func legend(of items: [Item]) -> [String] {
    let meanings = [
      ("◎", "必ずする手続"), ("○", "申請・希望してする手続"), ("△", "受けられるかもしれないもの"), ("？", "まだ決まっていないもの"),
    ]
    return meanings.filter { mark, _ in items.contains { $0.mark == mark } }.map { "\($0) \($1)" }
      + (items.contains(where: \.isForfeit) ? ["！ 過ぎると受けられなくなるもの"] : [])
  }

  /// The checklist as plain text of a given width in columns (at least 40), without form feeds.
  package func lines(ofColumns width: Int, for copy: Copy = .visitor) -> [String] {
    let rule = String(repeating: "-", count: width)
    var lines = [title.centred(inColumns: width)]
    lines += "\(addressee)  \(subject)".trimmingBlanks.lines(ofColumns: width)
    lines += "\(city)  受付 \(numbered)  \(printedAt)".lines(ofColumns: width)
    if !stamp.isEmpty { lines.append("【\(stamp)】") }
    lines += legend.joined(separator: "  ").lines(ofColumns: width)
    for chapter in chapters {
      let body = self.body(of: chapter.content, width, copy)
      guard !body.isEmpty else { continue }
      lines.append(rule)
      lines += heading(of: chapter).lines(ofColumns: width)
      lines += body
    }
    return lines + [rule, "様式 \(catalogVersion)"]
  }

  /// With the minutes and the number of windows of the round.
  package func heading(of chapter: ChecklistForm.Chapter) -> String {
    guard chapter.content == .route, minutes > 0 else { return chapter.heading }
    return "\(chapter.heading)（\(Self.duration(minutes))・\(stops.count)か所）"
  }

  /// «およそ25分», «およそ1時間40分».
  private static func duration(_ minutes: Int) -> String {
    let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
    return "およそ" + (hours > 0 ? "\(hours)時間" : "") + (rest > 0 || hours == 0 ? "\(rest)分" : "")
  }

  /// The number of the visit in four digits, or room to write it.
  package var numbered: String {
    visitNumber == 0 ? "________" : Wording.visitNumber(visitNumber)
  }

  /// Its place in the round, or room to write it: a blank one has no order yet.
  package func number(ofStop index: Int) -> String { visitNumber == 0 ? "　" : String(index + 1) }

  private func body(of content: ChecklistForm.Content, _ width: Int, _ copy: Copy) -> [String] {
    switch content {
    case .urgent: urgent.flatMap { hanging($0, " ！ ", width) }
    case .route:
      stops.enumerated().flatMap { text(of: $1, number(ofStop: $0), width, copy) }
        + (missed.isEmpty ? [] : [" " + Checklist.missedHeading])
        + missed.flatMap { text(of: $0, "－", width, copy) }
    case .later: later.flatMap { text(of: $0, "－", width, copy) }
    case .undecided: text(of: undecided, width, copy)
    case .outside:
      outside.flatMap { group in
        hanging(
          [group.office, telephone(group.telephone)].filter { !$0.isEmpty }.joined(separator: "  "), " ",
          width)
          + text(of: group.items, width, copy)
      }
    case .possible: text(of: possible, width, copy)
    case .bring: missing.flatMap { hanging($0, " □ ", width) }
    case .fees: hanging(fee, " ", width)
    case .confirmation:
      fitting(" 説明した人 ____________   ", " 確認しました（署名） ____________________", width)
        + hanging("分からないとき  \(contact)", " ", width)
    }
  }

  private func telephone(_ number: String) -> String { number.isEmpty ? "" : "電話 \(number)" }

  /// Two pieces on one line where they fit, else on two.
  private func fitting(_ first: String, _ second: String, _ width: Int) -> [String] {
    (first + second).columns <= width
      ? [first + second] : hanging(first, "", width) + hanging(second, "", width)
  }

  private func text(of stop: Stop, _ number: String, _ width: Int, _ copy: Copy) -> [String] {
    fitting(" □ \(number) \(stop.name) \(stop.place)", "  電話 \(stop.telephone)", width)
      + (stop.notice.isEmpty ? [] : hanging(stop.notice, "   ", width))
      + text(of: stop.items, width, copy)
      + listed("署名するもの", stop.sign.map { "□ \($0)" }, width)
      + listed("お持ちいただくもの", stop.bring.map(Self.ticked), width)
      + listed("お返しいただくもの", stop.giveBack.map(Self.ticked), width)
  }

  /// «■ 本人確認書類», «□ 印鑑（…のときは要りません）».
  private static func ticked(_ article: Article) -> String {
    (article.state == .seen ? "■ " : "□ ") + article.name
      + (article.remark.isEmpty ? "" : "（\(article.remark)）")
      + (article.state == .missing ? "【足りません】" : "")
  }

  private func listed(_ heading: String, _ texts: [String], _ width: Int) -> [String] {
    texts.isEmpty ? [] : ["   \(heading)："] + texts.flatMap { hanging($0, "      ", width) }
  }

  /// Items, those of one person under their name.
  private func text(of items: [Item], _ width: Int, _ copy: Copy) -> [String] {
    zip(items, [""] + items.map(\.person)).flatMap { item, before in
      (item.person.isEmpty || item.person == before ? [] : ["   \(item.person)さんの分"])
        + text(of: item, width, copy)
    }
  }

  private func text(of item: Item, _ width: Int, _ copy: Copy) -> [String] {
    let deadline = item.deadline + (item.isForfeit ? " ！" : "")
    let room = width - 6 - deadline.columns
    let title = item.title + (item.isUnverified && copy == .office ? "【要確認】" : "")
    let head: [String]
    if title.columns <= room {
      head = ["   \(item.mark) " + title.fitted(toColumns: room) + deadline]
    } else {
      head =
        hanging(title, "   \(item.mark) ", width)
        + (deadline.isEmpty ? [] : hanging(deadline, "      ", width))
    }
    return head + item.details.flatMap { hanging($0, "      ", width) }
  }

  private func hanging(_ text: String, _ lead: String, _ width: Int) -> [String] {
    let indent = String(repeating: " ", count: lead.columns)
    return text.lines(ofColumns: width - lead.columns).enumerated().map { ($0 == 0 ? lead : indent) + $1 }
  }
}

extension Checklist.Item {
  /// What stands below its title, a line each.
  package var details: [String] {
    [remarks.joined(separator: "・")].filter { !$0.isEmpty }
      + (receive.isEmpty ? [] : ["受け取るもの：" + receive.joined(separator: "、")]) + notes
  }
}
