import ArgumentParser
import Counter
import Foundation
import Records

/// Whose accounts, and when.
struct AccountOptions: ParsableArguments {
  @OptionGroup var places: PlaceOptions
  @Flag(name: .long, help: "demo の架空データのアカウント") var demo = false
  @Option(name: .long, help: "今の代わりに使う時点（例 2026-11-20T14:30）") var now: String?

  /// Opens the accounts and the operation log; `making` makes them where there are none.
  func ledger(making: Bool = false) throws -> AccountLedger {
    guard let now = now.map({ Instant(written: $0) }) ?? Instant.wallClock else {
      throw Complaint("--now は 2026-11-20T14:30 のように書きます")
    }
    let environment = ProcessInfo.processInfo.environment
    let places = try Places(
      places, kind: demo ? "-demo" : "", settings: try Settings.load(environment: environment),
      environment: environment)
    if making {
      try places.makeDataFolder()
    } else if !FileManager.default.fileExists(atPath: places.data + "/accounts.sqlite") {
      throw Complaint(
        "\(places.data) に職員のアカウントがありません。madoguchi accounts add で作るか、--data で場所を指定してください（demo のものは --demo）")
    }
    let stamp = try stamp(of: places.data)
    let operations = try places.visits(stamp: stamp, by: NSUserName(), at: now)
    do throws(StoreFailure) {
      return AccountLedger(
        accounts: try AccountStore(folder: places.data, stamp: stamp), operations: operations, now: now)
    } catch {
      throw Complaint(error.line)
    }
  }

  /// The stamp of what is there already; where there is nothing, `--demo` decides.
  private func stamp(of folder: String) throws -> DataStamp {
    let found = ["register", "visits.sqlite", "accounts.sqlite"].first {
      FileManager.default.fileExists(atPath: folder + "/" + $0)
    }
    for stamp in DataStamp.allCases {
      do throws(StoreFailure) {
        switch found {
        case "register": _ = try Register(folder: folder, stamp: stamp)
        case "visits.sqlite": return try VisitStore(reading: folder).stamp
        case "accounts.sqlite": _ = try AccountStore(folder: folder, stamp: stamp)
        default: return demo ? .fictional : .real
        }
        return stamp
      } catch {
        guard case .stamped = error else { throw Complaint(error.line) }
      }
    }
    throw Complaint("\(folder) のデータを開けません。--data で別のフォルダーを指定してください")
  }
}

/// The accounts with the log that every change of them is written to.
struct AccountLedger {
  let accounts: AccountStore
  let operations: VisitStore
  let now: Instant

  func account(named name: String) throws -> Account {
    guard let account = try saying({ try accounts.account(named: name) }) else {
      throw Complaint(AccountStore.Refusal.noAccount(name: name).line)
    }
    return account
  }

  /// Makes a change and records it by the user of the system; answers the account's name as it is written.
  @discardableResult
  func change(_ name: String, _ change: String, _ act: (AccountStore) throws -> Void) throws -> String {
    try saying { try act(accounts) }
    let name = try account(named: name).name
    do {
      try operations.record(.accountChanged(account: name, change: change), by: NSUserName(), at: now)
    } catch {
      throw Complaint("「\(name)」のアカウントは変えましたが、操作の記録に書けませんでした。空き容量と権限を確かめて、もう一度実行してください")
    }
    return name
  }

  private func saying<Value>(_ work: () throws -> Value) throws -> Value {
    do { return try work() } catch let refusal as AccountStore.Refusal {
      throw Complaint(refusal.line)
    } catch let failure as StoreFailure {
      throw Complaint(failure.line)
    }
  }
}
