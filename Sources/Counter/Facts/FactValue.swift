import Feel

/// A value that a record or an answer gives to a fact.
package enum FactValue: Hashable, Sendable {
  /// Known to be absent.
  case absent
  case yesNo(Bool)
  case number(Int)
  case day(Day)
  case text(String)
  case texts([String])
  /// A person of the visit by number.
  case person(Int)
  case people([Int])
}

/// What a visitor may say to a question.
package enum Answer: Hashable, Sendable {
  case value(FactValue)
  /// «わからない»
  case doesNotKnow
  /// «答えない»
  case willNotSay
}

/// Where a fact comes from (出どころ).
package enum Origin: Hashable, Sendable {
  /// 住民記録 as of a day.
  case register(Day)
  /// 転出証明書情報.
  case certificate
  /// 聞き取り, with its second of the visit.
  case heard(at: Instant)
  /// 受付 itself: the day, the kind of event.
  case reception
  /// 計算.
  case derived
}

/// The state of a fact that is kept: known, or asked without a value. What is not kept was not asked.
package struct KnownFact: Hashable, Sendable, Codable {
  package let answer: Answer
  package let origin: Origin

  package init(_ answer: Answer, from origin: Origin) {
    self.answer = answer
    self.origin = origin
  }

  package init(_ value: FactValue, from origin: Origin) { self.init(.value(value), from: origin) }

  /// Whether somebody said it at the counter.
  package var isHeard: Bool { if case .heard = origin { true } else { false } }

  /// False for «わからない» and «答えない».
  package var hasValue: Bool { if case .value = answer { true } else { false } }
}

/// A moment as seconds since 1970-01-01 00:00 UTC; handed in, never read.
package struct Instant: Hashable, Sendable, Codable, Comparable {
  package let seconds: Int

  package init(seconds: Int) { self.seconds = seconds }

  /// A moment of a day in Japan; `hour` 0 ... 23, `minute` 0 ... 59.
  package init(_ day: Day, hour: Int, minute: Int) {
    seconds = Int(day.number) * 86_400 + hour * 3600 + minute * 60 - Instant.japan
  }

  package static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

  /// Japan keeps UTC+9 all year (標準時ニ関スル件).
  private static let japan = 9 * 3600

  /// The day in Japan.
  package var day: Day { Day(number: (seconds + Instant.japan).dividedFloor(by: 86_400)) }

  /// Hour and minute in Japan.
  package var clock: (hour: Int, minute: Int) {
    let second = (seconds + Instant.japan) - (seconds + Instant.japan).dividedFloor(by: 86_400) * 86_400
    return (second / 3600, second / 60 % 60)
  }

  package init(from decoder: any Decoder) throws { seconds = try Int(from: decoder) }
  package func encode(to encoder: any Encoder) throws { try seconds.encode(to: encoder) }
}

extension Int {
  func dividedFloor(by divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
