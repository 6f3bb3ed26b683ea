import Foundation
import TestSupport
import Testing

/// The desk in a real terminal: crashes, signals, storms. One after another, so that each has the machine.
@Suite(.serialized, .timeLimit(.minutes(10))) struct TerminalTests {
  private func demo(_ folder: TemporaryFolder) throws -> String {
    try Program.prepare(folder.path)
    return "\(Program.folder)/madoguchi demo --data \(folder.path) --now 2026-11-20T14:30"
  }

  /// To the first question of the family that moves in, and one answer given.
  private func begin(_ terminal: Tmux) throws {
    try terminal.wait(for: "番号、名前、かな")
    try terminal.type("wakaba")
    try terminal.keys("Enter")
    try terminal.wait(for: "若葉")
    for key in ["1", "1", "1", "1", "1"] { try terminal.type(key) }
    try terminal.keys("F10")
    try terminal.wait(for: "住み始めた日")
    try terminal.type("11/18")
    try terminal.keys("Enter")
    try terminal.wait(for: "令和8年11月18日")
  }

  private func verify(_ folder: TemporaryFolder) throws {
    let verified = try Program.run(["visits", "verify", "--demo", "--data", folder.path])
    #expect(verified.status == 0, "\(verified.out)\(verified.err)")
  }

  /// Process ids of the desk that runs on a data folder.
  private func desks(_ folder: TemporaryFolder) throws -> [String] {
    try Program.run(["-f", "demo --data \(folder.path) --now 2026-11-20T14:30$"], program: "pgrep").out.split(
      separator: "\n"
    ).map(String.init)
  }

  @Test func `two desks and the visitor's screen follow one visit, live`() throws {
    let folder = try TemporaryFolder()
    let desk = try Tmux(try demo(folder))
    try begin(desk)
    let remote = try Tmux(try demo(folder) + " --window '保険年金課 窓口1' --clerk 田中", columns: 120, rows: 40)
    let visitor = try Tmux(
      "\(Program.folder)/madoguchi visitor --demo --desk '市民課 窓口2' --data \(folder.path) --now 2026-11-20T14:30"
    )
    try remote.wait(for: "聞き取り中 市民課 窓口2")
    try remote.type("1")
    try remote.keys("Enter")
    try remote.wait(for: "市民課 窓口2も開いています")
    try desk.wait(for: "【窓口1も】")
    // The desk types; the other desk and the visitor see it.
    try desk.type("minamidai3 91-2")
    try desk.keys("Enter")
    try remote.wait(for: "架空市南台3丁目91番2号")
    try desk.type("1")
    try desk.type("1")
    try visitor.wait(for: "会 社 な ど の 健 康 保 険")
    // Back over the first question to the quiet one, which the visitor answers unseen.
    for _ in 0..<7 { try desk.keys("BTab") }
    try visitor.wait(for: "職員に見せずに答えられます")
    try visitor.type("7")
    try visitor.wait(for: "7 ■")
    try visitor.keys("Enter")
    let show = ["visits", "show", "2026-11-20", "1", "--demo", "--data", folder.path]
    while !Task.isCancelled, try !Program.run(show).out.contains("来庁者（市民課 窓口2）") { continue }
    #expect(try Program.run(show).out.contains("妊娠している方がいる"))
    try verify(folder)
  }

  @Test func `a killed desk comes back with every acknowledged entry`() throws {
    let folder = try TemporaryFolder()
    let terminal = try Tmux(try demo(folder))
    try begin(terminal)
    for id in try desks(folder) { _ = try Program.run(["-9", id], program: "kill") }
    try terminal.wait(for: "ENDED")
    try verify(folder)
    let again = try Tmux(try demo(folder), columns: 120, rows: 40)
    try again.wait(for: "聞き取り中")
    try again.keys("Up", "Enter")
    try again.wait(for: "令和8年11月18日")
    try again.wait(for: "若葉 太郎ほか3人")
  }

  @Test(arguments: ["TERM", "HUP", "QUIT", "SEGV", "ABRT"])
  func `a signal leaves a sane terminal and a whole journal`(signal: String) throws {
    let folder = try TemporaryFolder()
    let terminal = try Tmux(try demo(folder))
    try begin(terminal)
    for id in try desks(folder) { _ = try Program.run(["-\(signal)", id], program: "kill") }
    try terminal.wait(for: "ENDED")
    let screen = try terminal.screen()
    #expect(screen.contains(" icanon") && screen.contains(" echo") && !screen.contains("若葉"), "\(screen)")
    try verify(folder)
  }

  @Test func `sixty resizes down to twenty by five leave the desk alive`() throws {
    let folder = try TemporaryFolder()
    let terminal = try Tmux(try demo(folder))
    try begin(terminal)
    for step in 0..<60 { try terminal.resize(20 + step * 37 % 110, 5 + step * 13 % 45) }
    try terminal.resize(20, 5)
    try terminal.wait(for: "小さすぎます")
    try terminal.resize(80, 24)
    try terminal.wait(for: "令和8年11月18日")
    try verify(folder)
  }

  @Test func `a paste of ten thousand characters and invalid UTF-8 are survived`() throws {
    let folder = try TemporaryFolder()
    let terminal = try Tmux(try demo(folder))
    try begin(terminal)
    try terminal.keys("F3")
    try terminal.wait(for: "番号、名前、かな")
    try terminal.paste(String(repeating: "渡邉花子", count: 2500))
    try terminal.wait(for: "渡邉花子渡邉")
    try terminal.keys("C-u")
    try terminal.keys("-H", "ff", "fe", "e3", "81", "c3", "28", "f0", "9f", "61")
    try terminal.keys("C-u")
    try terminal.type("hoshino")
    try terminal.wait(for: "hoshino")
    try terminal.keys("C-u")
    try terminal.keys("F3", "F3")
    try terminal.wait(for: "ENDED")
    try verify(folder)
  }

  @Test func `the flush comes before the repaint`() throws {
    let folder = try TemporaryFolder()
    let trace = folder.path + "/trace"
    let terminal = try Tmux(
      "strace -f -y -e trace=fdatasync,fsync,write,pwrite64 -s 60 -o \(trace) \(try demo(folder))")
    try begin(terminal)
    func calls() throws -> [Substring] {
      try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
    }
    // What was written before: the start makes the data of the demonstration behind the picture.
    let before = try calls().count
    try terminal.type("minamidai3 91-2")
    try terminal.keys("Enter")
    try terminal.wait(for: "架空市南台3丁目91番2号")
    // Whatever the journal's write-ahead log got is flushed when the screen is written next.
    var (unflushed, flushes) = (false, 0)
    for call in try calls().dropFirst(before) {
      let journal = call.contains("visits.sqlite-wal>")
      if journal && call.contains("pwrite64(") { unflushed = true }
      if journal && call.contains("sync(") && unflushed { (unflushed, flushes) = (false, flushes + 1) }
      if call.contains(" write(1<") { #expect(!unflushed, "\(call)") }
    }
    #expect(flushes > 0)
  }

  @Test func `an idle desk writes nothing`() throws {
    let folder = try TemporaryFolder()
    let trace = folder.path + "/trace"
    // A first start makes the data, and goes on with it behind the picture.
    _ = try Program.run([
      "demo", "--data", folder.path, "--now", "2026-11-20T14:30", "--script",
      try folder.write("nothing.txt", ""),
    ])
    let terminal = try Tmux("strace -f -e trace=write,poll -o \(trace) \(try demo(folder))")
    try terminal.wait(for: "番号、名前、かな")
    try terminal.keys("F1")
    try terminal.wait(for: "説明：")
    // Calls alone: the trace also says when a thread of the start has ended.
    func traced() throws -> [Substring] {
      try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n").filter {
        $0.contains(" write(") || $0.contains(" poll(")
      }
    }
    // The trace comes after the picture: it is read until it stands still for as long as it is watched afterwards.
    var (before, looks) = ([Substring](), 0)
    for _ in 0..<1000 where looks < 50 {
      _ = try terminal.screen()
      let now = try traced()
      (before, looks) = now == before ? (now, looks + 1) : (now, 0)
    }
    #expect(!before.isEmpty && looks == 50)
    for _ in 0..<50 { _ = try terminal.screen() }
    let after = try traced()
    #expect(after == before, "\(after.dropFirst(before.count))")
  }
}
