import ArgumentParser
import Counter
import Foundation
import Records
import TestSupport
import Testing

@testable import madoguchi

/// Commands that show or change something of people ask who does it, and the table of acts whether they may.
@Suite struct AdmissionTests {
  private static let passphrase = "correct horse battery"

  private let folder: TemporaryFolder
  private let data: String

  /// The fictional city with one visit, and an account for each right, one with none and one with all.
  init() throws {
    folder = try TemporaryFolder()
    data = folder.path + "/data"
    try Program.prepare(data)
    let script = try folder.write("visit.txt", "\"wakaba\" Enter \"1\" \"1\" \"1\" \"1\" \"1\" F10\n")
    let demo = try Program.run([
      "demo", "--data", data, "--now", "2026-11-20T14:30", "--script", script,
    ])
    #expect(demo.status == 0, "\(demo.err)")
  }

  private func staff() throws {
    let store = try AccountStore(folder: data, stamp: .fictional)
    for right in Right.allCases {
      try store.add(
        Account(name: "ただ \(right.rawValue)", section: "市民課", rights: [right]), passphrase: Self.passphrase)
      try store.add(
        Account(
          name: "ほか \(right.rawValue)", section: "市民課", rights: Set(Right.allCases).subtracting([right])),
        passphrase: Self.passphrase)
    }
    try store.add(Account(name: "なし", section: "市民課", rights: []), passphrase: Self.passphrase)
    try store.add(
      Account(name: "全部", section: "市民課", rights: Set(Right.allCases), columns: ["口座", "在留資格"]),
      passphrase: Self.passphrase)
  }

  private func run(_ words: [String], as name: String?, passphrase: String = passphrase) throws
    -> Program.Output
  {
    var environment = ["MADOGUCHI_PASSPHRASE": passphrase]
    if let name { environment["MADOGUCHI_ACCOUNT"] = name }
    return try Program.run(words + ["--data", data], environment: environment)
  }

  private var operations: [(actor: String, operation: DeskOperation)] {
    get throws {
      try VisitStore(reading: data).operations().map { ($0.actor, $0.operation) }
    }
  }

  // MARK: The table

  /// Every command that is run, without those that only hold others.
  private static func leaves(_ type: any ParsableCommand.Type = Madoguchi.self) -> [any ParsableCommand.Type]
  {
    let commands = type.configuration.subcommands
    return commands.isEmpty ? [type] : commands.flatMap { leaves($0) }
  }

  @Test func `every command is an act of the table, and asks who comes where the act takes a right`() throws {
    for command in Self.leaves() {
      let acting = try #require(command as? any ActingCommand.Type, "\(command)")
      switch acting.act.need {
      case .right: #expect(command is any GuardedCommand.Type, "\(command)")
      case .nothing: #expect(!(command is any GuardedCommand.Type), "\(command)")
      }
    }
  }

  private static let commands: [(words: [String], act: Act)] = [
    (["visits", "list", "--demo"], .listVisits),
    (["visits", "show", "2026-11-20", "1", "--demo"], .showVisit),
    (["visits", "log", "--demo"], .readLog), (["visits", "verify", "--demo"], .verify),
    (["report", "--demo"], .exportReport),
    (["residents", "import", "--fictional", "/nothing.csv"], .importRegister),
    (["residents", "rollback", "--demo"], .rollBack), (["accounts", "list", "--demo"], .listAccounts),
    (["accounts", "lock", "だれもいない", "--demo"], .manageAccounts),
  ]

  @Test func `a command is run with its right alone or all, and with no other`() throws {
    try staff()
    for (words, act) in Self.commands {
      guard case .right(let right) = act.need, let refusal = act.refusal else {
        Issue.record("\(words) takes no right")
        continue
      }
      for name in ["ただ \(right.rawValue)", "全部"] {
        let done = try run(words, as: name)
        #expect(!done.err.contains("権限がありません"), "\(words) \(name) \(done.err)")
        #expect(
          try operations.contains {
            $0.actor == name
              && $0.operation
                == .signedIn(
                  account: name,
                  desk: "madoguchi "
                    + words.prefix(while: {
                      !$0.hasPrefix("-") && !$0.hasPrefix("/") && !$0.hasPrefix("2") && $0 != "だれもいない"
                    }).joined(separator: " "))
          }, "\(words) \(name)")
      }
      for name in ["ほか \(right.rawValue)", "なし"] {
        let refused = try run(words, as: name)
        #expect(refused.status == 1 && refused.err.contains(refusal), "\(words) \(name) \(refused.err)")
        #expect(refused.out.isEmpty, "\(words) \(name)")
        #expect(try operations.last.map { $0.actor == name && $0.operation == .refused(act: act) } == true)
      }
    }
  }

  // MARK: Who comes

  @Test func `where there are no accounts nobody is asked`() throws {
    let list = try Program.run(["visits", "list", "--demo", "--data", data])
    #expect(list.status == 0 && list.out.contains("受付1"), "\(list.err)")
  }

  @Test func `whoever does not say who they are is told how`() throws {
    try staff()
    let silent = try Program.run(["visits", "show", "2026-11-20", "1", "--demo", "--data", data])
    #expect(silent.status == 1 && silent.err.contains("--account"), "\(silent.err)")
    let half = try Program.run(["visits", "list", "--demo", "--data", data, "--account", "全部"])
    #expect(half.status == 1 && half.err.contains("MADOGUCHI_PASSPHRASE か --passphrase-fd"), "\(half.err)")
    #expect(silent.out.isEmpty && half.out.isEmpty)
  }

  @Test func `a wrong passphrase is refused, counted and recorded by the command`() throws {
    try staff()
    let wrong = try run(["visits", "list", "--demo"], as: "全部", passphrase: "ちがうことばです")
    #expect(wrong.status == 1 && wrong.err.contains("あと4回") && wrong.out.isEmpty, "\(wrong.err)")
    let nobody = try run(["visits", "list", "--demo"], as: "dareka", passphrase: "x")
    #expect(nobody.err == wrong.err)
    let last = try operations.suffix(2)
    #expect(last.allSatisfy { $0.operation == .signInRefused(desk: "madoguchi visits list") })
    #expect(last.allSatisfy { $0.actor == "madoguchi visits list" })
    #expect(try !operations.contains { "\($0)".contains("dareka") })
  }

  @Test func `a passphrase comes by a descriptor too`() throws {
    try staff()
    let secret = try folder.write("secret.txt", Self.passphrase + "\n")
    let listed = try Program.run(
      ["visits", "list", "--demo", "--data", data, "--account", "全部", "--passphrase-fd", "0"], input: secret)
    #expect(listed.status == 0 && listed.out.contains("受付1"), "\(listed.err)")
    let shut = try Program.run([
      "visits", "list", "--demo", "--data", data, "--account", "全部", "--passphrase-fd", "99",
    ])
    #expect(shut.status == 1 && shut.err.contains("--passphrase-fd 99 を読めません"), "\(shut.err)")
  }

  @Test func `whoever looks at a visit is in the log with its people`() throws {
    try staff()
    let shown = try run(["visits", "show", "2026-11-20", "1", "--demo"], as: "全部")
    #expect(shown.status == 0 && shown.out.contains("若葉"), "\(shown.err)")
    let opened = try operations.contains { entry in
      if case .visitOpened(_, 1, _) = entry.operation { entry.actor == "全部" } else { false }
    }
    #expect(opened)
  }

  @Test func `the last account that manages accounts is not locked`() throws {
    let store = try AccountStore(folder: data, stamp: .fictional)
    try store.add(Account(name: "管理", section: "情報課", rights: [.accounts]), passphrase: Self.passphrase)
    let last = try run(["accounts", "lock", "管理", "--demo"], as: "管理")
    #expect(last.status == 1 && last.err.contains("ほかに"), "\(last.err)")
    #expect(try store.account(named: "管理")?.isLocked == false)
  }

  @Test func `the first account manages the others`() throws {
    let refused = try Program.run(
      ["accounts", "add", "s", "--section", "市民課", "--right", "受付", "--demo", "--data", data],
      input: try folder.write("typed.txt", Self.passphrase))
    #expect(refused.status == 1 && refused.err.contains("最初のアカウントには「アカウント」の権限"), "\(refused.err)")
  }

  // MARK: Accounts that are gone

  /// Real data whose log knows of accounts, and none of them are there.
  private func lost(emptied: Bool) throws -> String {
    let real = folder.path + "/real-\(emptied)"
    try FileManager.default.createDirectory(atPath: real, withIntermediateDirectories: true)
    let log = try VisitStore(folder: real, stamp: .real)
    try log.record(
      .accountChanged(account: "佐々木", change: "作成"), by: "root", at: Instant(seconds: 1_795_152_600))
    if emptied { _ = try AccountStore(folder: real, stamp: .real) }
    return real
  }

  @Test(arguments: [false, true])
  func `accounts that are gone are no first start`(emptied: Bool) throws {
    let real = try lost(emptied: emptied)
    for words in [
      ["visits", "list"], ["visits", "log"], ["report"], ["residents", "import", "/nothing.csv"],
      ["accounts", "add", "s", "--section", "市民課", "--right", "アカウント"],
    ] {
      let refused = try Program.run(
        words + ["--data", real], input: try folder.write("typed.txt", Self.passphrase))
      #expect(
        refused.status == 1 && refused.err.contains("アカウント（\(real)/accounts.sqlite）がなくなっています"),
        "\(words) \(refused.err)")
      #expect(refused.out.isEmpty, "\(words)")
    }
    #expect(try Program.run(["visits", "verify", "--data", real]).status == 0)
    let anew = try Program.run(
      ["accounts", "add", "s", "--section", "市民課", "--right", "アカウント", "--after-loss", "--data", real],
      input: try folder.write("typed.txt", Self.passphrase))
    #expect(anew.status == 0, "\(anew.err)")
    let told = try VisitStore(reading: real).operations().contains { entry in
      if case .accountChanged(_, let change) = entry.operation { change.hasPrefix("失ったあとの作成") } else { false }
    }
    #expect(told)
  }

  @Test func `a real desk whose accounts are gone stays shut`() throws {
    let real = try lost(emptied: false)
    let csv = try folder.write(
      "people.csv",
      try String(contentsOfFile: Repository.path + "/forms/fiction/residents.csv", encoding: .utf8))
    _ = try RegisterImport.run(
      files: [csv], into: real, stamp: .real, asOf: Instant.wallClock,
      keys: Installation.keysOrNew(of: real, in: Program.keys), terms: ImportTerms(acceptsFewer: true))
    let desk = try Program.run(["desk", "--data", real, "--script", try folder.write("n.txt", "")])
    #expect(desk.status == 1 && desk.err.contains("がなくなっています"), "\(desk.err)")
    #expect(!FileManager.default.fileExists(atPath: real + "/accounts.sqlite"))
  }
}
