import Counter
import Feel

enum ConstantCheck: CatalogueCheck {
  static let name = "constant"
  static let title = "いつも同じ答えになる比べ方"
  static let explanation = """
    どの人でも「はい」になる、またはどの人でも「いいえ」になる比べ方です。条件になっていません。

      × 法.介護第1号の年齢 > 法.介護第2号の年齢    （どちらも決まった数）
      × count(世帯.員) >= 0                        （人の数が0より小さいことはない）
      × 人.学校: [公立, 国私立, 特別支援, なし]    （表の値の全部）
      × 人.国保 = 人.国保                          （同じものどうし）
      × 年齢(人, 届出.異動日): '[法.介護第1号の年齢..法.介護第2号の年齢]'   （始めが終わりより大きい）
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    forms.uses.flatMap { use -> [Finding] in
      (use.expression?.parts ?? []).compactMap { part in
        guard let (always, place) = constant(part, forms) else { return nil }
        return Finding(
          self, at: forms.load.place(of: place.lowerBound, in: use.formula),
          "この比べ方は、いつも「\(always ? "はい" : "いいえ")」になります", correction: "比べる事実や値を見直すか、この条件を消してください")
      }
    }
  }

  private static func constant(_ part: Expression, _ forms: CheckedForms) -> (Bool, Range<Int>)? {
    switch part {
    case .comparison(let operation, let left, let right, let place):
      return outcome(operation, left, right, forms).map { ($0, place) }
    case .between(let value, let lower, let upper, let place):
      let above = outcome(.greaterOrEqual, value, lower, forms)
      let below = outcome(.lessOrEqual, value, upper, forms)
      if above == false || below == false || isEmpty(lower, upper, forms) { return (false, place) }
      return above == true && below == true ? (true, place) : nil
    case .membership(let value, let tests, let place):
      return membership(value, tests, forms).map { ($0, tests.first?.operand.place ?? place) }
    default: return nil
    }
  }

  private static func membership(_ value: Expression, _ tests: [UnaryTest], _ forms: CheckedForms) -> Bool? {
    var outcomes: [Bool?] = []
    for test in tests {
      switch test {
      case .compared(let operation, let bound): outcomes.append(outcome(operation, value, bound, forms))
      case .matching(.range(let lower, let upper, _, _, _)):
        outcomes.append(isEmpty(lower, upper, forms) ? false : nil)
      case .matching(let candidate): outcomes.append(outcome(.equal, value, candidate, forms))
      }
    }
    if outcomes.contains(true) { return true }
    if !outcomes.isEmpty, outcomes.allSatisfy({ $0 == false }) { return false }
    return coversItsCodes(value, tests, forms) ? true : nil
  }

  /// Whether the tests name every value of a code list. The kinds of event are apart: naming them all says which
  /// events raise a procedure, and the next event added is not among them.
  private static func coversItsCodes(_ value: Expression, _ tests: [UnaryTest], _ forms: CheckedForms) -> Bool
  {
    guard case .path(.name(let subject, _), let property, _) = value,
      "\(subject).\(property)" != CoreFact.kind,
      case .code(let list)? = forms.catalog.vocabulary.fact(named: "\(subject).\(property)")?.kind,
      let codes = forms.catalog.codeList(list)?.codes
    else { return false }
    let named = tests.compactMap { test -> String? in
      if case .matching(.literal(.string(let text), _)) = test { text.string } else { nil }
    }
    return named.count == tests.count && Set(codes.map(\.value)).isSubset(of: named)
  }

  private static func isEmpty(_ lower: Expression, _ upper: Expression, _ forms: CheckedForms) -> Bool {
    guard let low = bounds(of: lower, forms), let high = bounds(of: upper, forms) else { return false }
    return low.lowerBound > high.upperBound
  }

  /// Whether a comparison comes out the same whatever the facts are; nil when it depends on them.
  private static func outcome(
    _ operation: ComparisonOperator, _ left: Expression, _ right: Expression, _ forms: CheckedForms
  ) -> Bool? {
    if same(left, right), left.readsSomething {
      switch operation {
      case .equal, .lessOrEqual, .greaterOrEqual: return true
      case .notEqual, .less, .greater: return false
      }
    }
    if case .literal(let one, _) = left, case .literal(let other, _) = right, operation == .equal {
      return one == other
    }
    // What the city sets may well be the same everywhere in one city: that is what it is for.
    guard !left.readsCity, !right.readsCity, let first = bounds(of: left, forms),
      let second = bounds(of: right, forms)
    else { return nil }
    switch operation {
    case .less:
      return first.upperBound < second.lowerBound ? true : first.lowerBound >= second.upperBound ? false : nil
    case .lessOrEqual:
      return first.upperBound <= second.lowerBound ? true : first.lowerBound > second.upperBound ? false : nil
    case .greater: return outcome(.less, right, left, forms)
    case .greaterOrEqual: return outcome(.lessOrEqual, right, left, forms)
    case .equal:
      if first.upperBound < second.lowerBound || second.upperBound < first.lowerBound { return false }
      return first.lowerBound == first.upperBound && first == second ? true : nil
    case .notEqual: return outcome(.equal, left, right, forms).map { !$0 }
    }
  }

  private static let ages = ["年齢", "誕生日年齢", "年度末年齢"]

  /// The least and the greatest whole number an expression can be; nil when that is not known.
  private static func bounds(of expression: Expression, _ forms: CheckedForms) -> ClosedRange<Int>? {
    switch expression {
    case .literal(.number(let number), _): return number.integer.map { $0...$0 }
    case .path(.name("法", _), let name, _):
      guard case .number(let number)? = forms.catalog.law.first(where: { $0.name == name })?.value else {
        return nil
      }
      return number...number
    case .call(let function, _, _) where ages.contains(function): return -150...150
    case .call("count", _, _), .call("string length", _, _): return 0...Int.max
    default: return nil
    }
  }

  /// Whether two expressions say the same, wherever they stand.
  private static func same(_ left: Expression, _ right: Expression) -> Bool {
    switch (left, right) {
    case (.name(let one, _), .name(let other, _)): one == other
    case (.path(let one, let name, _), .path(let other, let second, _)): name == second && same(one, other)
    case (.call(let one, let first, _), .call(let other, let second, _)):
      one == other && first.count == second.count && zip(first, second).allSatisfy(same)
    case (.literal(let one, _), .literal(let other, _)): one == other
    default: false
    }
  }
}

extension Expression {
  fileprivate var readsSomething: Bool {
    parts.contains { if case .name = $0 { true } else { false } }
  }

  fileprivate var readsCity: Bool {
    parts.contains { if case .path(.name("市", _), _, _) = $0 { true } else { false } }
  }
}
