import Foundation
import TestSupport
import Testing

@Suite struct CommandTests {
  private static let moveIn = """
    "wakaba" Enter "1" "1" "1" "1" "1" F10
    "11/18" Enter "minamidai3 91-2" Enter "1" "1"
    """

  @Test func `a visit from search to print, by a script`() throws {
    let folder = try TemporaryFolder()
    let script = try folder.write(
      "visit.txt",
      Self.moveIn
        + "\nF10 F10\n:idle\n:expect PDF を作りました\n:save-screen \(folder.path)/printed.txt\nF10\n:expect 説明の記録がまだのもの\nF10\n:expect へ引き継ぎました\n"
    )
    let demo = try Program.run([
      "demo", "--data", folder.path + "/data", "--now", "2026-11-20T14:30", "--script", script,
    ])
    #expect(demo.status == 0, "\(demo.err)")
    let prints = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/data/prints")
    #expect(prints.count == 1)
    #expect(prints.allSatisfy { $0.hasPrefix("2026-11-20-0001") && $0.hasSuffix(".pdf") })
    let list = try Program.run(["visits", "list", "--demo", "--data", folder.path + "/data"])
    #expect(list.out.contains("受付1 転入 4人"))
    #expect(!list.out.contains("若葉"))
    #expect(try Program.run(["visits", "verify", "--demo", "--data", folder.path + "/data"]).status == 0)
    let shown = try Program.run([
      "visits", "show", "2026-11-20", "1", "--demo", "--data", folder.path + "/data",
    ])
    #expect(shown.out.contains("架空市南台3丁目91番2号"))
    #expect(shown.out.contains("引き継ぎました：子育て支援課 "))
  }

  @Test func `a real desk refuses the data of the demo`() throws {
    let folder = try TemporaryFolder()
    let script = try folder.write("nothing.txt", "")
    #expect(
      try Program.run(["demo", "--data", folder.path, "--now", "2026-11-20T14:30", "--script", script]).status
        == 0)
    let desk = try Program.run(["desk", "--data", folder.path, "--script", script])
    #expect(desk.status != 0)
    #expect(desk.err.contains("「架空」のデータです"))
  }

  @Test func `a broken catalogue keeps the desk shut and says everything at once`() throws {
    let folder = try TemporaryFolder()
    let forms = folder.path + "/forms"
    try FileManager.default.copyItem(atPath: Repository.path + "/forms", toPath: forms)
    let path = forms + "/procedures/citizens.yaml"
    let broken = try String(contentsOfFile: path, encoding: .utf8).replacing("性質: 義務", with: "性質: 義無")
    try broken.write(toFile: path, atomically: true, encoding: .utf8)
    let demo = try Program.run([
      "demo", "--forms", forms, "--data", folder.path + "/data", "--now", "2026-11-20T14:30", "--script",
      try folder.write("nothing.txt", ""),
    ])
    #expect(demo.status != 0)
    #expect(demo.err.components(separatedBy: "procedures/citizens.yaml:").count > 3)
    #expect(demo.err.contains("どれか1つ: 義務、権利、任意"))
    let check = try Program.run(["forms", "check", forms, "--format", "json"])
    #expect(check.status != 0)
    #expect(check.out.contains("\"line\""))
  }

  @Test func `determine answers without a screen`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "visit.yaml",
      """
      例: 一人で県外から転入する
      日: 2026-11-20
      届出:
        - { 種別: 転入, 人: [花子], 異動日: 2026-11-18, 転出予定日: 2026-11-18, 前住所の都道府県: 東京都, 転入の方法: 転出証明書 }
      人:
        花子: { 氏名: 若葉 花子, 生年月日: 1980-03-02, 続柄: 世帯主, 国保: はい }
      世帯: [花子]
      """)
    let text = try Program.run(["determine", file])
    #expect(text.status == 0, "\(text.err)")
    #expect(text.out.contains("[必要です] 転入届（住民異動届）"))
    #expect(text.out.contains("期限【法定】2026-12-02"))
    #expect(text.out.contains("●聞くこと "))
    let json = try Program.run(["determine", file, "--format", "json"])
    struct Given: Decodable {
      struct Row: Decodable { let id: String }
      struct Stop: Decodable { let procedures: [Row] }
      let windows: [Stop]
      let open: [Row]
    }
    let given = try JSONDecoder().decode([Given].self, from: Data(json.out.utf8))[0]
    #expect(given.windows.first?.procedures.first?.id == "residence.move-in")
    #expect(given.open.contains { $0.id == "nhi.join" })
    #expect(try Program.run(["determine", file, "--day", "2026-13-01"]).err.contains("2026-11-20 のように"))
  }

  @Test(arguments: [("linux", "kmscon"), ("dumb", "TERM=xterm-256color"), ("xterm-256color", "端末ではない")])
  func `without a terminal there is one sentence and a status`(term: String, says: String) throws {
    let folder = try TemporaryFolder()
    let demo = try Program.run(
      ["demo", "--data", folder.path, "--now", "2026-11-20T14:30"], environment: ["TERM": term])
    #expect(demo.status != 0)
    #expect(demo.err.contains(says), "\(demo.err)")
  }

  @Test func `the same seed gives the same residents and the importer takes them`() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] {
      let made = try Program.run([
        "residents", "generate", "--count", "500", "--seed", "7", "--day", "2026-11-20",
        "\(folder.path)/\(name).csv",
      ])
      #expect(made.status == 0, "\(made.err)")
    }
    let (first, second) = (
      try Data(contentsOf: URL(fileURLWithPath: folder.path + "/a.csv")),
      try Data(contentsOf: URL(fileURLWithPath: folder.path + "/b.csv"))
    )
    #expect(first == second)
    let taken = try Program.run([
      "residents", "import", "--data", folder.path + "/data", "--as-of", "2026-11-20T06:00",
      folder.path + "/a.csv",
    ])
    #expect(taken.out.contains("住民 500人"), "\(taken.err)")
    let bad = try folder.write("bad.csv", "宛名番号,氏名\n1,渡邉 花子\n")
    let refused = try Program.run(["residents", "import", "--data", folder.path + "/data", bad])
    #expect(refused.status != 0)
    #expect(refused.err.contains("bad.csv:1:") && !refused.err.contains("渡邉"))
  }

  @Test func `the doctor finds what is missing`() throws {
    let folder = try TemporaryFolder()
    let sick = try Program.run(["doctor", "--data", folder.path])
    #expect(sick.status != 0)
    #expect(sick.out.contains("× 住民記録"))
    #expect(sick.out.contains("○ 書体"))
    #expect(
      try Program.run([
        "demo", "--data", folder.path, "--now", "2026-11-20T14:30", "--script",
        try folder.write("nothing.txt", ""),
      ]).status == 0)
    let well = try Program.run(["doctor", "--demo", "--data", folder.path])
    #expect(well.status == 0, "\(well.out)")
    #expect(well.out.contains("○ 受付の記録： 開けます"))
    #expect(well.out.contains("○ 郵便番号の表： 20"))
  }

  @Test func `the papers for an outage come out one file an event`() throws {
    let folder = try TemporaryFolder()
    let forms = Repository.path + "/forms"
    let out = folder.path + "/fallback"
    let run = try Program.run([
      "papers", "fallback", "--event", "転入", "dog", "--output", out, "--now", "2026-11-20T14:30", "--forms",
      forms,
    ])
    #expect(run.status == 0, "\(run.err)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: out).sorted() == ["dog.pdf", "move-in.pdf"])
    let text = try Program.run(["-layout", out + "/dog.pdf", "-"], program: "pdftotext").out
    #expect(text.contains("控え用紙") && text.contains("令和8年11月20日"))
    let unknown = try Program.run(["papers", "fallback", "--event", "転職", "--output", out, "--forms", forms])
    #expect(unknown.status == 1 && unknown.err.contains("届出「転職」がありません"))
  }

  @Test func `a paper is previewed from an example`() throws {
    let folder = try TemporaryFolder()
    for id in ["resident-move", "checklist"] {
      let preview = try Program.run(["papers", "preview", id, "--output", "\(folder.path)/\(id).pdf"])
      #expect(preview.status == 0, "\(preview.err)")
      #expect(FileManager.default.fileExists(atPath: "\(folder.path)/\(id).pdf"))
    }
    #expect(try Program.run(["papers", "preview", "no-such"]).err.contains("resident-move"))
  }

  @Test func `a settings file with a wrong key is said with its line`() throws {
    let folder = try TemporaryFolder()
    let settings = try folder.write("settings.yaml", "window: 窓口2\nwindou: 3\n")
    let demo = try Program.run(
      ["demo", "--data", folder.path, "--script", try folder.write("nothing.txt", "")],
      environment: ["MADOGUCHI_SETTINGS": settings])
    #expect(demo.status != 0)
    #expect(demo.err.contains("settings.yaml:2:"))
    let sample = try Program.run(["settings"]).out
    #expect(sample.contains("# window: 窓口2"))
  }
}

enum Repository {
  static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
}
