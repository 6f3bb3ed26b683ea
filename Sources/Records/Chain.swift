import Counter
import Crypto
import Foundation

/// The links of a chain: hash = SHA-256(previous hash ‖ sequence ‖ stored bytes).
enum Chain {
  private struct Body<Payload: Codable>: Codable {
    let version: Int
    let time: Instant
    let actor: String
    let entry: Payload
  }

  static func body(_ entry: JournalEntry) throws -> Data {
    try body(entry.entry, time: entry.time, actor: entry.actor)
  }

  static func body<Payload: Codable>(_ payload: Payload, time: Instant, actor: String) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(Body(version: 1, time: time, actor: actor, entry: payload))
  }

  /// `namesOnly` passes over the other facts that came with a filing.
  static func entry(sequence: Int, body: Data, namesOnly: Bool = false) throws -> JournalEntry {
    let decoder = JSONDecoder()
    if namesOnly { decoder.userInfo[.namesOnly] = true }
    let body = try decoder.decode(Body<Entry>.self, from: body)
    return JournalEntry(sequence: sequence, time: body.time, actor: body.actor, entry: body.entry)
  }

  static func operation(body: Data) throws -> (time: Instant, actor: String, operation: DeskOperation) {
    let body = try JSONDecoder().decode(Body<DeskOperation>.self, from: body)
    return (body.time, body.actor, body.entry)
  }

  static func hash(after previous: Data, sequence: Int, body: Data) -> Data {
    var hash = SHA256()
    hash.update(data: previous)
    hash.update(data: withUnsafeBytes(of: UInt64(sequence).bigEndian) { Data($0) })
    hash.update(data: body)
    return Data(hash.finalize())
  }

  /// Sequence of the first entry whose hash or number does not follow; nil when all do.
  static func firstFault(_ rows: [(sequence: Int, body: Data, hash: Data)]) -> Int? {
    var previous = Data()
    for (index, row) in rows.enumerated() {
      guard row.sequence == index + 1,
        hash(after: previous, sequence: row.sequence, body: row.body) == row.hash
      else {
        return row.sequence
      }
      previous = row.hash
    }
    return nil
  }
}
