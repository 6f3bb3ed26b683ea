import Feel

extension Wording {
  /// «12月3日（木）まで», «きょうまで», «期限を3日過ぎています», or the deadline's own words.
  package static func deadline(_ deadline: Deadline?, today: Day, eras: EraTable) -> String {
    guard let deadline else { return "" }
    guard let day = deadline.day, let left = deadline.daysLeft(on: today) else { return deadline.words ?? "" }
    if left < 0 { return "期限を\(-left)日過ぎています" }
    return left == 0 ? "きょうまで" : monthDay(day, today: today, eras: eras) + "まで"
  }
}
