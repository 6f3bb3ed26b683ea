import Counter
import Feel
import Foundation
import TestSupport
import Testing

@testable import Records

@Suite struct GenerationTests {
  private func current(_ folder: TemporaryFolder) throws -> (generation: Int, residents: Int) {
    let register = try Register(folder: folder.path, stamp: .fictional, keys: .ofTests)
    return (register.generation, register.residentCount)
  }

  private let incoming =
    "証明書番号,転入前住所_都道府県,転出予定年月日,氏名,氏名_フリガナ,生年月日,続柄表記\n転1,見本県,2026-11-18,若葉 太郎,ワカバ タロウ,1990-04-12,世帯主\n"

  @Test(arguments: [false, true])
  func `files without a resident never replace the register`(acceptsFewer: Bool) throws {
    let folder = try TemporaryFolder()
    try ResidentsFile.take(ResidentsFile.text(1...10), in: folder)
    let header = String(ResidentsFile.text(1...1).prefix { $0 != "\n" })
    for text in [header + "\n", incoming] {
      #expect {
        try ResidentsFile.take(text, in: folder, terms: ImportTerms(acceptsFewer: acceptsFewer))
      } throws: {
        if case .refused([.noResidents])? = $0 as? RegisterImport.Failure { true } else { false }
      }
    }
    #expect(try current(folder) == (1, 10))
  }

  @Test func `a file that was cut does not replace the register, unless somebody looked`() throws {
    let folder = try TemporaryFolder()
    try ResidentsFile.take(ResidentsFile.text(1...102), in: folder)
    #expect {
      try ResidentsFile.take(ResidentsFile.text(1...57), in: folder)
    } throws: {
      if case .refused([.fewerResidents(before: 102, after: 57, percent: 10)])? = $0
        as? RegisterImport.Failure
      {
        true
      } else {
        false
      }
    }
    #expect(try current(folder) == (1, 102))
    try ResidentsFile.take(ResidentsFile.text(1...57), in: folder, terms: ImportTerms(acceptsFewer: true))
    #expect(try current(folder) == (2, 57))
  }

  @Test func `the city sets how many fewer are taken`() throws {
    let folder = try TemporaryFolder()
    try ResidentsFile.take(ResidentsFile.text(1...100), in: folder)
    let strict = ImportTerms(measure: .init(residentFall: 1, protectedFall: 1, days: 1))
    #expect(throws: RegisterImport.Failure.self) {
      try ResidentsFile.take(ResidentsFile.text(1...98), in: folder, terms: strict)
    }
    try ResidentsFile.take(ResidentsFile.text(1...99), in: folder, terms: strict)
    #expect(try current(folder) == (2, 99))
  }

  @Test func `a last line without an end is said`() throws {
    let folder = try TemporaryFolder()
    let summary = try ResidentsFile.take(String(ResidentsFile.text(1...3).dropLast()), in: folder)
    #expect(summary.warnings.map(\.reason).contains { $0.contains("途中で切れて") })
  }

  @Test func `the last generations are kept, whatever is taken in`() throws {
    let folder = try TemporaryFolder()
    for count in 1...8 {
      try ResidentsFile.take(ResidentsFile.text(1...count), in: folder)
    }
    let kept = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".sqlite")
    }
    #expect(Set(kept) == Set((4...8).map { "register-\($0).sqlite" }))
  }

  @Test func `of each day within the city's days the last that was in use is kept, and nothing older`() throws
  {
    let folder = try TemporaryFolder()
    let measure = Municipality.ImportMeasure(residentFall: 50, protectedFall: 50, days: 7, generationDays: 3)
    func take(day: Int, minute: Int, _ people: Int = 10) throws -> Int {
      let now = Instant(Day(number: 20_000 + day), hour: 9, minute: minute)
      return try ResidentsFile.take(
        ResidentsFile.text(1...people), in: folder, terms: ImportTerms(measure: measure, now: now), asOf: now
      ).generation
    }
    for day in 1...4 { for minute in 1...6 { _ = try take(day: day, minute: minute) } }
    func kept() throws -> Set<Int> {
      Set(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).compactMap { name in
          name.hasSuffix(".sqlite") ? Int(name.dropFirst("register-".count).dropLast(".sqlite".count)) : nil
        })
    }
    #expect(try kept() == [12, 18, 20, 21, 22, 23, 24])
    // 24 is taken back, and goes with the others of its day.
    try #require(try Register.RollBack(in: folder.path)).run()
    for minute in 7...12 { _ = try take(day: 4, minute: minute) }
    #expect(try take(day: 5, minute: 1) == 31)
    #expect(try kept() == [18, 27, 28, 29, 30, 31])
    let back = try #require(try Register.RollBack(in: folder.path))
    #expect((back.from, back.to) == (31, 30))
  }

  @Test func `when those just before are gone, going back finds the last that was in use`() throws {
    let folder = try TemporaryFolder()
    for count in 1...4 { try ResidentsFile.take(ResidentsFile.text(1...count), in: folder) }
    for gone in 2...3 { RegisterPointer.removeFiles(at: folder.path + "/register-\(gone).sqlite") }
    #expect(try Register.RollBack(in: folder.path)?.to == 1)
  }

  @Test
  func `a changed byte is noticed: at the beginning when it is opened, anywhere when it is read through`()
    throws
  {
    let folder = try TemporaryFolder()
    try ResidentsFile.take(ResidentsFile.text(1...3000), in: folder)
    let path = folder.path + "/register-1.sqlite"
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    func flip(_ byte: Int) throws {
      var bytes = whole
      bytes[byte] ^= 0x20
      try bytes.write(to: URL(fileURLWithPath: path))
    }
    #expect(throws: Never.self) {
      try Register(folder: folder.path, stamp: .fictional, keys: .ofTests).verify()
    }
    try flip(5000)
    #expect(throws: StoreFailure.damaged(path: path)) {
      try Register(folder: folder.path, stamp: .fictional, keys: .ofTests)
    }
    for byte in stride(from: 100_000, to: whole.count, by: whole.count / 20) {
      try flip(byte)
      let register = try Register(folder: folder.path, stamp: .fictional, keys: .ofTests)
      #expect(throws: StoreFailure.damaged(path: path)) { try register.verify() }
    }
    try whole.dropLast(4096).write(to: URL(fileURLWithPath: path))
    #expect(throws: StoreFailure.damaged(path: path)) {
      try Register(folder: folder.path, stamp: .fictional, keys: .ofTests)
    }
  }

  @Test func `an older copy of the pointer is said, and going back by choice is not`() throws {
    let folder = try TemporaryFolder()
    let pointer = URL(fileURLWithPath: folder.path + "/register")
    try ResidentsFile.take(ResidentsFile.text(1...10), in: folder)
    let older = try Data(contentsOf: pointer)
    try ResidentsFile.take(ResidentsFile.text(1...11), in: folder)
    try older.write(to: pointer)
    #expect(throws: StoreFailure.older(path: folder.path + "/register")) { try current(folder) }
    try Data("2\n".utf8).write(to: pointer)
    try #require(try Register.RollBack(in: folder.path)).run()
    #expect(try current(folder) == (1, 10))
    try ResidentsFile.take(ResidentsFile.text(1...12), in: folder)
    #expect(try current(folder) == (3, 12))
  }

  @Test func `a byte that changed behind the beginning is not shown once the whole was read`() throws {
    let folder = try TemporaryFolder()
    try ResidentsFile.take(ResidentsFile.text(1...1000), in: folder)
    let path = folder.path + "/register-1.sqlite"
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    try file.seek(toOffset: UInt64(try Data(contentsOf: URL(fileURLWithPath: path)).count - 9))
    try file.write(contentsOf: Data([0xA5]))
    try file.close()
    let register = try Register(folder: folder.path, stamp: .fictional)
    #expect(throws: Never.self) { try register.household("1") }
    register.readThrough()
    #expect(throws: StoreFailure.damaged(path: path)) { try register.household("1") }
    #expect(throws: StoreFailure.damaged(path: path)) { try register.measures() }
  }

  @Test func `nobody goes back to a generation that is no longer whole`() throws {
    let folder = try TemporaryFolder()
    for _ in 1...2 { try ResidentsFile.take(ResidentsFile.text(1...3000), in: folder) }
    let path = folder.path + "/register-1.sqlite"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[bytes.count - 100] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(throws: StoreFailure.damaged(path: path)) { try Register.RollBack(in: folder.path) }
  }

  @Test func `the file of another generation is not taken for one's own`() throws {
    let folder = try TemporaryFolder()
    for _ in 1...2 { try ResidentsFile.take(ResidentsFile.text(1...3), in: folder) }
    for end in ["", GenerationSum.end] {
      let (other, own) = (folder.path + "/register-1.sqlite" + end, folder.path + "/register-2.sqlite" + end)
      try FileManager.default.removeItem(atPath: own)
      try FileManager.default.copyItem(atPath: other, toPath: own)
    }
    #expect(throws: StoreFailure.damaged(path: folder.path + "/register-2.sqlite")) {
      try Register(folder: folder.path, stamp: .fictional, keys: .ofTests)
    }
  }

  @Test(arguments: ["", "abc", "0", String(repeating: "1", count: 100)])
  func `a pointer that names nothing, or is gone, does not make the next import the first`(text: String)
    throws
  {
    let folder = try TemporaryFolder()
    try ResidentsFile.take(ResidentsFile.text(1...10), in: folder)
    if text.isEmpty { unlink(folder.path + "/register") } else { _ = try folder.write("register", text) }
    #expect {
      try ResidentsFile.take(ResidentsFile.text(1...3), in: folder)
    } throws: {
      if case .refused([.nothingToCompare])? = $0 as? RegisterImport.Failure { true } else { false }
    }
  }

  @Test func `nothing of an import that was killed is left after the next`() throws {
    let folder = try TemporaryFolder()
    let left = ["register-1.sqlite.999999999-7.draft", ".dat.nosync3b9ac9ff.Ab12Cd"]
    for name in left { _ = try folder.write(name, "半分") }
    let summary = try ResidentsFile.take(ResidentsFile.text(1...3), in: folder)
    #expect(summary.generation == 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(
      Set(names) == [
        "residents.csv", "register", "register-mark", "register.lock", "register-1.sqlite",
        "register-1.sqlite.sum",
      ])
  }

  @Test func `going back takes the generation that was in use before, and never one that was taken back`()
    throws
  {
    let folder = try TemporaryFolder()
    try ResidentsFile.take(ResidentsFile.text(1...10), in: folder)
    try ResidentsFile.take(ResidentsFile.text(1...3), in: folder, terms: ImportTerms(acceptsFewer: true))
    try #require(try Register.RollBack(in: folder.path)).run()
    #expect(try current(folder) == (1, 10))
    try ResidentsFile.take(ResidentsFile.text(1...11), in: folder)
    #expect(try current(folder) == (3, 11))
    try #require(try Register.RollBack(in: folder.path)).run()
    #expect(try current(folder) == (1, 10))
    #expect(try Register.RollBack(in: folder.path) == nil)
  }

  @Test func `a damaged generation is one to go back from`() throws {
    let folder = try TemporaryFolder()
    try ResidentsFile.take(ResidentsFile.text(1...10), in: folder)
    try ResidentsFile.take(ResidentsFile.text(1...11), in: folder)
    _ = try folder.write("register-2.sqlite", "これはデータベースではありません")
    #expect {
      try ResidentsFile.take(ResidentsFile.text(1...12), in: folder)
    } throws: {
      if case .refused([.nothingToCompare])? = $0 as? RegisterImport.Failure { true } else { false }
    }
    try #require(try Register.RollBack(in: folder.path)).run()
    #expect(try current(folder) == (1, 10))
  }

  @Test func `two imports at once do not make one generation`() throws {
    let folder = try TemporaryFolder()
    let lock = try RegisterPointer(folder: folder.path).lock()
    #expect {
      try ResidentsFile.take(ResidentsFile.text(1...3), in: folder)
    } throws: {
      if case .store(.locked)? = $0 as? RegisterImport.Failure { true } else { false }
    }
    withExtendedLifetime(lock) {}
  }

  @Test func `people of the demo do not replace those of the city, nor the other way`() throws {
    let folder = try TemporaryFolder()
    try ResidentsFile.take(ResidentsFile.text(1...3), in: folder)
    let file = try folder.write("residents.csv", ResidentsFile.text(1...3))
    #expect {
      try RegisterImport.run(
        files: [file], into: folder.path, stamp: .real, asOf: Instant(seconds: 0), keys: .ofTests)
    } throws: {
      if case .store(.stamped(.fictional, wanted: .real, _))? = $0 as? RegisterImport.Failure {
        true
      } else {
        false
      }
    }
  }

  @Test func `a pipe and a device are no files to import`() throws {
    let folder = try TemporaryFolder()
    #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    for path in [folder.path + "/pipe", "/dev/zero", folder.path] {
      #expect {
        try RegisterImport.run(
          files: [path], into: folder.path, stamp: .fictional, asOf: Instant(seconds: 0), keys: .ofTests)
      } throws: {
        guard case .badRows(let rows, 1)? = $0 as? RegisterImport.Failure else { return false }
        return rows[0].reason.contains("ふつうのファイルではありません")
      }
    }
  }
}
