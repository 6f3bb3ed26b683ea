import Counter
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Records

@Suite struct ImportComparisonTests {
  private let folder: TemporaryFolder
  private let day = "2026-04-01"

  init() throws { folder = try TemporaryFolder() }

  private func examine(_ text: String, terms: ImportTerms = ImportTerms()) throws -> RegisterImport.Summary {
    let file = try folder.write("residents.csv", text)
    return try RegisterImport.examine(
      files: [file], against: folder.path, stamp: .fictional, asOf: Instant(seconds: 0), keys: .ofTests,
      terms: terms)
  }

  @Test func `who came, changed, went and moved to another household is counted by number`() throws {
    try ResidentsFile.take(ResidentsFile.text(1...20) { $0 < 4 ? 1 : $0 }, in: folder)
    let next = ResidentsFile.text(2...21) { $0 == 2 ? 2 : $0 == 3 ? 3 : $0 }
      .replacingOccurrences(of: "90番5号", with: "91番5号")
    let comparison = try #require(try examine(next).comparison)
    #expect(
      (comparison.added, comparison.gone, comparison.changed, comparison.movedHousehold) == (1, 1, 3, 2))
    #expect(try #require(try examine(ResidentsFile.text(1...20) { $0 < 4 ? 1 : $0 }).comparison) == .init())
  }

  @Test func `a change of what is counted with the residents is one, where the columns are the same`() throws
  {
    func text(_ value: String, _ column: String = "国保_資格") -> String {
      ResidentsFile.text(1...2, adding: "支援措置開始年月日,\(column)", values: [1: ",1", 2: ",\(value)"])
    }
    try ResidentsFile.take(text("0"), in: folder)
    #expect(try examine(text("1")).comparison?.changed == 1)
    #expect(try examine(text("1", "後期_資格")).comparison?.changed == 0)
  }

  @Test func `protection is compared by number, not by how many there are`() throws {
    try ResidentsFile.take(ResidentsFile.text(1...40, values: [1: day, 2: day, 3: day]), in: folder)
    let same = ResidentsFile.text(2...41, values: [2: day, 4: day, 41: day])
    let summary = try examine(same)
    let comparison = try #require(summary.comparison)
    #expect(summary.protected == summary.before?.protected)
    #expect(
      (comparison.newlyProtected, comparison.noLongerProtected, comparison.protectedGone) == (2, 1, 1))
    #expect(summary.refusals == [.unprotected(people: 1)])
    #expect {
      try ResidentsFile.take(same, in: folder)
    } throws: {
      if case .refused([.unprotected(people: 1)])? = $0 as? RegisterImport.Failure { true } else { false }
    }
    try ResidentsFile.take(same, in: folder, terms: ImportTerms(acceptsFewer: true))
  }

  @Test func `who is no longer guarded for another is counted`() throws {
    func text(_ household: @escaping (Int) -> Int) -> String {
      ResidentsFile.text(1...30, values: [1: day], household: household)
    }
    try ResidentsFile.take(text { $0 < 4 ? 1 : $0 }, in: folder)
    let summary = try examine(text { $0 == 1 ? 1 : $0 < 4 ? 2 : $0 })
    #expect(summary.comparison?.noLongerGuarded == 2 && summary.guarded == 0)
  }

  @Test func `each file has its own counts`() throws {
    try ResidentsFile.take(ResidentsFile.text(1...20), in: folder)
    let files = try [
      folder.write("a.csv", ResidentsFile.text(1...10)),
      folder.write("b.csv", ResidentsFile.text(11...22, values: [22: day])),
    ]
    let summary = try RegisterImport.examine(
      files: files, against: folder.path, stamp: .fictional, asOf: Instant(seconds: 0), keys: .ofTests)
    #expect(summary.files.map(\.file) == ["a.csv", "b.csv"])
    #expect(summary.files.map(\.residents) == [10, 12])
    #expect(summary.files.map { $0.comparison?.added } == [0, 2])
    #expect(summary.files.map { $0.comparison?.newlyProtected } == [0, 1])
  }

  @Test func `looking writes nothing, and says all that stands against the files`() throws {
    try ResidentsFile.take(
      ResidentsFile.text(1...20, values: [1: day]), in: folder, asOf: Instant(seconds: 100))
    func files() throws -> [String: Data] {
      try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "residents.csv" }
        .reduce(into: [:]) { $0[$1] = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + $1)) }
    }
    let before = try files()
    let summary = try examine(ResidentsFile.text(1...10))
    #expect(
      summary.refusals == [
        .older(before: Instant(seconds: 100), after: Instant(seconds: 0)),
        .fewerResidents(before: 20, after: 10, percent: 10),
        .fewerProtected(before: 1, after: 0, percent: 20),
        .unprotected(people: 1),
      ])
    #expect(try files() == before)
  }

  @Test
  func
    `records of a moment that has not come are refused whatever is accepted, earlier ones are asked about`()
    throws
  {
    let now = Instant(seconds: 1_795_000_000)
    func moment(_ seconds: Int) -> Instant { Instant(seconds: now.seconds + seconds) }
    func refusals(_ seconds: Int, acceptsOlder: Bool = false) throws -> [ImportTerms.Refusal] {
      do {
        return try ResidentsFile.take(
          ResidentsFile.text(1...3), in: folder,
          terms: ImportTerms(acceptsFewer: true, acceptsOlder: acceptsOlder, now: now), asOf: moment(seconds)
        ).refusals
      } catch RegisterImport.Failure.refused(let refusals) { return refusals }
    }
    #expect(try refusals(1, acceptsOlder: true) == [.notYet(asOf: moment(1))])
    #expect(try refusals(0) == [])
    #expect(try refusals(-1) == [.older(before: moment(0), after: moment(-1))])
    #expect(try refusals(-1, acceptsOlder: true) == [])
  }

  @Test func `a register of the first version is compared by its own marks`() throws {
    try ResidentsFile.take(ResidentsFile.text(1...10, values: [1: day]), in: folder)
    let path = folder.path + "/register-1.sqlite"
    try DatabaseQueue(path: path).write {
      try $0.execute(sql: "ALTER TABLE resident DROP COLUMN is_marked; PRAGMA user_version = 1")
    }
    unlink(path + GenerationSum.end)
    let comparison = try #require(try examine(ResidentsFile.text(1...10, values: [2: day])).comparison)
    #expect((comparison.newlyProtected, comparison.noLongerProtected) == (1, 1))
  }
}
