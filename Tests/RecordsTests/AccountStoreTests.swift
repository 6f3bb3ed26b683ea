import Counter
import Feel
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Records

@Suite struct AccountStoreTests {
  private static let passphrase = "正しい馬の電池の留め金です"
  private static let cheap = PassphraseHash.Cost(rounds: 16, blockSize: 1, parallelism: 1)
  /// 2026-11-20, 9時.
  private static let morning = Instant(seconds: 1_795_132_800)

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func store(_ accounts: Account...) throws -> AccountStore {
    let store = try AccountStore(folder: folder.path, stamp: .fictional, cost: Self.cheap)
    for account in accounts { try store.add(account, passphrase: Self.passphrase) }
    return store
  }

  private func signIn(
    _ store: AccountStore, _ name: String = "佐々木 花子", _ passphrase: String = passphrase,
    code: String? = nil, after seconds: Int = 0
  ) throws -> SignIn {
    try store.signIn(
      name: name, passphrase: passphrase, code: code,
      at: Instant(seconds: Self.morning.seconds + seconds))
  }

  private let clerk = Account(
    name: "佐々木 花子", section: "市民課", rights: [.receive, .report], columns: ["本籍"])

  @Test func `who knows the passphrase is signed in with what was granted`() throws {
    let store = try store(clerk)
    #expect(try signIn(store) == .signedIn(clerk))
    #expect(try store.accounts() == [clerk])
    #expect(clerk.may(.exportReport) && !clerk.may(.release))
  }

  @Test func `accounts outlive the program`() throws {
    _ = try store(clerk)
    #expect(try signIn(AccountStore(folder: folder.path, stamp: .fictional)) == .signedIn(clerk))
  }

  @Test(arguments: ["佐々木　花子", "佐々木花子", " 佐々木 花子 "])
  func `a name is found however it is typed`(typed: String) throws {
    #expect(try signIn(store(clerk), typed) == .signedIn(clerk))
  }

  @Test func `two names that differ only in how they are typed are one account`() throws {
    let store = try store(Account(name: "Gauß が", section: "市民課", rights: []))
    #expect(throws: AccountStore.Refusal.nameTaken(by: "Gauß が")) {
      try store.add(
        Account(name: "ｇａｕß　か\u{3099}", section: "市民課", rights: []), passphrase: Self.passphrase)
    }
    #expect(throws: AccountStore.Refusal.nameUnusable) {
      try store.add(Account(name: "佐々\u{200B}木", section: "市民課", rights: []), passphrase: Self.passphrase)
    }
  }

  @Test func `a passphrase is the same in both forms of its kana, and its width counts`() throws {
    let store = try store()
    try store.add(clerk, passphrase: "が ぎ ぐ げ ご と ga")
    let parted = "か\u{3099}\u{3000}き\u{3099}\u{3000}く\u{3099}\u{A0}け\u{3099} こ\u{3099} と ga"
    #expect(try signIn(store, "佐々木花子", parted) == .signedIn(clerk))
    #expect(try signIn(store, "佐々木花子", "が ぎ ぐ げ ご と ｇａ") == .wrong(triesLeft: 4))
  }

  @Test(arguments: [
    ("十一文字では短すぎます", SignInPolicy.PassphraseRefusal.tooShort(least: 12)),
    ("Ｊｕｕｎｉ　ｍｏｊｉ　ｎｏ　ｎａｍａｅ", .isName), ("十二文字あっても\u{7}鈴は要りません", .hasUnseen),
  ])
  func `a passphrase that is no protection is refused`(
    passphrase: String, refusal: SignInPolicy.PassphraseRefusal
  ) throws {
    let store = try store()
    #expect(throws: AccountStore.Refusal.passphrase(refusal)) {
      try store.add(
        Account(name: "juuni moji no namae", section: "市民課", rights: []), passphrase: passphrase)
    }
    #expect(try store.accounts().isEmpty)
  }

  // MARK: Failures

  @Test func `five failures shut the account for a quarter of an hour`() throws {
    let store = try store(clerk)
    for left in [4, 3, 2, 1] {
      #expect(try signIn(store, clerk.name, "ちがいます") == .wrong(triesLeft: left))
    }
    let end = Instant(seconds: Self.morning.seconds + 900)
    #expect(try signIn(store, clerk.name, "ちがいます") == .shut(until: end))
    #expect(try signIn(store, after: 899) == .shut(until: end))
    #expect(try signIn(store, clerk.name, "ちがいます", after: 900) == .wrong(triesLeft: 4))
    #expect(try signIn(store, after: 901) == .signedIn(clerk))
  }

  @Test func `success forgets the failures`() throws {
    let store = try store(clerk)
    for _ in 1...4 { _ = try signIn(store, clerk.name, "ちがいます") }
    #expect(try signIn(store) == .signedIn(clerk))
    #expect(try signIn(store, clerk.name, "ちがいます") == .wrong(triesLeft: 4))
  }

  @Test func `an unknown name is answered as a wrong passphrase is, to the end`() throws {
    let store = try store(clerk)
    let answers = try [clerk.name, "だれでもない"].map { name in
      try (1...6).map { try signIn(store, name, $0 == 4 ? "" : "ちがいます", after: $0) }
    }
    #expect(answers[0] == answers[1])
  }

  @Test func `a passphrase typed into the field of the name is not kept`() throws {
    let store = try store(clerk)
    _ = try signIn(store, "hidden-in-the-wrong-field", "")
    let kept = try DatabaseQueue(path: folder.path + "/accounts.sqlite").read {
      try String.fetchAll($0, sql: "SELECT who FROM failure")
    }
    #expect(kept.count == 1)
    #expect(kept.allSatisfy { $0.unicodeScalars.count <= 6 })
  }

  @Test func `unlocking and a new passphrase forget the failures`() throws {
    let store = try store(clerk)
    for _ in 1...5 { _ = try signIn(store, clerk.name, "ちがいます") }
    try store.setLocked(false, of: clerk.name)
    #expect(try signIn(store) == .signedIn(clerk))
    for _ in 1...5 { _ = try signIn(store, clerk.name, "ちがいます") }
    try store.changePassphrase("まったく新しい合言葉です", of: "佐々木花子")
    #expect(try signIn(store) == .wrong(triesLeft: 4))
    #expect(try signIn(store, clerk.name, "まったく新しい合言葉です") == .signedIn(clerk))
  }

  /// The time of an answer is that of its scrypts, so they are counted, and at which cost they were.
  @Test func `every refusal takes one scrypt of the same cost, whoever is named`() throws {
    let calls = Mutex<[PassphraseHash.Cost]>([])
    let counted = try AccountStore(folder: folder.path, stamp: .fictional, cost: Self.cheap) {
      bytes, salt, cost in
      calls.withLock { $0.append(cost) }
      return try PassphraseHash.scrypt(bytes, salt, cost)
    }
    let today = Self.morning.day
    let accounts = [
      clerk, Account(name: "停田", section: "市民課", rights: []),
      Account(name: "古川", section: "市民課", rights: [], until: today.adding(days: -1)),
      Account(name: "新田", section: "市民課", rights: [], from: today.adding(days: 1)),
      Account(name: "鍵谷", section: "市民課", rights: []),
    ]
    for account in accounts { try counted.add(account, passphrase: Self.passphrase) }
    try counted.setLocked(true, of: "停田")
    try counted.setSecret(secret, of: "鍵谷")
    for name in accounts.map(\.name) + ["だれでもない", "", "../../etc"] {
      calls.withLock { $0 = [] }
      #expect(try signIn(counted, name, "ちがいます") == .wrong(triesLeft: 4), "\(name)")
      #expect(calls.withLock { $0 } == [Self.cheap], "\(name)")
    }
    calls.withLock { $0 = [] }
    #expect(try signIn(counted) == .signedIn(clerk))
    #expect(calls.withLock { $0 } == [Self.cheap])
  }

  @Test func `only one is the first account`() throws {
    let store = try store()
    try store.addFirst(clerk, passphrase: Self.passphrase)
    #expect(throws: AccountStore.Refusal.notFirst) {
      try store.addFirst(Account(name: "鈴木", section: "市民課", rights: []), passphrase: Self.passphrase)
    }
    #expect(try store.accounts() == [clerk])
  }

  // MARK: Locks and dates

  @Test func `only who knows the passphrase learns that the account is locked`() throws {
    let store = try store(clerk)
    try store.setLocked(true, of: clerk.name)
    #expect(try signIn(store) == .locked)
    #expect(try signIn(store, clerk.name, "ちがいます") == .wrong(triesLeft: 4))
    #expect(try store.accounts().map(\.isLocked) == [true])
    try store.setLocked(false, of: clerk.name)
    #expect(try signIn(store) == .signedIn(clerk))
  }

  @Test func `an account is used from its first day to its last`() throws {
    let today = Self.morning.day
    let (from, until) = (today.adding(days: 1), today.adding(days: 2))
    let clerk = Account(name: "佐々木 花子", section: "市民課", rights: [], from: from, until: until)
    let store = try store(clerk)
    let answers = try [0, 1, 2, 3].map { try signIn(store, after: $0 * 86_400) }
    #expect(answers == [.notYet(from: from), .signedIn(clerk), .signedIn(clerk), .expired(until: until)])
  }

  @Test func `what is changed must be there`() throws {
    let store = try store()
    #expect(throws: AccountStore.Refusal.noAccount(name: "鈴木")) { try store.setLocked(true, of: "鈴木") }
    #expect(throws: AccountStore.Refusal.noAccount(name: "鈴木")) { try store.setSecret(nil, of: "鈴木") }
    #expect(throws: AccountStore.Refusal.noAccount(name: "鈴木")) {
      try store.changePassphrase(Self.passphrase, of: "鈴木")
    }
  }

  // MARK: Codes

  private let secret = OneTimeSecret(bytes: Data("12345678901234567890".utf8))

  private func code(after seconds: Int) -> String {
    let time = Instant(seconds: Self.morning.seconds + seconds)
    let digits = String(secret.code(atStep: OneTimeSecret.step(at: time)))
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  @Test func `an account with a secret needs a code, once each`() throws {
    let store = try store(clerk)
    try store.setSecret(secret, of: clerk.name)
    #expect(try signIn(store) == .needsCode)
    #expect(try signIn(store, code: " ") == .needsCode)
    #expect(try signIn(store, code: code(after: 0)).isSignedIn)
    #expect(try signIn(store, code: code(after: 0)) == .wrong(triesLeft: 4))
    #expect(try signIn(store, code: code(after: 30), after: 30).isSignedIn)
    try store.setSecret(nil, of: clerk.name)
    #expect(try signIn(store) == .signedIn(clerk))
  }

  @Test(arguments: [(-60, false), (-30, true), (30, true), (60, false)])
  func `a code may be one step early or late`(seconds: Int, isTaken: Bool) throws {
    let store = try store(clerk)
    try store.setSecret(secret, of: clerk.name)
    #expect(try signIn(store, code: code(after: seconds)).isSignedIn == isTaken)
  }

  @Test func `the passphrase alone does not allow codes to be tried without end`() throws {
    let store = try store(clerk)
    try store.setSecret(secret, of: clerk.name)
    for left in [4, 3, 2, 1] {
      #expect(try signIn(store) == .needsCode)
      #expect(try signIn(store, code: "12345") == .wrong(triesLeft: left))
    }
    #expect(
      try signIn(store, code: "ab3456") == .shut(until: Instant(seconds: Self.morning.seconds + 900)))
  }

  /// The secret for SHA-1 of RFC 6238, appendix B, and the last six digits of its codes.
  @Test(arguments: [
    (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
    (2_000_000_000, "279037"), (20_000_000_000, "353130"),
  ])
  func `codes are those of RFC 6238`(seconds: Int, code: String) {
    let time = Instant(seconds: seconds)
    #expect(secret.step(of: code, at: time, after: -1) == OneTimeSecret.step(at: time))
  }

  @Test func `full-width digits and blanks are a code too`() {
    #expect(secret.step(of: "２８７ ０８２", at: Instant(seconds: 59), after: -1) == 1)
  }

  /// RFC 4648, 10, without its filling.
  @Test(arguments: [
    ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI"),
  ])
  func `a secret is written in base 32`(text: String, base32: String) {
    #expect(OneTimeSecret(bytes: Data(text.utf8)).base32 == base32)
  }

  @Test func `a telephone reads the secret from a URI`() {
    #expect(
      secret.uri(for: "辻 a")
        == "otpauth://totp/madoguchi:%E8%BE%BB%20a?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=madoguchi&algorithm=SHA1&digits=6&period=30"
    )
    #expect(OneTimeSecret.random() != OneTimeSecret.random())
  }

  // MARK: Passphrases as kept

  /// RFC 7914, 12: the first 32 bytes of the second case.
  @Test func `a hash is that of RFC 7914`() throws {
    let kept = PassphraseHash(
      cost: .init(rounds: 1024, blockSize: 8, parallelism: 16), salt: Data("NaCl".utf8),
      key: Data([
        0xFD, 0xBA, 0xBE, 0x1C, 0x9D, 0x34, 0x72, 0x00, 0x78, 0x56, 0xE7, 0x19, 0x0D, 0x01, 0xE9, 0xFE,
        0x7C, 0x6A, 0xD7, 0xCB, 0xC8, 0x23, 0x78, 0x30, 0xE7, 0x73, 0x76, 0x63, 0x4B, 0x37, 0x31, 0x62,
      ]))
    #expect(try kept.matches("password"))
    #expect(try !kept.matches("Password"))
  }

  @Test func `two hashes of one passphrase differ, and nothing matches nobody`() throws {
    let first = try PassphraseHash("おなじ合言葉", cost: Self.cheap)
    #expect(try first != PassphraseHash("おなじ合言葉", cost: Self.cheap))
    #expect(try first.matches("おなじ合言葉"))
    #expect(try !PassphraseHash.ofNobody(cost: Self.cheap).matches(""))
  }

  @Test func `a passphrase set at another cost is kept anew when it signs in`() throws {
    _ = try store(clerk)
    let dearer = PassphraseHash.Cost(rounds: 32, blockSize: 1, parallelism: 1)
    let store = try AccountStore(folder: folder.path, stamp: .fictional, cost: dearer)
    #expect(try signIn(store) == .signedIn(clerk))
    #expect(
      try store.read { try KeptAccount.find(AccountStore.key(of: clerk.name), $0)?.hash.cost } == dearer)
    #expect(try signIn(store) == .signedIn(clerk))
  }

  // MARK: The file

  @Test func `only the owner reads the file`() throws {
    _ = try store(clerk)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/accounts.sqlite")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `another stamp, a later version and what is no store are refused`() throws {
    let path = folder.path + "/accounts.sqlite"
    _ = try store()
    #expect(throws: StoreFailure.stamped(.fictional, wanted: .real, path: path)) {
      try AccountStore(folder: folder.path, stamp: .real)
    }
    try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
    #expect(throws: StoreFailure.tooNew(path: path, version: 99)) {
      try AccountStore(folder: folder.path, stamp: .fictional)
    }
    let other = try TemporaryFolder()
    _ = try other.write("accounts.sqlite", String(repeating: "住民", count: 2000))
    #expect(throws: StoreFailure.foreign(path: other.path + "/accounts.sqlite")) {
      try AccountStore(folder: other.path, stamp: .fictional)
    }
    _ = try VisitStore(folder: other.path, stamp: .fictional)
    try FileManager.default.removeItem(atPath: other.path + "/accounts.sqlite")
    try FileManager.default.moveItem(
      atPath: other.path + "/visits.sqlite", toPath: other.path + "/accounts.sqlite")
    #expect(throws: StoreFailure.foreign(path: other.path + "/accounts.sqlite")) {
      try AccountStore(folder: other.path, stamp: .fictional)
    }
  }

  @Test func `a damaged file is said to be damaged`() throws {
    let path = folder.path + "/accounts.sqlite"
    _ = try store(clerk)
    try DatabaseQueue(path: path).writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seek(toOffset: 4096 * 2)
    try file.write(contentsOf: Data(repeating: 0xA5, count: 4096 * 4))
    try file.close()
    #expect(throws: StoreFailure.damaged(path: path)) {
      let damaged = try AccountStore(folder: folder.path, stamp: .fictional)
      _ = try damaged.accounts()
    }
  }

  @Test func `a right that no version knows is damage, and grants nothing`() throws {
    let store = try store(clerk)
    try DatabaseQueue(path: folder.path + "/accounts.sqlite").write {
      try $0.execute(sql: "INSERT INTO account_right VALUES (1, '全部')")
    }
    #expect(throws: StoreFailure.damaged(path: folder.path + "/accounts.sqlite")) { try signIn(store) }
  }

  @Test(arguments: [
    "UPDATE account SET locked = 1", "UPDATE account_column SET name = '在留資格'", "DELETE FROM account_right",
    "INSERT INTO account_right SELECT id, '取消と訂正' FROM account", "UPDATE account SET last_day = 9",
    "UPDATE failure SET count = 0", "UPDATE meta SET value = 0 WHERE key = 'changes'",
  ])
  func `a row that is not what was written opens nothing`(change: String) throws {
    let store = try store(clerk)
    _ = try signIn(store, "佐々木 花子", "ちがうことばです")
    try DatabaseQueue(path: folder.path + "/accounts.sqlite").write {
      try $0.execute(sql: "PRAGMA foreign_keys = OFF")
      try $0.execute(sql: change)
    }
    let damaged = StoreFailure.damaged(path: folder.path + "/accounts.sqlite")
    #expect(throws: damaged) { try signIn(store) }
    #expect(throws: damaged) { try store.accounts() }
  }

  @Test func `an older copy does not unlock who was locked`() throws {
    let store = try store(clerk)
    let path = folder.path + "/accounts.sqlite"
    try DatabaseQueue(path: path).writeWithoutTransaction {
      try $0.execute(sql: "VACUUM INTO ?", arguments: [path + ".copy"])
    }
    try store.setLocked(true, of: clerk.name)
    for end in ["", "-wal", "-shm"] { unlink(path + end) }
    try FileManager.default.moveItem(atPath: path + ".copy", toPath: path)
    let older = try AccountStore(folder: folder.path, stamp: .fictional)
    #expect(throws: StoreFailure.older(path: path)) { try signIn(older) }
    unlink(path + "-mark")
    #expect(try signIn(older) == .signedIn(clerk))
  }
}

extension SignIn {
  fileprivate var isSignedIn: Bool { if case .signedIn = self { true } else { false } }
}
