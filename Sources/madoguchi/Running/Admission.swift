import ArgumentParser
import Counter
import Foundation
import Records

/// Who signs in to a command. A passphrase is never an argument, which every user of the machine can read.
struct AdmissionOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "アカウントの名前（または MADOGUCHI_ACCOUNT）。パスワードは端末で打つか、MADOGUCHI_PASSPHRASE か --passphrase-fd で渡します")
  var account: String?

  @Option(name: .customLong("passphrase-fd"), help: "パスワードを1行目に、確認コードを2行目に書いたファイル記述子の番号")
  var passphraseDescriptor: Int32?
}

/// The door to what takes a right: where there are accounts, whoever comes signs in.
struct Admission {
  let options: AdmissionOptions
  let act: Act
  /// «madoguchi visits log», as the log says where somebody signed in.
  let command: String
  /// Whether accounts that are lost are no hindrance; to whether the records are whole they never are.
  let isAfterLoss: Bool
  private let environment = ProcessInfo.processInfo.environment
  /// Of the machine, never a moment that was handed in: it decides what is shut and what has expired.
  private let now = Instant.wallClock

  init(options: AdmissionOptions, act: Act, command: String, isAfterLoss: Bool = false) {
    self.options = options
    self.act = act
    self.command = command
    self.isAfterLoss = isAfterLoss
  }

  /// Who does it; throws with what to do when that is nobody with the right.
  func actor(in places: Places) throws -> Operator {
    guard case .right = act.need else { return Operator(name: NSUserName(), account: nil) }
    guard let store = try accounts(places)
    else {
      return Operator(name: NSUserName(), account: nil)
    }
    let account = try signedIn(store, in: places)
    guard account.may(act) else {
      try record(.refused(act: act), by: account.name, in: places)
      throw Complaint(act.refusal ?? "")
    }
    try record(.signedIn(account: account.name, desk: command), by: account.name, in: places)
    return Operator(name: account.name, account: account)
  }

  /// What is lost is no hindrance to bringing it back: whoever may write the files could do so by hand.
  private func accounts(_ places: Places) throws -> AccountStore? {
    do {
      return try StaffAccounts.store(
        in: places.data, allowingLoss: isAfterLoss || act == .verify || act == .restore)
    } catch let complaint as Complaint where act == .restore {
      Madoguchi.say(complaint.description)
      return nil
    }
  }

  private func signedIn(_ store: AccountStore, in places: Places) throws -> Account {
    guard let name = try options.account ?? environment["MADOGUCHI_ACCOUNT"] ?? SecretInput.name() else {
      throw Complaint(
        "だれが行うかを確かめます。--account に名前を書き、パスワードを端末で打つか、MADOGUCHI_PASSPHRASE で渡してください")
    }
    var secret = try given()
    var result = try saying {
      try store.signIn(name: name, passphrase: secret.passphrase, code: secret.code, at: now)
    }
    if case .needsCode = result, secret.code == nil, let code = try SecretInput.code() {
      secret.code = code
      result = try saying { try store.signIn(name: name, passphrase: secret.passphrase, code: code, at: now) }
    }
    if case .signedIn(let account) = result { return account }
    try record(.signInRefused(desk: command), by: command, in: places)
    throw Complaint(result.line)
  }

  private func given() throws -> (passphrase: String, code: String?) {
    let code = environment["MADOGUCHI_CODE"]
    if let descriptor = options.passphraseDescriptor {
      let lines = try SecretInput.lines(ofDescriptor: descriptor)
      guard let first = lines.first else { throw Complaint("--passphrase-fd \(descriptor) にパスワードがありません") }
      return (first, lines.count > 1 ? lines[1] : code)
    }
    if let passphrase = environment["MADOGUCHI_PASSPHRASE"] { return (passphrase, code) }
    guard let typed = try SecretInput.passphrase() else {
      throw Complaint("パスワードがありません。端末で実行するか、MADOGUCHI_PASSPHRASE か --passphrase-fd で渡してください")
    }
    return (typed, code)
  }

  /// What cannot be recorded is not done, but for bringing back the records themselves.
  private func record(_ operation: DeskOperation, by actor: String, in places: Places) throws {
    do { try write(operation, by: actor, in: places) } catch {
      guard act == .restore else { throw error }
      Madoguchi.say("今の操作の記録には書けません。戻した記録に、だれが戻したかを書きます")
    }
  }

  private func write(_ operation: DeskOperation, by actor: String, in places: Places) throws {
    try OperationLog(places, stamp: try DataStamp.of(places.data), at: now).note(
      operation, by: actor, else: "操作の記録に書けないため、行いませんでした。空き容量と権限を確かめて、もう一度実行してください")
  }

  private func saying<Value>(_ work: () throws -> Value) throws -> Value {
    do { return try work() } catch let failure as StoreFailure { throw Complaint(failure.line) }
  }
}

/// The accounts of a data folder, or that there never were any.
enum StaffAccounts {
  /// nil where there are none and never were, so that nobody is asked.
  ///
  /// Where 操作の記録 tells of accounts that are gone, nobody is let in: losing a file must not open the data.
  static func store(in folder: String, allowingLoss: Bool = false) throws -> AccountStore? {
    guard FileManager.default.fileExists(atPath: folder + "/accounts.sqlite") else {
      if !allowingLoss { try refuseLoss(in: folder) }
      return nil
    }
    do {
      let store = try AccountStore(folder: folder, stamp: try DataStamp.of(folder))
      guard try store.accounts().isEmpty else { return store }
    } catch let failure as StoreFailure {
      throw Complaint(failure.line)
    }
    if !allowingLoss { try refuseLoss(in: folder) }
    return nil
  }

  /// Throws where there were accounts once. The people of the fictional city have nothing to lose.
  static func refuseLoss(in folder: String) throws {
    guard try DataStamp.of(folder) != .fictional else { return }
    do throws(StoreFailure) {
      guard try knowsAccounts(VisitStore(reading: folder)) else { return }
    } catch {
      if case .missing = error { return }
      throw Complaint(error.line)
    }
    throw Complaint(lost(in: folder))
  }

  private static func knowsAccounts(_ log: VisitStore) throws(StoreFailure) -> Bool {
    do {
      return try log.operations().contains { entry in
        switch entry.operation {
        case .signedIn, .accountChanged: true
        default: false
        }
      }
    } catch { throw (error as? StoreFailure) ?? .damaged(path: "visits.sqlite") }
  }

  static func lost(in folder: String) -> String {
    "職員のアカウント（\(folder)/accounts.sqlite）がなくなっています。控えから戻してください。控えもないときは madoguchi accounts add --after-loss で、最初のアカウントから作り直します（操作の記録に残ります）"
  }
}

extension DataStamp {
  /// The stamp of what is in a data folder; `otherwise` where there is nothing.
  static func of(_ folder: String, otherwise: DataStamp = .real) throws -> DataStamp {
    let found = ["register", "visits.sqlite", "accounts.sqlite"].filter {
      FileManager.default.fileExists(atPath: folder + "/" + $0)
    }
    guard !found.isEmpty else { return otherwise }
    // What is damaged does not hide what the others are stamped: whoever mends it signs in first.
    var failure: StoreFailure?
    for file in found {
      for stamp in DataStamp.allCases {
        do throws(StoreFailure) {
          switch file {
          case "register": _ = try Register(folder: folder, stamp: stamp)
          case "visits.sqlite": return try VisitStore(reading: folder).stamp
          default: _ = try AccountStore(folder: folder, stamp: stamp)
          }
          return stamp
        } catch {
          if case .stamped = error { continue }
          // Whoever made it first was ended before it held anything.
          if case .missing = error { break }
          failure = failure ?? error
          break
        }
      }
    }
    if let failure { throw Complaint(failure.line) }
    return otherwise
  }
}

extension SignIn {
  /// Why a command does not begin; empty for a success.
  var line: String {
    switch self {
    case .signedIn: ""
    case .wrong(let left): "名前かパスワードが違います。もう一度実行してください。あと\(left)回まちがえると、しばらく入れなくなります"
    case .shut(let until): "まちがいが続いたため \(Wording.hourAndMinute(until))まで入れません。急ぐときは管理者に連絡してください"
    case .locked: "このアカウントは管理者が止めています。管理者に連絡してください"
    case .notYet(let day): "このアカウントは \(day.iso) から使えます。管理者に連絡してください"
    case .expired(let day): "このアカウントは \(day.iso) で期限が切れました。管理者に延ばしてもらってください"
    case .needsCode: "確認コードが要ります。認証アプリの6けたの番号を MADOGUCHI_CODE か --passphrase-fd の2行目で渡してください"
    }
  }
}
