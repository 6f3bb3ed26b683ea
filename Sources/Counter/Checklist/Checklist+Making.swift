import Feel

extension Rulebook {
  /// Makes the checklist of a visit at a moment. Overrides of the visit count.
  public func checklist(_ visit: Visit, _ label: VisitLabel, at now: Instant) -> Checklist {
    ChecklistMaker(rulebook: self, visit: visit, today: now.day).checklist(label, at: now)
  }

  /// The decisions of a visit with its overrides applied.
  public func decisions(of visit: Visit) -> Determination {
    decisions(of: visit, Deliberation(self, visit.situation))
  }

  public func decisions(of visit: Visit, _ deliberation: Deliberation) -> Determination {
    let computed = deliberation.determine()
    guard !visit.overrides.isEmpty else { return computed }
    let decisions = computed.decisions.map { decision -> Decision in
      guard let override = visit.override(of: catalog.procedures[decision.procedure].id, decision.subject)
      else { return decision }
      var overridden = decision
      overridden.verdict = override.applies ? .applies : .doesNotApply
      return overridden
    }
    return Determination(decisions: decisions, refusals: computed.refusals, defects: computed.defects)
  }
}

private struct ChecklistMaker {
  let rulebook: Rulebook
  let visit: Visit
  let today: Day
  private let groups: [ProcedureGroup]

  private var catalog: Catalog { rulebook.catalog }
  private var situation: Situation { visit.situation }

  init(rulebook: Rulebook, visit: Visit, today: Day) {
    self.rulebook = rulebook
    self.visit = visit
    self.today = today
    groups = rulebook.groups(of: rulebook.decisions(of: visit), in: visit.situation)
  }

  func checklist(_ label: VisitLabel, at now: Instant) -> Checklist {
    let all = groups.filter { $0.state == .applies }
    // What one may only hope for stands apart from what is to be done.
    let (applying, hopes) = (all.filter { !isHope($0) }, all.filter(isHope))
    let stops = stops(applying)
    let form = catalog.checklist
    return Checklist(
      title: form.name, city: catalog.municipality.name, visitNumber: label.number, token: label.token,
      visitors: visitors,
      events: situation.filings.compactMap { catalog.event(ofKind: $0.kind)?.name }.joined(separator: "・"),
      printedAt: Wording.moment(now, eras: catalog.eras), catalogVersion: String(catalog.version.prefix(8)),
      stamp: label.stamp, urgent: urgent(applying), stops: stops.list, minutes: stops.minutes,
      undecided: groups.filter { $0.state == .open && catalog.procedures[$0.procedure].nature == .duty }.map(
        item),
      outside: outside(applying),
      possible: (hopes
        + groups.filter { $0.state == .open && catalog.procedures[$0.procedure].nature != .duty }).map(item),
      bring: bring(applying), fee: fee(applying),
      contact:
        "\(catalog.municipality.windows.first?.name ?? "") \(catalog.municipality.telephone)（\(catalog.municipality.hours)）",
      chapters: form.chapters, width: form.width, height: form.height, size: form.size)
  }

  private func isHope(_ group: ProcedureGroup) -> Bool {
    catalog.procedures[group.procedure].nature == .possible
  }

  private var visitors: String {
    // A paper about those who cannot come is for whoever came.
    if situation.filings.contains(where: { catalog.event(ofKind: $0.kind)?.people.areAbsent ?? false }) {
      return visit.visitor.map { $0.name + " 様" } ?? "ご家族の方"
    }
    // Whom two filings of a visit are about is one person.
    let movers = situation.filings.indices.flatMap {
      situation.movers(of: $0) ?? situation.filings[$0].people
    }.distinct
    guard let first = movers.first else { return "" }
    return situation.name(ofPerson: first) + " 様" + (movers.count > 1 ? " ほか\(movers.count - 1)人" : "")
  }

  // MARK: Chapters

  private func urgent(_ applying: [ProcedureGroup]) -> [String] {
    let pressing = applying.filter { group in
      guard let deadline = group.deadline else { return false }
      guard let left = deadline.daysLeft(on: today) else { return deadline.kind == .forfeit }
      return deadline.kind == .forfeit || left <= 3 && catalog.procedures[group.procedure].nature == .duty
    }
    return pressing.sorted { first, second in
      (first.deadline?.kind.rank ?? 9, first.deadline?.day ?? today) < (
        second.deadline?.kind.rank ?? 9, second.deadline?.day ?? today
      )
    }.map { group in
      let procedure = catalog.procedures[group.procedure]
      let deadline = Wording.deadline(group.deadline, today: today, eras: catalog.eras)
      let isLate = (group.deadline?.daysLeft(on: today) ?? 0) < 0
      // A notification is taken however late it is.
      let taken = isLate && procedure.nature == .duty ? "届出は受け付けます。" : ""
      let loss = procedure.whenLate.map { (isLate ? "" : "（過ぎると）") + $0 } ?? ""
      return "\(procedure.name)\(group.who(in: situation))は\(deadline)。\(taken)\(loss)"
    }
  }

  private func stops(_ applying: [ProcedureGroup]) -> (list: [Checklist.Stop], minutes: Int) {
    var byWindow: [Int: [ProcedureGroup]] = [:]
    for group in applying {
      if case .window(let window) = catalog.procedures[group.procedure].office {
        byWindow[window, default: []].append(group)
      }
    }
    let visited = byWindow.filter { $0.value.contains(where: \.needsVisit) }
    let order = catalog.procedures.reduce(into: [(Int, Int)]()) { pairs, procedure in
      guard case .window(let later) = procedure.office else { return }
      for id in procedure.after {
        guard case .window(let earlier)? = catalog.procedures.first(where: { $0.id == id })?.office,
          earlier != later
        else { continue }
        pairs.append((earlier, later))
      }
    }
    let route = Route(over: Set(visited.keys), before: order, in: catalog.municipality)
    let windows = catalog.municipality.windows
    var list = route.windows.map { index in
      Checklist.Stop(
        name: windows[index].name, place: windows[index].place, telephone: windows[index].telephone,
        items: (byWindow[index] ?? []).sorted { ranked($0) < ranked($1) }.map(item))
    }
    // What is done with another paper and needs no stop of its own stands at the first stop.
    let carried = byWindow.filter { visited[$0.key] == nil }.sorted { $0.key < $1.key }.flatMap(\.value)
    if let first = list.first, !carried.isEmpty {
      list[0] = Checklist.Stop(
        name: first.name, place: first.place, telephone: first.telephone,
        items: first.items + carried.map(item))
    }
    let minutes = route.walkingMinutes + route.windows.reduce(0) { $0 + windows[$1].minutes }
    return (list, minutes)
  }

  /// Losses first, then duties, then by day.
  private func ranked(_ group: ProcedureGroup) -> (Int, Int, Int) {
    let procedure = catalog.procedures[group.procedure]
    let nature = procedure.nature.rank
    return (
      procedure.papers.isEmpty || nature > 0 ? 1 + nature : 0, group.deadline?.kind.rank ?? 9,
      group.deadline?.day?.number ?? .max
    )
  }

  private func outside(_ applying: [ProcedureGroup]) -> [Checklist.Group] {
    catalog.municipality.outsideOffices.indices.compactMap { index in
      let items = applying.filter { catalog.procedures[$0.procedure].office == .outside(index) }.map(item)
      return items.isEmpty
        ? nil : Checklist.Group(office: catalog.municipality.outsideOffices[index].name, items: items)
    }
  }

  private func bring(_ applying: [ProcedureGroup]) -> [String] {
    var seen: Set<String> = []
    return applying.filter {
      if case .window = catalog.procedures[$0.procedure].office { true } else { false }
    }
    .flatMap(\.bring).filter { seen.insert($0.id).inserted }
    .map { $0.name + ($0.remark.map { "（\($0)は要りません）" } ?? "") }
  }

  private func fee(_ applying: [ProcedureGroup]) -> String {
    let inside = applying.filter {
      if case .window = catalog.procedures[$0.procedure].office { true } else { false }
    }
    let certain = inside.filter { catalog.procedures[$0.procedure].nature != .wish }.compactMap(\.fee).reduce(
      0, +)
    let wished = inside.filter { catalog.procedures[$0.procedure].nature == .wish && ($0.fee ?? 0) > 0 }
      .map { "\(catalog.procedures[$0.procedure].name) \(Wording.yen($0.fee ?? 0))" }
    return "きょうは \(Wording.yen(certain))" + (wished.isEmpty ? "" : "（希望する方：\(wished.joined(separator: "、"))）")
  }

  private func item(_ group: ProcedureGroup) -> Checklist.Item {
    let procedure = catalog.procedures[group.procedure]
    var remarks: [String] = []
    // A deadline in many words stands below the title; the column is for days.
    let words = Wording.deadline(group.deadline, today: today, eras: catalog.eras)
    let isDay = group.deadline?.day != nil || words.count <= 12
    if !isDay { remarks.append(words) }
    if let inclusion = group.inclusion {
      remarks.append("\(catalog.paper(inclusion.paper)?.name ?? "届")に含めて届け出ます")
    } else if !group.papers.isEmpty {
      remarks.append("書類\(group.papers.count)")
    }
    if procedure.nature == .possible { remarks.append(catalog.officeName(procedure.office)) }
    if let online = procedure.online { remarks.append("オンライン：\(online)") }
    let others = procedure.alternatives.compactMap { id in
      groups.first { catalog.procedures[$0.procedure].id == id && $0.state == .applies }
    }
    if !others.isEmpty {
      remarks.append(
        "「\(others.map { catalog.procedures[$0.procedure].name }.joined(separator: "」「"))」とどちらか一方")
    }
    remarks += group.bring.prefix(3).map(\.name)
    return Checklist.Item(
      mark: group.state == .open ? "？" : procedure.nature.mark,
      title: procedure.name + group.who(in: situation), deadline: isDay ? words : "",
      isForfeit: group.deadline?.kind == .forfeit, remarks: remarks,
      isUnverified: procedure.evidence == .unverified)
  }
}
