import Counter
import Feel
import Foundation
import Records

/// All that a site shows to who opens it, read by a process of its own: what is damaged may end it.
///
/// Of each part there is either what it says or what is told of it instead.
struct SiteState: Codable, Equatable {
  /// By part: a failure that names its file, «case path».
  var told: [String: String] = [:]
  /// By part: a failure without words for people.
  var untold: [String: String] = [:]
  /// Faults that a verification of the chains finds.
  var faults: [String] = []
  /// Entries of each visit as JSON, by token.
  var visits: [String: [String]] = [:]
  var operations: [String] = []
  var residents: [String] = []
  var accounts: [String] = []
  var heads: [String] = []
  /// Hash of the files of each version of the content that is kept.
  var contents: [String: Int] = [:]

  /// Whether a part shows the same here and there.
  func equals(_ other: SiteState, in part: Part) -> Bool {
    switch part {
    case .visits: visits == other.visits && operations == other.operations
    case .register: residents == other.residents
    case .accounts: accounts == other.accounts
    case .heads: heads == other.heads
    case .contents: contents == other.contents
    }
  }

  enum Part: String, CaseIterable { case visits, register, accounts, heads, contents }

  init() {}

  // MARK: Reading

  /// Reads a site that nobody works on; `heads` are read as the program reads them.
  init(data: String, keys: String, heads: String) {
    part(.visits) { try $0.readVisits(data, keys, heads) }
    part(.register) { try $0.readRegister(data, keys) }
    part(.accounts) { try $0.readAccounts(data) }
    part(.heads) { try $0.readHeads(HeadFile(folder: heads)) }
    part(.contents) { try $0.readContents(data) }
  }

  private mutating func part(_ part: Part, _ read: (inout SiteState) throws -> Void) {
    do { try read(&self) } catch let failure as StoreFailure { told[part.rawValue] = "\(failure)" } catch {
      untold[part.rawValue] = "\(error)"
    }
  }

  private mutating func readAccounts(_ data: String) throws {
    guard access(data + "/accounts.sqlite", F_OK) == 0 else {
      throw StoreFailure.missing(path: data + "/accounts.sqlite")
    }
    accounts = try AccountStore(folder: data, stamp: .real).accounts().map { "\($0)".sortedWords }
    // The program lets nobody in where the log knows accounts and there is none.
    if accounts.isEmpty { throw StoreFailure.missing(path: data + "/accounts.sqlite") }
  }

  private mutating func readContents(_ data: String) throws {
    let copies = ContentCopies(data: data)
    // Those that the worker began with have none.
    for version in try VisitStore(reading: data).catalogVersions() where version.count > 1 {
      contents[version] = try copies.files(of: version).reduce(0) { $0 &+ ($1.path + $1.text).stableHash }
    }
  }

  private mutating func readHeads(_ file: HeadFile) throws {
    if let line = file.unreadableLines().first { throw StoreFailure.damaged(path: line) }
    heads = file.heads().map(\.text)
  }

  private mutating func readVisits(_ data: String, _ keys: String, _ heads: String) throws {
    let ring = try Installation.keys(of: data, in: keys)
    guard !JournalTraces.isLost(in: data, heads: heads) else {
      throw StoreFailure.missing(path: data + "/visits.sqlite")
    }
    let store = try VisitStore(reading: data, keys: ring)
    let verification = try store.verification(against: HeadFile(folder: heads).heads())
    faults = verification.faults.map { "\($0)" } + verification.missingKeys.map { "missing key \($0)" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    for visit in try store.visits(on: nil) {
      visits[visit.token] = try store.journal(of: visit.id).map {
        "\($0.time.seconds) \($0.actor) " + String(decoding: try encoder.encode($0.entry), as: UTF8.self)
      }
    }
    operations = try store.operations().map {
      "\($0.time.seconds) \($0.actor) " + String(decoding: try encoder.encode($0.operation), as: UTF8.self)
    }
  }

  /// All of it, through what a desk asks.
  private mutating func readRegister(_ data: String, _ keys: String) throws {
    let register = try Register(folder: data, stamp: .real, keys: Installation.keys(of: data, in: keys))
    try register.verify()
    residents = ["\(register.asOf) \(register.residentCount) \(register.protectedCount)"]
    for kana in "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ" {
      let found = try register.search(ResidentQuery(String(kana), eras: EraTable(eras: []), towns: []))
      residents += found.residents.map { "\($0)".sortedWords }
    }
    residents += try register.measures().map { "\($0)" }
  }
}

extension String {
  /// Sets and dictionaries are described in another order by every process.
  fileprivate var sortedWords: String {
    split { " ,[]()".contains($0) }.sorted().joined(separator: " ")
  }

  /// The same in every process (FNV-1a).
  fileprivate var stableHash: Int {
    Int(
      bitPattern: UInt(
        utf8.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }))
  }
}
