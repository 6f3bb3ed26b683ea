import Counter
import Feel
import Foundation
import TestSupport
import Testing

@testable import Records

/// Stores that keep journals. Each passes every test here.
enum StoreKind: CaseIterable {
  case sqlite, memory

  /// An empty store; `folder` holds it while it is used.
  func makeEmpty(in folder: TemporaryFolder) throws -> any JournalStore {
    switch self {
    case .sqlite: try SQLiteJournal(folder: folder.path, stamp: .fictional)
    case .memory: MemoryJournal()
    }
  }
}

/// What any store of bytes promises.
@Suite struct JournalStoreTests {
  private let folder: TemporaryFolder
  private let day = Day(number: 20_000)

  init() throws { folder = try TemporaryFolder() }

  private func appended(_ text: String, after end: ChainEnd = .start, closes: Bool = false) -> Appended {
    let link = Chain.link(Data(text.utf8), after: end)
    return Appended(
      link: link, previous: end.hash,
      head: Head(end: link.end, isClosed: closes, key: "k", seal: Data([1, 2])))
  }

  /// A visit with one entry, and its end.
  private func begin(_ token: String, number: Int = 1, on day: Day? = nil, in store: any JournalStore) throws
    -> (id: Int64, end: ChainEnd)
  {
    let first = appended("first of \(token)")
    let outcome = try store.commit(
      JournalChange(journal: .begins(day: day ?? self.day, number: number, token: token, first)))
    guard case .done(let id?) = outcome else { throw StoreFailure.damaged(path: "\(outcome)") }
    return (id, first.link.end)
  }

  @Test(arguments: StoreKind.allCases)
  func `bytes are read back as they were written, in order`(kind: StoreKind) throws {
    let store = try kind.makeEmpty(in: folder)
    let visit = try begin("a", in: store)
    let second = appended("{\"not\": \"our\nbusiness\u{0}\"}", after: visit.end)
    #expect(try store.commit(JournalChange(journal: .goesOn(visit.id, second))) == .done(visit.id))
    let links = try store.reading { try $0.links(of: visit.id, after: 0) }
    #expect(links.map(\.sequence) == [1, 2] && links.last == second.link)
    #expect(try store.reading { try $0.links(of: visit.id, after: 1) } == [second.link])
    #expect(try store.reading { try $0.end(of: visit.id) } == second.link.end)
    #expect(try store.reading { try $0.visit(visit.id)?.head } == second.head)
    #expect(try store.reading { try $0.end(of: 99) } == nil)
  }

  @Test(arguments: StoreKind.allCases)
  func `who is behind writes nothing, not in the log either`(kind: StoreKind) throws {
    let store = try kind.makeEmpty(in: folder)
    let visit = try begin("a", in: store)
    let (mine, theirs) = (appended("mine", after: visit.end), appended("theirs", after: visit.end))
    #expect(try store.commit(JournalChange(journal: .goesOn(visit.id, theirs))) == .done(visit.id))
    let change = JournalChange(journal: .goesOn(visit.id, mine), operation: appended("note"))
    #expect(try store.commit(change) == .journalMoved)
    #expect(try store.reading { try $0.links(of: visit.id, after: 0).last } == theirs.link)
    #expect(try store.reading { try $0.operations(after: 0) } == [])
  }

  @Test(arguments: StoreKind.allCases)
  func `a log that moved takes the entry with it`(kind: StoreKind) throws {
    let store = try kind.makeEmpty(in: folder)
    let visit = try begin("a", in: store)
    let first = appended("first")
    #expect(try store.commit(JournalChange(operation: first)) == .done(nil))
    let change = JournalChange(
      journal: .goesOn(visit.id, appended("entry", after: visit.end)), operation: appended("note"))
    #expect(try store.commit(change) == .operationsMoved)
    #expect(try store.reading { try $0.end(of: visit.id) } == visit.end)
    #expect(try store.reading { try $0.operationEnd() } == first.link.end)
    #expect(try store.reading { try $0.operationHead() } == first.head)
  }

  @Test(arguments: StoreKind.allCases)
  func `nothing is chained to an end that nobody wrote`(kind: StoreKind) throws {
    let store = try kind.makeEmpty(in: folder)
    let visit = try begin("a", in: store)
    let forged = appended("entry", after: ChainEnd(sequence: 1, hash: Data([9])))
    #expect(throws: StoreFailure.damaged(path: store.path)) {
      try store.commit(JournalChange(journal: .goesOn(visit.id, forged)))
    }
    #expect(throws: StoreFailure.damaged(path: store.path)) {
      try store.commit(JournalChange(journal: .goesOn(99, appended("entry", after: visit.end))))
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `numbers count from one each day, and a taken one is refused`(kind: StoreKind) throws {
    let store = try kind.makeEmpty(in: folder)
    #expect(try store.reading { try $0.nextNumber(on: day) } == 1)
    _ = try begin("a", in: store)
    #expect(try store.reading { try $0.nextNumber(on: day) } == 2)
    #expect(try store.reading { try $0.nextNumber(on: Day(number: 20_001)) } == 1)
    let second = JournalChange(journal: .begins(day: day, number: 1, token: "b", appended("x")))
    #expect(try store.commit(second) == .numberTaken)
    #expect(try store.reading { try $0.visits(on: nil).count } == 1)
  }

  @Test(arguments: StoreKind.allCases)
  func `visits are found by day, token and number`(kind: StoreKind) throws {
    let store = try kind.makeEmpty(in: folder)
    let (closed, later) = (try begin("d", in: store), try begin("b", number: 2, in: store))
    let old = try begin("c", on: Day(number: 19_000), in: store)
    _ = try store.commit(
      JournalChange(journal: .goesOn(closed.id, appended("end", after: closed.end, closes: true))))
    let today = try store.reading { try $0.visits(on: day) }
    #expect(today.map(\.listing.number) == [1, 2])
    #expect(today.map { $0.head?.isClosed } == [true, false])
    #expect(try store.reading { try $0.visits(on: nil).first?.listing.id } == old.id)
    #expect(try store.reading { try $0.visit(ofToken: "b")?.listing.id } == later.id)
    #expect(try store.reading { try $0.visit(ofToken: "z") } == nil)
    #expect(
      try store.reading { try $0.unfinished(numbered: 1, before: Day(number: 20_001))?.listing.id } == old.id)
    #expect(try store.reading { try $0.unfinished(numbered: 1, before: Day(number: 19_000)) } == nil)
  }

  @Test(arguments: StoreKind.allCases)
  func `a purge takes all of a visit, and its number is not given again the same day`(kind: StoreKind) throws
  {
    let store = try kind.makeEmpty(in: folder)
    let (first, second) = (try begin("a", in: store), try begin("b", number: 2, in: store))
    var change = JournalChange(operation: appended("purged"))
    change.purged = [first.id]
    #expect(try store.commit(change) == .done(nil))
    #expect(try store.reading { try $0.visits(on: nil).map(\.listing.id) } == [second.id])
    #expect(try store.reading { try $0.links(of: first.id, after: 0) } == [])
    #expect(try store.reading { try $0.strays() } == [])
    #expect(try store.reading { try $0.nextNumber(on: day) } == 3)
  }

  @Test(arguments: StoreKind.allCases)
  func `what is noted is remembered and sealing leaves what went on`(kind: StoreKind) throws {
    let store = try kind.makeEmpty(in: folder)
    let visit = try begin("a", in: store)
    #expect(try store.reading { try $0.visit(visit.id)?.noted } == 0)
    var noted = appended("left", after: visit.end)
    noted.isNoted = true
    _ = try store.commit(JournalChange(journal: .goesOn(visit.id, noted)))
    #expect(try store.reading { try $0.visit(visit.id)?.noted } == 2)
    let third = appended("again", after: noted.link.end)
    _ = try store.commit(JournalChange(journal: .goesOn(visit.id, third)))
    #expect(try store.reading { try $0.visit(visit.id)?.noted } == 2)
    var late = JournalChange()
    late.sealed[visit.id] = Head(end: noted.link.end, isClosed: false, key: "new", seal: Data([3]))
    _ = try store.commit(late)
    #expect(try store.reading { try $0.visit(visit.id)?.head } == third.head)
    late.sealed[visit.id] = Head(end: third.link.end, isClosed: false, key: "new", seal: Data([3]))
    _ = try store.commit(late)
    #expect(try store.reading { try $0.visit(visit.id)?.head?.key } == "new")
    var mark = JournalChange()
    mark.noted[visit.id] = 3
    _ = try store.commit(mark)
    #expect(try store.reading { try $0.visit(visit.id)?.noted } == 3)
  }

  @Test(arguments: StoreKind.allCases)
  func `one reading sees one moment`(kind: StoreKind) throws {
    let store = try kind.makeEmpty(in: folder)
    let visit = try begin("a", in: store)
    try store.reading { reading in
      let before = try reading.end(of: visit.id)
      #expect(try reading.links(of: visit.id, after: 0).last?.end == before)
      #expect(try reading.visit(visit.id)?.head?.end == before)
    }
    #expect(try store.reading { try $0.damage() } == [])
  }
}
