import Feel

/// Makes the checklist of a visit from its decisions, each procedure once for all it concerns.
struct ChecklistMaker {
  let rulebook: Rulebook
  let visit: Visit
  let now: Instant
  let groups: [ProcedureGroup]
  /// Undecided procedures that lose something, in the order of their days.
  let losses: [OpenLoss]
  /// Procedures that are not named on paper, since they rest on what is never spoken aloud (配慮).
  let unnamed: Set<Int>

  var catalog: Catalog { rulebook.catalog }
  var today: Day { now.day }
  private var situation: Situation { visit.situation }

  init(rulebook: Rulebook, visit: Visit, now: Instant, namesQuiet: Bool = true) {
    self.rulebook = rulebook
    self.visit = visit
    self.now = now
    let deliberation = Deliberation(rulebook, visit.situation)
    groups = rulebook.groups(of: rulebook.decisions(of: visit, deliberation), deliberation)
    let quiet = rulebook.proceduresRestingOnQuiet(groups, deliberation)
    unnamed = quiet.open.union(namesQuiet ? [] : quiet.applying)
    losses = rulebook.openLosses(groups, deliberation)
  }

  func checklist(_ label: VisitLabel) -> Checklist {
    let todays = applying.filter { $0.later == nil }
    let round = round(todays)
    let form = catalog.checklist
    let subject = CounterSubject(visit, in: catalog, namesQuiet: label.namesQuiet)
    let stops = round.stops.map(stop)
    let missed = round.missed.map(stop)
    let later = later(applying.filter { $0.later != nil })
    let outside = outside(applying)
    let possible = (hopes + openRest.filter { catalog.procedures[$0.procedure].nature != .duty }).map {
      item($0)
    }
    let items = (stops + missed + later).flatMap(\.items) + outside.flatMap(\.items) + undecided + possible
    return Checklist(
      title: form.name, city: catalog.municipality.name, visitNumber: label.number, token: label.token,
      addressee: subject.addressee, subject: subject.matter,
      printedAt: Wording.moment(now, eras: catalog.eras), catalogVersion: String(catalog.version.prefix(8)),
      stamp: label.stamp, legend: Checklist.legend(of: items), urgent: urgent(todays) + urgent(losses),
      stops: stops, minutes: round.minutes, missed: missed, later: later, undecided: undecided,
      outside: outside, possible: possible, missing: missing,
      fee: fees(todays, missed: round.missedWindows), contact: catalog.municipality.contact,
      chapters: form.chapters, width: form.width, height: form.height, size: form.size)
  }

  /// What is to be done, or can be had.
  var applying: [ProcedureGroup] { groups.filter { $0.state == .applies && !isHope($0) } }

  /// What one may only hope for stands apart from what is to be done.
  var hopes: [ProcedureGroup] {
    groups.filter { $0.state == .applies && isHope($0) && !unnamed.contains($0.procedure) }
  }

  private func isHope(_ group: ProcedureGroup) -> Bool {
    catalog.procedures[group.procedure].nature == .possible
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
      let whenLate = group.deadline?.whenLate ?? procedure.whenLate ?? ""
      let taken = isLate && procedure.nature == .duty && !whenLate.contains("受け付け") ? "届出は受け付けます。" : ""
      let loss = whenLate.isEmpty ? "" : (isLate ? "" : "（過ぎると）") + whenLate
      if unnamed.contains(group.procedure) { return "\(ChecklistMaker.unnamedTitle)は\(deadline)。" }
      return "\(procedure.name)\(group.who(in: situation))は\(deadline)。\(taken)\(loss)"
    }
  }

  private func outside(_ applying: [ProcedureGroup]) -> [Checklist.Group] {
    outsideOffices(applying).map { office, groups in
      let outside = catalog.municipality.outsideOffices[office]
      return Checklist.Group(office: outside.name, telephone: outside.telephone, items: items(groups))
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

  /// What is done another day, by window.
  private func later(_ groups: [ProcedureGroup]) -> [Checklist.Stop] {
    let byWindow = Dictionary(grouping: groups.filter { window(of: $0) != nil }) { window(of: $0) ?? 0 }
    return byWindow.sorted { $0.key < $1.key }.map { window, groups in
      stop(Round.Stop(window: window, groups: groups.sorted { ranked($0) < ranked($1) }, notice: ""))
    }
  }

  /// What was said to be missing of what today's windows ask for.
  private var missing: [String] {
    let named = applying.filter { !unnamed.contains($0.procedure) }
    return (named.flatMap(\.bring) + named.flatMap(\.giveBack)).merged
      .filter { visit.state(ofThing: $0.id) == .missing }.map(\.name)
  }

  /// 省略 is a case («…とき») or a sentence of its own.
  static func omission(_ remark: String) -> String {
    remark.hasSuffix("とき") ? remark + "は要りません" : remark
  }

  /// Items of one window or office; those that are not named as one.
  func items(_ groups: [ProcedureGroup]) -> [Checklist.Item] {
    let named = groups.filter { !unnamed.contains($0.procedure) }
    let quiet = groups.filter { unnamed.contains($0.procedure) }
    let people = Set(named.compactMap(\.onlyPerson))
    var items = named.map { group -> (Int, Checklist.Item) in
      // Where several are concerned one by one, each has a section.
      guard people.count > 1, let person = group.onlyPerson else { return (-1, item(group)) }
      return (person, item(group, of: person))
    }
    if let first = quiet.min(by: { ($0.deadline?.day?.number ?? .max) < ($1.deadline?.day?.number ?? .max) })
    {
      items.append(
        (
          .max,
          Checklist.Item(
            mark: "○", title: ChecklistMaker.unnamedTitle,
            deadline: Wording.deadline(first.deadline?.onlyDay, today: today, eras: catalog.eras))
        ))
    }
    return items.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(
      \.element.1)
  }

  /// What the family reads instead of a name that would tell what one of them said in private.
  static let unnamedTitle = "窓口で個別にご案内する手続"

  /// `possible` is the deadline of an open procedure, if it applies; `person` is whose section it stands in.
  func item(_ group: ProcedureGroup, possible: Deadline? = nil, of person: Int? = nil) -> Checklist.Item {
    let procedure = catalog.procedures[group.procedure]
    let deadline = group.deadline ?? possible
    var remarks: [String] = []
    if let later = group.later { remarks.append(later) }
    // A deadline in many words stands below the title; the column is for days.
    let words = Wording.deadline(deadline, today: today, eras: catalog.eras)
    let isDay = deadline?.day != nil || words.count <= 12
    if !isDay { remarks.append(words) }
    if let inclusion = group.inclusion {
      remarks.append("\(catalog.paper(inclusion.paper)?.name ?? "届")に含めて届け出ます")
    }
    // Outside the round nothing else says where to ask.
    if procedure.nature == .possible || group.state == .open {
      remarks.append(catalog.officeName(procedure.office))
    }
    if group.state == .applies { remarks += [feeText(group)].compactMap(\.self) }
    if let online = procedure.online { remarks.append("オンライン：\(online)") }
    remarks += [alternatives(group)].compactMap(\.self)
    let tells = group.state == .applies && procedure.nature != .possible
    return Checklist.Item(
      mark: group.state == .open ? "？" : procedure.nature.mark,
      title: procedure.name + (person == nil ? group.who(in: situation) : ""),
      person: person.map { situation.name(ofPerson: $0) } ?? "", deadline: isDay ? words : "",
      isForfeit: deadline?.kind == .forfeit, remarks: remarks,
      notes: tells ? group.notes : [],
      receive: tells ? group.receive.map { $0.name + ($0.remark.map { "（\($0)）" } ?? "") } : [],
      isUnverified: procedure.evidence == .unverified)
  }

  /// «「コンビニ交付」（200円）とどちらか一方».
  private func alternatives(_ group: ProcedureGroup) -> String? {
    let others = catalog.procedures[group.procedure].alternatives.compactMap { id in
      groups.first { catalog.procedures[$0.procedure].id == id && $0.state == .applies }
    }
    guard !others.isEmpty else { return nil }
    let named = others.map { other in
      let fee = other.fee.flatMap { $0 > 0 ? "（\(Wording.yen($0))）" : nil } ?? ""
      return "「\(catalog.procedures[other.procedure].name)」\(fee)"
    }
    return named.joined() + "とどちらか一方"
  }
}
