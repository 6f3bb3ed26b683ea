import Counter
import Feel
import Foundation
import TestSupport
import Testing

@testable import Records

/// Where people live stands sealed in every journal, whoever is protected.
@Suite struct AddressSealerTests {
  private static let address = "架空市青葉97番3号"
  private static let key = FactKey("届出.新住所", of: .filing(0))

  /// A visit that holds an address as an answer and as a record.
  private func write(_ store: VisitStore) throws -> Int64 {
    let day = try #require(Day(iso: "2026-11-20"))
    let began = Entry.Began(day: day, catalogVersion: "1", programVersion: "1", registerGeneration: 1)
    let visit = try store.begin(began, by: "a", at: Instant(seconds: 1), token: "t").id
    let filed = Entry.Filed(
      filing: Situation.Filing(kind: "転居", people: [0], formerHousehold: nil), people: [nil],
      facts: [FactRecord(FactKey("人.住所", of: .person(0)), KnownFact(.text(Self.address), from: .certificate))]
    )
    try store.append(.filed(filed), to: visit, by: "a", at: Instant(seconds: 2))
    try store.append(
      .answered([FactAnswer(Self.key, .value(.text(Self.address)))]), to: visit, by: "a",
      at: Instant(seconds: 3))
    return visit
  }

  private func texts(_ store: VisitStore, _ visit: Int64) throws -> [String?] {
    let situation = Visit(try store.journal(of: visit)).situation
    return [
      situation.text("届出.新住所", of: .filing(0)), situation.text("人.住所", of: .person(0)),
    ]
  }

  @Test func `no file of the store holds the address, who has the key reads it, and nobody else`() throws {
    let folder = try TemporaryFolder()
    let keys = KeyRing()
    let store = try VisitStore(folder: folder.path, stamp: .fictional, keys: keys)
    store.sealAddresses(of: ["届出.新住所", "人.住所"])
    let visit = try write(store)
    #expect(try texts(store, visit) == [Self.address, Self.address])
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + file))
      #expect(bytes.range(of: Data("青葉97番".utf8)) == nil, "\(file)")
    }
    #expect(
      try texts(try VisitStore(reading: folder.path, keys: keys), visit) == [Self.address, Self.address])
    let stranger = try VisitStore(reading: folder.path, keys: KeyRing())
    #expect(try texts(stranger, visit) == [nil, nil])
    let answer = Visit(try stranger.journal(of: visit)).situation.facts[Self.key]?.answer
    #expect(answer == .willNotSay)
  }

  @Test func `what was written before anything was sealed is read as it stands`() throws {
    let folder = try TemporaryFolder()
    let store = try VisitStore(folder: folder.path, stamp: .fictional, keys: KeyRing())
    let visit = try write(store)
    store.sealAddresses(of: ["届出.新住所", "人.住所"])
    #expect(try texts(store, visit) == [Self.address, Self.address])
  }
}
