import ArgumentParser
import Counter
import Feel
import Foundation
import Records

struct AccountsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accounts", abstract: "職員のアカウントを作る・止める・見る",
    discussion:
      "作る・変えるパスワードは端末で2回打つか、標準入力に1行で渡します。アカウントがあるときは、「アカウント」の権限のある人が --account でサインインして行います。変えたことは、だれが変えたかといっしょに操作の記録に残ります。",
    subcommands: [
      Add.self, List.self, Lock.self, Unlock.self, Passphrase.self, Code.self,
    ])

  struct Add: GuardedCommand {
    static let act = Act.manageAccounts
    static let configuration = CommandConfiguration(abstract: "アカウントを作る")
    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var options: AccountOptions
    @Argument(help: "名前（窓口の記録に残る名前）") var name: String
    @Option(name: .long, help: "課") var section: String
    @Option(
      name: .long, parsing: .upToNextOption,
      help: "できること: \(Right.allCases.map(\.rawValue).joined(separator: "、"))")
    var right: [String] = []
    @Option(name: .long, parsing: .upToNextOption, help: "見てよい項目（forms の権限の名前）")
    var column: [String] = []
    @Option(name: .long, help: "使いはじめる日（2026-04-01）。省くとすぐ") var from: String?
    @Option(name: .long, help: "使える最後の日（2027-03-31）。省くと終わりなし") var until: String?
    @Flag(name: .long, help: "アカウントのファイルを失い、控えもないとき、最初のアカウントから作り直す") var afterLoss = false

    var isAfterLoss: Bool { afterLoss }

    func settledPlaces() throws -> Places { try options.settledPlaces() }

    mutating func run(as actor: Operator) throws {
      let account = Account(
        name: name, section: section, rights: Set(try right.map(Add.right)), columns: Set(column),
        from: try from.map { try Add.day($0, of: "--from") },
        until: try until.map { try Add.day($0, of: "--until") })
      if let from = account.from, let until = account.until, until < from {
        throw Complaint("--until は --from と同じ日か、後の日にしてください")
      }
      let ledger = try options.ledger(of: actor, making: true)
      if try ledger.accounts.accounts().isEmpty, !account.may(.manageAccounts) {
        throw Complaint(
          "最初のアカウントには「\(Right.accounts.rawValue)」の権限を付けてください（--right \(Right.accounts.rawValue) …）。ほかのアカウントを作る人です"
        )
      }
      if let other = try ledger.accounts.account(named: name) {
        throw Complaint(AccountStore.Refusal.nameTaken(by: other.name).line)
      }
      let passphrase = try SecretInput.newPassphrase()
      let places = try options.guessedPlaces()
      try ledger.change(name, "\(afterLoss ? "失ったあとの" : "")作成（\(AccountTable.summary(account))）") {
        try $0.add(account, passphrase: passphrase, places: places)
      }
      Madoguchi.show("「\(name)」のアカウントを作りました")
    }

    private static func right(_ text: String) throws -> Right {
      guard let right = Right(rawValue: text) else {
        throw Complaint(
          "「\(text)」という権限はありません。使えるもの: \(Right.allCases.map(\.rawValue).joined(separator: "、"))")
      }
      return right
    }

    private static func day(_ text: String, of option: String) throws -> Day {
      guard let day = Day(iso: text) else { throw Complaint("\(option) は 2026-04-01 のように書きます") }
      return day
    }
  }

  struct List: GuardedCommand {
    static let act = Act.listAccounts
    static let configuration = CommandConfiguration(abstract: "アカウントの一覧（パスワードは出しません）")
    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var options: AccountOptions

    func settledPlaces() throws -> Places { try options.settledPlaces() }

    mutating func run(as actor: Operator) throws {
      let ledger = try options.ledger(of: actor)
      for line in AccountTable.lines(try ledger.accounts.accounts(), on: ledger.now.day) {
        Madoguchi.show(line)
      }
    }
  }

  struct Lock: GuardedCommand {
    static let act = Act.manageAccounts
    static let configuration = CommandConfiguration(abstract: "アカウントを止める（消さないので、記録の名前は残ります）")
    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var options: AccountOptions
    @Argument(help: "名前") var name: String

    func settledPlaces() throws -> Places { try options.settledPlaces() }

    mutating func run(as actor: Operator) throws {
      let written = try lock(in: try options.ledger(of: actor))
      Madoguchi.show("「\(written)」のアカウントを止めました")
    }

    private func lock(in ledger: AccountLedger) throws -> String {
      try ledger.mustNotBeLast(name)
      return try ledger.change(name, "停止") { try $0.setLocked(true, of: name) }
    }
  }

  struct Unlock: GuardedCommand {
    static let act = Act.manageAccounts
    static let configuration = CommandConfiguration(abstract: "止めたアカウントや、失敗が続いたアカウントを使えるようにする")
    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var options: AccountOptions
    @Argument(help: "名前") var name: String

    func settledPlaces() throws -> Places { try options.settledPlaces() }

    mutating func run(as actor: Operator) throws {
      let written = try options.ledger(of: actor).change(name, "停止の解除") { try $0.setLocked(false, of: name) }
      Madoguchi.show("「\(written)」のアカウントを使えるようにしました")
    }
  }

  struct Passphrase: GuardedCommand {
    static let act = Act.manageAccounts
    static let configuration = CommandConfiguration(abstract: "パスワードを変える")
    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var options: AccountOptions
    @Argument(help: "名前") var name: String

    func settledPlaces() throws -> Places { try options.settledPlaces() }

    mutating func run(as actor: Operator) throws {
      let ledger = try options.ledger(of: actor)
      _ = try ledger.account(named: name)
      let passphrase = try SecretInput.newPassphrase()
      let places = try options.guessedPlaces()
      let written = try ledger.change(name, "パスワードの変更") {
        try $0.changePassphrase(passphrase, of: name, places: places)
      }
      Madoguchi.show("「\(written)」のパスワードを変えました")
    }
  }

  struct Code: GuardedCommand {
    static let act = Act.manageAccounts
    static let configuration = CommandConfiguration(
      abstract: "確認コード（TOTP）を使うようにする",
      discussion: "認証アプリに入れる鍵を1度だけ出します。もう一度実行すると新しい鍵になり、前の鍵は使えなくなります。")
    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var options: AccountOptions
    @Argument(help: "名前") var name: String
    @Flag(name: .long, help: "確認コードを使わないようにする") var off = false

    func settledPlaces() throws -> Places { try options.settledPlaces() }

    mutating func run(as actor: Operator) throws {
      let ledger = try options.ledger(of: actor)
      guard !off else {
        let written = try ledger.change(name, "確認コードの廃止") { try $0.setSecret(nil, of: name) }
        Madoguchi.show("「\(written)」は確認コードを使わなくなりました")
        return
      }
      let secret = OneTimeSecret.random()
      let written = try ledger.change(name, "確認コードの設定") { try $0.setSecret(secret, of: name) }
      Madoguchi.show("「\(written)」の認証アプリに、次の鍵を入れてください。もう一度は出せません")
      Madoguchi.show(secret.uri(for: written))
      Madoguchi.show(secret.base32)
    }
  }
}
