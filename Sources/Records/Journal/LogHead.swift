import Counter
import Feel
import Foundation

/// Where 操作の記録 ended on a day, as it is printed or written to a file outside the data: against it a removed end, and an
/// older copy put back, show.
package struct LogHead: Hashable, Sendable {
  package let day: Day
  /// Entries of the log.
  package let count: Int
  /// Hash of the last one, hexadecimal; from paper the first 16 digits are enough.
  package let hash: String

  package init(day: Day, count: Int, hash: String) {
    self.day = day
    self.count = count
    self.hash = hash
  }

  /// «2026-11-20 操作の記録 123件 9f86d081 884c7d65 …»
  package var text: String {
    let groups = stride(from: 0, to: hash.count, by: 8).map { start in
      String(hash.dropFirst(start).prefix(8))
    }
    return "\(day.iso) 操作の記録 \(count)件 \(groups.joined(separator: " "))"
  }

  /// Reads `text`, also with other blanks; nil for anything else.
  package init?(text: String) {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count >= 4, let day = Day(iso: String(words[0])), words[1] == "操作の記録",
      words[2].hasSuffix("件"),
      let count = Int(words[2].dropLast()), count > 0
    else { return nil }
    let hash = words[3...].joined().lowercased()
    guard (16...64).contains(hash.count), hash.allSatisfy(\.isHexDigit) else { return nil }
    self.init(day: day, count: count, hash: hash)
  }

  /// Whether a log had this end once.
  func isIn(_ links: [Link]) -> Bool { links.indices.contains(count - 1) && isEnd(links[count - 1]) }

  func isEnd(_ link: Link) -> Bool { link.sequence == count && link.hash.hexadecimal.hasPrefix(hash) }
}
