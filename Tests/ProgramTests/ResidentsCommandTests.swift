import Foundation
import Records
import TestSupport
import Testing

@Suite struct ResidentsCommandTests {
  private let folder: TemporaryFolder
  private var data: String { folder.path + "/data" }

  init() throws { folder = try TemporaryFolder() }

  private static let columns = "宛名番号,世帯番号,住民状態,氏名,氏名_フリガナ,生年月日,続柄表記,住所_町字,住所_番地号表記"

  /// A file of people in households of two; the first `marked` are protected.
  private func file(_ people: Int, marked: Int = 0, column: String = "支援措置開始年月日") throws -> String {
    let rows = (1...max(1, people)).map { number in
      "\(number),\((number + 1) / 2),住民,渡邉 花子,ワタナベ ハナコ,1979-03-12,世帯主,架空町1丁目,90番\(number)号"
        + (column.isEmpty ? "" : number <= marked ? ",2026-04-01" : ",")
    }
    let header = Self.columns + (column.isEmpty ? "" : "," + column)
    return try folder.write(
      "people.csv", ([header] + (people > 0 ? rows : [])).joined(separator: "\n") + "\n")
  }

  private func residents(_ words: String...) throws -> Program.Output {
    try Program.run(["residents"] + words + ["--data", data])
  }

  @Test func `every import says how many are protected and how many were`() throws {
    let first = try residents("import", file(100, marked: 6))
    #expect(first.status == 0, "\(first.err)")
    #expect(first.out.contains("支援措置 6人（前回なし）"))
    let second = try residents("import", file(100, marked: 5))
    #expect(second.out.contains("支援措置 5人（前回 6人）、同じ世帯なので一緒に守る方 1人"))
    #expect(second.err.contains("【注意】支援措置の方が 6人から 5人に減りました"))
    let third = try residents("import", file(100, marked: 0))
    #expect(third.status == 1 && third.err.contains("支援措置の方が 5人から 0人に減ります"))
    #expect(third.err.contains("今までの住民記録はそのままです"))
    #expect(try Register(folder: data, stamp: .real).protectedCount == 5)
    #expect(try residents("import", "--accept-fewer", file(100, marked: 0)).status == 0)
    let log = try Program.run(["visits", "log", "--data", data]).out
    #expect(log.contains("第1世代、住民 100人、支援措置 6人\n"))
    #expect(log.contains("第3世代、住民 100人、支援措置 0人、減ったことを確かめて取り込み"))
  }

  @Test func `without the data somebody has to allow it by name, and that is said again`() throws {
    let refused = try residents("import", file(10, column: ""))
    #expect(refused.status == 1 && refused.err.contains("people.csv:1: 支援措置の列がありません。「支援措置開始年月日」"))
    #expect(
      try residents("import", "--no-protection-data", " ", file(10, column: "")).err.contains("許可した人の名前を"))
    let taken = try residents("import", "--no-protection-data", "田中課長", file(10, column: ""))
    #expect(taken.status == 0 && taken.err.contains("【注意】支援措置の情報がない住民記録です（許可した人: 田中課長）"))
    #expect(try Program.run(["doctor", "--data", data]).out.contains("！ 支援措置： 【注意】支援措置の情報がない"))
    #expect(try Program.run(["visits", "log", "--data", data]).out.contains("支援措置の情報なし（許可 田中課長）"))
  }

  @Test func `a cut export waits, and a wrong one that was taken can be taken back`() throws {
    #expect(try residents("rollback").status == 1)
    _ = try residents("import", file(102, marked: 2))
    let cut = try residents("import", file(57, marked: 2))
    #expect(cut.status == 1 && cut.err.contains("住民が 102人から 57人に減ります"))
    let empty = try residents("import", "--accept-fewer", file(0))
    #expect(empty.status == 1 && empty.err.contains("住民が1人もいません"))
    _ = try residents("import", "--accept-fewer", file(57, marked: 2))
    let back = try residents("rollback")
    #expect(back.status == 0, "\(back.err)")
    #expect(back.out.contains("第2世代から第1世代に戻しました") && back.out.contains("住民 102人、支援措置 2人"))
    #expect(try Program.run(["visits", "log", "--data", data]).out.contains("第2世代から第1世代に戻しました"))
    let none = try residents("rollback")
    #expect(none.status == 1 && none.err.contains("前の世代の住民記録がありません"))
  }

  @Test func `going back to fewer protected people asks first`() throws {
    _ = try residents("import", file(20, marked: 1))
    _ = try residents("import", file(20, marked: 2))
    let asked = try residents("rollback")
    #expect(asked.status == 1 && asked.err.contains("2人から 1人になります"))
    #expect(try residents("rollback", "--accept-fewer").status == 0)
  }

  @Test func `with old records a real desk stays shut`() throws {
    _ = try residents("import", "--as-of", "2026-11-10T06:00", file(10, marked: 1))
    func desk(_ now: String) throws -> Program.Output {
      try Program.run([
        "desk", "--data", data, "--now", now, "--script", try folder.write("nothing.txt", ""),
      ])
    }
    #expect(try desk("2026-11-17T09:00").status == 0)
    let old = try desk("2026-11-18T09:00")
    #expect(old.status == 1 && old.err.contains("8日たっています（この市は7日まで）"))
  }

  @Test func `a file that is there is not written over`() throws {
    let path = try folder.write("made.csv", "大事なもの")
    let made = try Program.run(["residents", "generate", "--count", "5", "--day", "2026-11-20", path])
    #expect(made.status == 1 && made.err.contains("上書きしません"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "大事なもの")
  }

  @Test(arguments: [["list"], ["show", "2026-11-20", "1"], ["log"], ["verify"]])
  func `who looks at visits makes none`(words: [String]) throws {
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    let none = try Program.run(["visits"] + words + ["--data", data])
    #expect(none.status == 1 && none.err.contains("受付の記録がありません"))
    #expect(try Program.run(["report", "--data", data]).err.contains("受付の記録がありません"))
    _ = try folder.write("data/visits.sqlite", "")
    #expect(try Program.run(["visits"] + words + ["--data", data]).status == 1)
    #expect(try Data(contentsOf: URL(fileURLWithPath: data + "/visits.sqlite")).isEmpty)
  }
}

/// The first start of the demo, which makes residents for some seconds.
@Suite(.timeLimit(.minutes(2))) struct FirstStartTests {
  @Test func `what is typed while residents are made is not shown, and is nowhere afterwards`() throws {
    let folder = try TemporaryFolder()
    let terminal = try Tmux(
      "\(Program.folder)/madoguchi demo --now 2026-11-20T14:30 --data \(folder.path)/data")
    try terminal.wait(for: "用意しています")
    try terminal.type("himitsu")
    #expect(try !terminal.screen().contains("himitsu"))
    try terminal.wait(for: "きょうの受付はまだありません")
    #expect(try !terminal.screen().contains("himitsu"))
  }

  @Test(arguments: ["INT", "TERM", "HUP"])
  func `whoever is ended meanwhile gives the terminal back`(signal: String) throws {
    let folder = try TemporaryFolder()
    let data = "\(folder.path)/data"
    let terminal = try Tmux("\(Program.folder)/madoguchi demo --now 2026-11-20T14:30 --data \(data)")
    try terminal.wait(for: "用意しています")
    let pane = try terminal.processID
    let children = try Program.run(["-P", pane, "-f", data], program: "pgrep").out.split(separator: "\n")
    for child in children { _ = try Program.run(["-\(signal)", String(child)], program: "kill") }
    try terminal.wait(for: "ENDED")
    try terminal.wait(for: " echo ")
  }
}
