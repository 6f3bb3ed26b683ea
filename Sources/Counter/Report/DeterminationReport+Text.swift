import Feel

extension DeterminationReport {
  /// For people: in the order of walking, one heading a window.
  package var text: String {
    var lines = ["■ \(name)（\(day)）"]
    for (index, stop) in windows.enumerated() { lines += text(of: stop, "\(index + 1). ") }
    if !missed.isEmpty {
      lines.append("●\(Checklist.missedHeading)")
      for stop in missed { lines += text(of: stop, "－ ") }
    }
    for stop in outside { lines += text(of: stop, "庁外 ") }
    lines += section("受けられるかもしれない制度", possible) + section("まだ決まっていないこと", open)
    lines.append("●不要 \(denied.count)件（--format json で理由を見る）")
    lines.append("●書類 " + (papers.isEmpty ? "なし" : papers.joined(separator: "、")))
    for question in questions {
      lines.append("●聞くこと \(question.question)（\(question.subjects.joined(separator: "、"))）")
    }
    return lines.joined(separator: "\n")
  }

  private func text(of stop: Stop, _ lead: String) -> [String] {
    let rest = [stop.place, stop.telephone.map { "電話 \($0)" }].compactMap(\.self).filter { !$0.isEmpty }
    return ["●" + lead + ([stop.name] + rest).joined(separator: "  ")]
      + (stop.notice.map { ["    \($0)"] } ?? [])
      + stop.procedures.flatMap(text)
  }

  private func section(_ heading: String, _ rows: [Row]) -> [String] {
    rows.isEmpty ? [] : ["●\(heading)"] + rows.flatMap { text(of: $0, tellsOffice: true) }
  }

  private func text(of row: Row) -> [String] { text(of: row, tellsOffice: false) }

  private func text(of row: Row, tellsOffice: Bool) -> [String] {
    var lines = ["  [\(row.verdict)] \(row.name)（\(row.subjects.joined(separator: "、"))）"]
    func add(_ heading: String, _ texts: [String]) {
      if !texts.isEmpty { lines.append("      \(heading) \(texts.joined(separator: "、"))") }
    }
    let isOpen = row.verdict == Verdict.undecided([]).word || row.verdict == Verdict.toConfirm([]).word
    lines += row.deadlines.flatMap { text(of: $0, isOpen: isOpen) }
    let several = row.reasons.count > 1
    for reason in row.reasons {
      add(several ? "理由（\(reason.subjects.joined(separator: "、"))）" : "理由", [reason.sentences.joined()])
    }
    if tellsOffice { add("窓口", [row.office]) }
    add("持ち物", row.bring)
    add("返すもの", row.giveBack)
    add("受け取るもの", row.receive)
    if row.fee != 0 { add("手数料", [row.fee.map(Wording.yen) ?? "窓口で決まります"]) }
    add("書類", row.papers)
    add("届出", row.carriedBy.map { ["「\($0)」に含めて届け出ます"] } ?? [])
    add("オンライン", [row.online].compactMap(\.self))
    add("伝えること", row.notes)
    add("待っている答え", row.waitsFor)
    lines.append(
      "      根拠 \(row.basis)" + (row.evidence == Procedure.Evidence.unverified.rawValue ? "【要確認】" : ""))
    return lines
  }

  /// «期限【法定】2026-12-02», «期限【法定】2026-11-02（18日過ぎています）».
  private func text(of due: Due, isOpen: Bool) -> [String] {
    let isLate = (due.daysLeft ?? 0) < 0
    let day = due.day.map { isLate ? "\($0)（\(-(due.daysLeft ?? 0))日過ぎています）" : $0 }
    let when = [day, due.words].compactMap(\.self).joined(separator: " ")
    // «期限はありません» needs no heading.
    if due.day == nil, when.hasPrefix("期限") { return ["      \(when)"] }
    let late = due.whenLate.map { ["        \(isLate ? "過ぎているため" : "過ぎると")：\($0)"] } ?? []
    return when.isEmpty ? late : ["      \(isOpen ? "要る場合の期限" : "期限")【\(due.kind)】\(when)"] + late
  }
}
