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

  /// What every version can read of what any version wrote.
  private struct Envelope: Decodable {
    private struct Entry: Decodable { let kind: String }
    private enum Key: String, CodingKey { case version, time, actor, entry }

    let version: Int
    let time: Instant?
    let actor: String?
    let kind: String?

    /// A later version may write anything but the version in another shape.
    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Key.self)
      version = try fields.decode(Int.self, forKey: .version)
      time = try? fields.decode(Instant.self, forKey: .time)
      actor = try? fields.decode(String.self, forKey: .actor)
      kind = try? fields.decode(Entry.self, forKey: .entry).kind
    }
  }

  static func body(_ entry: JournalEntry, sealing: AddressSealing? = nil) throws -> Data {
    try body(entry.entry, time: entry.time, actor: entry.actor, sealing: sealing)
  }

  static func body<Payload: Codable>(
    _ payload: Payload, time: Instant, actor: String, sealing: AddressSealing? = nil
  ) throws -> Data {
    let encoder = JSONEncoder()
    encoder.userInfo[.sealing] = sealing
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(
      Body(version: WrittenForm.version, time: time, actor: actor, entry: payload))
  }

  /// `namesOnly` passes over the other facts that came with a filing. What a later version wrote is an unknown entry.
  static func entry(
    sequence: Int, body: Data, namesOnly: Bool = false, sealing: AddressSealing? = nil
  ) throws -> JournalEntry {
    let (time, actor, entry): (Instant, String, Entry) = try read(
      body, namesOnly: namesOnly, sealing: sealing, unknown: Entry.unknown)
    return JournalEntry(sequence: sequence, time: time, actor: actor, entry: entry)
  }

  static func operation(body: Data) throws -> (time: Instant, actor: String, operation: DeskOperation) {
    try read(body, unknown: DeskOperation.unknown)
  }

  private static func read<Payload: Codable>(
    _ data: Data, namesOnly: Bool = false, sealing: AddressSealing? = nil, unknown: (String) -> Payload
  ) throws -> (Instant, String, Payload) {
    let decoder = JSONDecoder()
    decoder.userInfo[.sealing] = sealing
    if namesOnly { decoder.userInfo[.namesOnly] = true }
    // Most were written by this version and end so; keys stand in order.
    if !data.hasSuffix(presentEnd) {
      let envelope = try decoder.decode(Envelope.self, from: data)
      guard envelope.version <= WrittenForm.version else {
        return (
          envelope.time ?? Instant(seconds: 0), envelope.actor ?? "", unknown(envelope.kind ?? "?")
        )
      }
      decoder.userInfo[.writtenVersion] = envelope.version
    }
    let body = try decoder.decode(Body<Payload>.self, from: data)
    return (body.time, body.actor, body.entry)
  }

  private static let presentEnd = Data("\"version\":\(WrittenForm.version)}".utf8)

  static func hash(after previous: Data, sequence: Int, body: Data) -> Data {
    var hash = SHA256()
    hash.update(data: previous)
    hash.update(data: withUnsafeBytes(of: UInt64(sequence).bigEndian) { Data($0) })
    hash.update(data: body)
    return Data(hash.finalize())
  }

  /// The next link of a chain.
  static func link(_ body: Data, after end: ChainEnd) -> Link {
    let sequence = end.sequence + 1
    return Link(sequence: sequence, body: body, hash: hash(after: end.hash, sequence: sequence, body: body))
  }

  /// Sequence of the first link whose hash or number does not follow; nil when all do. `end` is where the chain was before.
  static func firstFault(_ links: [Link], after end: ChainEnd = .start) -> Int? {
    var end = end
    for found in links {
      guard found.sequence == end.sequence + 1, link(found.body, after: end) == found else {
        return found.sequence
      }
      end = found.end
    }
    return nil
  }
}

extension Data {
  fileprivate func hasSuffix(_ end: Data) -> Bool { suffix(end.count) == end }
}
