import ArgumentParser
import Counter
import Feel
import Foundation
import Records

struct AccountsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accounts", abstract: "職員のアカウントを作る・止める・見る",
    discussion: "パスワードは端末で2回打つか、標準入力に1行で渡します。変えたことは操作の記録に残ります。",
    subcommands: [
      Add.self, List.self, Lock.self, Unlock.self, Passphrase.self, Code.self,
    ])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "アカウントを作る")
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

    mutating func run() throws {
      let account = Account(
        name: name, section: section, rights: Set(try right.map(Add.right)), columns: Set(column),
        from: try from.map { try Add.day($0, of: "--from") },
        until: try until.map { try Add.day($0, of: "--until") })
      if let from = account.from, let until = account.until, until < from {
        throw Complaint("--until は --from と同じ日か、後の日にしてください")
      }
      let ledger = try options.ledger(making: true)
      if let other = try ledger.accounts.account(named: name) {
        throw Complaint(AccountStore.Refusal.nameTaken(by: other.name).line)
      }
      let passphrase = try SecretInput.newPassphrase()
      try ledger.change(name, "作成（\(AccountTable.summary(account))）") {
        try $0.add(account, passphrase: passphrase)
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

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "アカウントの一覧（パスワードは出しません）")
    @OptionGroup var options: AccountOptions

    mutating func run() throws {
      let ledger = try options.ledger()
      for line in AccountTable.lines(try ledger.accounts.accounts(), on: ledger.now.day) {
        Madoguchi.show(line)
      }
    }
  }

  struct Lock: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "アカウントを止める（消さないので、記録の名前は残ります）")
    @OptionGroup var options: AccountOptions
    @Argument(help: "名前") var name: String

    mutating func run() throws {
      let written = try options.ledger().change(name, "停止") { try $0.setLocked(true, of: name) }
      Madoguchi.show("「\(written)」のアカウントを止めました")
    }
  }

  struct Unlock: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "止めたアカウントや、失敗が続いたアカウントを使えるようにする")
    @OptionGroup var options: AccountOptions
    @Argument(help: "名前") var name: String

    mutating func run() throws {
      let written = try options.ledger().change(name, "停止の解除") { try $0.setLocked(false, of: name) }
      Madoguchi.show("「\(written)」のアカウントを使えるようにしました")
    }
  }

  struct Passphrase: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "パスワードを変える")
    @OptionGroup var options: AccountOptions
    @Argument(help: "名前") var name: String

    mutating func run() throws {
      let ledger = try options.ledger()
      _ = try ledger.account(named: name)
      let passphrase = try SecretInput.newPassphrase()
      let written = try ledger.change(name, "パスワードの変更") { try $0.changePassphrase(passphrase, of: name) }
      Madoguchi.show("「\(written)」のパスワードを変えました")
    }
  }

  struct Code: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "確認コード（TOTP）を使うようにする",
      discussion: "認証アプリに入れる鍵を1度だけ出します。もう一度実行すると新しい鍵になり、前の鍵は使えなくなります。")
    @OptionGroup var options: AccountOptions
    @Argument(help: "名前") var name: String
    @Flag(name: .long, help: "確認コードを使わないようにする") var off = false

    mutating func run() throws {
      let ledger = try options.ledger()
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
