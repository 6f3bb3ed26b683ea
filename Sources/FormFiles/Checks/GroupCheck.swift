import Counter
import Feel

enum GroupCheck: CatalogueCheck {
  static let name = "group"
  static let title = "組の重なりと漏れ"
  static let explanation = """
    groups/ に書いた手続が、同じ人に2つ必要になる（重なり）、またはどれも必要にならない（漏れ）ことがあります。
    「見る」の事実のすべての値と、「年齢」の範囲の中で法律や市の値の前後の年齢を、実際に判定して確かめます。「ほかは」には、いつも成り立つものとする事実を書きます。

      - 名前: 転入した人の健康保険
        手続: [nhi.join, elderly.join]
        決まり: 重ならない                 # 一つだけ | 重ならない | 漏れがない
        届出: [転入]
        年齢: [0, 100]
        見る: [人.国保, 人.後期]
        ほかは: { 届出.施設入所のため: いいえ }
    """

  /// More combinations than this are refused.
  private static let limit = 20_000

  static func findings(in forms: CheckedForms) -> [Finding] {
    guard let rulebook = forms.rulebook else { return [] }
    return forms.groups.flatMap { group in
      group.kinds.compactMap { finding(group, kind: $0, rulebook, forms) }
    }
  }

  private static func finding(
    _ group: ProcedureSet, kind: String, _ rulebook: Rulebook, _ forms: CheckedForms
  )
    -> Finding?
  {
    let catalog = forms.catalog
    let members = group.procedures.compactMap { id in catalog.procedures.firstIndex { $0.id == id } }
    guard let event = catalog.event(ofKind: kind), members.count == group.procedures.count else { return nil }
    let domains = group.facts.compactMap { domain(of: $0, catalog) }
    let ages = group.ages.map { turningAges(in: $0, catalog) } ?? []
    let count = domains.reduce(max(1, ages.count)) { $0 > limit ? $0 : $0 * $1.values.count }
    func report(_ message: String, _ correction: String) -> Finding {
      Finding(self, at: group.place, "組「\(group.name)」\(message)", correction: correction)
    }
    guard domains.count == group.facts.count, count <= limit else {
      return report("は確かめる組み合わせが決まらないか、多すぎます（\(count)通り）", "「見る」には、はい・いいえかコードの事実を少なく書いてください")
    }
    // A rule not yet in force would look like a gap.
    let day = Validity.trialDay(members.map { catalog.procedures[$0].validity })
    let deliberation = Deliberation(rulebook, situation(event, group, catalog, on: day), only: Set(members))
    /// The value of each fact that the deliberation knows by now.
    var learnt = domains.map { _ in -1 }
    for age in ages.isEmpty ? [nil] : ages.map(Optional.some) {
      if let age {
        deliberation.learn(
          FactKey(CoreFact.birth, of: .person(0)), as: birth(age.years, age.isEarly, on: day))
      }
      for number in 0..<(count / max(1, ages.count)) {
        var rest = number
        var words = age.map { ["\($0.years)歳（\($0.isEarly ? "1〜3月" : "4〜10月")生まれ）"] } ?? []
        for (index, domain) in domains.enumerated() {
          let chosen = rest % domain.values.count
          let value = domain.values[chosen]
          rest /= domain.values.count
          if learnt[index] != chosen {
            deliberation.learn(domain.key, as: KnownFact(value.value, from: .reception))
            learnt[index] = chosen
          }
          words.append("\(domain.label)＝\(value.word)")
        }
        let who = "\(kind)で\(words.joined(separator: "、"))の人"
        let decisions = deliberation.determine().decisions.filter { members.contains($0.procedure) }
        let applying = Set(decisions.filter { $0.verdict == .applies }.map(\.procedure)).sorted()
        if applying.count > 1, group.rule != .complete {
          let names = applying.map {
            "\(catalog.procedures[$0].id)（\(forms.where(catalog.procedures[$0].place))）"
          }
          return report(
            "に重なりがあります。\(who)には \(names.joined(separator: " と "))が両方必要になります", "どちらかの条件で、もう片方の人を除いてください")
        }
        let open = decisions.filter(\.isOpen)
        if applying.isEmpty || !open.isEmpty, let need = open.flatMap(\.needs).first {
          return report(
            "を確かめられません。\(who)では「\(need.fact)」が分からないと決まりません", "「見る」か「ほかは」に \(need.fact) を足してください")
        }
        if applying.isEmpty, group.rule != .exclusive {
          return report("に漏れがあります。\(who)には、どの手続も必要になりません", "漏れている人に当てはまる手続を足すか、条件を広げてください")
        }
      }
    }
    return nil
  }

  /// Ages around each that law or city names: numbers in rules have names, so verdicts turn nowhere else.
  private static func turningAges(in range: ClosedRange<Int>, _ catalog: Catalog) -> [(
    years: Int, isEarly: Bool
  )] {
    let turning = Set(
      catalog.namedNumbers(of: "歳").flatMap { [$0 - 1, $0, $0 + 1] } + [range.lowerBound, range.upperBound])
    return turning.filter(range.contains).sorted().flatMap { [($0, false), ($0, true)] }
  }

  private static func situation(_ event: Event, _ group: ProcedureSet, _ catalog: Catalog, on day: Day)
    -> Situation
  {
    var situation = Situation(trying: event, people: 1, on: day)
    situation.set(CoreFact.movers, of: .filing(0), to: .people([0]))
    situation.set(CoreFact.eventDay, of: .filing(0), to: .day(day))
    for (fact, value) in group.given {
      situation.set(fact, of: catalog.vocabulary.fact(named: fact)?.subject.first ?? .person(0), to: value)
    }
    return situation
  }

  /// Someone of an age, born after or before 31 March, on which ages at the end of a fiscal year turn.
  private static func birth(_ age: Int, _ isEarly: Bool, on day: Day) -> KnownFact {
    KnownFact(.day(Day(year: day.year - age, month: isEarly ? 2 : 5, day: 20) ?? day), from: .reception)
  }

  private struct Domain {
    let key: FactKey
    let label: String
    let values: [(value: FactValue, word: String)]
  }

  private static func domain(of name: String, _ catalog: Catalog) -> Domain? {
    guard let fact = catalog.vocabulary.fact(named: name) else { return nil }
    let key = FactKey(name, of: fact.subject.first)
    switch fact.kind {
    case .yesNo:
      return Domain(key: key, label: fact.label, values: [(.yesNo(true), "はい"), (.yesNo(false), "いいえ")])
    case .code(let list):
      let codes = catalog.codeList(list)?.codes ?? []
      return Domain(key: key, label: fact.label, values: codes.map { (.text($0.value), $0.label) })
    default: return nil
    }
  }
}

extension Decision {
  fileprivate var needs: [FactKey] {
    switch verdict {
    case .undecided(let needs), .toConfirm(let needs): needs
    case .applies, .doesNotApply, .refused: []
    }
  }
}

extension CheckedForms {
  /// «procedures/insurance.yaml の12行目»
  func `where`(_ place: Place) -> String { "\(place.file) の\(place.line)行目" }
}
