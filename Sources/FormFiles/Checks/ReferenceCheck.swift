import Counter
import Feel

/// Names that one file uses and another defines: facts, selectors, papers, code lists, procedures; ids used twice.
struct ReferenceCheck {
  let catalog: Catalog
  let findings: Findings

  func run() {
    unique(catalog.procedures.map { ($0.id, $0.place) }, "手続")
    unique(catalog.questions.map { ($0.id, $0.place) }, "質問")
    unique(catalog.papers.map { ($0.id, $0.place) }, "書類")
    unique(catalog.events.map { ($0.id, $0.place) }, "届出の種類")
    coreFacts()
    for procedure in catalog.procedures { check(procedure) }
    for question in catalog.questions { check(question) }
    for event in catalog.events { check(event) }
    codeLists()
    numbers()
  }

  private func report(_ place: Place, _ message: String, _ correction: String? = nil) {
    findings.add(
      Finding(
        file: place.file, line: place.line, column: place.column, message: message, correction: correction))
  }

  private func unique(_ ids: [(String, Place)], _ what: String) {
    var seen: [String: Place] = [:]
    for (id, place) in ids {
      if let first = seen[id] {
        report(place, "\(what)の id「\(id)」が2つあります", "もう1つは \(first.file) の\(first.line)行目です。片方の id を変えてください")
      }
      seen[id] = place
    }
  }

  private func coreFacts() {
    for name in CoreFact.all where catalog.vocabulary.fact(named: name) == nil {
      findings.add(
        Finding(
          file: "vocabulary.yaml", line: 1, message: "事実「\(name)」がありません",
          correction: "この事実はプログラムが使います。消さないでください"))
    }
  }

  private func check(_ procedure: Procedure) {
    if let selector = catalog.vocabulary.selector(named: procedure.who) {
      let fits: Bool
      switch procedure.unit {
      case .person: fits = selector.subject == .person
      case .filing: fits = selector.subject == .filing
      case .household: fits = [.household, .formerHousehold, .remainingHousehold].contains(selector.subject)
      }
      if !fits {
        let fitting = catalog.vocabulary.selectors.filter {
          $0.subject.rawValue.hasSuffix(procedure.unit.rawValue)
        }.map(\.name)
        report(
          procedure.place, "単位が「\(procedure.unit.rawValue)」の手続に、誰「\(procedure.who)」は使えません",
          "どれか: " + fitting.joined(separator: "、"))
      }
    } else {
      let names = catalog.vocabulary.selectors.map(\.name)
      report(
        procedure.place, "誰「\(procedure.who)」が vocabulary.yaml の「選択」にありません",
        Spelling.nearest(to: procedure.who, in: names).map { "「\($0)」のことですか" } ?? "どれか: "
          + names.joined(separator: "、"))
    }
    for paper in procedure.papers.map(\.paper) + procedure.includedIn.map(\.paper)
    where catalog.paper(paper) == nil {
      report(
        procedure.place, "書類「\(paper)」が papers/ にありません",
        Spelling.nearest(to: paper, in: catalog.papers.map(\.id)).map { "「\($0)」のことですか" })
    }
    for id in procedure.after where !catalog.procedures.contains(where: { $0.id == id }) {
      report(
        procedure.place, "順の「\(id)」という手続はありません",
        Spelling.nearest(to: id, in: catalog.procedures.map(\.id)).map { "「\($0)」のことですか" })
    }
    if procedure.unit == .household {
      for formula in procedure.conditions where PersonReading.isBare(formula) {
        report(formula.place, "単位が世帯の手続で「人.…」を直接読んでいます", "some 員 in 世帯.員 satisfies 員.… = true のように書いてください")
      }
    }
    if procedure.nature == .duty, procedure.deadlines.isEmpty, procedure.basis.isEmpty {
      report(procedure.place, "義務の手続には根拠が要ります")
    }
  }

  private func check(_ question: Question) {
    guard let fact = catalog.vocabulary.fact(named: question.fact) else {
      report(
        question.place, "質問の事実「\(question.fact)」が語彙にありません",
        Spelling.nearest(to: question.fact, in: catalog.vocabulary.facts.map(\.name)).map { "「\($0)」のことですか" })
      return
    }
    if !fact.supplies.contains(.heard) {
      report(question.place, "事実「\(question.fact)」の出どころに「聞き取り」がありません", "vocabulary.yaml の出どころに「聞き取り」を足してください")
    }
  }

  private func check(_ event: Event) {
    for name in event.opening where catalog.vocabulary.fact(named: name) == nil {
      report(
        event.place, "はじめに聞くことの「\(name)」が語彙にありません",
        Spelling.nearest(to: name, in: catalog.vocabulary.facts.map(\.name)).map { "「\($0)」のことですか" })
    }
    if !(catalog.codeList("届出種別")?.codes.contains { $0.value == event.kind } ?? false) {
      report(event.place, "種別「\(event.kind)」がコード表「届出種別」にありません")
    }
  }

  private func codeLists() {
    for fact in catalog.vocabulary.facts {
      let list: String
      switch fact.kind {
      case .code(let name), .codes(let name): list = name
      default: continue
      }
      if catalog.codeList(list) == nil {
        findings.add(
          Finding(
            file: "vocabulary.yaml", line: 1, message: "「\(fact.name)」のコード表「\(list)」が codes/ にありません",
            correction: Spelling.nearest(to: list, in: catalog.codeLists.map(\.name)).map { "「\($0)」のことですか" })
        )
      }
    }
  }

  /// A number other than 0 and 1 in a rule must have a name with its law or ordinance.
  private func numbers() {
    for procedure in catalog.procedures {
      let formulas =
        procedure.conditions
        + procedure.deadlines.flatMap { [$0.amount, $0.condition, $0.start].compactMap { $0 } }
      for formula in formulas {
        if let number = UnnamedNumber.first(in: formula) {
          report(
            formula.place, "数字「\(number)」に名前がありません", "law.yaml か municipality.yaml で名前を付け、法.… か 市.… と書いてください")
        }
      }
    }
  }
}
