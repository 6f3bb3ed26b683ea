import Feel
import Moji

extension VisitReport {
  /// The report as a page of at most 80 columns. Days before the first of `eras` are written in 西暦.
  package func lines(eras: EraTable) -> [String] {
    guard visits > 0 else {
      return ["この期間の受付はありません。--from と --to の日を確かめてください"] + ticketLines
    }
    var lines = ["受付の報告　\(period(eras))"]
    lines += section("受付", countLines)
    guard totals.visits > 0 else { return lines }
    lines += section("かかった時間（中央値は真ん中の値。90％値は10件中9件がそれまでに入る値）", minuteLines)
    lines += section("聞いたことと書いたこと", figureLines)
    lines += section("届出の種類ごと（1つの受付に届出が2つあれば、両方に数えます）", kindLines)
    lines += section("窓口ごと（受付を開いた窓口と、引き継ぎの届いた窓口）", windowLines)
    return lines + section("受付を始めた時間帯ごと", hourLines)
  }

  private func period(_ eras: EraTable) -> String {
    guard let from, let to else { return "" }
    return from == to ? eras.long(from) : "\(eras.long(from))から\(eras.long(to))まで"
  }

  private func section(_ heading: String, _ body: [String]) -> [String] { ["", "■ " + heading] + body }

  // MARK: Numbers

  private var countLines: [String] {
    var lines = ["  \(visits)件（\(days)日）　終わった \(finished)件、続いている \(open)件、取り消した \(voided)件"]
    if voided > 0 { lines.append("  取り消した受付は、下の数に入れていません。") }
    lines += ticketLines
    if reopened > 0 { lines.append("  終わったあとで訂正した受付 \(reopened)件") }
    if fromPaper > 0 {
      lines.append("  停電などで紙に控え、あとから入れた受付 \(fromPaper)件")
      lines.append("  （その時間は、引き継ぎのほかは数えていません）")
    }
    if withUnknown > 0 { lines.append("  新しい版のプログラムの記録を含む受付 \(withUnknown)件（分かるところだけを数えています）") }
    return lines
  }

  private var ticketLines: [String] {
    tickets > 0 ? ["  番号だけ取って、受付を始めていないもの \(tickets)件（受付には数えていません）"] : []
  }

  private var minuteLines: [String] {
    let steps = totals.seconds
    let rows: [(String, Spread?)] = [
      ("本人確認", steps.identification), ("聞き取り", steps.interview), ("印刷", steps.printing),
      ("引き継ぎ", steps.handOver), ("全体", steps.whole),
    ]
    return rows.map { name, spread in
      guard let spread else { return label(name) + "－" }
      return label(name)
        + "中央値 \(time(spread.median))　90％値 \(time(spread.ninetieth))　（\(spread.count)件）"
    }
  }

  /// A time in a column of its own.
  private func time(_ seconds: Int) -> String {
    Wording.duration(seconds).fitted(toColumns: 8, trailing: true)
  }

  private var figureLines: [String] {
    var lines: [String] = []
    if let questions = totals.questions {
      lines.append(
        label("質問") + "1件の受付で 中央値 \(questions.median)問、90％値 \(questions.ninetieth)問。答えは全部で \(totals.answers)")
    }
    lines.append(
      label("やり直し") + "直した答え \(totals.corrected)、元に戻した操作 \(totals.undone)、職員が変えた判定 \(totals.overrides)")
    let printed = totals.namesPrinted.map { "\($0)回" } ?? "－"
    lines.append(label("氏名") + "手で書いたもの \(totals.namesWritten)回、プログラムが書類に書いたもの \(printed)")
    if totals.unknownPapers > 0 {
      lines.append(label("") + "（様式が今と違うか読めない受付 \(totals.unknownPapers)件の書類は、数えていません）")
    }
    if let windows = totals.windowsVisited {
      lines.append(label("回った窓口") + "1件の受付で 中央値 \(windows.median)か所、90％値 \(windows.ninetieth)か所")
    }
    return lines
  }

  private func label(_ text: String) -> String { "  " + text.fitted(toColumns: 12) }

  // MARK: Bars

  private static let barColumns = 20

  private var kindLines: [String] {
    let most = kinds.map(\.figures.visits).max() ?? 0
    return kinds.map { kind in
      let whole = kind.figures.seconds.whole.map {
        "全体 \(Wording.duration($0.median))（90％ \(Wording.duration($0.ninetieth))）"
      }
      return bar(kind.kind ?? "届出なし", kind.figures.visits, most) + " " + (whole ?? "全体 －")
    }
  }

  private var windowLines: [String] {
    let most = windows.map(\.visits).max() ?? 0
    return windows.flatMap { window -> [String] in
      let line = trimmed(bar(window.window, window.visits, most))
      guard window.errands > 0 else { return [line] }
      let taken =
        window.minutes.map { "受け取りまで \(minutes($0.median))（90％ \(minutes($0.ninetieth))）" } ?? "受け取りまで －"
      return [line, "      引き継ぎ \(window.errands)件（未受け取り \(window.waiting)件）　\(taken)"]
    }
  }

  private func minutes(_ count: Int) -> String { count == 0 ? "1分未満" : "\(count)分" }

  private var hourLines: [String] {
    let most = hours.map(\.visits).max() ?? 0
    return hours.map { trimmed(bar("\(right($0.hour, 2))時台", $0.visits, most)) }
  }

  /// A label, its number and its bar; what is not nothing has at least one sign.
  private func bar(_ label: String, _ count: Int, _ most: Int) -> String {
    let length = count == 0 ? 0 : max(1, count * VisitReport.barColumns / max(1, most))
    let signs = String(repeating: "■", count: length).fitted(toColumns: VisitReport.barColumns)
    return "  \(label.fitted(toColumns: 20)) \(right(count, 5))件 \(signs)"
  }

  private func right(_ number: Int, _ columns: Int) -> String {
    let text = String(number)
    return String(repeating: " ", count: max(0, columns - text.count)) + text
  }

  private func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
