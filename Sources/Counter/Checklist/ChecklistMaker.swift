import Feel

/// Makes the checklist of a visit from its decisions, each procedure once for all it concerns.
struct ChecklistMaker {
  let rulebook: Rulebook
  let visit: Visit
  let now: Instant
  let groups: [ProcedureGroup]
  /// Undecided procedures that lose something, in the order of their days.
  let losses: [OpenLoss]
  /// Open procedures that are not named on paper.
  let unnamed: Set<Int>

  var catalog: Catalog { rulebook.catalog }
  var today: Day { now.day }
  private var situation: Situation { visit.situation }

  init(rulebook: Rulebook, visit: Visit, now: Instant) {
    self.rulebook = rulebook
    self.visit = visit
    self.now = now
    let deliberation = Deliberation(rulebook, visit.situation)
    groups = rulebook.groups(of: rulebook.decisions(of: visit, deliberation), deliberation)
    unnamed = rulebook.proceduresRestingOnQuiet(groups, deliberation)
    losses = rulebook.openLosses(groups, deliberation)
  }

  func checklist(_ label: VisitLabel) -> Checklist {
    let round = round(applying)
    let form = catalog.checklist
    return Checklist(
      title: form.name, city: catalog.municipality.name, visitNumber: label.number, token: label.token,
      visitors: visitors,
      events: situation.filings.compactMap { catalog.event(ofKind: $0.kind)?.name }.joined(separator: "・"),
      printedAt: Wording.moment(now, eras: catalog.eras), catalogVersion: String(catalog.version.prefix(8)),
      stamp: label.stamp, urgent: urgent(applying) + urgent(losses), stops: round.stops.map(stop),
      minutes: round.minutes, missed: round.missed.map(stop),
      undecided: undecided,
      outside: outside(applying),
      possible: (hopes + openRest.filter { catalog.procedures[$0.procedure].nature != .duty }).map {
        item($0)
      },
      bring: bring(applying), fee: fees(applying, missed: round.missedWindows),
      contact: catalog.municipality.contact,
      chapters: form.chapters, width: form.width, height: form.height, size: form.size)
  }

  /// What is to be done, or can be had.
  var applying: [ProcedureGroup] { groups.filter { $0.state == .applies && !isHope($0) } }

  /// What one may only hope for stands apart from what is to be done.
  var hopes: [ProcedureGroup] { groups.filter { $0.state == .applies && isHope($0) } }

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
      let loss = (group.deadline?.whenLate ?? procedure.whenLate).map { (isLate ? "" : "（過ぎると）") + $0 } ?? ""
      return "\(procedure.name)\(group.who(in: situation))は\(deadline)。\(taken)\(loss)"
    }
  }

  private func outside(_ applying: [ProcedureGroup]) -> [Checklist.Group] {
    outsideOffices(applying).map { office, groups in
      Checklist.Group(
        office: catalog.municipality.outsideOffices[office].name, items: groups.map { item($0) })
    }
  }

  /// What is done outside the city hall (庁外), by the office's index.
  func outsideOffices(_ applying: [ProcedureGroup]) -> [(office: Int, groups: [ProcedureGroup])] {
    catalog.municipality.outsideOffices.indices.compactMap { index in
      let groups = applying.filter { catalog.procedures[$0.procedure].office == .outside(index) }.sorted {
        ranked($0) < ranked($1)
      }
      return groups.isEmpty ? nil : (index, groups)
    }
  }

  /// What the windows want to see or have back, each thing once.
  private func bring(_ applying: [ProcedureGroup]) -> [String] {
    let inside = applying.filter { window(of: $0) != nil }
    let shown = inside.flatMap(\.bring).merged
    let ids = Set(shown.map(\.id))
    let returned = inside.flatMap(\.giveBack).merged.filter { !ids.contains($0.id) }
    return shown.map { $0.name + ($0.remark.map { "（\(Self.omission($0))）" } ?? "") }
      + returned.map { "\($0.name)（お返しください）" }
  }

  /// 省略 is a case («…とき») or a sentence of its own.
  static func omission(_ remark: String) -> String {
    remark.hasSuffix("とき") ? remark + "は要りません" : remark
  }

  /// `possible` is the deadline of an open procedure, if it applies.
  func item(_ group: ProcedureGroup, possible: Deadline? = nil) -> Checklist.Item {
    let procedure = catalog.procedures[group.procedure]
    let deadline = group.deadline ?? possible
    var remarks: [String] = []
    // A deadline in many words stands below the title; the column is for days.
    let words = Wording.deadline(deadline, today: today, eras: catalog.eras)
    let isDay = deadline?.day != nil || words.count <= 12
    if !isDay { remarks.append(words) }
    if let inclusion = group.inclusion {
      remarks.append("\(catalog.paper(inclusion.paper)?.name ?? "届")に含めて届け出ます")
    } else if !group.papers.isEmpty {
      remarks.append("書類\(group.papers.count)")
    }
    // Outside the round nothing else says where to ask.
    if procedure.nature == .possible || group.state == .open {
      remarks.append(catalog.officeName(procedure.office))
    }
    if let online = procedure.online { remarks.append("オンライン：\(online)") }
    let others = procedure.alternatives.compactMap { id in
      groups.first { catalog.procedures[$0.procedure].id == id && $0.state == .applies }
    }
    if !others.isEmpty {
      remarks.append(
        "「\(others.map { catalog.procedures[$0.procedure].name }.joined(separator: "」「"))」とどちらか一方")
    }
    let things = group.bring.prefix(3).map(\.name) + (group.bring.count > 3 ? ["ほか"] : [])
    return Checklist.Item(
      mark: group.state == .open ? "？" : procedure.nature.mark,
      title: procedure.name + group.who(in: situation), deadline: isDay ? words : "",
      isForfeit: deadline?.kind == .forfeit, remarks: remarks, things: things,
      isUnverified: procedure.evidence == .unverified)
  }
}
