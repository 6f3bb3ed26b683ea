import Counter
import Feel

/// What a screen is handed at every call: some parts of the desk, and no more.
protocol Handout {
  /// nil where the desk has not what it takes.
  init?(_ desk: DeskTop)
}

/// For screens that need nothing but their own text.
struct NoHandout: Handout {
  init() {}
  init?(_ desk: DeskTop) {}
}

/// For screens that stand beside a visit or before one: the site, the seat, the moment, and the visit when one is open.
struct DeskPlace: Handout {
  let site: Site
  let seat: Seat
  let now: Instant
  /// Why the register is searched (調べる理由).
  let searchReason: String
  let open: OpenVisit?
  /// Today's visits, to know who was here already.
  let list: VisitList

  init?(_ desk: DeskTop) {
    (site, seat, now, list) = (desk.site, desk.seat, desk.now, desk.listForSeat)
    searchReason = desk.searchReason
    open = OpenVisit(desk)
  }

  var catalog: Catalog { site.catalog }
  var today: Day { now.day }

  /// «きょう 0001 で転入の受付があります»; nil when these people were not here today.
  func earlierVisits(of people: Set<String>) -> String? {
    let earlier = list.visits(of: people, but: open?.listing.id)
    guard !earlier.isEmpty else { return nil }
    let each = earlier.map { visit in
      let names = visit.kinds.compactMap { catalog.event(ofKind: $0)?.name }.joined(separator: "・")
      return "\(Wording.visitNumber(visit.number)) で\(names)"
    }
    return "！ きょう \(each.joined(separator: "、"))の受付があります"
  }

  /// «受付 0142  » of the open visit, nothing without one.
  func title(_ text: String) -> String { open?.title(text) ?? text }
}

/// For the list of visits.
struct VisitHall: Handout {
  let site: Site
  let seat: Seat
  let list: VisitList
  let options: BoardOptions
  let now: Instant

  init?(_ desk: DeskTop) {
    (site, seat, list, options, now) = (desk.site, desk.seat, desk.listForSeat, desk.options, desk.now)
  }

  var catalog: Catalog { site.catalog }
  var alarms: [VisitList.Alarm] { list.alarms(at: now, after: catalog.municipality.ringMinutes) }
}
