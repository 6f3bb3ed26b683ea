import Feel

/// Every verdict of one visit with its reason, for reading or for another program: what is to be done in the order of walking,
/// then what may be had, what is open, and what does not apply.
package struct DeterminationReport: Encodable, Sendable {
  /// 期限 on the visit's day.
  package struct Due: Encodable, Sendable {
    /// 種類: 法定, 失権, 請求, 目安.
    package let kind: String
    /// The last day, ISO; nil where only words say it.
    package let day: String?
    /// What stands in place of a day or beside it.
    package let words: String?
    /// Negative when late; nil without a day.
    package let daysLeft: Int?
    package let whenLate: String?
    package let basis: String?
  }

  /// Why it is so, for those of whom the same is said.
  package struct Reason: Encodable, Sendable {
    package let subjects: [String]
    package let sentences: [String]
  }

  /// One procedure for all whom it concerns.
  package struct Row: Encodable, Sendable {
    package let id: String
    package let name: String
    package let subjects: [String]
    /// 性質: 義務, 権利, 任意, 見込み.
    package let nature: String
    /// «必要です», «できます», «未定», «要確認», «受付できない», «不要です».
    package let verdict: String
    package let reasons: [Reason]
    package let deadlines: [Due]
    /// Yen; nil when the amount is settled at the window.
    package let fee: Int?
    /// 持ち物.
    package let bring: [String]
    /// 返すもの.
    package let giveBack: [String]
    /// 受け取るもの.
    package let receive: [String]
    /// 伝えること.
    package let notes: [String]
    /// Names of the papers to fill.
    package let papers: [String]
    /// Name of the paper that carries it (併せて済む); nil where it is filed by itself.
    package let carriedBy: String?
    package let online: String?
    /// The window or the office.
    package let office: String
    /// 根拠.
    package let basis: String
    /// 典拠: 条文, 自治体, 未確認.
    package let evidence: String
    /// Facts that an open verdict waits for, with whose.
    package let waitsFor: [String]
  }

  /// A window or an office, and what is done there.
  package struct Stop: Encodable, Sendable {
    package let name: String
    package let place: String?
    package let telephone: String?
    /// Why it is not visited this day and when it opens next; nil at a stop of the round.
    package let notice: String?
    package let procedures: [Row]
  }

  package struct OpenQuestion: Encodable, Sendable {
    package let fact: String
    package let question: String
    package let subjects: [String]
    /// How many open verdicts wait for it.
    package let wouldDecide: Int
  }

  package let name: String
  /// ISO.
  package let day: String
  /// 回る順, counted from `DeterminationReport.beginning`.
  package let windows: [Stop]
  /// Minutes of walking, waiting and being served.
  package let minutes: Int
  /// Windows that take nobody this day.
  package let missed: [Stop]
  package let outside: [Stop]
  /// 見込み.
  package let possible: [Row]
  /// 未定, 要確認 and 受付できない: what loses something by waiting comes first.
  package let open: [Row]
  package let denied: [Row]
  /// Names of all papers to fill, in the order of printing.
  package let papers: [String]
  package let questions: [OpenQuestion]

  /// When the round begins: minutes of the day. A written visit says a day and no time.
  package static let beginning = 9 * 60

  /// With `tellsDenials` also why a procedure does not apply, which takes a sentence for each of hundreds.
  package init(name: String, rulebook: Rulebook, situation: Situation, tellsDenials: Bool) {
    let begin = Instant(
      situation.day, hour: DeterminationReport.beginning / 60, minute: DeterminationReport.beginning % 60)
    let maker = ChecklistMaker(rulebook: rulebook, visit: Visit(situation), now: begin)
    let deliberation = Deliberation(rulebook, situation)
    let determination = deliberation.determine()
    let words = FactText(catalog: rulebook.catalog, situation: situation)
    let rows = DeterminationRows(
      rulebook: rulebook, deliberation: deliberation, words: words, reasons: ReasonText(deliberation))
    self.name = name
    day = situation.day.iso
    let round = maker.round(maker.applying)
    let city = rulebook.catalog.municipality
    func stop(_ stop: ChecklistMaker.Round.Stop) -> Stop {
      let window = city.windows[stop.window]
      return Stop(
        name: window.name, place: window.place, telephone: window.telephone,
        notice: stop.notice.isEmpty ? nil : stop.notice, procedures: stop.groups.map { rows.row($0) })
    }
    windows = round.stops.map(stop)
    minutes = round.minutes
    missed = round.missed.map(stop)
    outside = maker.outsideOffices(maker.applying).map { office, groups in
      Stop(
        name: city.outsideOffices[office].name, place: nil, telephone: nil, notice: nil,
        procedures: groups.map { rows.row($0) })
    }
    possible = maker.hopes.map { rows.row($0) }
    let losing = Set(maker.losses.map(\.group))
    open =
      maker.losses.map { rows.row($0.group, possible: $0.deadline) }
      + maker.groups.filter { $0.state != .applies && !losing.contains($0) }.map { rows.row($0) }
    denied = rows.denied(determination, tellsReasons: tellsDenials)
    papers = rulebook.papers(for: determination, in: situation).map(\.form).distinct.map(rows.paper)
    questions = rulebook.interview(deliberation, determination).items.map { item in
      OpenQuestion(
        fact: item.fact, question: rulebook.catalog.questions[item.question].wording,
        subjects: item.subjects.map(words.name), wouldDecide: item.wouldDecide)
    }
  }
}

/// Makes the rows of a report.
private struct DeterminationRows {
  let rulebook: Rulebook
  let deliberation: Deliberation
  let words: FactText
  let reasons: ReasonText

  private var catalog: Catalog { rulebook.catalog }

  func paper(_ id: String) -> String { catalog.paper(id)?.name ?? id }

  /// `possible` is the deadline of an open procedure, if it applies.
  func row(_ group: ProcedureGroup, possible: Deadline? = nil) -> DeterminationReport.Row {
    let applies = group.state == .applies
    let details = applies ? group.decisions.map { rulebook.detail(of: $0, deliberation) } : []
    let deadlines = (details.flatMap(\.deadlines) + [possible].compactMap(\.self)).distinct.sorted(
      by: Deadline.isEarlier)
    return row(
      group.decisions, told(group.decisions), deadlines.map(due), fee: applies ? group.fee : 0,
      bring: group.bring, giveBack: group.giveBack, receive: details.flatMap(\.receive).merged,
      notes: details.flatMap(\.notes).distinct,
      papers: group.papers, carriedBy: group.inclusion?.paper)
  }

  func denied(_ determination: Determination, tellsReasons: Bool) -> [DeterminationReport.Row] {
    var byProcedure: [Int: [Decision]] = [:]
    for decision in determination.decisions where decision.verdict == .doesNotApply {
      byProcedure[decision.procedure, default: []].append(decision)
    }
    return byProcedure.sorted { $0.key < $1.key }.map { _, decisions in
      row(decisions, tellsReasons ? told(decisions) : [], [], fee: 0)
    }
  }

  private func row(
    _ decisions: [Decision], _ reasons: [DeterminationReport.Reason], _ deadlines: [DeterminationReport.Due],
    fee: Int?, bring: [Thing] = [], giveBack: [Thing] = [], receive: [Thing] = [], notes: [String] = [],
    papers: [String] = [],
    carriedBy: String? = nil
  ) -> DeterminationReport.Row {
    let procedure = catalog.procedures[decisions[0].procedure]
    let waits = decisions.flatMap(\.verdict.needs).distinct
    return DeterminationReport.Row(
      id: procedure.id, name: procedure.name, subjects: decisions.map { words.name($0.subject) },
      nature: procedure.nature.rawValue, verdict: verdict(decisions[0].verdict, procedure), reasons: reasons,
      deadlines: deadlines, fee: fee, bring: bring.map(thing), giveBack: giveBack.map(\.name),
      receive: receive.map { $0.name + ($0.remark.map { "（\($0)）" } ?? "") }, notes: notes,
      papers: papers.map(paper), carriedBy: carriedBy.map(paper), online: procedure.online,
      office: catalog.officeName(procedure.office), basis: procedure.basis,
      evidence: procedure.evidence.rawValue,
      waitsFor: waits.map { "\($0.fact)（\(words.name($0.subject))）" })
  }

  private func verdict(_ verdict: Verdict, _ procedure: Procedure) -> String {
    verdict == .applies ? procedure.nature.verdict : verdict.word
  }

  private func thing(_ thing: Thing) -> String {
    thing.name + (thing.remark.map { "（\(ChecklistMaker.omission($0))）" } ?? "")
  }

  /// Reasons with the people of whom the same is said; the verdict itself is left out.
  private func told(_ decisions: [Decision]) -> [DeterminationReport.Reason] {
    var told: [(subjects: [String], sentences: [String])] = []
    for decision in decisions {
      let sentences = reasons.sentences(of: decision).dropFirst().map(\.text)
      guard !sentences.isEmpty else { continue }
      if let same = told.firstIndex(where: { $0.sentences == sentences }) {
        told[same].subjects.append(words.name(decision.subject))
      } else {
        told.append(([words.name(decision.subject)], sentences))
      }
    }
    return told.map { DeterminationReport.Reason(subjects: $0.subjects, sentences: $0.sentences) }
  }

  private func due(_ deadline: Deadline) -> DeterminationReport.Due {
    DeterminationReport.Due(
      kind: deadline.kind.rawValue, day: deadline.day?.iso, words: deadline.words,
      daysLeft: deadline.daysLeft(on: deliberation.situation.day), whenLate: deadline.whenLate,
      basis: deadline.basis)
  }
}

extension Verdict {
  /// As lists of verdicts call it.
  package var word: String {
    switch self {
    case .applies: "必要です"
    case .doesNotApply: "不要です"
    case .undecided: "未定"
    case .toConfirm: "要確認"
    case .refused: "受付できない"
    }
  }
}
