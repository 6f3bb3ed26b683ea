import Feel

/// A paper of this visit, ready to be set: what stands in each box, and what could not be filled.
package struct FilledPaper: Hashable, Sendable, Codable {
  /// Id of the form.
  package let form: String
  package let name: String
  /// The person it is for, nil for the filing's own paper.
  package let person: Int?
  package let width: Double
  package let height: Double
  package let pages: [Page]
  /// Labels of boxes that are empty but should not be.
  package let emptyBoxes: [String]

  package init(
    form: String, name: String, person: Int?, width: Double, height: Double, pages: [Page],
    emptyBoxes: [String]
  ) {
    self.form = form
    self.name = name
    self.person = person
    self.width = width
    self.height = height
    self.pages = pages
    self.emptyBoxes = emptyBoxes
  }

  package struct Page: Hashable, Sendable, Codable {
    package let items: [Item]
    /// The page of the city's PDF that lies below; nil where there is none.
    package let background: Sheet?

    package init(items: [Item], background: Sheet? = nil) {
      self.items = items
      self.background = background
    }

    /// A page of a background, from 0.
    package struct Sheet: Hashable, Sendable, Codable {
      package let of: PaperForm.Background
      package let page: Int

      package init(of background: PaperForm.Background, page: Int) {
        of = background
        self.page = page
      }
    }
  }

  /// One thing to draw, in millimetres.
  package enum Item: Hashable, Sendable, Codable {
    case text(TextItem)
    case rule(x1: Double, y1: Double, x2: Double, y2: Double, width: Double)
    case rectangle(PaperForm.Frame, width: Double)
    /// A ticked box; an unticked one is drawn empty.
    case tick(x: Double, y: Double, size: Double, isTicked: Bool)
    /// A circle around a printed word.
    case ring(PaperForm.Frame)
  }

  package struct TextItem: Hashable, Sendable, Codable {
    /// Label of the box for reports, nil for fixed words.
    package let box: String?
    package let frame: PaperForm.Frame
    package let text: String
    package let size: Double
    package let minimumSize: Double
    package let alignment: PaperForm.Alignment
    package let face: PaperForm.Face

    package init(
      box: String?, frame: PaperForm.Frame, text: String, size: Double, minimumSize: Double,
      alignment: PaperForm.Alignment, face: PaperForm.Face
    ) {
      self.box = box
      self.frame = frame
      self.text = text
      self.size = size
      self.minimumSize = minimumSize
      self.alignment = alignment
      self.face = face
    }

    /// The same place with another text, as small as it must be.
    package func saying(_ text: String) -> TextItem {
      TextItem(
        box: box, frame: frame, text: text, size: size, minimumSize: 4, alignment: alignment, face: face)
    }
  }
}

/// A box of a paper as it was filled, for whoever asks where its text comes from.
package struct FilledBox: Hashable, Sendable {
  package let label: String
  /// Empty when it could not be filled.
  package let text: String
  /// nil for a box that is always left blank.
  package let formula: Formula?
  package let filing: Int
  /// Whose row it is in, nil outside rows of people.
  package let person: Int?

  /// The same box with another text.
  package func saying(_ text: String) -> FilledBox {
    FilledBox(label: label, text: text, formula: formula, filing: filing, person: person)
  }
}

/// A paper that the applying procedures need.
package struct NeededPaper: Hashable, Sendable {
  package let form: String
  package let filing: Int
  package let person: Int?
}

extension Rulebook {
  /// The papers of a visit, each once per filing or person, in the order of the catalogue.
  package func papers(for determination: Determination, in situation: Situation) -> [NeededPaper] {
    papers(for: determination, Deliberation(self, situation))
  }

  package func papers(for determination: Determination, _ deliberation: Deliberation) -> [NeededPaper] {
    var needed: [NeededPaper] = []
    for decision in determination.applying {
      for id in detail(of: decision, deliberation).papers {
        guard let form = catalog.paper(id) else { continue }
        let filing = decision.filings.first ?? 0
        for person in people(of: form, decision.subject, deliberation.table(ofFiling: filing)) {
          let paper = NeededPaper(form: id, filing: filing, person: person)
          if !needed.contains(paper) { needed.append(paper) }
        }
      }
    }
    let order = Dictionary(uniqueKeysWithValues: catalog.papers.enumerated().map { ($1.id, $0) })
    return needed.sorted {
      (order[$0.form] ?? 0, $0.filing, $0.person ?? -1) < (order[$1.form] ?? 0, $1.filing, $1.person ?? -1)
    }
  }

  /// Whom a paper is for: the person decided about, those of its own 誰 where the procedure is about no person; nil for a paper
  /// of the filing.
  private func people(of form: PaperForm, _ subject: Subject, _ table: FactTable) -> [Int?] {
    guard form.unit == .person else { return [nil] }
    if case .person(let number) = subject { return [number] }
    return people(ofSelector: form.who, table)
  }

  /// People of a filing, and of the household that they join, who belong to a selector; all without one.
  func people(ofSelector who: String?, _ table: FactTable) -> [Int] {
    let filing = table.situation.filings[table.filing]
    guard let who, let selector = membership(ofSelector: who) else { return filing.people }
    return (filing.people + filing.joinedHousehold).filter {
      if case .value(.boolean(true)) = table.evaluate(selector, person: $0) { true } else { false }
    }
  }

  /// The boxes of a paper in the order of the form, with what fills each.
  package func boxes(of needed: NeededPaper, in situation: Situation) -> [FilledBox] {
    guard let index = catalog.papers.firstIndex(where: { $0.id == needed.form }),
      situation.filings.indices.contains(needed.filing)
    else { return [] }
    let form = catalog.papers[index]
    let table = FactTable(self, KnownSituation(situation), filing: needed.filing)
    var filler = PaperFiller(rulebook: self, table: table, person: needed.person)
    for page in 0..<filler.pageCount(form.elements) {
      _ = filler.items(form.elements, papers[index].elements, page: page)
    }
    return filler.boxes
  }

  /// Fills a paper from the facts. Rows beyond the form's go to a further page.
  package func fill(_ needed: NeededPaper, in situation: Situation) -> FilledPaper? {
    guard let index = catalog.papers.firstIndex(where: { $0.id == needed.form }),
      situation.filings.indices.contains(needed.filing)
    else { return nil }
    let form = catalog.papers[index]
    let table = FactTable(self, KnownSituation(situation), filing: needed.filing)
    var filler = PaperFiller(rulebook: self, table: table, person: needed.person)
    let pageCount = filler.pageCount(form.elements)
    let pages = (0..<pageCount).flatMap { page in
      FilledPaper.pages(
        filler.items(form.elements, papers[index].elements, page: page)
          + FilledPaper.sheetNumber(page + 1, of: pageCount, on: form), of: form)
    }
    return FilledPaper(
      form: form.id, name: form.name, person: needed.person, width: form.width, height: form.height,
      pages: pages,
      emptyBoxes: filler.emptyBoxes)
  }
}

private struct PaperFiller {
  let rulebook: Rulebook
  let table: FactTable
  let person: Int?
  var emptyBoxes: [String] = []
  var boxes: [FilledBox] = []

  init(rulebook: Rulebook, table: FactTable, person: Int?) {
    self.rulebook = rulebook
    self.table = table
    self.person = person
  }

  func pageCount(_ elements: [PaperForm.Element]) -> Int {
    let counts = elements.map { element -> Int in
      guard case .rows(let rows) = element else { return 1 }
      return max(1, (people(rows.who).count + rows.count - 1) / rows.count)
    }
    return counts.max() ?? 1
  }

  mutating func items(
    _ elements: [PaperForm.Element], _ compiled: [CompiledPaper.Element], page: Int
  ) -> [FilledPaper.Item] {
    zip(elements, compiled).flatMap { element, program in
      items(element, program, page: page, person: person, dx: 0, dy: 0)
    }
  }

  private mutating func items(
    _ element: PaperForm.Element, _ compiled: CompiledPaper.Element, page: Int, person: Int?, dx: Double,
    dy: Double
  ) -> [FilledPaper.Item] {
    switch (element, compiled) {
    case (.label(let label), _):
      return [.text(FilledPaper.TextItem(label, dx: dx, dy: dy))]
    case (.rule(let x1, let y1, let x2, let y2, let width), _):
      return [.rule(x1: x1 + dx, y1: y1 + dy, x2: x2 + dx, y2: y2 + dy, width: width)]
    case (.rectangle(let frame, let width), _): return [.rectangle(frame.moved(byX: dx, y: dy), width: width)]
    case (.box(let box), .plain(let formula)):
      return boxItem(box, formula, person, dx, dy, isFirst: page == 0)
    case (.tick(let tick), .plain(let formula)):
      return [
        .tick(
          x: tick.x + dx, y: tick.y + dy, size: tick.size,
          isTicked: holds(tick.condition, formula, person))
      ]
    case (.choices(let choices), .plain(let formula)):
      return rings(choices, formula, person, isFirst: page == 0).map { .ring($0.moved(byX: dx, y: dy)) }
    case (.day(let parts), .plain(let formula)):
      return dayItems(parts, formula, person, dx, dy, isFirst: page == 0)
    case (.rows(let rows), .rows(let programs)):
      let everyone = people(rows.who)
      let shown = everyone.dropFirst(page * rows.count).prefix(rows.count)
      return shown.enumerated().flatMap { position, number -> [FilledPaper.Item] in
        let y = dy + rows.y + Double(position) * rows.height
        return zip(rows.elements, programs).flatMap { element, program in
          items(element, program, page: page, person: number, dx: dx + rows.x, dy: y)
        }
      }
    case (.box, .rows), (.tick, .rows), (.choices, .rows), (.day, .rows), (.rows, .plain):
      preconditionFailure("a paper is compiled element by element")
    }
  }

  private mutating func boxItem(
    _ box: PaperForm.Box, _ formula: CompiledFormula?, _ person: Int?, _ dx: Double, _ dy: Double,
    isFirst: Bool
  ) -> [FilledPaper.Item] {
    guard let formula else { return [] }
    let text = evaluate(formula, person).map(text(of:)) ?? ""
    note(box.label, text, box.value, person, isFirst: isFirst, mayBeEmpty: box.mayBeEmpty)
    if text.isEmpty { return [] }
    let frame = box.frame.moved(byX: dx, y: dy)
    let characters = text.map(String.init)
    // What has more characters than there are squares stands over them, small: never cut.
    guard box.squares > 0, characters.count <= box.squares else {
      return [item(box, label(box.label, person), text, frame)]
    }
    let width = frame.width / Double(box.squares)
    return characters.enumerated().map { position, character in
      let square = PaperForm.Frame(
        x: frame.x + Double(position) * width, y: frame.y, width: width, height: frame.height)
      return item(box, label(box.label, person), character, square, .centre)
    }
  }

  private func item(
    _ box: PaperForm.Box, _ label: String, _ text: String, _ frame: PaperForm.Frame,
    _ alignment: PaperForm.Alignment? = nil
  ) -> FilledPaper.Item {
    .text(
      FilledPaper.TextItem(
        box: label, frame: frame, text: text, size: box.size, minimumSize: box.minimumSize,
        alignment: alignment ?? box.alignment, face: .mincho))
  }

  /// Notes what a box came to hold, once, and that it is empty but should not be.
  private mutating func note(
    _ name: String, _ text: String, _ formula: Formula?, _ person: Int?, isFirst: Bool, mayBeEmpty: Bool
  ) {
    if isFirst || person != self.person {
      boxes.append(
        FilledBox(
          label: label(name, person), text: text, formula: formula, filing: table.filing, person: person))
    }
    if text.isEmpty, !mayBeEmpty { emptyBoxes.append(label(name, person)) }
  }

  private func holds(_ condition: PaperForm.Tick.Condition, _ formula: CompiledFormula?, _ person: Int?)
    -> Bool
  {
    switch condition {
    case .formula: return formula.map { evaluate($0, person) == .boolean(true) } ?? false
    case .applies(let procedures): return procedures.contains { rulebook.applies($0, person: person, table) }
    case .never: return false
    }
  }

  private mutating func rings(
    _ choices: PaperForm.Choices, _ formula: CompiledFormula?, _ person: Int?, isFirst: Bool
  ) -> [PaperForm.Frame] {
    guard let formula else { return [] }
    let values: [String] =
      switch evaluate(formula, person) {
      case .string(let text)?: [text.string]
      case .list(let items)?: items.map(text(of:))
      case .some, nil: []
      }
    note(
      choices.label, values.joined(separator: "、"), choices.value, person, isFirst: isFirst, mayBeEmpty: true)
    return choices.options.filter { values.contains($0.value) }.map(\.frame)
  }

  private mutating func dayItems(
    _ parts: PaperForm.DayParts, _ formula: CompiledFormula?, _ person: Int?, _ dx: Double, _ dy: Double,
    isFirst: Bool
  ) -> [FilledPaper.Item] {
    guard let formula else { return [] }
    guard case .date(let day)? = evaluate(formula, person) else {
      note(parts.label, "", parts.value, person, isFirst: isFirst, mayBeEmpty: parts.mayBeEmpty)
      return []
    }
    let eras = rulebook.catalog.eras
    note(
      parts.label, eras.long(day), parts.value, person, isFirst: isFirst, mayBeEmpty: parts.mayBeEmpty)
    let (era, year) = eras.era(of: day).map { ($0.era.name, $0.year) } ?? ("", Int(day.year))
    let rings = parts.eras.filter { !era.isEmpty && era.hasPrefix($0.value) }
    let numbers = [(parts.year, year), (parts.month, Int(day.month)), (parts.day, Int(day.day))]
    return rings.map { .ring($0.frame.moved(byX: dx, y: dy)) }
      + numbers.map { frame, number in
        .text(
          FilledPaper.TextItem(
            box: label(parts.label, person), frame: frame.moved(byX: dx, y: dy), text: String(number),
            size: parts.size, minimumSize: 6, alignment: .centre, face: .mincho))
      }
  }

  private func label(_ name: String, _ person: Int?) -> String {
    person.map { "\(name)（\(table.situation.name(ofPerson: $0))）" } ?? name
  }

  private func evaluate(_ formula: CompiledFormula, _ person: Int?) -> Value? {
    guard case .value(let value) = table.evaluate(formula, person: person) else { return nil }
    return value
  }

  private func text(of value: Value) -> String {
    switch value {
    case .string(let text): text.string
    case .number(let number): number.text
    case .date(let day): rulebook.catalog.eras.long(day)
    case .boolean(let flag): flag ? "はい" : "いいえ"
    case .list(let items): items.map(text(of:)).joined(separator: "、")
    case .record(let record):
      if case .person(let number) = table.subject(ofRecord: record) {
        table.situation.name(ofPerson: number)
      } else {
        ""
      }
    case .null, .time, .dateTime, .duration, .months, .context, .range, .function: ""
    }
  }

  private func people(_ who: String) -> [Int] {
    rulebook.people(ofSelector: who, table)
  }
}
