import Foundation
import TestSupport
import Testing

@Suite struct ReportCommandTests {
  private let folder: TemporaryFolder
  private var data: String { folder.path + "/data" }

  /// A family moves in and prints.
  init() throws {
    folder = try TemporaryFolder()
    let script = try folder.write(
      "visit.txt",
      """
      "wakaba" Enter "1" "1" "1" "1" "1" F10
      "11/18" Enter "minamidai3 91-2" Enter "1" "1"
      F10 F10
      :idle
      :expect PDF を作りました
      """)
    try Program.prepare(folder.path + "/data")
    let demo = try Program.run([
      "demo", "--data", folder.path + "/data", "--now", "2026-11-20T14:30", "--script", script,
    ])
    try #require(demo.status == 0, "\(demo.err)")
  }

  private func report(_ options: String...) throws -> Program.Output {
    try Program.run(["report", "--demo", "--data", data] + options)
  }

  @Test func `a visit is reported as a page, a table and aggregates, without a name`() throws {
    let page = try report()
    #expect(page.status == 0 && page.err.isEmpty, "\(page.err)")
    #expect(page.out.hasPrefix("受付の報告　令和8年11月20日\n"))
    #expect(page.out.contains("転入                     1件 ■"))
    #expect(page.out.contains("市民課                   1件 ■"))
    #expect(page.out.contains("14時台                   1件 ■"))
    #expect(page.out.contains("手で書いたもの 0回、プログラムが書類に書いたもの "))

    let table = try report("--format", "csv").out
    let lines = table.components(separatedBy: "\r\n")
    #expect(lines.count == 3 && lines[2].isEmpty && lines[0].hasPrefix("日,受付番号,届出,状態,"))
    #expect(lines[1].hasPrefix("2026-11-20,1,転入,続いている,2026-11-20 14:30,"))

    let json = try report("--format", "json").out
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let totals = try #require(object["totals"] as? [String: Any])
    #expect(object["from"] as? String == "2026-11-20" && object["visits"] as? Int == 1)
    // Four people and two heads of households on the move's form, and every other form of the visit.
    let printed = try #require(totals["names-printed"] as? Int)
    #expect(printed > 6 && totals["names-written"] as? Int == 0)
    #expect(page.out.contains("書いたもの \(printed)回"))
    #expect((totals["minutes"] as? [String: Any])?["whole"] is NSNull)

    for personal in ["若葉", "太郎", "佐々木", "南台"] {
      #expect(!(page.out + table + json).contains(personal))
    }
  }

  @Test func `days outside are left out, and names on papers of another catalogue are not guessed`() throws {
    #expect(try report("--to", "2026-11-19").out.hasPrefix("この期間の受付はありません"))
    #expect(try report("--from", "2026-11-20", "--to", "2026-11-20").out.contains("1件（1日）"))
    #expect(try report("--from", "11/20").err.contains("2026-11-20 のように"))
    #expect(try report("--from", "2026-11-21", "--to", "2026-11-20").status != 0)

    let forms = folder.path + "/forms"
    try FileManager.default.copyItem(atPath: Repository.path + "/forms", toPath: forms)
    let towns = try String(contentsOfFile: forms + "/towns.yaml", encoding: .utf8)
    try (towns + "\n# 直した\n").write(toFile: forms + "/towns.yaml", atomically: true, encoding: .utf8)
    let other = try report("--forms", forms)
    #expect(other.out.contains("プログラムが書類に書いたもの －"), "\(other.err)")
    let none = try report("--forms", folder.path, "--format", "csv")
    #expect(none.status == 0 && none.out.contains(",－,") && none.err.contains("forms check"))
  }
}
