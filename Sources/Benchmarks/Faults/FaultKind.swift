/// What is done to a site.
enum FaultKind: String, CaseIterable {
  /// SIGKILL in the middle of an act.
  case killedAppend = "kill-append"
  case killedImport = "kill-import"
  case killedBackup = "kill-backup"
  case killedRestore = "kill-restore"
  case killedPurge = "kill-purge"
  /// The first start of a desk after a day, which writes the heads.
  case killedHeads = "kill-heads"
  case killedMigration = "kill-migration"
  case fullDisk = "full-disk"
  case readOnly = "read-only"
  case permissions
  /// Several who write on one visit.
  case writers
  /// The write-ahead log of a desk that was killed, cut, removed, or with a broken index beside it.
  case log = "wal"
  /// A file of the site that is not what was written.
  case damage
  /// What a disk holds that lost its power, below the flush.
  case power
  /// The same of a real file system, by a copy of its disk in one moment.
  case image

  /// What the faults of a run are, in turn: there are many files to damage, and many moments in which power goes.
  static let order: [FaultKind] =
    [.damage, .power] + allCases.filter { $0 != .image } + [.damage, .power, .damage, .image]

  /// The act that is ended; nil where that is drawn.
  var operation: SiteOperation? {
    switch self {
    case .killedAppend: .append
    case .killedImport: .takeIn
    case .killedBackup: .backup
    case .killedRestore: .restore
    case .killedPurge: .purge
    case .killedHeads: .heads
    case .killedMigration: .migration
    case .fullDisk, .readOnly, .permissions, .writers, .log, .damage, .power, .image: nil
    }
  }
}

/// What came of a fault. All but the sentences must be none.
struct FaultOutcome: Codable, Equatable {
  /// Acknowledged entries that are gone, and nothing says so.
  var lost = 0
  /// Imports, restores or purges of which a part is seen.
  var halves = 0
  /// Changed values shown as if they were good.
  var silent = 0
  /// Texts that are none for people, and ends by a trap.
  var raw = 0
  var hung = 0
  /// What was seen, for whoever looks for the cause.
  var sentences: [String] = []
  /// Why it could not be tried here; nil where it was.
  var skipped: String?

  var isGood: Bool { (lost, halves, silent) == (0, 0, 0) && (raw, hung) == (0, 0) }

  mutating func add(_ other: FaultOutcome) {
    lost += other.lost
    halves += other.halves
    silent += other.silent
    raw += other.raw
    hung += other.hung
    sentences += other.sentences
    skipped = skipped ?? other.skipped
  }

  /// Weaknesses that are put in on purpose, to see that the run finds them.
  enum Plant: String, CaseIterable {
    /// Journals written with `synchronous=OFF` or `NORMAL`.
    case off, normal
    /// A writer that tells its caller before the entry is on the disk.
    case early
    /// A generation of the register that is changed together with the sums beside it.
    case accepted
  }
}
