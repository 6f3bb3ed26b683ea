/// When each step of a visit was reached, taken from its journal entry by entry.
struct StepTally {
  private var clock = CounterClock()
  private var began: Int?
  private var checked: Int?
  private var lastAnswer: Int?
  private var printed: Int?
  private var sent: Int?
  private var settled: Int?
  private var ended: Int?
  /// When it was first finished or voided; a correction afterwards does not move it.
  private(set) var endedAt: Instant?

  mutating func take(_ entry: JournalEntry) {
    clock.go(to: entry.time)
    let now = clock.seconds
    switch entry.entry {
    case .began: began = began ?? now
    case .visitorChecked: checked = checked ?? now
    case .answered: if printed == nil, ended == nil { lastAnswer = now }
    case .printed: printed = printed ?? now
    case .sent: sent = sent ?? now
    case .done, .postponed: settled = now
    case .finished, .voided:
      ended = ended ?? now
      endedAt = endedAt ?? entry.time
    default: break
    }
  }

  /// Seconds of each step. What was taken on paper before has none of its own but those of its errands.
  func seconds(of visit: Visit) -> VisitSteps<Int> {
    let isSettled = !visit.errands.contains(where: \.isOpen)
    let handOver = isSettled ? seconds([sent], settled) : nil
    guard visit.began?.takenOnPaper == nil else {
      return VisitSteps(identification: nil, interview: nil, printing: nil, handOver: handOver, whole: nil)
    }
    let isHeard = printed != nil || ended != nil
    return VisitSteps(
      identification: seconds([began], checked),
      interview: isHeard ? seconds([began, checked], lastAnswer) : nil,
      printing: seconds([began, checked, lastAnswer], printed), handOver: handOver,
      whole: seconds([began], ended))
  }

  /// Seconds from the last of the starts that lies before the end; nil without start or end.
  private func seconds(_ starts: [Int?], _ end: Int?) -> Int? {
    guard let end, let start = starts.compactMap({ $0 }).filter({ $0 <= end }).max() else { return nil }
    return end - start
  }
}

/// Seconds that went by at the counter from entry to entry. Nights are no part of them, and a clock that steps back adds
/// nothing until it is where it was.
private struct CounterClock {
  private(set) var seconds = 0
  private var latest: Instant?

  mutating func go(to time: Instant) {
    guard let latest else { return self.latest = time }
    guard time > latest else { return }
    if time.day == latest.day { seconds += time.seconds - latest.seconds }
    self.latest = time
  }
}
