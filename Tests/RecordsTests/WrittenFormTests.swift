import Counter
import Foundation
import Testing

@testable import Records

/// Every kind of entry and operation as it is written, by each version.
@Suite struct WrittenFormTests {
  static func lines(_ name: String) throws -> [String] {
    let file = try #require(
      Bundle.module.url(forResource: name, withExtension: "jsonl", subdirectory: "Fixtures"))
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  private static func entries(_ version: Int) throws -> [JournalEntry] {
    try lines("entries-\(version)").map { try Chain.entry(sequence: 1, body: Data($0.utf8)) }
  }

  private static func operations(_ version: Int) throws -> [DeskOperation] {
    try lines("operations-\(version)").map { try Chain.operation(body: Data($0.utf8)).operation }
  }

  @Test func `writing an entry gives exactly the line of its kind`() throws {
    let written = try Self.entries(2).map { String(decoding: try Chain.body($0), as: UTF8.self) }
    #expect(try written == Self.lines("entries-2"))
  }

  @Test func `what version 1 wrote of every kind of entry says the same`() throws {
    let former = try Self.entries(1)
    #expect(try former == Array(Self.entries(2).prefix(former.count)))
  }

  @Test func `writing an operation gives exactly the line of its kind`() throws {
    let written = try Self.operations(2).map {
      String(
        decoding: try Chain.body($0, time: Instant(seconds: 1_795_152_600), actor: "佐々木"), as: UTF8.self)
    }
    #expect(try written == Self.lines("operations-2"))
  }

  @Test func `what version 1 wrote of every kind of operation says the same`() throws {
    let former = try Self.operations(1)
    #expect(try former == Array(Self.operations(2).prefix(former.count)))
  }

  /// A new kind does not compile here until it is counted, and is not counted until it has a line.
  @Test func `no kind is without a line`() throws {
    #expect(Set(try Self.entries(2).map { Self.ordinal($0.entry) }) == Set(0..<26))
    #expect(Set(try Self.operations(2).map(Self.ordinal)) == Set(0..<26))
  }

  @Test(arguments: [
    (#"{"actor":"a","entry":{"kind":"weighed","payload":{"grams":3}},"time":9,"version":2}"#, "weighed"),
    (
      #"{"actor":"a","entry":{"kind":"answered","payload":{"all":"different"}},"time":9,"version":3}"#,
      "answered"
    ),
    (#"{"entry":["a",1],"version":99}"#, "?"), (#"{"version":3}"#, "?"),
  ])
  func `a kind or a version that is not known opens to be read only`(line: String, kind: String) throws {
    let entry = try Chain.entry(sequence: 2, body: Data(line.utf8))
    #expect(entry.entry == .unknown(kind: kind))
    let began = try #require(try Self.entries(2).first)
    #expect(Visit([began, entry]).isReadOnly)
  }

  @Test func `an operation of a later version is one of a kind that is not known`() throws {
    let line = #"{"actor":"a","entry":{"kind":"flown","payload":[1]},"time":9,"version":2}"#
    #expect(try Chain.operation(body: Data(line.utf8)).operation == .unknown(kind: "flown"))
    let later = #"{"actor":"a","entry":{"kind":"started","to":"the moon"},"time":9,"version":7}"#
    #expect(try Chain.operation(body: Data(later.utf8)).operation == .unknown(kind: "started"))
  }

  private static func ordinal(_ entry: Entry) -> Int {
    switch entry {
    case .began: 0
    case .filed: 1
    case .joined: 2
    case .visitorChecked: 3
    case .answered: 4
    case .withdrawn: 5
    case .undone: 6
    case .redone: 7
    case .overridden: 8
    case .printed: 9
    case .explained: 10
    case .opened: 11
    case .left: 12
    case .sent: 13
    case .received: 14
    case .done: 15
    case .postponed: 16
    case .reminded: 17
    case .released: 18
    case .releaseEnded: 19
    case .held: 20
    case .resumed: 21
    case .finished: 22
    case .reopened: 23
    case .voided: 24
    case .brought: 25
    case .unknown: -1
    }
  }

  private static func ordinal(_ operation: DeskOperation) -> Int {
    switch operation {
    case .started: 0
    case .searched: 1
    case .viewed: 2
    case .printed: 3
    case .signedIn: 4
    case .signInRefused: 5
    case .locked: 6
    case .searchedMuch: 7
    case .released: 8
    case .imported: 9
    case .rolledBack: 10
    case .accountChanged: 11
    case .clockStepped: 12
    case .noted: 13
    case .dayEnded: 14
    case .sealed: 15
    case .endBroken: 16
    case .purged: 17
    case .journalMade: 18
    case .backedUp: 19
    case .restored: 20
    case .listed: 21
    case .visitOpened: 22
    case .certificateViewed: 23
    case .refused: 24
    case .turnedAway: 25
    case .unknown: -1
    }
  }
}
