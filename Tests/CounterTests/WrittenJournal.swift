import Counter
import Feel

/// A journal written by hand: what happened in which minute after nine o'clock, by one clerk.
func written(_ entries: [(minute: Int, entry: Entry)], on day: Day = reportDay) -> [JournalEntry] {
  entries.enumerated().map { index, entry in
    JournalEntry(
      sequence: index + 1, time: Instant(day, hour: 9, minute: entry.minute), actor: "佐々木", entry: entry.entry
    )
  }
}

let reportDay = Day(number: 20_777)

func measured(_ journal: [JournalEntry], number: Int = 1) -> VisitMeasure {
  VisitMeasure(
    VisitListing(id: Int64(number), day: reportDay, number: number, token: "token"), journal, rulebook: nil)
}
