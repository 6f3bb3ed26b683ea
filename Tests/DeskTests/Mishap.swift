import Counter
import Feel
import Records
import Testing

@testable import Desk
@testable import TerminalUI

/// Keys with which visits of the tests begin.
enum Script {
  /// A family that moves in, its identity shown.
  static let movesIn = "\"wakaba\" Enter \"1\" \"1\" \"1\" \"1\" \"1\" F10 "
  /// The same up to the field of the new address.
  static let movesInOnADay = movesIn + "\"11/18\" Enter "
  /// A family that moves within the city.
  static let moves = "\"hoshino kiyo\" Enter \"1\" \"1\" \"1\" \"1\" \"1\" \"1\" F10 "
  /// To the line of the reason for voiding.
  static let voids = "Ctrl-P \"この受付を取り消す\" Enter "
}

/// A mistake of a person: the keys that make it and what the desk says to it.
struct Mistake: Sendable, CustomTestStringConvertible {
  let what: String
  /// What is pressed before; it is no mistake.
  let before: String
  let keys: String
  let says: String
  /// What was typed and must still stand on the screen; nil where nothing was.
  let keeps: String?

  init(_ what: String, before: String = "", _ keys: String, says: String, keeps: String? = nil) {
    self.what = what
    self.before = before
    self.keys = keys
    self.says = says
    self.keeps = keeps
  }

  var testDescription: String { what }
}

extension DeskDriver {
  /// What stands above the bar of keys, over several rows when it is long.
  var said: String {
    let rows = frame.lines[size.rows - 4...size.rows - 2].map(\.trimmingBlanks)
    if rows[1].hasPrefix("---") { return rows[2] }
    // Two rows stand on the rule, three over it.
    return rows[0].hasPrefix("！") || rows[0].hasPrefix("エラー") ? rows.joined() : rows[1] + rows[2]
  }

  /// Makes a mistake: the sentence to it says what to do and is whole on the screen, what was typed is kept, and no entry
  /// that was acknowledged before is lost.
  func make(_ mistake: Mistake, sourceLocation: SourceLocation = #_sourceLocation) throws {
    press(mistake.before)
    try losingNothing(sourceLocation) { press(mistake.keys) }
    let message = desk.message?.text ?? ""
    #expect(message.contains(mistake.says), "\(text)", sourceLocation: sourceLocation)
    #expect(saysWhatToDo(message), "\(message)", sourceLocation: sourceLocation)
    // All of it can be read on a screen of 80 columns.
    #expect(!message.isEmpty && said == message, "\(text)", sourceLocation: sourceLocation)
    #expect(blames(message) == [], sourceLocation: sourceLocation)
    if let keeps = mistake.keeps {
      #expect(text.contains(keeps), "\(text)", sourceLocation: sourceLocation)
    }
  }

  /// Does something after which every journal begins as it did before, and every chain is whole.
  func losingNothing(_ sourceLocation: SourceLocation = #_sourceLocation, _ act: () throws -> Void) throws {
    let before = try journals()
    try act()
    let after = try journals()
    for (visit, journal) in before {
      #expect(after[visit]?.starts(with: journal) ?? false, sourceLocation: sourceLocation)
    }
    #expect(try store.verify() == [], sourceLocation: sourceLocation)
  }

  private func journals() throws -> [Int64: [JournalEntry]] {
    try store.visits(on: nil).reduce(into: [:]) { $0[$1.id] = try store.journal(of: $1.id) }
  }
}

/// Whether a sentence names an act or a key.
func saysWhatToDo(_ sentence: String) -> Bool {
  ["ください", "もう一度 F", "で戻", "Ctrl-"].contains { sentence.contains($0) }
}

/// Words of a sentence that blame, apologise or are a code.
func blames(_ sentence: String) -> [String] {
  ["不正", "無効", "失敗", "申し訳", "すみません", "恐れ入", "コード：", "code", "nil", "SQLITE"].filter {
    sentence.contains($0)
  }
}

/// A store on a disk that fills up, and that remembers what was written to the operation log.
final class FullableStore: VisitKeeping {
  /// The sentence of the program for a real path.
  struct DiskFull: SentenceForClerk {
    let sentence =
      "ディスクがいっぱいで書けません。情報担当に空きを作ってもらってください。記録ずみのものは失われていません"
  }

  var isFull = false
  private(set) var operations: [DeskOperation] = []
  private let store: any VisitKeeping

  init(_ store: any VisitKeeping) { self.store = store }

  private func room() throws { if isFull { throw DiskFull() } }

  func begin(_ began: Entry.Began, by actor: String, at time: Instant, token: String) throws -> VisitListing {
    try room()
    return try store.begin(began, by: actor, at: time, token: token)
  }

  func append(_ entry: Entry, to visit: Int64, after known: Int?, by actor: String, at time: Instant) throws
    -> AppendOutcome
  {
    try room()
    return try store.append(entry, to: visit, after: known, by: actor, at: time)
  }

  func journal(of visit: Int64, after known: Int) throws -> [JournalEntry] {
    try store.journal(of: visit, after: known)
  }

  func heads(on day: Day, known: [Int64: VisitHead]) throws -> [VisitHead] {
    try store.heads(on: day, known: known)
  }
  func summary(of visit: Int64) throws -> VisitSummary { try store.summary(of: visit) }
  func visit(ofToken token: String) throws -> VisitListing? { try store.visit(ofToken: token) }
  func unfinished(numbered number: Int, before day: Day) throws -> VisitListing? {
    try store.unfinished(numbered: number, before: day)
  }
  func foreignChanges() throws -> Int { try store.foreignChanges() }

  func record(_ operation: DeskOperation, by actor: String, at time: Instant) throws {
    try room()
    operations.append(operation)
    try store.record(operation, by: actor, at: time)
  }
}

/// A town hall with accounts: desks of it ask who sits there.
final class StaffedOffice {
  static let passphrase = "correct horse battery"

  /// A desk where nobody has to sign in, on the same data.
  let desk: DeskDriver
  private let accounts: AccountStore

  init(_ staff: Account...) throws {
    desk = try DeskDriver()
    accounts = try AccountStore(folder: desk.folder, stamp: .fictional)
    for account in staff { try accounts.add(account, passphrase: Self.passphrase) }
  }

  func lock(_ name: String) throws { try accounts.setLocked(true, of: name) }

  /// A desk that shows the sign-in, or behind it when a name is given.
  func desk(for name: String? = nil) throws -> DeskDriver {
    let accounts = self.accounts
    let desk = try DeskDriver(
      beside: desk,
      accounts: AccountServices(
        areNone: { try accounts.accounts().isEmpty },
        signIn: { try accounts.signIn(name: $0, passphrase: $1, code: $2, at: $3) },
        addFirst: { try accounts.addFirst($0, passphrase: $1) }))
    if let name { desk.press("\"\(name)\" Enter \"\(Self.passphrase)\" Enter") }
    return desk
  }
}
