import Counter

/// 組 (groups/): procedures that are meant to exclude each other, or to leave nobody out.
struct ProcedureSet {
  /// 決まり.
  enum Rule: String, CaseIterable {
    case exactlyOne = "一つだけ"
    case exclusive = "重ならない"
    case complete = "漏れがない"
  }

  let name: String
  let procedures: [String]
  let rule: Rule
  /// 届出: kinds of event.
  let kinds: [String]
  /// 年齢: from and to, nil when age plays no part.
  let ages: ClosedRange<Int>?
  /// 見る: facts of which every value is tried.
  let facts: [String]
  /// ほかは: what holds throughout.
  let given: [(fact: String, value: FactValue)]
  let place: Place

  static func read(_ section: Section, in catalog: Catalog) -> ProcedureSet? {
    defer { section.close() }
    let name = section.name("名前", of: .group)
    let procedures = section.references("手続", to: .procedure)
    let rule = section.choice("決まり", as: Rule.self)
    let kinds = section.references("届出", to: .eventKind)
    let limits =
      section.has("年齢") || section.isProbe ? section.numbers("年齢", isRequired: false).map { Int($0) } : []
    let facts = section.references("見る", to: .fact)
    var given: [(fact: String, value: FactValue)] = []
    for entry in section.map("ほかは", .facts, .answers) {
      guard let fact = catalog.vocabulary.fact(named: entry.key) else {
        section.load.refer(to: entry.key, as: .fact, at: entry.keyNode.place(in: section.file))
        continue
      }
      guard let value = FactValue(parsing: entry.value.scalar?.string ?? "", as: fact.kind, in: catalog)
      else {
        section.report(
          "「\(entry.key)」に「\(entry.value.scalar?.string ?? "")」は使えません", at: entry.value,
          correction: fact.kind.howToWrite)
        continue
      }
      given.append((entry.key, value))
    }
    if !limits.isEmpty, limits.count != 2 || limits[0] > limits[1] {
      section.refuse("年齢", "「年齢」は [始め, 終わり] の形で書きます", correction: "例: 年齢: [0, 100]")
      return nil
    }
    guard let rule else { return nil }
    return ProcedureSet(
      name: name, procedures: procedures, rule: rule, kinds: kinds,
      ages: limits.count == 2 ? limits[0]...limits[1] : nil, facts: facts, given: given,
      place: section.place(of: "手続"))
  }
}
