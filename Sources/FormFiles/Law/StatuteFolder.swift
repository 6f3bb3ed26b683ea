import Counter
import Feel
import Foundation

/// Statutes at hand: e-Gov's standard XML (法令標準XML), one statute a file, or plain text by article.
///
/// Plain text begins with «# 題名»; «# 施行 2027-04-01» may follow. «## 22» begins an article, «## 30-45», «## 附則2» likewise. A
/// file of e-Gov that is named «法令ID_20270401_….xml» is in force from that day.
package struct StatuteFolder: Sendable {
  /// A file that says nothing, and why.
  package struct Unread: Hashable, Sendable {
    package let file: String
    package let reason: String
  }

  /// Each statute's texts, those in force from the earliest day on first.
  package let statutes: [String: [Statute]]
  package let unread: [Unread]

  /// Bytes that a file may have: the longest act has two millions.
  private static let limit = 30_000_000

  /// Reads all of a folder and of those below it. Throws what the system says of the folder itself.
  package init(at path: String) throws {
    let manager = FileManager.default
    _ = try manager.contentsOfDirectory(atPath: path)
    var statutes: [String: [Statute]] = [:]
    var unread: [Unread] = []
    for name in (manager.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).sorted() {
      let isXML = name.hasSuffix(".xml")
      guard isXML || name.hasSuffix(".txt") else { continue }
      do throws(StatuteXML.Failure) {
        guard let bytes = manager.contents(atPath: path + "/" + name) else { throw .unreadable }
        guard bytes.count <= StatuteFolder.limit else { throw .tooLarge }
        let day = StatuteFolder.day(inName: name)
        let statute =
          isXML
          ? try StatuteXML.statute(bytes, inForce: day)
          : StatuteFolder.statute(String(decoding: bytes, as: UTF8.self), inForce: day)
        guard let statute else { throw .untitled }
        statutes[statute.title, default: []].append(statute)
      } catch { unread.append(Unread(file: name, reason: error.sentence)) }
    }
    self.statutes = statutes.mapValues { texts in
      texts.sorted { ($0.inForce?.number ?? .min) < ($1.inForce?.number ?? .min) }
    }
    self.unread = unread
  }

  /// «…_20270401_…»
  private static func day(inName name: String) -> Day? {
    let parts: [Substring] = name.split { $0 == "/" || $0 == "_" }
    guard let number = parts.lazy.filter({ $0.count == 8 }).compactMap({ Int($0) }).first else { return nil }
    return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  /// nil for a text that is no statute.
  private static func statute(_ text: String, inForce: Day?) -> Statute? {
    var title: String?
    var day = inForce
    var number: Substring?
    var articles: [String: String] = [:]
    // An editor of Windows may put a byte order mark before everything.
    for line in text.trimmingPrefix("\u{FEFF}").split(whereSeparator: \.isNewline) {
      if line.hasPrefix("## ") {
        number = line.dropFirst(3)
      } else if line.hasPrefix("# 施行 ") {
        day = Day(iso: String(line.dropFirst(5))) ?? day
      } else if line.hasPrefix("# ") {
        title = title ?? String(line.dropFirst(2))
      } else if let number {
        articles[String(number), default: ""] += line + "\n"
      }
    }
    return title.map { Statute(title: $0, inForce: day, articles: articles) }
  }
}
