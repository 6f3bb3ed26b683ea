import Feel
import Moji

extension VisitMeasure {
  /// A line for every visit under a header, as RFC 4180 has it: lines end with CR LF. Empty where there is no number, «－»
  /// where the catalogue of the papers is not at hand.
  package static func table(_ visits: [VisitMeasure]) -> String {
    ([columns] + visits.map(\.row)).map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static let columns = [
    "日", "受付番号", "届出", "状態", "始まり", "終わり", "本人確認（分）", "聞き取り（分）", "印刷（分）", "引き継ぎ（分）", "全体（分）", "質問", "答え",
    "直した答え", "元に戻した操作", "手で書いた氏名", "書類に書いた氏名", "窓口", "回った窓口", "引き継ぎ", "受け取りまで（分・最長）", "未受け取り",
    "職員が変えた判定", "訂正",
    "紙の控え", "番号だけ", "本人確認（秒）", "聞き取り（秒）", "印刷（秒）", "引き継ぎ（秒）", "全体（秒）",
  ]

  private var row: [String] {
    let beginning = [
      day.iso, String(number), kinds.joined(separator: "・"), state, written(began), written(ended),
    ]
    let asked = [questions, answers, corrected, undone, namesWritten].map(String.init)
    let longest = handed.compactMap(\.minutes).max().map(String.init) ?? ""
    let ending = [
      namesPrinted.map(String.init) ?? "－", windows.joined(separator: "・"), String(windowsVisited),
      String(handed.count), longest, String(handed.count(where: \.isWaiting)), String(overrides),
      String(reopenings), isFromPaper ? "はい" : "", isTicket ? "はい" : "",
    ]
    return beginning + written(minutes) + asked + ending + written(seconds)
  }

  private func written(_ steps: VisitSteps<Int>) -> [String] {
    [steps.identification, steps.interview, steps.printing, steps.handOver, steps.whole].map {
      $0.map(String.init) ?? ""
    }
  }

  private var state: String {
    switch status {
    case .open, .held: "続いている"
    case .finished: "終わった"
    case .voided: "取り消した"
    }
  }

  /// `2026-11-20 14:05`
  private func written(_ instant: Instant?) -> String {
    guard let instant else { return "" }
    let (hour, minute) = instant.clock
    return "\(instant.day.iso) \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }

  private static func quoted(_ text: String) -> String {
    let field = text.harmless
    guard field.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else {
      return field
    }
    return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
