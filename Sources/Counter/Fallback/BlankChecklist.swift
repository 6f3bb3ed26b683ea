import Feel

/// The 手続案内票 of an event with every procedure on it, to be ticked by hand.
struct BlankChecklist {
  let rulebook: Rulebook
  let event: Event
  let table: FactTable

  private var catalog: Catalog { rulebook.catalog }

  func checklist(of procedures: [Int], stamp: String) -> Checklist {
    let form = catalog.checklist
    let city = catalog.municipality
    let (hopes, certain) = (
      procedures.filter { catalog.procedures[$0].nature == .possible },
      procedures.filter { catalog.procedures[$0].nature != .possible }
    )
    let stops = city.windows.indices.compactMap { index -> Checklist.Stop? in
      let here = certain.filter { catalog.procedures[$0].office == .window(index) }
      let window = city.windows[index]
      return here.isEmpty
        ? nil
        : Checklist.Stop(
          name: window.name, place: window.place, telephone: window.telephone, notice: "",
          items: here.map { item($0) }, bring: articles(here) { ($0.thingsToBring, $1.bring) },
          giveBack: articles(here) { ($0.thingsToReturn, $1.giveBack) })
    }
    let outside = city.outsideOffices.indices.compactMap { index -> Checklist.Group? in
      let items = certain.filter { catalog.procedures[$0].office == .outside(index) }.map { item($0) }
      let office = city.outsideOffices[index]
      return items.isEmpty
        ? nil : Checklist.Group(office: office.name, telephone: office.telephone, items: items)
    }
    return Checklist(
      title: form.name, city: city.name, visitNumber: 0, token: "", addressee: "＿＿＿＿＿＿＿＿＿＿＿ 様",
      subject: event.name, printedAt: "　　　　年　　月　　日　　時　　分",
      catalogVersion: String(catalog.version.prefix(8)), stamp: stamp, legend: [], urgent: [], stops: stops,
      minutes: 0, missed: [], later: [], undecided: [], outside: outside,
      possible: hopes.map { item($0, isHope: true) }, missing: [], fee: "きょうは　　　　　　　円",
      contact: city.contact, chapters: form.chapters, width: form.width, height: form.height, size: form.size)
  }

  /// What a window may ask for, each thing once.
  private func articles(
    _ procedures: [Int], _ things: (Procedure, CompiledProcedure) -> ([Thing], [CompiledFormula?])
  ) -> [Checklist.Article] {
    procedures.flatMap { index in
      let (things, conditions) = things(catalog.procedures[index], rulebook.procedures[index])
      return zip(things, conditions).filter { table.mayHold($1) }.map(\.0)
    }.merged.map { Checklist.Article(name: $0.name, remark: "", state: .notSaid) }
  }

  private func item(_ index: Int, isHope: Bool = false) -> Checklist.Item {
    let procedure = catalog.procedures[index]
    let compiled = rulebook.procedures[index]
    var remarks: [String] = []
    if isHope { remarks.append(catalog.officeName(procedure.office)) }
    if procedure.unit == .person, let whom = catalog.vocabulary.selector(named: procedure.who) {
      remarks.append("人ごと（\(whom.label)）")
    }
    remarks += deadlines(procedure, compiled)
    if let fee = fee(procedure, compiled) { remarks.append("手数料 \(fee)") }
    return Checklist.Item(
      mark: "□", title: procedure.nature.mark + procedure.name, remarks: remarks,
      isUnverified: procedure.evidence == .unverified)
  }

  // MARK: Words

  /// What is fixed of the deadlines before a day is known; ！ where late is lost for good.
  private func deadlines(_ procedure: Procedure, _ compiled: CompiledProcedure) -> [String] {
    zip(procedure.deadlines, compiled.deadlines).filter { table.mayHold($1.condition) }.compactMap {
      rule, program in
      guard let words = period(rule, program).map({ "期限 " + $0 }) ?? rule.words else { return nil }
      return (rule.kind == .forfeit ? "！" : "") + words
    }.distinct
  }

  /// «引っ越した日の翌日から14日以内»; nil where the first day is no fact of its own or the length is not named.
  private func period(_ rule: DeadlineRule, _ program: CompiledProcedure.Deadline) -> String? {
    guard let name = rule.start?.text, let fact = catalog.vocabulary.fact(named: name),
      let amount = program.amount, case .value(.number(let number)) = table.evaluate(amount, person: 0),
      let count = number.integer, count >= 0
    else { return nil }
    let first = event.worded(fact).label
    if count == 0 { return first + "まで" }
    let length: String
    switch rule.unit {
    case .days: length = "\(count)日"
    case .months: length = "\(count)か月"
    case .years: length = "\(count)年"
    }
    switch rule.counting {
    case .civilCode: return "\(first)の次の日から\(length)以内"
    case .familyRegister: return "\(first)を含めて\(length)以内"
    }
  }

  private func fee(_ procedure: Procedure, _ compiled: CompiledProcedure) -> String? {
    guard let formula = compiled.fee, case .value(.number(let number)) = table.evaluate(formula, person: 0),
      let yen = number.integer, yen > 0
    else { return nil }
    return (procedure.feeUnit.map { "1\($0) " } ?? "") + Wording.yen(yen)
  }
}
