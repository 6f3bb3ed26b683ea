import ArgumentParser
import Counter
import Foundation
import Records

/// Whose accounts, and when.
struct AccountOptions: ParsableArguments {
  @OptionGroup var places: PlaceOptions
  @Flag(name: .long, help: "demo の架空データのアカウント") var demo = false
  @Option(name: .long, help: "今の代わりに使う時点（例 2026-11-20T14:30）") var now: String?

  func settledPlaces() throws -> Places {
    let environment = ProcessInfo.processInfo.environment
    return try Places(
      places, kind: demo ? "-demo" : "", settings: try Settings.load(environment: environment),
      environment: environment)
  }

  /// Opens the accounts and the operation log; `making` makes them where there are none.
  func ledger(of actor: Operator, making: Bool = false) throws -> AccountLedger {
    guard let now = now.map({ Instant(written: $0) }) ?? Instant.wallClock else {
      throw Complaint("--now は 2026-11-20T14:30 のように書きます")
    }
    let places = try settledPlaces()
    if making {
      try places.makeDataFolder()
    } else if !FileManager.default.fileExists(atPath: places.data + "/accounts.sqlite") {
      throw Complaint(
        "\(places.data) に職員のアカウントがありません。madoguchi accounts add で作るか、--data で場所を指定してください（demo のものは --demo）")
    }
    let stamp = try DataStamp.of(places.data, otherwise: demo ? .fictional : .real)
    let operations = try places.visits(stamp: stamp, by: actor.name, at: now)
    do throws(StoreFailure) {
      return AccountLedger(
        accounts: try AccountStore(folder: places.data, stamp: stamp), operations: operations,
        actor: actor.name,
        now: now)
    } catch {
      throw Complaint(error.line)
    }
  }

  /// Names that everybody guesses; none while forms/ cannot be read, and the other rules on passphrases hold all the same.
  func guessedPlaces() throws -> [String] {
    let places = try settledPlaces()
    do {
      let city = try CatalogLoading.rulebook(forms: places.forms, cache: places.data, keeps: false).catalog
        .municipality
      return [city.name, String(city.name.dropLast())]
    } catch { return [] }
  }
}

/// The accounts with the log that every change of them is written to.
struct AccountLedger {
  let accounts: AccountStore
  let operations: VisitStore
  /// By whom changes are recorded.
  let actor: String
  let now: Instant

  func account(named name: String) throws -> Account {
    guard let account = try saying({ try accounts.account(named: name) }) else {
      throw Complaint(AccountStore.Refusal.noAccount(name: name).line)
    }
    return account
  }

  /// Makes a change and records it; answers the account's name as it is written.
  @discardableResult
  func change(_ name: String, _ change: String, _ act: (AccountStore) throws -> Void) throws -> String {
    try saying { try act(accounts) }
    let name = try account(named: name).name
    do {
      try operations.record(.accountChanged(account: name, change: change), by: actor, at: now)
    } catch {
      throw Complaint("「\(name)」のアカウントは変えましたが、操作の記録に書けませんでした。空き容量と権限を確かめて、もう一度実行してください")
    }
    return name
  }

  /// Throws for the last account that can manage accounts: nobody could unlock it.
  func mustNotBeLast(_ name: String) throws {
    let name = try account(named: name).name
    let others = try accounts.accounts().filter {
      $0.name != name && $0.may(.manageAccounts) && $0.hindrance(on: now.day) == nil
    }
    guard others.isEmpty, try account(named: name).may(.manageAccounts) else { return }
    throw Complaint("「\(name)」のほかに、アカウントの権限のある職員がいません。先に madoguchi accounts add で作ってください")
  }

  private func saying<Value>(_ work: () throws -> Value) throws -> Value {
    do { return try work() } catch let refusal as AccountStore.Refusal {
      throw Complaint(refusal.line)
    } catch let failure as StoreFailure {
      throw Complaint(failure.line)
    }
  }
}
