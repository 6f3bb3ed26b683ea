extension FilledPaper {
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
