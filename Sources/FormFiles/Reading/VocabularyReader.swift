import Counter

/// vocabulary.yaml.
enum VocabularyReader {
  static func read(_ file: YAMLFile, findings: Findings) -> Vocabulary {
    guard let section = file.section(of: "語彙", findings: findings) else {
      return Vocabulary(facts: [], selectors: [])
    }
    let facts = section.sections("事実", of: "事実").compactMap(fact)
    let selectors = section.sections("選択", of: "選択").compactMap(selector)
    section.close()
    return Vocabulary(facts: facts, selectors: selectors)
  }

  private static func fact(_ section: Section) -> Fact? {
    defer { section.close() }
    let name = section.text("名前")
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let subject = Subject.Kind(rawValue: parts[0]) else {
      section.report(
        "「\(name)」は「主体.名前」の形ではありません", at: section["名前"],
        correction: "主体は " + Subject.Kind.allCases.map(\.rawValue).joined(separator: "、"))
      return nil
    }
    guard let kind = kind(section) else { return nil }
    let supplies = Set(
      section.texts("出どころ").compactMap { text -> Fact.Supply? in
        if let supply = Fact.Supply(rawValue: text) { return supply }
        section.report(
          "出どころに「\(text)」は使えません", at: section["出どころ"],
          correction: "どれか: " + Fact.Supply.allCases.map(\.rawValue).joined(separator: "、"))
        return nil
      })
    return Fact(
      name: name, subject: subject, property: parts[1], kind: kind, label: section.text("見出し"),
      supplies: supplies,
      column: section.optionalText("列"), formula: section.formula("式"), gate: section.formula("門"),
      valueBehindGate: valueBehindGate(section, kind),
      sensitivity: section.choice("取扱い", default: .ordinary) ?? .ordinary)
  }

  private static func kind(_ section: Section) -> Fact.Kind? {
    let list = section.optionalText("コード")
    let written = section.text("型")
    switch (written, list) {
    case ("はい・いいえ", _): return .yesNo
    case ("数", _): return .number
    case ("日", _): return .day
    case ("文字", _): return .text
    case ("氏名", _): return .name
    case ("住所", _): return .address
    case ("人", _): return .person
    case ("人の列", _): return .people
    case ("コード", let list?): return .code(list: list)
    case ("コードの列", let list?): return .codes(list: list)
    case ("コード", nil), ("コードの列", nil):
      section.report("「コード」がありません", correction: "「コード: コード表の名前」を足してください")
      return nil
    default:
      section.report(
        "型に「\(written)」は使えません", at: section["型"],
        correction: "どれか1つ: はい・いいえ、数、日、文字、氏名、住所、コード、コードの列、人、人の列")
      return nil
    }
  }

  /// What a fact is when its gate does not hold: いいえ, none, or the value written.
  private static func valueBehindGate(_ section: Section, _ kind: Fact.Kind) -> FactValue {
    guard let text = section.optionalText("門が外れると") else {
      switch kind {
      case .yesNo: return .yesNo(false)
      case .codes: return .texts([])
      default: return .absent
      }
    }
    switch kind {
    case .yesNo: return .yesNo(text == "はい")
    case .number: return Int(text).map { .number($0) } ?? .absent
    default: return .text(text)
    }
  }

  private static func selector(_ section: Section) -> Selector? {
    defer { section.close() }
    guard let subject = section.choice("主体", as: Subject.Kind.self) else { return nil }
    return Selector(
      name: section.text("名前"), subject: subject, label: section.text("見出し"), formula: section.formula("式"))
  }
}
