import Counter
import Crypto
import Feel
import Foundation

/// Binds where a chain ends to whose chain it is, by a key of the installation (HMAC-SHA-256): who has only the file can
/// shorten no journal, exchange none and give none another number.
struct Sealing: Sendable {
  private let ring: KeyRing
  private let key: SymmetricKey

  init(_ ring: KeyRing) {
    self.ring = ring
    key = ring.current.key(for: .chain)
  }

  var currentKey: String { ring.current.id }

  /// Whose end it is.
  enum Owner {
    case visit(VisitIdentity)
    case operations
  }

  func head(_ end: ChainEnd, isClosed: Bool, of owner: Owner) -> Head {
    let text = Sealing.text(end, isClosed, owner)
    return Head(
      end: end, isClosed: isClosed, key: ring.current.id,
      seal: Data(HMAC<SHA256>.authenticationCode(for: text, using: key)))
  }

  /// Nil when the key is not at hand.
  func holds(_ head: Head, of owner: Owner) -> Bool? {
    guard let key = ring[head.key]?.key(for: .chain) else { return nil }
    return HMAC<SHA256>.isValidAuthenticationCode(
      head.seal, authenticating: Sealing.text(head.end, head.isClosed, owner), using: key)
  }

  /// The one free text, the token, stands last.
  private static func text(_ end: ChainEnd, _ isClosed: Bool, _ owner: Owner) -> Data {
    let tail = "\(end.sequence)\n\(end.hash.hexadecimal)\n\(isClosed)"
    switch owner {
    case .visit(let visit):
      return Data("visit\n\(visit.day.number)\n\(visit.number)\n\(tail)\n\(visit.token)".utf8)
    case .operations: return Data("operations\n\(tail)".utf8)
    }
  }
}

/// What makes a visit this visit, whatever row it stands in.
struct VisitIdentity: Hashable, Sendable {
  let day: Day
  let number: Int
  let token: String

  init(day: Day, number: Int, token: String) {
    self.day = day
    self.number = number
    self.token = token
  }

  init(_ listing: VisitListing) { self.init(day: listing.day, number: listing.number, token: listing.token) }

  /// What 操作の記録 notes of it: the token itself opens a visit and stays out of the log.
  func note(_ end: ChainEnd) -> VisitNote {
    VisitNote(
      day: day, number: number, token: SHA256.hash(data: Data(token.utf8)).hexadecimal, count: end.sequence,
      hash: end.hash.hexadecimal)
  }
}
