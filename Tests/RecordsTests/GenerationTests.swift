import Counter
import Foundation
import TestSupport
import Testing

@testable import Records

@Suite struct GenerationTests {
  private func current(_ folder: TemporaryFolder) throws -> (generation: Int, residents: Int) {
    let register = try Register(folder: folder.path, stamp: .fictional)
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
        if case .refused(.noResidents)? = $0 as? RegisterImport.Failure { true } else { false }
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
      if case .refused(.fewerResidents(102, 57, percent: 10))? = $0 as? RegisterImport.Failure {
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
      if case .refused(.nothingToCompare)? = $0 as? RegisterImport.Failure { true } else { false }
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
      try RegisterImport.run(files: [file], into: folder.path, stamp: .real, asOf: Instant(seconds: 0))
    } throws: {
      if case .store(.stamped(.fictional, wanted: .real, _))? = $0 as? RegisterImport.Failure {
        true
      } else {
        false
      }
    }
  }

  @Test func `a person who stands there twice is said by number`() throws {
    let folder = try TemporaryFolder()
    let text = ResidentsFile.text(1...3)
    let twice = text + String(text.split(separator: "\n")[2]) + "\n"
    #expect {
      try ResidentsFile.take(twice, in: folder)
    } throws: {
      guard case .badRows(let rows, 1)? = $0 as? RegisterImport.Failure else { return false }
      return rows[0].reason.contains("宛名番号 000000000000002")
    }
  }

  @Test func `a pipe and a device are no files to import`() throws {
    let folder = try TemporaryFolder()
    #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    for path in [folder.path + "/pipe", "/dev/zero", folder.path] {
      #expect {
        try RegisterImport.run(
          files: [path], into: folder.path, stamp: .fictional, asOf: Instant(seconds: 0))
      } throws: {
        guard case .badRows(let rows, 1)? = $0 as? RegisterImport.Failure else { return false }
        return rows[0].reason.contains("ふつうのファイルではありません")
      }
    }
  }
}
