import Counter
import Feel

extension VisitStore {
  /// Entries of a visit in order, after a sequence number. Throws `damaged` for a journal that is not as it was written.
  package func journal(of visit: Int64, after known: Int) throws -> [JournalEntry] {
    let links = try whole(visit, after: known)
    if let last = links.last { saw(last.end, of: visit) }
    return try links.map { try entry($0) }
  }

  /// The whole journal.
  package func journal(of visit: Int64) throws -> [JournalEntry] { try journal(of: visit, after: 0) }

  /// Visits of a day by 受付番号 with where their journals end. Of those that `known` says nothing new of, it is believed.
  package func heads(on day: Day, known: [Int64: VisitHead] = [:]) throws -> [VisitHead] {
    try store.reading { try $0.visits(on: day) }.map { kept in
      let last = kept.head?.end.sequence ?? 0
      if let head = known[kept.listing.id], head.lastSequence == last { return head }
      return VisitHead(
        listing: kept.listing, lastSequence: last, isClosed: kept.head?.isClosed ?? false)
    }
  }

  package func summary(of visit: Int64) throws -> VisitSummary {
    VisitSummary(Visit(try whole(visit, after: 0).map { try entry($0, namesOnly: true) }))
  }

  /// Links that follow from each other and from the one before them: nothing is shown that somebody, or the disk, changed.
  private func whole(_ visit: Int64, after known: Int) throws -> [Link] {
    let (before, links) = try store.reading {
      (try known > 0 ? $0.link(of: visit, at: known)?.end : .start, try $0.links(of: visit, after: known))
    }
    guard links.isEmpty || before.map({ Chain.firstFault(links, after: $0) == nil }) == true else {
      throw StoreFailure.damaged(path: store.path)
    }
    return links
  }

  /// The visit whose checklist bears a token; nil when there is none.
  package func visit(ofToken token: String) throws -> VisitListing? {
    try store.reading { try $0.visit(ofToken: token)?.listing }
  }

  package func unfinished(numbered number: Int, before day: Day) throws -> VisitListing? {
    try store.reading { try $0.unfinished(numbered: number, before: day)?.listing }
  }

  /// Visits of a day by 受付番号; all visits when `day` is nil.
  package func visits(on day: Day?) throws -> [VisitListing] {
    try store.reading { try $0.visits(on: day).map(\.listing) }
  }

  /// 操作の記録 in order: when, who, what.
  package func operations() throws -> [(time: Instant, actor: String, operation: DeskOperation)] {
    try store.reading { try $0.operations(after: 0) }.map { try operation($0) }
  }
}
