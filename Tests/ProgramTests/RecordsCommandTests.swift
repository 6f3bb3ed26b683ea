import Foundation
import TestSupport
import Testing

/// Keeping the records: lost ones, heads, purges, replays, backups, keys.
@Suite struct RecordsCommandTests {
  private let folder: TemporaryFolder
  private static let moveIn = """
    "wakaba" Enter "1" "1" "1" "1" "1" F10
    "11/18" Enter "minamidai3 91-2" Enter "1" "1"
    F3

    """

  init() throws {
    folder = try TemporaryFolder()
    try Program.prepare(data)
  }

  private var data: String { folder.path + "/data" }
  private var keys: String { folder.path + "/keys" }

  private func run(_ words: String..., settings: String = "") throws -> Program.Output {
    let file = try folder.write("settings.yaml", settings)
    return try Program.run(
      words + ["--data", data], environment: ["MADOGUCHI_KEYS": keys, "MADOGUCHI_SETTINGS": file])
  }

  /// A desk of the demo that takes in a family, or does nothing.
  private func desk(_ script: String = moveIn, on day: String = "2026-11-20") throws -> Program.Output {
    try run("demo", "--now", day + "T14:30", "--script", try folder.write("script.txt", script))
  }

  private func loseJournal() throws {
    for end in ["", "-wal", "-shm"] { unlink(data + "/visits.sqlite" + end) }
  }

  @Test func `a lost journal is said, and a new one is begun only when somebody chooses so`() throws {
    #expect(try desk().status == 0)
    try loseJournal()
    let refused = try desk()
    #expect(refused.status == 1 && refused.err.contains("madoguchi visits new --demo"), "\(refused.err)")
    for command in ["list", "log", "verify", "head"] {
      #expect(try run("visits", command, "--demo").status == 1)
    }
    #expect(try run("report", "--demo").status == 1)
    #expect(!FileManager.default.fileExists(atPath: data + "/visits.sqlite"))
    #expect(FileManager.default.createFile(atPath: data + "/visits.sqlite", contents: Data()))
    #expect(try desk().status == 1)
    #expect(try run("visits", "new", "--demo").status == 0)
    #expect(try run("visits", "new", "--demo").status == 1)
    #expect(try desk("").status == 0)
    #expect(try run("visits", "log", "--demo").out.contains("前のものなしで新しく作りました"))
  }

  @Test func `each day's end is written, and what a printed one holds is looked for`() throws {
    let heads = folder.path + "/heads"
    #expect(try desk().status == 0)
    let printed = try run("visits", "head", "--demo").out
    #expect(try desk("", on: "2026-11-21").status == 0)
    let file = data + "/heads-2026-11.txt"
    let written = try String(contentsOfFile: file, encoding: .utf8)
    #expect(written.split(separator: "\n").count == 1 && written.hasPrefix("2026-11-20 操作の記録 "))
    #expect(try run("visits", "verify", "--demo", "--head", printed, "--head", file).status == 0)
    let other = "2026-11-20 操作の記録 2件 0123456789abcdef"
    let verified = try run("visits", "verify", "--demo", "--head", other)
    #expect(verified.status == 1 && verified.out.contains("2026-11-20 に控えた終わり（2件）がありません"))
    #expect(try run("visits", "verify", "--demo", "--head", "なにか").status == 1)
    #expect(try run("visits", "head", "--demo", settings: "heads: \(heads)\n").status == 0)
    #expect(!FileManager.default.fileExists(atPath: heads))
  }

  @Test func `old visits go when the city's days are over`() throws {
    #expect(try desk().status == 0)
    #expect(try run("visits", "purge", "--demo", "--now", "2026-11-25T09:00").out.contains("ありません"))
    let purged = try run("visits", "purge", "--demo", "--now", "2027-03-25T09:00")
    #expect(purged.out.contains("受付の記録 1件を消しました"), "\(purged.err)")
    #expect(try run("visits", "list", "--demo").out == "")
    #expect(try run("visits", "verify", "--demo").status == 0)
    #expect(try run("visits", "log", "--demo").out.contains("受付 1件の記録を、保存日数が過ぎたため消しました"))
  }

  @Test func `a visit is decided again with the content of its day, without a name`() throws {
    #expect(try desk().status == 0)
    let same = try run("visits", "replay", "2026-11-20", "1", "--demo")
    #expect(same.status == 0 && same.out.contains("判定は同じです"), "\(same.err)")
    #expect(same.out.contains("[必要です]") && !same.out.contains("若葉"))
    let forms = folder.path + "/forms"
    try FileManager.default.copyItem(atPath: Repository.path + "/forms", toPath: forms)
    let path = forms + "/law.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try (text + "# もう1行\n").write(toFile: path, atomically: true, encoding: .utf8)
    let other = try run("visits", "replay", "2026-11-20", "1", "--demo", "--forms", forms)
    #expect(other.status == 0 && other.out.contains("今は "))
    try FileManager.default.removeItem(atPath: data + "/catalogs")
    #expect(try run("visits", "replay", "2026-11-20", "1", "--demo").err.contains("写しがない"))
  }

  @Test func `a backup brings back what was there`() throws {
    #expect(try desk().status == 0)
    let backup = folder.path + "/backup"
    let made = try run("backup", backup, "--demo")
    #expect(made.status == 0 && made.out.contains("受付 1件") && made.out.contains("鍵"), "\(made.err)")
    #expect(try run("backup", backup, "--demo").status == 1)
    #expect(try desk(Self.moveIn.replacingOccurrences(of: "wakaba", with: "aoki")).status == 0)
    let restored = try run("restore", backup, "--demo")
    #expect(restored.status == 0 && restored.out.contains("控えに戻しました"), "\(restored.err)")
    #expect(try run("visits", "list", "--demo").out.split(separator: "\n").count == 1)
    #expect(try run("visits", "verify", "--demo").status == 0)
    #expect(try desk().status == 0)
    #expect(try run("restore", folder.path + "/nowhere", "--demo").err.contains("backup.json がありません"))
    #expect(try run("restore", backup).err.contains("「架空」のデータです"))
  }

  @Test func `a lost key is said with its place, and a new one goes on`() throws {
    #expect(try desk().status == 0)
    let shown = try run("keys", "show", "--demo")
    #expect(shown.status == 0 && shown.out.contains(keys))
    #expect(try run("keys", "backup", folder.path + "/safe", "--demo").status == 0)
    let installation = try #require(try FileManager.default.contentsOfDirectory(atPath: keys).first)
    try FileManager.default.removeItem(atPath: keys)
    let refused = try desk()
    #expect(refused.status == 1 && refused.err.contains("\(keys)/\(installation) にありません"), "\(refused.err)")
    #expect(try run("visits", "list", "--demo").status == 0)
    #expect(try run("visits", "verify", "--demo").status == 1)
    #expect(try run("keys", "rotate", "--demo").status == 0)
    // Where protected people live was closed by the lost key: the register is taken in anew.
    let closed = try desk("")
    #expect(closed.status == 1 && closed.err.contains("取り込み直してください"), "\(closed.err)")
    let taken = try run(
      "residents", "import", "--fictional", Repository.path + "/forms/fiction/residents.csv",
      "--accept-fewer",
      "--as-of", "2026-11-20T07:00", "--now", "2026-11-20T14:00")
    #expect(taken.status == 0, "\(taken.err)")
    #expect(try desk("").status == 0)
    let verified = try run("visits", "verify", "--demo")
    #expect(verified.status == 1 && verified.out.contains("確かめられません"))
    try FileManager.default.removeItem(atPath: keys + "/" + installation)
    try FileManager.default.moveItem(atPath: folder.path + "/safe", toPath: keys + "/" + installation)
    #expect(try run("keys", "show", "--demo").status == 0)
  }

  @Test func `a clock that went back is said and noted`() throws {
    #expect(try desk().status == 0)
    let output = try desk(":expect 時計が\n", on: "2026-11-19")
    #expect(output.status == 0, "\(output.err)")
    #expect(try run("visits", "log", "--demo").out.contains("時計が86400秒戻っていました"))
  }

  @Test(arguments: [
    ("", "madoguchi visits new"), ("これはデータベースではありません。", "madoguchi のデータベースではありません"),
  ])
  func `what is no journal keeps the desk shut`(content: String, says: String) throws {
    #expect(try desk("").status == 0)
    try loseJournal()
    try String(repeating: content, count: 100).write(
      toFile: data + "/visits.sqlite", atomically: true, encoding: .utf8)
    let output = try desk("")
    #expect(output.status == 1 && output.err.contains(says), "\(output.err)")
    #expect(!output.err.contains("SQLite") && !output.err.contains("Error"))
  }
  @Test func `a key is not made anew because the file that names it is gone`() throws {
    #expect(try desk().status == 0)
    let content = try String(contentsOfFile: data + "/installation", encoding: .utf8)
    unlink(data + "/installation")
    let refused = try desk("")
    #expect(refused.status == 1 && refused.err.contains("/installation がありません"), "\(refused.err)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: keys).count == 1)
    try content.write(toFile: data + "/installation", atomically: true, encoding: .utf8)
    #expect(try desk("").status == 0)
  }

  @Test(arguments: ["visits.sqlite", "accounts.sqlite", "register-1.sqlite", "register"])
  func `whatever is broken, the backup is brought back`(name: String) throws {
    #expect(try desk().status == 0)
    let typed = try folder.write("typed.txt", "correct horse battery\n")
    let made = try Program.run(
      ["accounts", "add", "管理", "--section", "情報課", "--right", "アカウント", "データの管理", "--demo", "--data", data],
      environment: ["MADOGUCHI_KEYS": keys], input: typed)
    #expect(made.status == 0, "\(made.err)")
    let account = [
      "MADOGUCHI_ACCOUNT": "管理", "MADOGUCHI_PASSPHRASE": "correct horse battery", "MADOGUCHI_KEYS": keys,
    ]
    func run(_ words: String...) throws -> Program.Output {
      try Program.run(words + ["--demo", "--data", data], environment: account)
    }
    #expect(try run("backup", folder.path + "/backup").status == 0)
    try String(repeating: "壊", count: 2000).write(
      toFile: data + "/" + name, atomically: true, encoding: .utf8)
    let restored = try run("restore", folder.path + "/backup")
    #expect(restored.status == 0 && restored.out.contains("控えに戻しました"), "\(restored.err)")
    #expect(try desk("").status == 0)
  }
}
