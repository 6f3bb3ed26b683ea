import Foundation
import Records
import TestSupport
import Testing

@Suite struct ResidentsCommandTests {
  private let folder: TemporaryFolder
  private var data: String { folder.path + "/data" }

  init() throws {
    folder = try TemporaryFolder()
    try Program.prepare(data)
  }

  private static let columns = "宛名番号,世帯番号,住民状態,氏名,氏名_フリガナ,生年月日,続柄表記,住所_町字,住所_番地号表記"

  /// A file of people in households of two; the first `marked` are protected.
  private func file(_ people: Int, marked: Int = 0, column: String = "支援措置開始年月日") throws -> String {
    let rows = (1...max(1, people)).map { number in
      "\(number),\((number + 1) / 2),住民,渡邉 花子,ワタナベ ハナコ,1979-03-12,\(number % 2 == 1 ? "世帯主" : "妻"),架空町1丁目,90番\(number)号"
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
    #expect(second.status == 1 && second.err.contains("1人から支援措置が外れます"))
    #expect(second.err.contains("今までの住民記録はそのままです"))
    #expect(try Register(folder: data, stamp: .real).protectedCount == 6)
    let third = try residents("import", "--accept-fewer", file(100, marked: 5))
    #expect(third.out.contains("支援措置 5人（前回 6人）、同じ世帯なので一緒に守る方 1人"))
    #expect(third.out.contains("支援措置が新しく付いた方 0人、外れた方 1人、付いたままいなくなった方 0人"))
    #expect(third.err.contains("【注意】支援措置が 1人から外れました"))
    let none = try residents("import", file(100, marked: 0))
    #expect(none.status == 1 && none.err.contains("支援措置の方が 5人から 0人に減ります"))
    #expect(none.err.contains("5人から支援措置が外れます"))
    #expect(!(none.out + none.err).contains("渡邉") && !(none.out + none.err).contains("90番"))
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
    let imported = try residents(
      "import", "--now", "2026-11-18T09:00", "--as-of", "2026-11-10T06:00", file(10, marked: 1))
    #expect(imported.status == 0 && imported.err.contains("8日たっています（この市は7日まで）。この記録では窓口が開きません"))
    func desk(_ now: String) throws -> Program.Output {
      try Program.run([
        "desk", "--data", data, "--now", now, "--script", try folder.write("nothing.txt", ""),
      ])
    }
    #expect(try desk("2026-11-17T09:00").status == 0)
    let old = try desk("2026-11-18T09:00")
    #expect(old.status == 1 && old.err.contains("8日たっています（この市は7日まで）"))
  }

  @Test func `records of a moment to come, or of an earlier one, are not taken without a word`() throws {
    func importing(_ moment: String, _ options: String...) throws -> Program.Output {
      try Program.run(
        ["residents", "import", "--data", data, "--now", "2026-11-20T09:00", "--as-of", moment] + options
          + [file(10, marked: 1)])
    }
    let future = try importing("2026-11-20T09:01", "--accept-fewer", "--accept-older")
    #expect(future.status == 1 && future.err.contains("2026-11-20 9:01 がまだ来ていません"))
    #expect(try importing("2026-11-20T06:00").status == 0)
    let older = try importing("2026-11-19T06:00")
    #expect(older.status == 1 && older.err.contains("--accept-older"))
    #expect(try Register(folder: data, stamp: .real).generation == 1)
    #expect(try importing("2026-11-19T06:00", "--accept-older").status == 0)
  }

  @Test func `a dry run says what would change and writes nothing`() throws {
    let kept = try FileManager.default.contentsOfDirectory(atPath: data)
    let first = try residents("import", "--dry-run", file(10, marked: 1))
    #expect(first.status == 0 && first.out.contains("people.csv: 住民 10人"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: data) == kept)
    _ = try residents("import", file(10, marked: 2))
    // What SQLite lays beside a file that is read is no writing of ours.
    func files() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: data).sorted().filter {
        !$0.hasSuffix("-shm") && !$0.hasSuffix("-wal")
      }
    }
    let before = try files()
    let second = try residents("import", "--dry-run", file(12, marked: 1))
    #expect(second.status == 1 && second.err.contains("1人から支援措置が外れます"))
    #expect(second.out.contains("新しい方 2人、変わった方 0人、うち世帯が変わった方 0人、いなくなった方 0人"))
    #expect(second.out.contains("まだ取り込んでいません"))
    #expect(try files() == before)
    #expect(try Register(folder: data, stamp: .real).generation == 1)
  }

  @Test func `a column that speaks of protection is left out only by its name, and that stays known`() throws
  {
    let text = try String(contentsOfFile: file(2, marked: 1), encoding: .utf8)
      .split(separator: "\n").enumerated().map { $1 + ($0 == 0 ? ",DV_備考,知らない列" : $0 == 1 ? ",あり,x" : ",,x") }
      .joined(separator: "\n")
    let path = try folder.write("more.csv", text + "\n")
    let refused = try residents("import", path)
    #expect(refused.status == 1 && refused.err.contains("--drop-column 'DV_備考'"))
    let wrong = try residents("import", "--drop-column", "DV備考2", "--drop-column", "DV_備考", path)
    #expect(wrong.status == 1 && wrong.err.contains("「DV備考2」という列はどのファイルにもありません"))
    let taken = try residents("import", "--drop-column", "DV_備考", path)
    #expect(taken.status == 0, "\(taken.err)")
    #expect(taken.out.contains("「知らない列」は、この市の内容（forms）で使わない列です"))
    #expect(try Register(folder: data, stamp: .real).leftOut == ["DV_備考"])
    #expect(try Program.run(["doctor", "--data", data]).out.contains("！ 除いた列： DV_備考"))
  }

  @Test(arguments: ["/dev/zero", "pipe", "."])
  func `what is no file is refused at once`(name: String) throws {
    #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    let refused = try residents("import", name.hasPrefix("/") ? name : folder.path + "/" + name)
    #expect(refused.status == 1 && refused.err.contains("ふつうのファイルではありません"))
  }

  @Test func `of imports at the same time each makes a generation of its own, or is told to wait`()
    async throws
  {
    let (path, data) = (try file(3000), data)
    let outputs = try await withThrowingTaskGroup(of: Program.Output.self) { group in
      for _ in 0..<3 {
        group.addTask {
          try Program.run(["residents", "import", path, "--data", data, "--as-of", "2026-11-20T06:00"])
        }
      }
      return try await group.reduce(into: [Program.Output]()) { $0.append($1) }
    }
    let made = outputs.filter { $0.status == 0 }
    #expect(!made.isEmpty)
    let generations = made.compactMap { $0.out.split(separator: "第").last?.split(separator: "世代").first }
    #expect(Set(generations).count == made.count)
    #expect(
      outputs.filter { $0.status != 0 }.allSatisfy { $0.err.contains("使っています") }, "\(outputs.map(\.err))")
  }

  @Test(arguments: ["0.02", "0.05", "0.1", "0.2"])
  func `an import that is killed leaves nothing that others read, and no half of a generation`(
    seconds: String
  )
    throws
  {
    let path = try file(3000)
    // The next import begins when the killed one is gone.
    _ = try Program.run(
      [
        "-c", "\"$@\" & sleep \(seconds); kill -KILL $!; wait $!", "sh", Program.folder + "/madoguchi",
        "residents",
        "import", path, "--data", data,
      ], program: "sh")
    for name in (try? FileManager.default.contentsOfDirectory(atPath: data)) ?? [] {
      var status = stat()
      #expect(lstat(data + "/" + name, &status) == 0 && status.st_mode & 0o077 == 0, "\(name)")
    }
    let next = try residents("import", path)
    #expect(next.status == 0, "\(next.err)")
    let left = try FileManager.default.contentsOfDirectory(atPath: data).filter { $0.hasSuffix(".draft") }
    #expect(left.isEmpty)
    #expect(try Register(folder: data, stamp: .real).residentCount == 3000)
  }

  @Test func `people who were expected and are in no file any more are said`() throws {
    let incoming = try folder.write(
      "incoming.csv",
      "証明書番号,転入前住所_都道府県,転出予定年月日,氏名,氏名_フリガナ,生年月日,続柄表記\n転1,見本県,2026-11-18,若葉 太郎,ワカバ タロウ,1990-04-12,世帯主\n"
    )
    _ = try residents("import", file(10, marked: 1), incoming)
    let without = try residents("import", file(10, marked: 1))
    #expect(without.out.contains("前回は 住民 10人、転入予定 1人"))
    #expect(without.err.contains("【注意】転入予定の方が 1人から 0人になりました"))
  }

  @Test func `a flipped byte of the register is noticed`() throws {
    _ = try residents("import", file(3000, marked: 1))
    let path = data + "/register-1.sqlite"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    let doctor = try Program.run(["doctor", "--data", data])
    #expect(doctor.out.contains("register-1.sqlite が壊れています"))
    let refused = try residents("import", file(3000, marked: 1))
    #expect(refused.status == 1 && refused.err.contains("人数を比べられません"))
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
