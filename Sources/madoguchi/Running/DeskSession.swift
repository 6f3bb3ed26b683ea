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
    places: Places, stamp: DataStamp, clerk: String, window: String, lockMinutes: Int, routes: PrintRoutes,
    now: Instant,
    wake: @escaping @Sendable () -> Void
  ) throws {
    // The catalogue takes the longest: the stores are opened beside it.
    let loading = Background { try CatalogLoading.rulebook(forms: places.forms, cache: places.data) }
    let looking = Background { SQLiteJournal.findsDamage(in: places.data, within: 5) }
    let (presence, register, visits): (DeskPresence, Register, VisitStore)
    do {
      presence = try DeskPresence.beside(others: places.data)
      register = try Register(folder: places.data, stamp: stamp, keys: places.keyRing())
      visits = try places.visits(stamp: stamp, by: clerk, at: now)
    } catch let failure as StoreFailure {
      throw Complaint(failure.line)
    }
    let paper = PaperProcess(wake: wake)
    self.paper = paper
    let screen = VisitorScreenFile(data: places.data, desk: window)
    // Two desks of one name would share the visitor's screen, and be one in every journal.
    guard !screen.isTaken else {
      throw Complaint("「\(window)」は、もう開いています。--window で別の名前（窓口の番号など）を付けるか、開いているほうを終えてください")
    }
    screen.write(.rest)
    let postal = PostalTable(path: places.postalTable)
    let rulebook = try loading.value()
    visits.sealAddresses(of: rulebook.catalog.vocabulary.addressFacts)
    let services = DeskServices(
      register: RegisterServices(
        search: {
          register.readThrough()
          return try register.search($0)
        }, household: { try register.household($0) },
        neighbours: { try register.residents(atTown: $0, block: $1) }),
      visits: visits, token: DeskSession.token,
      accounts: try DeskSession.accounts(places, stamp, city: rulebook.catalog.municipality.name),
      jobName: { "madoguchi-" + String(DeskSession.token().prefix(8)) },
      print: { paper.print($0) }, printReports: { paper.takeReports() },
      // The desk is there as long as its services are.
      show: { view in withExtendedLifetime(presence) { screen.write(view) } })
    guard try !looking.value() else {
      throw Complaint(StoreFailure.damaged(path: places.data + "/visits.sqlite").line)
    }
    if let refusal = Freshness.refusal(of: register, on: now.day, rulebook.catalog.municipality.importMeasure)
    {
      throw Complaint(refusal)
    }
    do throws(StoreFailure) { try PrintFolder.clear(in: places.data, before: now.day) } catch {
      throw Complaint(error.line)
    }
    // Where somebody has to sign in nobody is known yet.
    let author = services.accounts == nil ? clerk : window
    let word = try StartOfDay(visits: visits, places: places, clerk: author, now: now).run(rulebook.catalog)
    try visits.record(.started(desk: window), by: author, at: now)
    let site = Site(
      rulebook: rulebook, stamp: stamp == .fictional ? "架空データ" : stamp == .training ? "訓練" : "",
      programVersion: Madoguchi.version, registerGeneration: register.generation,
      registerAsOf: register.asOf, printFolder: PrintFolder.path(in: places.data),
      papersFolder: places.forms + "/papers",
      routes: routes,
      postalAddresses: { postal?.addresses(of: $0) ?? [] })
    var desk = Desk(
      site: site,
      seat: Seat(
        clerk: clerk, sign: window, windows: rulebook.catalog.municipality.windows, lockMinutes: lockMinutes),
      services: services, now: now)
    if let word { desk.say(word) }
    self.desk = desk
  }

  /// Who may sign in. The fictional city asks nobody, until it has accounts.
  private static func accounts(_ places: Places, _ stamp: DataStamp, city: String) throws
    -> AccountServices?
  {
    if stamp == .fictional, !FileManager.default.fileExists(atPath: places.data + "/accounts.sqlite") {
      return nil
    }
    // Accounts that were there and are gone are no first start.
    let known = try StaffAccounts.store(in: places.data)
    let store: AccountStore
    do { store = try known ?? AccountStore(folder: places.data, stamp: stamp) } catch let failure
      as StoreFailure
    {
      throw Complaint(failure.line)
    }
    return AccountServices(
      areNone: {
        let areNone = try store.accounts().isEmpty
        if areNone { try StaffAccounts.refuseLoss(in: places.data) }
        return areNone
      },
      signIn: { try store.signIn(name: $0, passphrase: $1, code: $2, at: $3) },
      addFirst: { try store.addFirst($0, passphrase: $1, places: [city]) })
  }

  /// Random, so that a checklist that is found tells nothing: 80 bits in letters.
  private static func token() -> String {
    let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
    return String((0..<16).map { _ in letters[Int.random(in: 0..<letters.count)] })
  }
}

/// Whether records are new enough to say who is protected (支援措置).
enum Freshness {
  /// Why a desk may not open with them; nil when it may. Those of the fictional city never grow old.
  static func refusal(of register: Register, on today: Day, _ measure: Municipality.ImportMeasure) -> String?
  {
    let age = Int(today.number) - Int(register.asOf.day.number)
    guard register.stamp == .real, age > measure.days else { return nil }
    return
      "住民記録が \(register.asOf.day.iso) 現在のもので、\(age)日たっています（この市は\(measure.days)日まで）。新しい支援措置が入っていないおそれがあるため、窓口を開けません。madoguchi residents import で新しい記録を取り込んでください"
  }
}

extension Instant {
  /// The wall clock; read at the edge only.
  static var wallClock: Instant { Instant(seconds: Int(Date().timeIntervalSince1970)) }
}
