import Foundation
import TestSupport
import Testing

/// Nothing of a name steers the terminal of whoever reads a command's output.
@Suite struct UnseenTests {
  @Test func `what the commands tell goes out in one place`() throws {
    let folder = Repository.path + "/Sources/madoguchi"
    let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
    let speaking = try files.filter { $0.hasSuffix(".swift") }.filter { file in
      let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      return text.replacing("func print(", with: "").contains(
        #/(^|[^\w.])print\(|FileHandle\.standard(Output|Error)/#)
    }
    #expect(speaking == ["Madoguchi.swift"])
  }

  @Test(arguments: ["text", "json"])
  func `names in a visit file come out with marks for what is unseen`(format: String) throws {
    let folder = try TemporaryFolder()
    let visit = try folder.write(
      "visit.yaml",
      #"""
      例: "見本\e[2J\u202E"
      日: 2026-11-20
      届出:
        - { 種別: 転居, 人: [太郎], 異動日: 2026-11-18 }
      人:
        太郎: { 氏名: "若葉 \u202E太\u200B郎\e[31m\0", 生年月日: 1980-01-02 }
      """#)
    let told = try Program.run([
      "determine", "--forms", Repository.path + "/forms", "--data", folder.path, "--format", format, visit,
    ])
    #expect(told.status == 0, "\(told.err)")
    let unseen = told.out.unicodeScalars.filter {
      $0.value < 0x20 && $0 != "\n" || [0x202E, 0x200B].contains($0.value)
    }
    #expect(unseen.isEmpty)
    #expect(
      told.out.contains(format == "text" ? "見本〓[2J〓" : #"見本\u001b[2J\u202e"#), "\(told.out.prefix(200))")
  }

  @Test func `an error tells what was typed with marks too`() throws {
    let told = try Program.run([
      "forms", "explain", "\u{1B}[31mなし\u{202E}", "--forms", Repository.path + "/forms",
    ])
    #expect(told.status != 0)
    #expect(told.err.contains("〓[31mなし〓"))
    #expect(!told.err.unicodeScalars.contains("\u{1B}"))
  }

  @Test func `a pipe is not waited for`() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path + "/visit.yaml"
    try #require(mkfifo(pipe, 0o600) == 0)
    let told = try Program.run([
      "determine", "--forms", Repository.path + "/forms", "--data", folder.path, pipe,
    ])
    #expect(told.status != 0)
    #expect(told.err.contains("ふつうのファイルではありません"))
  }
}
