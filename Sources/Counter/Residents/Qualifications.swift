/// The qualification columns of a record (資格), as the file wrote them; taken apart only when they are read.
package struct Qualifications: Hashable, Sendable {
  /// Names of the columns the file had.
  package let columns: [String]
  /// Their fields in the same order, parted by `separator`.
  package let fields: String

  package static let separator: Character = "\u{1F}"

  package init(columns: [String], fields: String) {
    self.columns = columns
    self.fields = fields
  }

  /// Field by column; an empty field says no.
  package var byColumn: [String: String] {
    let parts = fields.split(separator: Qualifications.separator, omittingEmptySubsequences: false)
    return Dictionary(zip(columns, parts.map(String.init)), uniquingKeysWith: { first, _ in first })
  }
}

extension Qualifications {
  /// The columns as facts of the vocabulary.
  func facts(of subject: Subject, in catalog: Catalog, from origin: Origin) -> [FactKey: KnownFact] {
    let columns = byColumn
    var facts: [FactKey: KnownFact] = [:]
    for fact in catalog.vocabulary.facts where fact.subject == .person {
      guard let column = fact.column, let text = columns[column] else { continue }
      let value =
        text.isEmpty ? fact.blankValue(in: catalog) : FactValue(parsing: text, as: fact.kind, in: catalog)
      if let value { facts[FactKey(fact.name, of: subject)] = KnownFact(value, from: origin) }
    }
    return facts
  }
}
