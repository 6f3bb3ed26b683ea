import Feel

/// 番号札: the number of whoever waits, with the code that opens their visit.
package struct Ticket: Hashable, Sendable, Codable {
  package let city: String
  package let number: Int
  package let token: String
  /// «11月20日（金）14時46分».
  package let drawnAt: String
  /// How many numbers wait before it.
  package let waiting: Int
  /// «架空データ», empty for real data.
  package let stamp: String

  package init(city: String, number: Int, token: String, drawnAt: String, waiting: Int, stamp: String) {
    self.city = city
    self.number = number
    self.token = token
    self.drawnAt = drawnAt
    self.waiting = waiting
    self.stamp = stamp
  }
}

/// What the code on a printed page says: of which printing of which visit it is, and the how manieth page. It tells nothing to
/// whoever finds it: the token is random.
package struct PageCode: Hashable, Sendable {
  /// The visit's token and the entry after which it was printed, «abcdef2345678923.41».
  package let visit: String
  package let page: Int
  package let pages: Int

  package init(visit: String, page: Int, pages: Int) {
    self.visit = visit
    self.page = page
    self.pages = pages
  }

  /// nil where a text is no such code. Letters are read in any case.
  package init?(_ text: String) {
    let parts = text.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, !parts[0].isEmpty, Int(parts[1]) != nil, let page = Int(parts[2]),
      let pages = Int(parts[3]), page >= 1, page <= pages
    else { return nil }
    self.init(visit: "\(parts[0]).\(parts[1])", page: page, pages: pages)
  }

  package var text: String { "\(visit).\(page).\(pages)" }
  package var token: String { visit.split(separator: ".").first.map(String.init) ?? "" }

  /// What opens a visit out of what was scanned: the token alone, or of a page.
  package static func token(of text: String) -> String { PageCode(text)?.token ?? text }
}
