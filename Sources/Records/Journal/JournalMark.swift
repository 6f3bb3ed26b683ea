import Counter
import Foundation

/// What a journal's mark says: the link of a visit that was written last, where it was one, and the end of 操作の記録.
struct JournalMark {
  private let visit: (id: Int64, end: ChainEnd)?
  private let operations: ChainEnd

  init(visit: (id: Int64, end: ChainEnd)?, operations: ChainEnd) {
    self.visit = visit
    self.operations = operations
  }

  /// «operations hash [visit sequence hash]»
  var text: String {
    let words = ["\(operations.sequence)", "#" + operations.hash.hexadecimal]
    guard let visit else { return words.joined(separator: " ") }
    return (words + ["\(visit.id)", "\(visit.end.sequence)", "#" + visit.end.hash.hexadecimal]).joined(
      separator: " ")
  }

  /// Whether what was written last is gone. A visit that is not there was purged, or went with the log of its beginning.
  static func isGone(_ text: String, in reading: any JournalReading) throws -> Bool {
    let words = text.split(separator: " ").map(String.init)
    guard words.count >= 2, let count = Int(words[0]) else { return false }
    if count > 0, try "#" + (reading.operation(at: count)?.hash.hexadecimal ?? "") != words[1] { return true }
    guard words.count == 5, let visit = Int64(words[2]), let sequence = Int(words[3]),
      try reading.visit(visit) != nil
    else { return false }
    return try "#" + (reading.link(of: visit, at: sequence)?.hash.hexadecimal ?? "") != words[4]
  }
}
