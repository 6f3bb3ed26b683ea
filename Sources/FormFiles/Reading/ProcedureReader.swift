import Counter

/// procedures/: one file a department.
struct ProcedureReader {
  let municipality: Municipality

  func procedure(_ section: Section) -> Procedure? {
    defer { section.close() }
    let (id, name) = (section.text("id"), section.text("手続"))
    let place = section.place
    let office = office(section)
    let nature = section.choice("性質", as: Procedure.Nature.self)
    let unit = section.choice("単位", as: Procedure.Unit.self)
    let conditions = section.rows("対象") + [section.formula("条件")].compactMap { $0 }
    let evidence = section.choice("典拠", default: Procedure.Evidence.statute) ?? .statute
    let procedure = Procedure(
      id: id, name: name, nature: nature ?? .duty, office: office ?? .window(0), unit: unit ?? .filing,
      who: section.text("誰"), conditions: conditions, deadlines: deadlines(section),
      whenLate: section.optionalText("過ぎたとき"), basis: section.text("根拠"), evidence: evidence,
      includedIn: section.sections("併せて済む", of: "併せて済む").map(inclusion),
      papers: section.sections("書類", of: "書類").map(paperUse), thingsToBring: things(section, "持ち物"),
      thingsToReturn: things(section, "返すもの"), thingsToReceive: things(section, "受け取るもの"),
      fee: section.formula("手数料"), note: section.optionalText("伝えること"), aliases: section.texts("別名"),
      after: order(section), validity: validity(section), references: section.texts("参照"), place: place)
    return nature == nil || unit == nil || office == nil ? nil : procedure
  }

  private func office(_ section: Section) -> Procedure.Office? {
    if let outside = section.optionalText("庁外") {
      if let index = municipality.outsideOffices.firstIndex(where: { $0.name == outside }) {
        return .outside(index)
      }
      section.report(
        "庁外の「\(outside)」が municipality.yaml にありません", at: section["庁外"],
        correction: "どれか: " + municipality.outsideOffices.map(\.name).joined(separator: "、"))
      return nil
    }
    let window = section.text("窓口")
    if let index = municipality.windows.firstIndex(where: { $0.name == window }) { return .window(index) }
    section.report(
      "窓口「\(window)」が municipality.yaml にありません", at: section["窓口"],
      correction: "どれか: " + municipality.windows.map(\.name).joined(separator: "、"))
    return nil
  }

  private func deadlines(_ section: Section) -> [DeadlineRule] {
    if section.node.mapping?["期限"]?.scalar?.string == "なし" {
      _ = section["期限"]
      return []
    }
    return section.sections("期限", of: "期限").compactMap(deadline)
  }

  private func deadline(_ section: Section) -> DeadlineRule? {
    defer { section.close() }
    guard let kind = section.choice("種類", as: DeadlineRule.Kind.self) else { return nil }
    let units = DeadlineRule.Unit.allCases.filter { section[$0.rawValue] != nil }
    let start = section.formula("起算")
    let words = section.optionalText("文")
    if start != nil, units.count != 1 {
      section.report("「起算」があるときは「日数」「月数」「年数」のどれか1つを書きます")
      return nil
    }
    if start == nil, words == nil {
      section.report("期限の日が決まりません", correction: "「起算」と「日数」、または「文: すみやかに」を書いてください")
      return nil
    }
    if start == nil, let unit = units.first {
      section.report(
        "「\(unit.rawValue)」を数え始める日がありません", at: section[unit.rawValue], correction: "「起算: 届出.異動日」などを足してください")
      return nil
    }
    let unit = units.first ?? .days
    return DeadlineRule(
      kind: kind, condition: section.formula("条件"), start: start, unit: unit,
      amount: section.formula(unit.rawValue),
      counting: section.choice("起算法", default: Period.Counting.civilCode) ?? .civilCode,
      closedDay: section.choice("休日", default: Period.ClosedDay.nextOpenDay) ?? .nextOpenDay, words: words,
      basis: section.optionalText("根拠"))
  }

  private func inclusion(_ section: Section) -> Inclusion {
    defer { section.close() }
    return Inclusion(
      paper: section.text("書類"), condition: section.formula("条件"), basis: section.text("根拠"),
      needsVisit: section.yesNo("立ち寄り", default: true))
  }

  private func paperUse(_ section: Section) -> PaperUse {
    defer { section.close() }
    return PaperUse(paper: section.text("id"), condition: section.formula("条件"))
  }

  private func things(_ section: Section, _ key: String) -> [Thing] {
    section.sections(key, of: key).map { thing in
      defer { thing.close() }
      return Thing(
        id: thing.text("id"), name: thing.text("品"), condition: thing.formula("条件"),
        remark: thing.optionalText("省略") ?? thing.optionalText("あとで"))
    }
  }

  private func order(_ section: Section) -> [String] {
    guard let order = section.section("順", of: "順") else { return [] }
    defer { order.close() }
    return order.texts("前に")
  }

  private func validity(_ section: Section) -> Validity? {
    guard let validity = section.section("有効", of: "有効") else { return nil }
    defer { validity.close() }
    guard let basis = validity.choice("基準", as: Validity.Basis.self) else { return nil }
    return Validity(from: validity.day("から"), to: validity.day("まで"), basis: basis)
  }
}
