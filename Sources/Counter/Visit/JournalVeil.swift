import Feel

/// What of a visit is not told to readers of its journal: where protected people live (支援措置), and what needs a right.
package struct JournalVeil {
  private let catalog: Catalog
  private let hidesAddresses: Bool
  private let columns: Set<String>

  /// Somebody of the visit is protected, or asks for protection, at any time of it: then no address of it is told, not of
  /// one filed before either.
  /// `columns` are the rights by which the reader may see values (見てよい項目).
  package init(_ journal: [JournalEntry], catalog: Catalog, columns: Set<String> = []) {
    self.catalog = catalog
    self.columns = columns
    hidesAddresses = journal.contains { $0.entry.tellsOfProtection }
  }

  /// The entry with what may not be read replaced by a text that says why.
  package func veiled(_ entry: Entry) -> Entry {
    switch entry {
    case .filed(let filed):
      .filed(.init(filing: filed.filing, people: filed.people, facts: filed.facts.map(veiled)))
    case .joined(let joined):
      .joined(.init(filing: joined.filing, people: joined.people, facts: joined.facts.map(veiled)))
    case .released(let released):
      .released(
        .init(release: released.release, resident: released.resident, facts: released.facts.map(veiled)))
    case .answered(let answers):
      .answered(
        answers.map { answer in
          FactAnswer(answer.key, veil(of: answer.fact).map { .value(.text($0)) } ?? answer.answer)
        })
    case .began, .visitorChecked, .withdrawn, .undone, .redone, .overridden, .printed, .explained, .brought,
      .opened,
      .left,
      .sent, .received, .done, .postponed, .reminded, .releaseEnded, .held, .resumed, .finished, .reopened,
      .voided,
      .unknown:
      entry
    }
  }

  private func veiled(_ record: FactRecord) -> FactRecord {
    guard let veil = veil(of: record.fact) else { return record }
    return FactRecord(record.key, KnownFact(.text(veil), from: record.known.origin))
  }

  /// Nil for a fact that may be read. One that the catalogue does not know may be an address.
  private func veil(of name: String) -> String? {
    let fact = catalog.vocabulary.fact(named: name)
    if hidesAddresses, fact?.tellsAddress ?? true { return FactText.guarded }
    return fact?.right.map(columns.contains) ?? true ? nil : FactText.hidden
  }
}

extension Entry {
  /// The facts that it answers or takes back.
  var answeredKeys: [FactKey] {
    switch self {
    case .answered(let answers): answers.map(\.key)
    case .withdrawn(let keys): keys
    case .began, .filed, .joined, .visitorChecked, .undone, .redone, .overridden, .printed, .explained,
      .brought,
      .opened,
      .left, .sent, .received, .done, .postponed, .reminded, .released, .releaseEnded, .held, .resumed,
      .finished,
      .reopened, .voided, .unknown:
      []
    }
  }

  /// Whether it says that somebody is protected, or asks to be.
  var tellsOfProtection: Bool {
    switch self {
    case .filed(let filed): filed.facts.contains { $0.key.isProtecting($0.known.answer) }
    case .joined(let joined): joined.facts.contains { $0.key.isProtecting($0.known.answer) }
    case .answered(let answers): answers.contains { $0.key.isProtecting($0.answer) }
    case .released: true
    case .began, .visitorChecked, .withdrawn, .undone, .redone, .overridden, .printed, .explained, .brought,
      .opened,
      .left,
      .sent, .received, .done, .postponed, .reminded, .releaseEnded, .held, .resumed, .finished, .reopened,
      .voided,
      .unknown:
      false
    }
  }
}

extension FactKey {
  fileprivate func isProtecting(_ answer: Answer) -> Bool {
    switch answer {
    case .value(.yesNo(true)): fact == CoreFact.isProtected
    case .value(.texts(let texts)): texts.contains(CoreCode.protection)
    case .value, .doesNotKnow, .willNotSay: false
    }
  }
}
