import Counter
import Feel
import FormFiles
import Foundation
import TestSupport
import Testing

@testable import Records

@Suite struct ProtectionTests {
  private let day = "2026-04-01"

  private func resident(_ number: Int, in folder: TemporaryFolder) throws -> Resident {
    let register = try Register(folder: folder.path, stamp: .fictional, keys: .ofTests)
    let query = ResidentQuery(String(number), eras: EraTable(eras: []), towns: [])
    return try #require(try register.search(query).residents.first { $0.number.hasSuffix(String(number)) })
  }

  @Test(arguments: [
    "", "支援措置開始日", "支援措置", "DV等支援措置開始年月日", "支援措置_開始年月日", "　支援措置開始年月日", "支援措置終了年月日", "ＤＶ_開始", "抑止フラグ",
    "\u{FEFF}支援措置開始年月日", "支援措置開始年月日\u{200B}", "ｽﾄｰｶｰ", "すとーかー規制", "閲覧制限_有無", "支援 措置 開始年月日", "⽀援措置開始年月日",
    "仮支援措置",
  ])
  func `without the column as it is named nothing is taken, and the sentence names it`(column: String) throws
  {
    let folder = try TemporaryFolder()
    let said = ResidentsFile.reasons(ResidentsFile.text(1...3, adding: column, values: [2: day]), in: folder)
    #expect(said.hasPrefix("1: "), "\(said)")
    #expect(said.contains("「支援措置開始年月日」") || said.contains("「支援措置終了年月日」"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/register"))
  }

  @Test(arguments: ["DV_相談", "抑止", "支援措置_備考", "被支援措置者"])
  func `a column beside it that speaks of protection is not passed over`(column: String) throws {
    let folder = try TemporaryFolder()
    let text = ResidentsFile.text(1...3, adding: "支援措置開始年月日," + column, values: [1: ",1", 2: ",", 3: ","])
    let said = ResidentsFile.reasons(text, in: folder)
    #expect(said.contains("1: 「\(column)」"))
  }

  @Test func `an end without a beginning protects`() throws {
    let folder = try TemporaryFolder()
    let text = ResidentsFile.text(
      1...2, adding: "支援措置開始年月日,支援措置終了年月日", values: [1: ",\(day)", 2: ","])
    #expect(try ResidentsFile.take(text, in: folder).protected == 1)
    #expect(try resident(1, in: folder).isProtected)
    #expect(try !resident(2, in: folder).isProtected)
  }

  @Test(arguments: ["あり", "1", "2026/04/01", "　"])
  func `a mark that is no day is a bad row, not no mark`(value: String) throws {
    let folder = try TemporaryFolder()
    let said = ResidentsFile.reasons(ResidentsFile.text(1...3, values: [2: value]), in: folder)
    #expect(said.contains("3: 「支援措置開始年月日」"))
  }

  @Test func `whoever lives with a protected person has no address either, and is not called one`() throws {
    let folder = try TemporaryFolder()
    let summary = try ResidentsFile.take(
      ResidentsFile.text(1...4, values: [2: day]) { $0 < 4 ? 1 : 2 }, in: folder)
    #expect((summary.protected, summary.guarded) == (1, 2))
    let register = try Register(folder: folder.path, stamp: .fictional, keys: .ofTests)
    let household = try register.household("000000000000001")
    #expect(household.count == 3)
    #expect(household.allSatisfy { $0.isProtected && $0.address == nil })
    #expect(household.filter(\.isMarked).map(\.number) == ["000000000000002"])
    #expect(try resident(4, in: folder).address != nil)
  }

  @Test func `those who live with a protected person are not found by the address`() throws {
    let folder = try TemporaryFolder()
    try ResidentsFile.take(ResidentsFile.text(1...2, values: [2: day]) { _ in 1 }, in: folder)
    let register = try Register(folder: folder.path, stamp: .fictional, keys: .ofTests)
    let town = Town(id: "t", name: "架空町1丁目", reading: "", postalCode: "", primarySchool: "", middleSchool: "")
    let query = ResidentQuery("架空町1丁目90番1号", eras: EraTable(eras: []), towns: [town])
    #expect(try register.search(query).residents.isEmpty)
    #expect(try register.residents(atTown: "架空町1丁目", block: "90番1号").isEmpty)
  }

  @Test func `a household is one however its number is written`() throws {
    let folder = try TemporaryFolder()
    let text =
      ResidentsFile.text(1...1, values: [1: day]) + "2,0001,住民,渡邉 一,ワタナベ ハジメ,1979-03-12,子,架空町1丁目,90番1号,\n"
    try ResidentsFile.take(text, in: folder)
    #expect(try resident(2, in: folder).isProtected)
  }

  @Test func `a person who is gone still guards who stayed`() throws {
    let folder = try TemporaryFolder()
    let text =
      ResidentsFile.text(1...1) + "2,1,除票,渡邉 一,ワタナベ ハジメ,1979-03-12,妻,架空町1丁目,90番1号,\(day)\n"
    try ResidentsFile.take(text, in: folder)
    #expect(try resident(1, in: folder).isProtected)
  }

  @Test func `who lives with a protected person has no address among the facts of a visit`() throws {
    let folder = try TemporaryFolder()
    try ResidentsFile.take(ResidentsFile.text(1...2, values: [2: day]) { _ in 1 }, in: folder)
    let forms =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path + "/forms"
    let catalog = try #require(CatalogReader.read(try FormsFolder(at: forms)).rulebook).catalog
    let facts = try resident(1, in: folder).facts(ofPerson: 0, in: catalog, asOf: Day(number: 20_000))
    #expect(facts[FactKey(CoreFact.address, of: .person(0))]?.answer == .willNotSay)
    #expect(!facts.values.contains { "\($0)".contains("架空町") })
  }

  @Test func `a city whose extract has none says who allowed it, and the register keeps the name`() throws {
    let folder = try TemporaryFolder()
    let terms = ImportTerms(noProtectionDataBy: "田中課長")
    try ResidentsFile.take(ResidentsFile.text(1...3, adding: ""), in: folder, terms: terms)
    #expect(try Register(folder: folder.path, stamp: .fictional, keys: .ofTests).noProtectionDataBy == "田中課長")
  }

  @Test func `the declaration is not taken where the data are there`() throws {
    let folder = try TemporaryFolder()
    let said = ResidentsFile.reasons(
      ResidentsFile.text(1...3), in: folder, terms: ImportTerms(noProtectionDataBy: "田中"))
    #expect(said.contains("--no-protection-data を付けずに"))
  }

  @Test(arguments: [0, 7])
  func `fewer protected people than the city takes do not replace the register`(after: Int) throws {
    let folder = try TemporaryFolder()
    func text(_ marked: Int) -> String {
      ResidentsFile.text(
        1...100, values: Dictionary(uniqueKeysWithValues: (0..<marked).map { ($0 + 1, day) }))
    }
    try ResidentsFile.take(text(10), in: folder)
    #expect {
      try ResidentsFile.take(text(after), in: folder)
    } throws: { error in
      guard case .refused(let refusals)? = error as? RegisterImport.Failure else { return false }
      return refusals == [
        .fewerProtected(before: 10, after: after, percent: 20), .unprotected(people: 10 - after),
      ]
    }
    #expect(try Register(folder: folder.path, stamp: .fictional, keys: .ofTests).protectedCount == 10)
    let summary = try ResidentsFile.take(text(after), in: folder, terms: ImportTerms(acceptsFewer: true))
    #expect(summary.before?.protected == 10 && summary.protected == after)
  }

  @Test func `of protected people who are gone a few are taken and counted`() throws {
    let folder = try TemporaryFolder()
    func text(_ people: ClosedRange<Int>) -> String {
      ResidentsFile.text(people, values: [1: day, 2: day, 3: day, 4: day, 5: day, 6: day])
    }
    try ResidentsFile.take(text(1...60), in: folder)
    let summary = try ResidentsFile.take(text(2...60), in: folder)
    #expect(summary.before?.protected == 6 && summary.protected == 5)
    #expect(summary.comparison?.protectedGone == 1 && summary.comparison?.noLongerProtected == 0)
  }

  @Test func `a protected family on a certificate is not taken with its address`() throws {
    let folder = try TemporaryFolder()
    let people = try folder.write("people.csv", ResidentsFile.text(1...2))
    let incoming = try folder.write(
      "incoming.csv",
      "証明書番号,転入前住所_都道府県,転出予定年月日,氏名,氏名_フリガナ,生年月日,続柄表記,支援措置開始年月日\n転1,見本県,2026-11-18,若葉 太郎,ワカバ タロウ,1990-04-12,世帯主,\(day)\n"
    )
    let said = ResidentsFile.reasons {
      _ = try RegisterImport.run(
        files: [people, incoming], into: folder.path, stamp: .fictional, asOf: Instant(seconds: 0),
        keys: .ofTests)
    }
    #expect(said.contains("2: 支援措置を受けている方です"))
  }
}

/// 支援措置 with its days, 相手方 and 抑止, from the file to the register.
@Suite struct MeasureColumnTests {
  private let columns = "支援措置開始年月日,支援措置終了年月日,支援措置区分,支援措置相手方氏名,抑止_異動,抑止_発行,抑止_照会"

  private func residents(_ values: [Int: String], in folder: TemporaryFolder) throws -> [Resident] {
    let none = String(repeating: ",", count: 6)
    let text = ResidentsFile.text(
      1...3, adding: columns,
      values: Dictionary(uniqueKeysWithValues: (1...3).map { ($0, values[$0] ?? none) }))
    _ = try ResidentsFile.take(text, in: folder)
    let register = try Register(folder: folder.path, stamp: .fictional, keys: .ofTests)
    return try (1...3).map { number in
      let query = ResidentQuery(String(number), eras: EraTable(eras: []), towns: [])
      return try #require(try register.search(query).residents.first { $0.number.hasSuffix(String(number)) })
    }
  }

  @Test func `days, kind, counterparties and restrictions come with the person`() throws {
    let people = try residents(
      [1: "2026-04-01,2027-03-31,,立花 剛志,エラー,警告,", 2: ",,仮,,,,"], in: TemporaryFolder())
    let measure = try #require(people[0].measure)
    #expect(measure.from == Day(iso: "2026-04-01") && measure.until == Day(iso: "2027-03-31"))
    #expect(measure.counterparties.include("立花剛志") && !measure.isProvisional)
    #expect(people[0].restrictions == [Restriction(.change, .error), Restriction(.issue, .alert)])
    #expect(people[1].measure?.isProvisional == true && people[1].isProtected)
    #expect(people[2].measure == nil && people[2].restrictions.isEmpty && !people[2].isProtected)
  }

  @Test(arguments: [",,終了,,,,", ",,,,1,,", ",,,,,,あり"])
  func `a value that is none of them is a bad row`(value: String) throws {
    let none = String(repeating: ",", count: 6)
    let said = ResidentsFile.reasons(
      ResidentsFile.text(1...3, adding: columns, values: [1: none, 2: value, 3: none]),
      in: try TemporaryFolder())
    #expect(said.contains("3: 「支援措置区分」") || said.contains("3: 「抑止_"), "\(said)")
  }
}
