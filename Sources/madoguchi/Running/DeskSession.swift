import Counter
import Desk
import Feel
import FormFiles
import Foundation
import Records
import TerminalUI

/// A desk with its stores opened and its services wired.
struct DeskSession {
  let desk: Desk
  let paper: PaperProcess

  /// Opens everything a desk needs; each thing that is missing is one sentence.
  init(
    places: Places, stamp: DataStamp, clerk: String, window: String, lockMinutes: Int, now: Instant,
    wake: @escaping @Sendable () -> Void
  ) throws {
    // The catalogue takes the longest: the stores are opened beside it.
    let loading = Background { try CatalogLoading.rulebook(forms: places.forms, cache: places.data) }
    let (register, visits): (Register, VisitStore)
    do {
      register = try Register(folder: places.data, stamp: stamp)
      visits = try VisitStore(folder: places.data, stamp: stamp)
    } catch let failure as StoreFailure {
      throw Complaint(failure.line)
    }
    let paper = PaperProcess(wake: wake)
    self.paper = paper
    let screen = VisitorScreenFile(data: places.data, desk: window)
    screen.write(.rest)
    let postal = PostalTable(path: places.postalTable)
    let services = DeskServices(
      register: RegisterServices(
        search: { try register.search($0) }, household: { try register.household($0) },
        neighbours: { try register.residents(atTown: $0, block: $1) }),
      visits: visits, token: DeskSession.token,
      accounts: try DeskSession.accounts(places, stamp),
      print: { paper.print($0) }, finishedPrints: { paper.takeOutcomes() }, show: { screen.write($0) })
    let rulebook = try loading.value()
    try visits.record(.started(desk: window), by: clerk, at: now)
    let site = Site(
      rulebook: rulebook, stamp: stamp == .fictional ? "架空データ" : stamp == .training ? "訓練" : "",
      programVersion: Madoguchi.version, registerGeneration: register.generation,
      registerAsOf: register.asOf, printFolder: places.data + "/prints",
      postalAddresses: { postal?.addresses(of: $0) ?? [] })
    desk = Desk(
      site: site,
      seat: Seat(
        clerk: clerk, sign: window, windows: rulebook.catalog.municipality.windows, lockMinutes: lockMinutes),
      services: services, now: now)
  }

  /// Who may sign in. The fictional city asks nobody, until it has accounts.
  private static func accounts(_ places: Places, _ stamp: DataStamp) throws -> AccountServices? {
    if stamp == .fictional, !FileManager.default.fileExists(atPath: places.data + "/accounts.sqlite") {
      return nil
    }
    let store: AccountStore
    do { store = try AccountStore(folder: places.data, stamp: stamp) } catch { throw Complaint(error.line) }
    return AccountServices(
      areNone: { try store.accounts().isEmpty },
      signIn: { try store.signIn(name: $0, passphrase: $1, code: $2, at: $3) },
      add: { try store.add($0, passphrase: $1) })
  }

  /// Random, so that a checklist that is found tells nothing: 80 bits in letters.
  private static func token() -> String {
    let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
    return String((0..<16).map { _ in letters[Int.random(in: 0..<letters.count)] })
  }
}

extension Instant {
  /// The wall clock; read at the edge only.
  static var wallClock: Instant { Instant(seconds: Int(Date().timeIntervalSince1970)) }
}
