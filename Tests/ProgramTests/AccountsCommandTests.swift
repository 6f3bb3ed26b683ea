import Counter
import Foundation
import Records
import TestSupport
import Testing

@Suite struct AccountsCommandTests {
  private static let passphrase = "correct horse battery"
  private static let now = "2026-11-20T14:30"
  private static let moment = Instant(seconds: 1_795_152_600)

  private let folder: TemporaryFolder

  /// Whoever manages the accounts signs in so; where there are none yet nobody asks.
  private static let manager = ["MADOGUCHI_ACCOUNT": "管理", "MADOGUCHI_PASSPHRASE": passphrase]

  init() throws {
    folder = try TemporaryFolder()
    try Program.prepare(folder.path + "/data")
  }

  private func accounts(_ words: String..., typing text: String = passphrase) throws -> Program.Output {
    try Program.run(
      ["accounts"] + words + ["--demo", "--data", folder.path + "/data", "--now", Self.now],
      environment: Self.manager, input: try folder.write("typed.txt", text + "\n"))
  }

  /// Makes the first account, which manages the others.
  private func begin() throws {
    let made = try accounts("add", "管理", "--section", "情報課", "--right", "アカウント")
    #expect(made.status == 0, "\(made.err)")
  }

  @Test func `an account that was made signs in and stands in the list`() throws {
    try begin()
    let made = try accounts(
      "add", "渡邉 花子", "--section", "市民課", "--right", "受付", "統計", "--column", "本籍", "--from", "2026-04-01",
      "--until", "2027-03-31")
    #expect(made.status == 0, "\(made.err)")
    _ = try accounts("add", "s", "--section", "税務課")
    let store = try AccountStore(folder: folder.path + "/data", stamp: .fictional)
    let account = try #require(try store.account(named: "渡邉花子"))
    #expect(account.rights == [.receive, .report])
    #expect(account.columns == ["本籍"])
    #expect(account.from?.iso == "2026-04-01" && account.until?.iso == "2027-03-31")
    #expect(
      try store.signIn(
        name: "渡邉 花子", passphrase: Self.passphrase, code: nil, at: Self.moment)
        == .signedIn(account))
    let list = try accounts("list").out
    #expect(
      list == """
        名前       課      できること  見てよい項目  期間                    コード  状態
        渡邉 花子  市民課  受付・統計  本籍          2026-04-01～2027-03-31          使える
        管理       情報課  アカウント                                                使える
        s          税務課                                                            使える

        """)
  }

  @Test func `an account is locked, unlocked and gets another passphrase`() throws {
    try begin()
    _ = try accounts("add", "佐々木", "--section", "市民課")
    #expect(try accounts("lock", "佐々木").out == "「佐々木」のアカウントを止めました\n")
    #expect(try accounts("list").out.contains("停止"))
    #expect(try accounts("unlock", "佐々木").status == 0)
    #expect(try accounts("list").out.contains("使える"))
    #expect(try accounts("passphrase", "佐々木", typing: "another long passphrase").status == 0)
    let store = try AccountStore(folder: folder.path + "/data", stamp: .fictional)
    func answer(_ passphrase: String) throws -> SignIn {
      try store.signIn(name: "佐々木", passphrase: passphrase, code: nil, at: Self.moment)
    }
    #expect(try answer(Self.passphrase) == .wrong(triesLeft: 4))
    #expect(try answer("another long passphrase") == .signedIn(try #require(try store.account(named: "佐々木"))))
  }

  @Test func `a secret is shown once and can be given up`() throws {
    try begin()
    _ = try accounts("add", "佐々木", "--section", "市民課")
    let shown = try accounts("code", "佐々木").out.split(separator: "\n")
    #expect(shown.count == 3)
    #expect(
      shown[1].hasPrefix("otpauth://totp/madoguchi:%E4%BD%90") && shown[1].contains("secret=\(shown[2])&"))
    #expect(shown[2].count == 32)
    let list = try accounts("list").out
    #expect(list.contains("あり") && !list.contains(shown[2]))
    #expect(try accounts("code", "佐々木", "--off").status == 0)
    #expect(try !accounts("list").out.contains("あり"))
  }

  @Test func `every change is in the operation log, and no secret is`() throws {
    try begin()
    _ = try accounts("add", "佐々木", "--section", "市民課", "--right", "受付")
    for change in ["lock", "unlock", "passphrase", "code"] { _ = try accounts(change, "佐々木") }
    _ = try accounts("code", "佐々木", "--off")
    // When the last program has ended everything is in the one file, and an entry is text in it.
    let log = String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: folder.path + "/data/visits.sqlite")), as: UTF8.self
    )
    for change in ["作成（市民課、受付）", "停止", "停止の解除", "パスワードの変更", "確認コードの設定", "確認コードの廃止"] {
      #expect(
        log.contains(#""kind":"accountChanged","payload":{"account":"佐々木","change":"\#(change)"}"#),
        "\(change)")
    }
    #expect(!log.contains(Self.passphrase))
    let data = folder.path + "/data"
    try AccountStore(folder: data, stamp: .fictional).add(
      Account(name: "監査", section: "監査室", rights: [.inspect]), passphrase: Self.passphrase)
    let verified = try Program.run(
      ["visits", "verify", "--demo", "--data", data, "--account", "監査"],
      environment: ["MADOGUCHI_PASSPHRASE": Self.passphrase])
    #expect(verified.status == 0, "\(verified.err)")
  }

  @Test(arguments: [
    (["add", "s", "--section", "市民課", "--right", "全部"], "「全部」という権限はありません。使えるもの: 受付、"),
    (["add", "s", "--section", "市民課", "--from", "4月1日"], "--from は 2026-04-01 のように書きます"),
    (
      ["add", "s", "--section", "市民課", "--from", "2026-04-02", "--until", "2026-04-01"],
      "--until は --from と同じ日か、後の日に"
    ),
    (["add", "ＡＢ", "--section", "市民課"], "「ab」のアカウントがもうあります"),
    (["add", "\u{200B}", "--section", "市民課"], "目に見える文字で"), (["lock", "鈴木"], "accounts list で名前を確かめて"),
    (["passphrase", "鈴木"], "「鈴木」のアカウントはありません"),
  ])
  func `what cannot be done is said with what to do`(words: [String], says: String) throws {
    try begin()
    _ = try accounts("add", "ab", "--section", "市民課")
    let refused = try Program.run(
      ["accounts"] + words + ["--demo", "--data", folder.path + "/data"], environment: Self.manager,
      input: try folder.write("typed.txt", Self.passphrase))
    #expect(refused.status == 1)
    #expect(refused.err.contains(says), "\(refused.err)")
  }

  @Test func `a short passphrase, none, and no accounts are said with what to do`() throws {
    #expect(try accounts("list").err.contains("職員のアカウントがありません。madoguchi accounts add で"))
    #expect(
      try accounts("add", "s", "--section", "市民課", "--right", "アカウント", typing: "short").err.contains(
        "12文字以上に"))
    let none = try Program.run([
      "accounts", "add", "s", "--section", "市民課", "--right", "アカウント", "--demo", "--data", folder.path,
    ])
    #expect(none.err.contains("標準入力に1行で渡すか"))
  }

  @Test func `accounts follow the stamp of the data that is there`() throws {
    _ = try VisitStore(folder: folder.path, stamp: .training)
    let made = try Program.run(
      ["accounts", "add", "s", "--section", "市民課", "--right", "アカウント", "--data", folder.path],
      input: try folder.write("typed.txt", Self.passphrase))
    #expect(made.status == 0, "\(made.err)")
    #expect(try AccountStore(folder: folder.path, stamp: .training).accounts().map(\.name) == ["s"])
  }

  @Test(.timeLimit(.minutes(1))) func `at a terminal a passphrase is typed twice and not seen`() throws {
    let command =
      "\(Program.folder)/madoguchi accounts add s --section 市民課 --right アカウント --demo --data \(folder.path)"
    let terminal = try Tmux(command)
    try terminal.wait(for: "パスワード:")
    try terminal.type("ながいパスワードです？")
    try terminal.keys("BSpace", "Enter")
    try terminal.wait(for: "もう一度:")
    try terminal.type("ながいパスワードです")
    try terminal.keys("Enter")
    try terminal.wait(for: "12文字以上に")
    #expect(try !terminal.screen().contains("ながい"))
    let again = try Tmux(command)
    try again.wait(for: "パスワード:")
    try again.type(Self.passphrase)
    try again.keys("C-c")
    try again.wait(for: "何も変えずにやめました")
    try again.wait(for: " echo ")
  }
}
