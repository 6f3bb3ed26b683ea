/// Something for each step of a visit: its minutes, or how the minutes of many visits lie. nil where there is none.
package struct VisitSteps<Value: Hashable & Sendable>: Hashable, Sendable {
  /// 本人確認: from the beginning, and with it the wait of who was given a number, until who came was checked.
  package let identification: Value?
  /// 聞き取り: on to the last answer before the first print.
  package let interview: Value?
  /// 印刷: on to the first paper.
  package let printing: Value?
  /// 引き継ぎ: from the first errand that was sent until the last was done or put off.
  package let handOver: Value?
  /// 全体: from the beginning until it was first finished.
  package let whole: Value?
}

extension VisitSteps<Int> {
  /// Seconds as minutes, rounded.
  var inMinutes: VisitSteps<Int> {
    func minutes(_ seconds: Int?) -> Int? { seconds.map { ($0 + 30) / 60 } }
    return VisitSteps(
      identification: minutes(identification), interview: minutes(interview), printing: minutes(printing),
      handOver: minutes(handOver), whole: minutes(whole))
  }
}

extension VisitSteps<Spread> {
  init(of steps: [VisitSteps<Int>]) {
    func spread(_ step: (VisitSteps<Int>) -> Int?) -> Spread? {
      Spread(steps.compactMap(step))
    }
    self.init(
      identification: spread(\.identification), interview: spread(\.interview), printing: spread(\.printing),
      handOver: spread(\.handOver), whole: spread(\.whole))
  }
}
