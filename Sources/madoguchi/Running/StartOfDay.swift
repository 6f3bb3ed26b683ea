import Counter
import Feel
import FormFiles
import Foundation
import Records

/// What a desk does when it opens: the day before is closed, what was kept long enough goes, the clock is looked at.
struct StartOfDay {
  let visits: VisitStore
  let places: Places
  let clerk: String
  let now: Instant

  /// That what was written last is not there any more.
  static let lostEnd =
    "【注意】受付の記録が、最後に書いたときより前のものです。情報担当に madoguchi visits verify で確かめてもらってください"

  /// Answers what people should know; nil when there is nothing.
  func run(_ catalog: Catalog) throws -> String? {
    let before = HeadFile(folder: places.heads).heads().last
    let isShorter = try visits.hasLostEnd || before.map { try !visits.has($0) } ?? false
    let isFirst = try visits.endDay(by: clerk, at: now) { try HeadFile(folder: places.heads).add($0) }
    if isFirst { try purge(catalog.municipality.visitRetentionDays) }
    let stepped = try visits.noteClock(by: clerk, at: now)
    keepContent(of: catalog)
    if isShorter { return StartOfDay.lostEnd }
    return stepped.flatMap { $0 < 60 ? nil : "【注意】時計が\($0 / 60)分戻っています。情報担当に時計を確かめてもらってください" }
  }

  /// Deletes the visits that are older than the city keeps them (受付の保存日数), with their prints and content.
  @discardableResult
  func purge(_ days: Int) throws -> Int {
    let first = Day(number: now.day.number - days)
    let count = try visits.purge(before: first, by: clerk, at: now)
    OldFiles.remove(in: places.data, before: first)
    guard count > 0 else { return 0 }
    ContentCopies(data: places.data).prune(keeping: try visits.catalogVersions())
    return count
  }

  private func keepContent(of catalog: Catalog) {
    let copies = ContentCopies(data: places.data)
    guard !copies.has(catalog.version) else { return }
    do {
      let folder = try FormsFolder(at: places.forms)
      // Somebody edits it at this moment: the next start keeps what that reads.
      guard folder.version == catalog.version else { return }
      try copies.keep(folder.files, of: catalog.version)
    } catch {
      Madoguchi.say("内容の写し（\(places.data)/catalogs）を残せませんでした。あとで判定をやり直せない受付ができます")
    }
  }
}

/// Files beside the journals that hold people's data and go with them.
private enum OldFiles {
  static func remove(in data: String, before day: Day) {
    for folder in [data + "/prints", data] {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where isOurs(name) {
        var status = stat()
        guard lstat(folder + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
          Instant(seconds: status.st_mtim.tv_sec).day < day
        else { continue }
        unlink(folder + "/" + name)
      }
    }
  }

  /// Prints, and journals of an earlier version that were kept when they were brought to the next.
  private static func isOurs(_ name: String) -> Bool {
    name.hasSuffix(".pdf") || name.hasPrefix("visits.sqlite.v")
  }
}
