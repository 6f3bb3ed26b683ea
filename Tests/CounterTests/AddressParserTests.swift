import Feel
import Testing

@testable import Counter

private let table = [
  PostalAddress(code: "1000001", prefecture: "東京都", city: "千代田区", town: "千代田"),
  PostalAddress(code: "0600000", prefecture: "北海道", city: "札幌市中央区", town: ""),
  PostalAddress(code: "4980000", prefecture: "愛知県", city: "弥富市", town: ""),
  PostalAddress(code: "4980000", prefecture: "三重県", city: "桑名郡木曽岬町", town: ""),
  PostalAddress(code: "0295501", prefecture: "岩手県", city: "和賀郡西和賀町", town: "左草"),
  PostalAddress(code: "0295501", prefecture: "岩手県", city: "和賀郡西和賀町", town: "下左草"),
  PostalAddress(code: "9990071", prefecture: "山形県", city: "別の市", town: "別の町"),
]

private let lookup: @Sendable (String) -> [PostalAddress] = { code in table.filter { $0.code == code } }

private let towns = [
  ("南台1丁目", "みなみだい1ちょうめ", "999-0012"), ("南台3丁目", "みなみだい3ちょうめ", "999-0012"), ("桜木町", "さくらぎちょう", "999-0021"),
  ("大字山手", "おおあざやまて", "999-0071"),
].map {
  Town(
    id: $0, name: $0, reading: $1, postalCode: $2, primarySchool: "", middleSchool: "",
    numbering: $0 == "大字山手" || $0 == "桜木町" ? .lots : .residences)
}

private let city = Municipality(
  name: "架空市", prefecture: "架空県", code: "999999", isFictional: true, telephone: "", hours: "",
  calendar: OpeningCalendar(openWeekdays: [], holidays: [], closures: []), windows: [],
  walkingMinutesOnFloor: 1, walkingMinutesPerFloor: 1, outsideOffices: [], values: [], visitRetentionDays: 1)

@Suite struct AddressParserTests {
  private let postal = AddressParser(city: city, towns: towns, lookup: lookup)

  @Test(arguments: [
    ("100-0001", "1000001", ""), ("1000001 1-1", "1000001", "1-1"), ("〒１００－０００１　１－１", "1000001", "１－１"),
    ("〒 100ー0001東京都", "1000001", "東京都"),
  ])
  func `a postal code is read from the front`(text: String, digits: String, rest: String) {
    #expect(PostalCode.leading(text)?.code.digits == digits)
    #expect(PostalCode.leading(text)?.rest == rest)
  }

  @Test(arguments: [
    "", "〒", "100-000", "100-00011", "10000011-1", "1000001-1", "090-1234-5678", "10-00001", "東京都 100-0001",
    "見本県見本市東町2丁目90番7号",
  ])
  func `other figures at the front are no postal code`(text: String) {
    #expect(PostalCode.leading(text) == nil)
    #expect(postal.parse(text) == .noCode)
  }

  @Test(arguments: [
    ("1000001 1-1 コーポ桜101", "東京都千代田区千代田1-1　コーポ桜101"), ("〒100-0001　１－１", "東京都千代田区千代田1-1"),
    ("1000001　１ー１　コーポ桜　１０１", "東京都千代田区千代田1-1　コーポ桜　１０１"), ("1000001 1番1号", "東京都千代田区千代田1番1号"),
    ("1000001 1-1コーポ桜", "東京都千代田区千代田1-1コーポ桜"), ("1000001", "東京都千代田区千代田"),
    ("1000001 東京都千代田区千代田1-1", "東京都千代田区千代田1-1"), ("100-0001 千代田区千代田１番１号", "東京都千代田区千代田１番１号"),
    ("060-0000 大通西1-1", "北海道札幌市中央区大通西1-1"), ("4980000 弥富市前ケ須町1", "愛知県弥富市前ケ須町1"),
    ("0295501 下左草 77-1", "岩手県和賀郡西和賀町下左草77-1"),
    ("100-0001 神奈川県横浜市西区1-2", "神奈川県横浜市西区1-2"), ("0600000 京都府京都市中京区1", "京都府京都市中京区1"),
  ])
  func `the address is written out, with its numbers as typed`(text: String, address: String) {
    #expect(postal.parse(text) == .written(address))
  }

  @Test func `the city's own towns come first and have blocks and numbers`() {
    #expect(postal.parse("9990071 91-2 桜荘") == .written("架空市大字山手91番地2　桜荘"))
    #expect(postal.parse("999-0012 南台3丁目 5") == .written("架空市南台3丁目5番地"))
  }

  @Test func `an unknown code is said to be unknown`() {
    #expect(postal.parse("1234567 1-1") == .unknown("1234567"))
  }

  @Test func `several towns are all given`() {
    #expect(postal.parse("4980000 1-1") == .several(Array(table[2...3])))
    #expect(postal.parse("0295501") == .several(Array(table[4...5])))
  }
}

@Suite struct PostalAnswerTests {
  private let reading = AnswerParser(
    catalog: Catalog(
      version: "", municipality: city, vocabulary: Vocabulary(facts: [], selectors: []), law: [],
      towns: towns, codeLists: [], eras: EraTable(eras: []), events: [], questions: [], procedures: [],
      papers: [], checklist: ChecklistForm(id: "", name: "", width: 0, height: 0, size: 0, chapters: []),
      identity: IdentityRules(documents: [], combinations: [], proxies: [], basis: "")),
    today: Day(number: 0), postalAddresses: lookup)

  private func address(_ text: String, _ name: String) throws(AnswerParser.Refusal) -> FactValue {
    try reading.value(
      text,
      of: Fact(
        name: name, subject: .filing, property: "", kind: .address, label: "", phrase: nil, supplies: [],
        column: nil, formula: nil, gate: nil, valueBehindGate: .absent, sensitivity: .ordinary, length: nil))
  }

  @Test func `an address elsewhere may begin with its postal code`() throws {
    #expect(try address("1000001 1-1 桜荘", CoreFact.formerAddress) == .text("東京都千代田区千代田1-1　桜荘"))
    #expect(try address("ドイツ", CoreFact.formerAddress) == .text("ドイツ"))
    #expect(try address("1234567 1-1", CoreFact.formerAddress) == .text("1234567 1-1"))
  }

  @Test func `several towns elsewhere are named as far as they differ`() {
    #expect(throws: AnswerParser.Refusal.severalTowns(["左草", "下左草"])) {
      try address("0295501 1", CoreFact.formerAddress)
    }
    #expect(throws: AnswerParser.Refusal.severalTowns(["弥富市", "桑名郡木曽岬町"])) {
      try address("4980000 1", CoreFact.formerAddress)
    }
  }

  @Test(arguments: [
    ("9990071 91-2 桜荘", "架空市大字山手91番地2　桜荘"), ("〒９９９－００７１　９１－２", "架空市大字山手91番地2"),
    ("9990012 3丁目91-2", "架空市南台3丁目91番2号"), ("9990012 ３丁目 91-2", "架空市南台3丁目91番2号"),
    ("9990012 南台1丁目 5", "架空市南台1丁目5番地"), ("999-0012 架空市南台1丁目5-1", "架空市南台1丁目5番1号"),
    ("9990012 minamidai3 91-2", "架空市南台3丁目91番2号"), ("南台3丁目 91-2", "架空市南台3丁目91番2号"),
  ])
  func `the new address takes a postal code of the city for its town`(text: String, address: String) throws {
    #expect(try self.address(text, CoreFact.newAddress) == .text(address))
  }

  @Test(arguments: [
    ("9990012 91-2", AnswerParser.Refusal.severalTowns(["南台1丁目", "南台3丁目"])),
    ("9990012", .severalTowns(["南台1丁目", "南台3丁目"])), ("9990071", .noBlock),
    ("1000001 1-1", .notInCity(code: "1000001")),
    ("1000001 南台1丁目 5", .noTown), ("9990071 南台1丁目 5", .noTown),
  ])
  func `a new address whose code does not settle the town is refused`(
    text: String, refusal: AnswerParser.Refusal
  ) {
    #expect(throws: refusal) { try address(text, CoreFact.newAddress) }
  }
}

/// Every way a town and its block are written at a counter.
@Suite struct TownReaderTests {
  private func blocks(_ text: String) -> [String] {
    TownReader(city, towns).readings(of: text).map {
      $0.town.name + TypedBlock($0.rest).written($0.town.numbering)
    }
  }

  @Test(arguments: [
    "南台3-90-5", "南台３ー９０ー５", "南台三丁目90番5号", "みなみだい3丁目90-5", "南台３丁目90-5", "南台3の90の5", "架空県架空市南台3丁目90-5",
    "架空市南台3丁目90番5号", "minamidai 3-90-5", "minamidai3 90-5", "ミナミダイ3－90－5", "南台3 90-5", "南台３丁目９０番地５",
  ])
  func `a town with 丁目 is read in every spelling`(text: String) {
    #expect(blocks(text) == ["南台3丁目90番5号"])
  }

  @Test(arguments: ["さくらぎちょう９５の３", "桜木町95-3", "sakuragichou 95-3", "桜木町９５番地３", "桜木町95番地の3"])
  func `a town that goes by 地番 is written so`(text: String) {
    #expect(blocks(text) == ["桜木町95番地3"])
  }

  @Test(arguments: ["yamate 12-3", "山手12-3", "大字山手12番地3", "やまて12-3", "おおあざやまて12-3"])
  func `a 大字 is read with and without the word`(text: String) {
    #expect(blocks(text) == ["大字山手12番地3"])
  }

  @Test(arguments: [
    ("南台3-90-5 サンハイツ201", "南台3丁目90番5号　サンハイツ201"), ("南台3-90-5サンハイツ２０１", "南台3丁目90番5号　サンハイツ201"),
    ("桜木町95-3-201", "桜木町95-3-201"), ("山手98", "大字山手98番地"),
  ])
  func `a building follows its block`(text: String, address: String) {
    #expect(blocks(text) == [address])
  }

  @Test func `without the number of the 丁目 the towns are offered, and what is none is none`() {
    #expect(TownReader(city, towns).readings(of: "南台").map(\.town.name) == ["南台1丁目", "南台3丁目"])
    #expect(blocks("南台2-3-4") == [])
    #expect(blocks("見知らぬ町1-2") == [] && blocks("1-2") == [])
  }
}
