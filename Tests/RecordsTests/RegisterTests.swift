import Counter
import Feel
import Foundation
import TestSupport
import Testing

@testable import Records

private let header = "宛名番号,世帯番号,住民状態,氏名,氏名_フリガナ,性別表記,生年月日,生年月日_不詳表記,続柄表記,住所_町字,住所_番地号表記,住所_方書,支援措置開始年月日,国保_資格"

private func row(
  _ number: Int, _ name: String, _ reading: String, birth: String = "1979-03-12", household: Int? = nil,
  protected: String = "", state: String = "住民"
) -> String {
  func padded(_ number: Int) -> String {
    String(repeating: "0", count: 15 - String(number).count) + String(number)
  }
  return
    "\(padded(number)),\(padded(household ?? number)),\(state),\(name),\(reading),女,\(birth),,世帯主,架空町1丁目,90番\(number)号,,\(protected),1"
}

private let eras = EraTable(
  eras: [("昭和", "S", "1926-12-25"), ("平成", "H", "1989-01-08")].compactMap { name, letter, first in
    Day(iso: first).map { EraTable.Era(name: name, letter: letter, firstDay: $0) }
  })

@Suite struct RegisterTests {
  private func register(_ rows: [String], in folder: TemporaryFolder) throws -> Register {
    let file = try folder.write("residents.csv", ([header] + rows).joined(separator: "\n") + "\n")
    _ = try RegisterImport.run(
      files: [file], into: folder.path, stamp: .fictional, asOf: Instant(seconds: 0), keys: .ofTests)
    return try Register(folder: folder.path, stamp: .fictional, keys: .ofTests)
  }

  private func names(_ register: Register, _ line: String) throws -> [String] {
    try register.search(ResidentQuery(line, eras: eras, towns: [])).residents.map(\.name.text)
  }

  @Test(arguments: [
    "わたなべ はなこ", "ﾜﾀﾅﾍﾞ", "watanabe hanako", "渡辺花子", "渡邊", "S54.3.12", "昭和54年3月12日", "19790312", "わたなべ S54.3",
    "子", "1",
  ])
  func `a resident is found by whatever the clerk types`(line: String) throws {
    let folder = try TemporaryFolder()
    let register = try register(
      [row(1, "渡邉 花子", "ワタナベ ハナコ"), row(22, "高橋 一", "タカハシ ハジメ", birth: "1960-01-01", household: 2)],
      in: folder)
    #expect(try names(register, line) == ["渡邉 花子"])
  }

  @Test func `every word must fit and hits come by reading and birth`() throws {
    let folder = try TemporaryFolder()
    let register = try register(
      [
        row(1, "佐藤 花", "サトウ ハナ", birth: "1990-01-01"), row(2, "佐藤 葵", "サトウ アオイ"),
        row(3, "佐藤 花", "サトウ ハナ", birth: "1980-01-01"),
      ], in: folder)
    #expect(try names(register, "佐藤 はな").count == 2)
    #expect(
      try register.search(ResidentQuery("佐藤", eras: eras, towns: [])).residents.map(\.number.last) == [
        "2", "3", "1",
      ])
    #expect(try names(register, "佐藤 S54.3.12") == ["佐藤 葵"])
    #expect(try names(register, "山田") == [])
  }

  @Test func `names keep every scalar`() throws {
    let folder = try TemporaryFolder()
    let written = ["葛\u{E0102}城 誠", "\u{FA19}谷 靖", "神谷 靖", "𠮷田 \u{10DE92}"]
    let register = try register(written.enumerated().map { row($0 + 1, $1, "カツラギ マコト") }, in: folder)
    let found = try register.search(ResidentQuery("かつらぎ", eras: eras, towns: [])).residents.map(\.name.text)
    #expect(Set(found.map { Array($0.unicodeScalars) }) == Set(written.map { Array($0.unicodeScalars) }))
    #expect(try names(register, "葛城").count == 1)
    #expect(try names(register, "神谷").count == 2)
  }

  @Test func `a protected person has no address anywhere and is not found by it`() throws {
    let folder = try TemporaryFolder()
    let register = try register([row(1, "保護 花子", "ホゴ ハナコ", protected: "2026-04-01")], in: folder)
    let resident = try #require(
      try register.search(ResidentQuery("ほご", eras: eras, towns: [])).residents.first)
    #expect(resident.isProtected)
    #expect(resident.address == nil)
    var dumped = ""
    dump(resident, to: &dumped)
    #expect(!dumped.contains("架空町"))
    #expect(!"\(resident)".contains("90番"))
    let town = Town(id: "t", name: "架空町1丁目", reading: "", postalCode: "", primarySchool: "", middleSchool: "")
    #expect(try register.search(ResidentQuery("架空町1丁目90番1号", eras: eras, towns: [town])).residents.isEmpty)
    #expect(try register.residents(atTown: "架空町1丁目", block: "90番1号").isEmpty)
  }

  @Test func `one bad row leaves the old register in place and is told by its line`() throws {
    let folder = try TemporaryFolder()
    _ = try register([row(1, "渡邉 花子", "ワタナベ ハナコ")], in: folder)
    let bad = try folder.write(
      "bad.csv",
      [
        header, row(1, "一 一", "イチ"), row(2, "\"二\n二\"", "ニ"), row(3, "三", "サン", birth: "1979-13-40"), "x,y",
        row(4, "", "シ"), row(5, "五", "ゴ", state: "転出"),
      ]
      .joined(separator: "\n"))
    do {
      _ = try RegisterImport.run(
        files: [bad], into: folder.path, stamp: .fictional, asOf: Instant(seconds: 0), keys: .ofTests)
      Issue.record("a bad file was taken")
    } catch .badRows(let rows, let count) {
      #expect(rows.map(\.line) == [5, 6, 7, 8])
      #expect(count == 4)
      #expect(!rows.contains { row in ["一", "三", "五"].contains { row.reason.contains($0) } })
    } catch { Issue.record("\(error)") }
    let register = try Register(folder: folder.path, stamp: .fictional, keys: .ofTests)
    #expect(register.generation == 1)
    #expect(try names(register, "渡邉") == ["渡邉 花子"])
  }

  @Test(arguments: [
    ("", "列の名前"), ("宛名番号,氏名\n1,花子\n", "列「世帯番号」"), (header + "\n\"開いたまま\n", "引用符"),
    (header + ",宛名番号\n", "2つあります"),
  ])
  func `a file of another form is refused with what to do`(text: String, says: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("x.csv", text)
    #expect {
      try RegisterImport.run(
        files: [file], into: folder.path, stamp: .fictional, asOf: Instant(seconds: 0), keys: .ofTests)
    } throws: { error in
      guard case .badRows(let rows, _)? = error as? RegisterImport.Failure else { return false }
      return rows[0].reason.contains(says)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/register"))
  }

  @Test func `numbers of the state are never taken in`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("r.csv", header + ",個人番号\n" + row(1, "渡邉 花子", "ワタナベ ハナコ") + ",999999999999\n")
    let summary = try RegisterImport.run(
      files: [file], into: folder.path, stamp: .fictional, asOf: Instant(seconds: 0), keys: .ofTests)
    #expect(summary.warnings.map(\.reason) == ["「個人番号」の列は取り込みません"])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/register-1.sqlite"))
    #expect(bytes.range(of: Data("999999999999".utf8)) == nil)
  }

  @Test func `a register of another stamp is refused`() throws {
    let folder = try TemporaryFolder()
    _ = try register([row(1, "渡邉 花子", "ワタナベ ハナコ")], in: folder)
    #expect { try Register(folder: folder.path, stamp: .real, keys: .ofTests) } throws: { error in
      if case .stamped(.fictional, wanted: .real, _)? = error as? StoreFailure { true } else { false }
    }
  }

  @Test func `no register and a foreign file are told apart`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: StoreFailure.missing(path: folder.path + "/register")) {
      try Register(folder: folder.path, stamp: .real, keys: .ofTests)
    }
    _ = try folder.write("register", "1\n")
    _ = try folder.write("register-1.sqlite", String(repeating: "これはデータベースではありません", count: 100))
    #expect(throws: StoreFailure.foreign(path: folder.path + "/register-1.sqlite")) {
      try Register(folder: folder.path, stamp: .real, keys: .ofTests)
    }
  }
}
