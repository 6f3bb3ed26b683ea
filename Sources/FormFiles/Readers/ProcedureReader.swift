import Counter

/// procedures/: one file a department.
struct ProcedureReader {
  let municipality: Municipality

  func procedure(_ section: Section) -> Procedure? {
    defer { section.close() }
    let (id, name) = (section.name("id", of: .procedure), section.text("手続"))
    let place = section.place
    let office = office(section)
    let nature = section.choice("性質", as: Procedure.Nature.self)
    let unit = section.choice("単位", as: Procedure.Unit.self)
    let conditions = section.rows("対象") + [section.formula("条件")].compactMap { $0 }
    let order = order(section)
    let evidence = section.choice("典拠", as: Procedure.Evidence.self) ?? .unverified
    let procedure = Procedure(
      id: id, name: name, nature: nature ?? .duty, office: office ?? .window(0), unit: unit ?? .filing,
      who: section.reference("誰", to: .selector), conditions: conditions, deadlines: deadlines(section),
      whenLate: section.optionalText("過ぎたとき"), basis: section.text("根拠"), evidence: evidence,
      confirmation: confirmation(section), includedIn: section.sections("併せて済む", of: "併せて済む").map(inclusion),
      papers: section.sections("書類", of: "書類").map(paperUse),
      noPaper: section.optionalChoice("書類なし", as: Procedure.NoPaper.self),
      thingsToBring: things(section, "持ち物"),
      thingsToReturn: things(section, "返すもの"), thingsToReceive: things(section, "受け取るもの"),
      fee: section.formula("手数料"), feeUnit: section.optionalText("手数料の数え方"), later: later(section),
      notes: notes(section), aliases: section.texts("別名"),
      after: order.before, together: order.together, alternatives: order.alternatives,
      online: section.optionalText("オンライン"), validity: validity(section), references: section.texts("参照"),
      place: place)
    // Kept even where something is wrong in it, so that the rest of it is checked too.
    return procedure
  }

  private func office(_ section: Section) -> Procedure.Office? {
    if let outside = section.optionalReference("庁外", to: .office) {
      return municipality.outsideOffices.firstIndex { $0.answers(to: outside) }.map { .outside($0) }
    }
    if !section.has("窓口"), !section.isProbe {
      section.report(
        as: MissingKeyCheck.self, "「窓口」も「庁外」もありません", correction: "「窓口: 課の名前」か「庁外: 役所の名前」の行を足してください")
    }
    return section.optionalReference("窓口", to: .window).flatMap { window in
      municipality.windows.firstIndex { $0.answers(to: window) }.map { .window($0) }
    }
  }

  private func confirmation(_ section: Section) -> Procedure.Confirmation? {
    guard let confirmation = section.section("確認", of: "確認") else { return nil }
    defer { confirmation.close() }
    let (day, articles) = (confirmation.day("日"), confirmation.texts("条文"))
    let items = confirmation.choices("項目", as: Procedure.Confirmation.Item.self)
    guard let day else {
      confirmation.report(
        as: MissingKeyCheck.self, "「確認」に「日」がありません", correction: "条文と読み比べた日を「日: 2026-11-30」のように書いてください")
      return nil
    }
    return Procedure.Confirmation(day: day, articles: articles, items: items)
  }

  private func deadlines(_ section: Section) -> [DeadlineRule] {
    if section.isNone("期限") { return [] }
    if section.isText("期限") {
      section.refuse(
        "期限", "「期限」は { 種類: …, … } の形で書きます", correction: "例: 期限: { 種類: 目安, 文: ご希望のとき }", DeadlineCheck.self)
      return []
    }
    return section.sections("期限", of: "期限").compactMap(deadline)
  }

  private func deadline(_ section: Section) -> DeadlineRule? {
    defer { section.close() }
    let kind = section.choice("種類", as: DeadlineRule.Kind.self)
    let amounts = DeadlineRule.Unit.allCases.compactMap { unit in
      section.formula(unit.rawValue).map { (unit: unit, formula: $0) }
    }
    let (condition, start) = (section.formula("条件"), section.formula("起算"))
    let words = section.optionalText("文")
    let counting = section.choice("起算法", default: Period.Counting.civilCode) ?? .civilCode
    let closedDay = section.choice("休日", default: Period.ClosedDay.nextOpenDay) ?? .nextOpenDay
    let (basis, whenLate) = (section.optionalText("根拠"), section.optionalText("過ぎたとき"))
    if start != nil, amounts.count != 1, !section.isProbe {
      section.report(
        as: DeadlineCheck.self, "「起算」があるときは「日数」「月数」「年数」のどれか1つを書きます", correction: "例: 日数: 法.転入届の日数")
      return nil
    }
    if start == nil, let amount = amounts.first {
      section.refuse(
        amount.unit.rawValue, "「\(amount.unit.rawValue)」を数え始める日がありません", correction: "「起算: 届出.異動日」などを足してください",
        DeadlineCheck.self)
      return nil
    }
    if start == nil, words == nil {
      section.report(
        as: DeadlineCheck.self, "期限の日が決まりません", correction: "「起算」と「日数」、または「文: すみやかに」を書いてください")
      return nil
    }
    guard let kind else { return nil }
    return DeadlineRule(
      kind: kind, condition: condition, start: start, unit: amounts.first?.unit ?? .days,
      amount: amounts.first?.formula, counting: counting, closedDay: closedDay, words: words, basis: basis,
      whenLate: whenLate)
  }

  private func inclusion(_ section: Section) -> Inclusion {
    defer { section.close() }
    return Inclusion(
      paper: section.reference("書類", to: .paper), condition: section.formula("条件"), basis: section.text("根拠"),
      needsVisit: section.yesNo("立ち寄り", default: true))
  }

  private func paperUse(_ section: Section) -> PaperUse {
    defer { section.close() }
    return PaperUse(paper: section.reference("id", to: .paper), condition: section.formula("条件"))
  }

  private func things(_ section: Section, _ key: String) -> [Thing] {
    section.sections(key, of: key).map { thing in
      defer { thing.close() }
      return Thing(
        id: thing.text("id"), name: thing.text("品"), condition: thing.formula("条件"),
        remark: thing.optionalText("省略") ?? thing.optionalText("あとで"))
    }
  }

  private func notes(_ section: Section) -> [Procedure.Note] {
    section.textsOrSections("伝えること", of: "伝えること", isRequired: false) { text, note in
      if let text { return Procedure.Note(text: text, condition: nil) }
      guard let note else { return nil }
      defer { note.close() }
      return Procedure.Note(text: note.text("文"), condition: note.formula("条件"))
    }
  }

  private func later(_ section: Section) -> Procedure.Later? {
    guard let later = section.section("後日", of: "後日") else { return nil }
    defer { later.close() }
    return Procedure.Later(when: later.text("いつ"), condition: later.formula("条件"))
  }

  private func order(_ section: Section) -> (before: [String], together: [String], alternatives: [String]) {
    guard let order = section.section("順", of: "順") else { return ([], [], []) }
    defer { order.close() }
    return (
      order.references("前に", to: .procedure), order.references("一緒に", to: .procedure),
      order.references("どちらか", to: .procedure)
    )
  }

  private func validity(_ section: Section) -> Validity? {
    guard let validity = section.section("有効", of: "有効") else { return nil }
    defer { validity.close() }
    let (from, to) = (validity.day("から"), validity.day("まで"))
    if let from, let to, to < from {
      validity.refuse("まで", "「まで」が「から」より前の日です", correction: "「から」は始まる日、「まで」は終わる日です", ValidityCheck.self)
    }
    guard let basis = validity.choice("基準", as: Validity.Basis.self) else { return nil }
    return Validity(from: from, to: to, basis: basis)
  }
}
