/// A visit in a line of the list: what is going on with it, without its facts.
package struct VisitSummary: Hashable, Sendable {
  /// Who came, else the first person; empty while nobody was found.
  package let name: String
  /// 届出の種別, in the order in which they were filed.
  package let kinds: [String]
  package let status: Visit.Status
  package let isPrinted: Bool
  /// Entered afterwards from a form of an outage.
  package let isFromPaper: Bool
  package let startedAt: Instant
  package let lastAt: Instant
  package let desks: [String]
  /// By what its people are known again: 宛名番号, or the name of who has none.
  package let people: Set<String>
  package let errands: [Errand]
  /// Whether protection (支援措置) was asked for at this counter; whom the register protects already is not told here.
  package let concernsProtected: Bool

  package init(_ visit: Visit) {
    name = visit.visitor?.name ?? (visit.situation.personCount > 0 ? visit.situation.name(ofPerson: 0) : "")
    kinds = visit.situation.filings.map(\.kind)
    status = visit.status
    isPrinted = !visit.printed.isEmpty
    isFromPaper = visit.began?.takenOnPaper != nil
    startedAt = visit.startedAt ?? Instant(seconds: 0)
    lastAt = visit.lastAt ?? startedAt
    desks = visit.desks
    people = Set(
      visit.residentNumbers.indices.map {
        visit.residentNumbers[$0] ?? visit.situation.name(ofPerson: $0)
      })
    errands = visit.errands
    concernsProtected = visit.concernsProtected
  }

  /// The errand that waits longest, of those that nobody has seen first.
  package var nextErrand: Errand? {
    errands.filter(\.isOpen).min {
      ($0.state == .sent ? 0 : 1, $0.sentAt.seconds) < ($1.state == .sent ? 0 : 1, $1.sentAt.seconds)
    }
  }
}
