/// How long errands waited for their windows, taken from a journal entry by entry.
struct ErrandTally {
  /// When the ones that nobody has taken were sent.
  private var waiting: [Errand.Key: Instant] = [:]
  private var open: Set<Errand.Key> = []
  /// Minutes until a window took something, nights included, with the window's id.
  private(set) var taken: [(window: String, minutes: Int)] = []

  /// Ids of the windows that something was sent to and nobody took.
  var waitingWindows: [String] { waiting.keys.map(\.window) }

  mutating func take(_ journal: JournalEntry) {
    switch journal.entry {
    case .sent(let keys): for key in keys where open.insert(key).inserted { waiting[key] = journal.time }
    case .received(let window):
      for key in waiting.keys where key.window == window { acknowledge(key, at: journal.time) }
    case .done(let keys), .postponed(let keys, _):
      for key in keys {
        acknowledge(key, at: journal.time)
        open.remove(key)
      }
    default: break
    }
  }

  private mutating func acknowledge(_ key: Errand.Key, at time: Instant) {
    guard let sent = waiting.removeValue(forKey: key) else { return }
    taken.append((key.window, max(0, time.seconds - sent.seconds + 30) / 60))
  }
}
