import Foundation
import Records
import TestSupport
import Testing

@testable import madoguchi

/// What a person types wrong at the command line, and what is missing when a desk starts.
@Suite struct MistakeProgramTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var data: String { folder.path + "/data" }

  private func run(_ words: String...) throws -> Program.Output {
    try Program.run(
      words + ["--data", data], environment: ["MADOGUCHI_SETTINGS": folder.path + "/none.yaml"])
  }

  /// A script that presses nothing.
  private func nothing() throws -> String { try folder.write("nothing.txt", "") }

  @Test(arguments: [
    ["demo", "--colours", "blue"], ["demo", "--pace", "fast"], ["demo", "--windw", "2"], ["desks"],
    ["visits", "show", "2026-11-20", "abc"],
  ])
  func `a word that the program does not know is answered in Japanese`(words: [String]) throws {
    let output = try Program.run(words)
    #expect(output.status != 0)
    withKnownIssue("the sentences of the argument parser are English") {
      #expect(output.err.contains("ください"), "\(output.err)")
    }
  }

  @Test func `a moment that is none is answered with one that is`() throws {
    let output = try run("demo", "--now", "2026-13-40", "--script", nothing())
    #expect(output.status == 1 && output.err.contains("--now は 2026-11-20T14:30 のように書きます"))
  }

  @Test func `a day that is none does not list every day`() throws {
    let script = try folder.write("visit.txt", "F10\n")
    _ = try run("demo", "--now", "2026-11-20T14:30", "--script", script)
    let output = try run("visits", "list", "--demo", "--day", "2026-02-30")
    #expect(output.status != 0 && output.err.contains("--day"))
  }

  @Test func `without residents a desk says how to bring them in`() throws {
    let output = try run("desk", "--script", nothing())
    #expect(output.status == 1)
    #expect(output.err.contains("住民記録がありません") && output.err.contains("residents import で取り込んでください"))
  }

  @Test func `data of another purpose stays shut`() throws {
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    _ = try VisitStore(folder: data, stamp: .training)
    let output = try run("demo", "--now", "2026-11-20T14:30", "--script", nothing())
    #expect(output.status == 1)
    #expect(output.err.contains("「訓練」のデータです。「架空」としては開けません。--data で別のフォルダーを指定してください"))
    #expect(try VisitStore(folder: data, stamp: .training).verify() == [])
  }

  @Test func `a file that is no database is left as it is`() throws {
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    let path = data + "/visits.sqlite"
    try String(repeating: "これは表計算のファイルです。", count: 100).write(toFile: path, atomically: true, encoding: .utf8)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let output = try run("demo", "--now", "2026-11-20T14:30", "--script", nothing())
    #expect(output.status == 1 && output.err.contains("madoguchi のデータベースではありません。--data で別のフォルダーを指定してください"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func `a visitor's screen for a desk that is not open says to open the desk`() throws {
    let none = try run("visitor", "--demo", "--desk", "9")
    #expect(none.status == 1 && none.err.contains("窓口「9」はまだ開かれていません。先に窓口を開いてください"))
    let script = try folder.write("visit.txt", "\"wakaba\" Enter \"1\" \"1\"\n")
    _ = try run("demo", "--now", "2026-11-20T14:30", "--script", script)
    let other = try run("visitor", "--demo", "--desk", "9")
    #expect(other.err.contains("開かれたことのある窓口: 市民課 窓口2"))
  }

  @Test(arguments: [
    (["demo", "--data", "/dev/null/here"], "--data で別の場所を指定してください"),
    (["demo", "--forms", "/nowhere"], "--forms"),
  ])
  func `a folder that cannot be is said with the option that names it`(words: [String], says: String) throws {
    let output = try Program.run(words + (words.contains("--data") ? [] : ["--data", data]))
    #expect(output.status == 1)
    #expect(output.err.contains(says), "\(output.err)")
  }

  @Test func `a script that is not there says what to check`() throws {
    let output = try run("demo", "--now", "2026-11-20T14:30", "--script", folder.path + "/none.txt")
    #expect(output.status == 1 && output.err.contains("none.txt"))
    #expect(output.err.contains("ください"))
  }

  @Test func `a setting that is no number is said with its file`() throws {
    let settings = try folder.write("settings.yaml", "lock-minutes: ten\n")
    let output = try Program.run(
      ["demo", "--data", data, "--script", nothing()], environment: ["MADOGUCHI_SETTINGS": settings])
    #expect(output.status == 1 && output.err.contains("settings.yaml"))
    #expect(output.err.contains("見本と見比べてください"))
  }

  @Test(arguments: ["colours: blue", "lock-minutes: -5"])
  func `a setting that means nothing is not passed over`(line: String) throws {
    let settings = try folder.write("settings.yaml", line + "\n")
    let output = try Program.run(
      ["demo", "--data", data, "--now", "2026-11-20T14:30", "--script", nothing()],
      environment: ["MADOGUCHI_SETTINGS": settings])
    #expect(output.err.contains("settings.yaml"))
  }

  private static let path = "/srv/madoguchi/data/visits.sqlite"

  @Test(arguments: [
    (StoreFailure.missing(path: path), "控えから戻してください"),
    (.missing(path: "/srv/madoguchi/data/register"), "取り込んでください"), (.foreign(path: path), "指定してください"),
    (.stamped(.training, wanted: .real, path: path), "指定してください"),
    (.tooNew(path: path, version: 9), "更新してください"), (.locked(path: path), "もう一度押してください"),
    (.diskFull(path: path), "空きを作ってもらってください"), (.damaged(path: path), "控えから戻してもらってください"),
    (.unreadable(path: path, reason: "disk I/O error"), "確かめてもらってください"),
  ])
  func `a failure of a store says what to do`(failure: StoreFailure, says: String) {
    #expect(failure.sentence.contains(says))
    #expect(["不正", "無効", "失敗", "申し訳"].allSatisfy { !failure.sentence.contains($0) })
  }

  @Test(arguments: [
    StoreFailure.locked(path: path), .diskFull(path: path), .damaged(path: path),
    .unreadable(path: path, reason: "disk I/O error"),
  ])
  func `a failure while a desk is open fits its line`(failure: StoreFailure) {
    let columns = "エラー：\(failure.sentence)".unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }
    #expect(columns <= 2 * 78)
  }
}
