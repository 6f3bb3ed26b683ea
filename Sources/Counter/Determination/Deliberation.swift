/// One situation being thought over: the facts of each filing in slots, derived facts worked out once and shared by
/// verdicts, details, reasons and questions.
///
/// Not for keeping: a new situation wants a new deliberation.
public final class Deliberation {
  public let rulebook: Rulebook
  public let situation: Situation
  private var tables: [FactTable?]

  public init(_ rulebook: Rulebook, _ situation: Situation) {
    self.rulebook = rulebook
    self.situation = situation
    tables = Array(repeating: nil, count: situation.filings.count)
  }

  func table(ofFiling filing: Int) -> FactTable {
    if let table = tables[filing] { return table }
    let table = FactTable(rulebook, situation, filing: filing)
    tables[filing] = table
    return table
  }
}
