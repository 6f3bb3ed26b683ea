extension FilledPaper {
  /// The sheets of one copy of a form: a background of several pages is written as one long page.
  static func pages(_ items: [Item], of form: PaperForm) -> [Page] {
    guard let background = form.background else { return [Page(items: items)] }
    let sheets = Dictionary(grouping: items) { item in
      min(background.pages - 1, max(0, Int(item.top / form.height)))
    }
    return (0..<background.pages).map { sheet in
      Page(
        items: (sheets[sheet] ?? []).map { $0.moved(byY: -Double(sheet) * form.height) },
        background: Page.Sheet(of: background, page: sheet))
    }
  }

  /// «2枚のうち1枚目», at the top of each sheet of a paper that goes on; nothing on a paper of one sheet.
  static func sheetNumber(_ number: Int, of count: Int, on form: PaperForm) -> [Item] {
    guard count > 1 else { return [] }
    let frame = PaperForm.Frame(x: 15, y: 6, width: 40, height: 5)
    return [
      .text(
        TextItem(
          box: nil, frame: frame, text: "\(count)枚のうち\(number)枚目", size: 8, minimumSize: 8,
          alignment: .leading, face: .gothic))
    ]
  }
}

extension FilledPaper.Item {
  /// Millimetres from the upper edge.
  var top: Double {
    switch self {
    case .text(let text): text.frame.y
    case .rule(_, let y1, _, let y2, _): min(y1, y2)
    case .rectangle(let frame, _), .ring(let frame): frame.y
    case .tick(_, let y, _, _): y
    }
  }

  func moved(byY dy: Double) -> FilledPaper.Item {
    switch self {
    case .text(let text): .text(text.moved(byY: dy))
    case .rule(let x1, let y1, let x2, let y2, let width):
      .rule(x1: x1, y1: y1 + dy, x2: x2, y2: y2 + dy, width: width)
    case .rectangle(let frame, let width): .rectangle(frame.moved(byX: 0, y: dy), width: width)
    case .ring(let frame): .ring(frame.moved(byX: 0, y: dy))
    case .tick(let x, let y, let size, let isTicked): .tick(x: x, y: y + dy, size: size, isTicked: isTicked)
    }
  }
}

extension FilledPaper.TextItem {
  func moved(byY dy: Double) -> FilledPaper.TextItem {
    FilledPaper.TextItem(
      box: box, frame: frame.moved(byX: 0, y: dy), text: text, size: size, minimumSize: minimumSize,
      alignment: alignment, face: face)
  }
}

extension Rulebook {
  /// Whether a procedure applies to a person, or to the filing where it is about no person. False while that is not known.
  func applies(_ procedure: String, person: Int?, _ table: FactTable) -> Bool {
    let kind = table.situation.filings[table.filing].kind
    guard let index = catalog.procedures.firstIndex(where: { $0.id == procedure }),
      procedures(ofKind: kind).contains(index)
    else { return false }
    let compiled = procedures[index]
    let subjects = subjects(of: compiled, table)
    let wanted = person.map { Subject.person($0) }
    let gate = shutGate(table)
    return subjects.contains { subject in
      (compiled.unit != .person || wanted == nil || subject == wanted)
        && verdict(compiled, subject, table, gate) == .applies
    }
  }
}
