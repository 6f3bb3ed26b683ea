import Feel

/// What a table of facts worked out so far.
struct FactMemory {
  /// Outcomes by distinct routine, then nobody and each person; pending where it was not run yet.
  var outcomes: [Cell]
  /// By the index of the cell.
  var keys: Sparse<FactKey>
  /// The verdict that waits for one cell alone, by its index.
  var waitingVerdicts: Sparse<Verdict>
  var person: Int?
  /// Whether a formula failed since this was last put down.
  var hasFailed = false
  /// What the unknown outcomes wait for: one after another, and where each outcome's begin and end.
  private var needs: ContiguousArray<Need> = []
  private var ranges: Sparse<Range<Int>>

  /// Needs that are kept until the unknown outcomes are thought over again: those of an outcome that was taken back stay.
  private static let mostNeeds = 65_536

  init(outcomes: Int, cells: Int) {
    self.outcomes = Array(repeating: .pending, count: outcomes)
    keys = Sparse(cells)
    waitingVerdicts = Sparse(cells)
    ranges = Sparse(outcomes)
  }

  /// What the unknown outcome at a place waits for.
  func needs(of place: Int) -> ContiguousArray<Need>.SubSequence { needs[ranges[place] ?? 0..<0] }

  mutating func keep(_ waited: ContiguousArray<Need>.SubSequence, of place: Int) {
    let start = needs.count
    needs.append(contentsOf: waited)
    ranges[place] = start..<needs.count
  }

  /// Takes back the outcomes at some places.
  mutating func forget(_ places: Range<Int>) {
    for place in places { outcomes[place] = .pending }
    guard needs.count > FactMemory.mostNeeds else { return }
    for place in outcomes.indices where outcomes[place].isUnknown { outcomes[place] = .pending }
    needs.removeAll(keepingCapacity: true)
  }
}

/// Values for few of many places: those without one cost four bytes, and nothing to lay out or take down.
struct Sparse<Value> {
  /// For each place the number of its value, from 1; 0 for none.
  private var numbers: [Int32]
  private var values: [Value] = []

  init(_ count: Int) { numbers = Array(repeating: 0, count: count) }

  subscript(place: Int) -> Value? {
    get { numbers[place] == 0 ? nil : values[Int(numbers[place]) - 1] }
    set {
      guard let newValue else {
        numbers[place] = 0
        return
      }
      values.append(newValue)
      numbers[place] = Int32(values.count)
    }
  }
}
