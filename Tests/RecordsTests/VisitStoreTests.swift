import Counter
import Feel
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Records

@Suite struct VisitStoreTests {
  private let began = Entry.Began(
    day: Day(number: 20_000), catalogVersion: "c", programVersion: "0.1.0", registerGeneration: 1)

  private func answer(_ number: Int) -> Entry {
    .answered([FactAnswer(FactKey("人.犬の数", of: .person(0)), .value(.number(number)))])
  }

  @Test func `what is appended is read back in order`() throws {
    let folder = try TemporaryFolder()
    let store = try VisitStore(folder: folder.path, stamp: .fictional)
    let visit = try store.begin(began, by: "佐々木", at: Instant(seconds: 1), token: "a")
    let entries: [Entry] = [
      answer(1), .withdrawn([FactKey("人.犬の数", of: .person(0))]), .undone, .redone,
      .printed(paper: "resident-move"), .held, .resumed,
      .visitorChecked(
        .init(name: "渡邉 花子", relation: "本人", documents: ["card"], shown: "マイナンバーカード", sawProof: false)),
      .overridden(
        .init(procedure: "nhi.join", subject: .person(0), applies: false, reason: "理由", appliedBefore: true)),
      .explained(["nhi.join"]),
      .brought([Brought("loss-certificate", .seen), Brought("seal", .missing)]), .opened(desk: "窓口2"),
      .left(desk: "窓口2"),
      .sent([.init(window: "insurance", procedure: "nhi.join")]), .received(window: "insurance"),
      .done([.init(window: "insurance", procedure: "nhi.join")]),
      .postponed([.init(window: "insurance", procedure: "nhi.join")], reason: "証書がない"),
      .released(
        .init(
          release: .init(supervisor: "課長", reason: "理由", end: Instant(seconds: 9)), resident: "1", facts: [])),
      .releaseEnded, .reminded([Errand.Key(window: "insurance", procedure: "nhi.join")]), .finished,
      .reopened(reason: "字のまちがい"), .voided(reason: "まちがい"),
    ]
    for (index, entry) in entries.enumerated() {
      try store.append(entry, to: visit.id, by: "佐々木", at: Instant(seconds: index + 2))
    }
    let journal = try store.journal(of: visit.id)
    #expect(journal.map(\.entry) == [.began(began)] + entries)
    #expect(journal.map(\.sequence) == Array(1...entries.count + 1))
    #expect(try store.verify() == [])
  }

  @Test func `each day counts its visits from one`() throws {
    let folder = try TemporaryFolder()
    let store = try VisitStore(folder: folder.path, stamp: .fictional)
    let first = try store.begin(began, by: "a", at: Instant(seconds: 1), token: "a")
    let second = try store.begin(began, by: "a", at: Instant(seconds: 2), token: "b")
    let tomorrow = Entry.Began(
      day: Day(number: 20_001), catalogVersion: "c", programVersion: "0", registerGeneration: 1)
    let third = try store.begin(tomorrow, by: "a", at: Instant(seconds: 3), token: "c")
    #expect([first, second, third].map(\.number) == [1, 2, 1])
    #expect(try store.visits(on: Day(number: 20_000)).count == 2)
  }

  @Test func `who is behind appends nothing and is told what others wrote`() throws {
    let folder = try TemporaryFolder()
    let (mine, theirs) = (
      try VisitStore(folder: folder.path, stamp: .fictional),
      try VisitStore(folder: folder.path, stamp: .fictional)
    )
    let visit = try mine.begin(began, by: "佐々木", at: Instant(seconds: 1), token: "a")
    let seen = try mine.foreignChanges()
    try theirs.append(answer(2), to: visit.id, by: "田中", at: Instant(seconds: 2))
    #expect(try mine.foreignChanges() != seen)
    guard
      case .behind(let missed) = try mine.append(
        answer(1), to: visit.id, after: 1, by: "佐々木", at: Instant(seconds: 3))
    else {
      Issue.record("the entry was appended")
      return
    }
    #expect(missed.map(\.actor) == ["田中"] && missed.map(\.entry) == [answer(2)])
    #expect(
      try mine.append(answer(1), to: visit.id, after: 2, by: "佐々木", at: Instant(seconds: 3))
        == .appended(
          JournalEntry(sequence: 3, time: Instant(seconds: 3), actor: "佐々木", entry: answer(1))))
    #expect(try mine.journal(of: visit.id, after: 2).map(\.entry) == [answer(1)])
  }

  @Test func `a day's heads say where journals end, and a token finds its visit`() throws {
    let folder = try TemporaryFolder()
    let store = try VisitStore(folder: folder.path, stamp: .fictional)
    let first = try store.begin(began, by: "a", at: Instant(seconds: 1), token: "abc")
    let second = try store.begin(began, by: "a", at: Instant(seconds: 2), token: "def")
    try store.append(.finished, to: first.id, by: "a", at: Instant(seconds: 3))
    #expect(
      try store.heads(on: began.day) == [
        VisitHead(listing: first, lastSequence: 2, isClosed: true),
        VisitHead(listing: second, lastSequence: 1, isClosed: false),
      ])
    #expect(try store.visit(ofToken: "def") == second)
    #expect(try store.visit(ofToken: "xyz") == nil)
  }

  @Test func `every flush reaches the disk`() throws {
    let folder = try TemporaryFolder()
    let store = try VisitStore(folder: folder.path, stamp: .fictional)
    #expect(try store.isDurable())
  }

  @Test func `a changed byte is found with its place, and not shown`() throws {
    let folder = try TemporaryFolder()
    let store = try VisitStore(folder: folder.path, stamp: .fictional)
    let visit = try store.begin(began, by: "a", at: Instant(seconds: 1), token: "a")
    for number in 1...5 {
      try store.append(answer(number), to: visit.id, by: "a", at: Instant(seconds: number))
    }
    try store.record(.searched(reason: "受付", hits: 3), by: "a", at: Instant(seconds: 9))
    let queue = try DatabaseQueue(path: folder.path + "/visits.sqlite")
    try queue.write {
      try $0.execute(
        sql:
          "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '\"number\":3', '\"number\":9') AS BLOB) WHERE sequence = 4"
      )
    }
    #expect(try store.verify() == [.visit(day: Day(number: 20_000), number: 1, sequence: 4)])
    let damaged = StoreFailure.damaged(path: folder.path + "/visits.sqlite")
    #expect(throws: damaged) { try store.journal(of: visit.id) }
    #expect(throws: damaged) { try store.journal(of: visit.id, after: 3) }
    #expect(throws: damaged) { try store.summary(of: visit.id) }
    #expect(try store.journal(of: visit.id, after: 4).map(\.sequence) == [5, 6])
    try queue.write {
      try $0.execute(sql: "UPDATE operation SET body = CAST(replace(CAST(body AS TEXT), '3', '4') AS BLOB)")
    }
    #expect(try store.verify().contains(.operations(sequence: 1)))
  }

  @Test func `a removed entry breaks the chain`() throws {
    let folder = try TemporaryFolder()
    let store = try VisitStore(folder: folder.path, stamp: .fictional)
    let visit = try store.begin(began, by: "a", at: Instant(seconds: 1), token: "a")
    for number in 1...5 {
      try store.append(answer(number), to: visit.id, by: "a", at: Instant(seconds: number))
    }
    try DatabaseQueue(path: folder.path + "/visits.sqlite").write {
      try $0.execute(sql: "DELETE FROM entry WHERE sequence = 3")
    }
    #expect(try store.verify() == [.visit(day: Day(number: 20_000), number: 1, sequence: 4)])
  }

  @Test func `a store of another stamp and a foreign database are refused`() throws {
    let folder = try TemporaryFolder()
    _ = try VisitStore(folder: folder.path, stamp: .fictional)
    #expect { try VisitStore(folder: folder.path, stamp: .real) } throws: {
      if case .stamped? = $0 as? StoreFailure { true } else { false }
    }
    let other = try TemporaryFolder()
    try DatabaseQueue(path: other.path + "/visits.sqlite").write {
      try $0.execute(sql: "CREATE TABLE theirs (x)")
    }
    #expect(throws: StoreFailure.foreign(path: other.path + "/visits.sqlite")) {
      try VisitStore(folder: other.path, stamp: .real)
    }
  }

  /// The journal of the first version, kept as it was written: every later version must fold it.
  @Test func `the journal of version 1 still folds`() throws {
    let lines = try String(
      contentsOf: #require(
        Bundle.module.url(forResource: "journal-v1", withExtension: "jsonl", subdirectory: "Fixtures")),
      encoding: .utf8)
    let journal = try lines.split(separator: "\n").enumerated().map {
      try Chain.entry(sequence: $0 + 1, body: Data($1.utf8))
    }
    let visit = Visit(journal)
    #expect(!visit.isReadOnly)
    #expect(visit.situation.filings.map(\.kind) == ["転入"])
    #expect(visit.situation.name(ofPerson: 0) == "若葉 太郎")
    #expect(visit.situation.value("届出.異動日", of: .filing(0)) == .day(Day(iso: "2026-11-18")!))
    #expect(visit.visitor?.relation == "本人")
    #expect(visit.status == .finished)
  }
}
