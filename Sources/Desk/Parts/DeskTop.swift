import Counter

/// What lies on a desk: every screen is handed some of it.
struct DeskTop {
  let site: Site
  let seat: Seat
  let list: VisitList
  let options: BoardOptions
  /// Why the register is searched (調べる理由).
  let searchReason: String
  /// The visit that is open at the desk.
  let session: VisitSession?
  /// What this desk had printed, the newest last.
  let prints: [PrintRun]
  let now: Instant

  /// Today's visits for whoever may see them, else none.
  var listForSeat: VisitList { seat.may(.seeDayList) ? list : VisitList() }
}
