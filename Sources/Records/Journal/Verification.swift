import Counter
import Crypto
import Feel
import Foundation

/// What a verification of the chains found.
package struct Verification: Hashable, Sendable {
  /// In the order of visits, then 操作の記録; empty when all is as it was written, as far as can be seen.
  package fileprivate(set) var faults: [ChainFault] = []
  package fileprivate(set) var visits = 0
  package fileprivate(set) var operations = 0
  /// Ids of keys that ends are sealed with and that are not at hand: those ends are not proven.
  package fileprivate(set) var missingKeys: Set<String> = []
  /// Since when ends are sealed; nil while none is. What was changed before cannot be seen by seals.
  package fileprivate(set) var sealedSince: Instant?
}

/// What is not as it was written.
package enum ChainFault: Hashable, Sendable {
  /// An entry does not follow from the one before.
  case visit(day: Day, number: Int, sequence: Int)
  /// The journal does not end where it ended: entries were removed or put there.
  case visitEnd(day: Day, number: Int)
  /// The end is another visit's, or the day, number or token of the visit was changed.
  case visitSeal(day: Day, number: Int)
  /// A visit of 操作の記録 is not there, or is not the one that was noted.
  case visitMissing(day: Day, number: Int)
  /// A visit that 操作の記録 knows nothing of.
  case visitUnknown(day: Day, number: Int)
  /// Entries that belong to no visit.
  case strays(count: Int)
  case operations(sequence: Int)
  /// Entries at the end were removed.
  case operationsEnd
  case operationsSeal
  /// When the log went on, it did not end as it had been sealed.
  case operationsBroken(Instant)
  /// A head that was printed or exported is not in the log.
  case operationsHead(LogHead)
  /// What was written last is not there any more.
  case endLost
  /// The file itself is broken.
  case file
}

extension VisitStore {
  /// What is wrong; empty when all is as it was written, as far as can be seen without a head from outside.
  package func verify() throws -> [ChainFault] { try verification().faults }

  /// Verifies everything at one moment. `heads` are those that were printed or exported on earlier days.
  package func verification(against heads: [LogHead] = []) throws -> Verification {
    do {
      let isBehind = try store.isBehind()
      return try store.reading { reading in
        var verifier = Verifier(sealing: sealing)
        if isBehind { verifier.result.faults.append(.endLost) }
        if try !reading.damage().isEmpty { verifier.result.faults.append(.file) }
        try verifier.checkVisits(reading)
        try verifier.checkOperations(reading, against: heads)
        return verifier.result
      }
    } catch StoreFailure.damaged {
      var broken = Verification()
      broken.faults = [.file]
      return broken
    }
  }
}

private struct Verifier {
  let sealing: Sealing?
  var result = Verification()
  /// Hashes of the links of each visit that is there.
  private var found: [Place: (token: String, hashes: [Data])] = [:]
  /// Whether the end of some visit has a seal, which only a program writes that keeps a log.
  private var hasSeals = false

  fileprivate struct Place: Hashable {
    let day: Day
    let number: Int
  }

  init(sealing: Sealing?) { self.sealing = sealing }

  mutating func checkVisits(_ reading: any JournalReading) throws {
    for kept in try reading.visits(on: nil) {
      let (day, number) = (kept.listing.day, kept.listing.number)
      let links = try reading.links(of: kept.listing.id, after: 0)
      result.visits += 1
      if kept.head?.key.isEmpty == false { hasSeals = true }
      found[Place(day: day, number: number)] = (
        SHA256.hash(data: Data(kept.listing.token.utf8)).hexadecimal, links.map(\.hash)
      )
      if let sequence = Chain.firstFault(links) {
        result.faults.append(.visit(day: day, number: number, sequence: sequence))
      } else if kept.head?.end != links.last?.end || links.isEmpty {
        result.faults.append(.visitEnd(day: day, number: number))
      } else if let head = kept.head, !isSealed(head, of: .visit(VisitIdentity(kept.listing))) {
        result.faults.append(.visitSeal(day: day, number: number))
      }
    }
    let strays = try reading.strays()
    if !strays.isEmpty { result.faults.append(.strays(count: strays.count)) }
  }

  mutating func checkOperations(_ reading: any JournalReading, against heads: [LogHead]) throws {
    let links = try reading.operations(after: 0)
    result.operations = links.count
    if let sequence = Chain.firstFault(links) {
      result.faults.append(.operations(sequence: sequence))
    } else {
      let head = try reading.operationHead()
      if head?.end != links.last?.end || links.isEmpty && hasSeals {
        result.faults.append(.operationsEnd)
      } else if let head, !isSealed(head, of: .operations) {
        result.faults.append(.operationsSeal)
      }
      try checkNotes(links)
    }
    for head in heads where !head.isIn(links) { result.faults.append(.operationsHead(head)) }
  }

  /// Nothing is proven without a key; what ought to have a seal and has none is not sealed.
  private mutating func isSealed(_ head: Head, of owner: Sealing.Owner) -> Bool {
    guard let sealing else {
      if !head.key.isEmpty { result.missingKeys.insert(head.key) }
      return true
    }
    guard !head.key.isEmpty else { return false }
    guard let holds = sealing.holds(head, of: owner) else {
      result.missingKeys.insert(head.key)
      return true
    }
    return holds
  }

  /// Every visit that was noted is there, as it was noted, until it was purged; and no other.
  private mutating func checkNotes(_ links: [Link]) throws {
    var noted: [Place: [VisitNote]] = [:]
    var knows = false
    for link in links {
      let (time, _, operation) = try Chain.operation(body: link.body)
      switch operation {
      case .noted(let note): noted[Place(note), default: []].append(note)
      case .dayEnded(_, let notes): for note in notes { noted[Place(note), default: []].append(note) }
      case .sealed(_, let notes):
        result.sealedSince = result.sealedSince ?? time
        for note in notes { noted[Place(note), default: []].append(note) }
        knows = true
      case .endBroken: result.faults.append(.operationsBroken(time))
      case .purged(_, let notes): for note in notes { noted[Place(note)] = nil }
      case .started, .searched, .viewed, .listed, .visitOpened, .certificateViewed, .refused, .turnedAway,
        .printed,
        .signedIn, .signInRefused, .locked, .searchedMuch, .released, .imported, .rolledBack, .accountChanged,
        .clockStepped, .journalMade, .backedUp, .restored,
        .unknown:
        continue
      }
    }
    for (place, notes) in noted.sorted(by: { $0.key < $1.key }) where !notes.allSatisfy({ stands($0) }) {
      result.faults.append(.visitMissing(day: place.day, number: place.number))
    }
    guard knows else { return }
    for place in found.keys.filter({ noted[$0] == nil }).sorted(by: <) {
      result.faults.append(.visitUnknown(day: place.day, number: place.number))
    }
  }

  private func stands(_ note: VisitNote) -> Bool {
    guard let visit = found[Place(note)], visit.token == note.token,
      visit.hashes.indices.contains(note.count - 1)
    else { return false }
    return visit.hashes[note.count - 1].hexadecimal == note.hash
  }
}

extension Verifier.Place: Comparable {
  init(_ note: VisitNote) { self.init(day: note.day, number: note.number) }

  static func < (left: Self, right: Self) -> Bool {
    (left.day.number, left.number) < (right.day.number, right.number)
  }
}
