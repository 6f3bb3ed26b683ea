/// What is wrong in files, or to be looked at: of each kind the first lines, and how many there are.
struct ImportFindings {
  /// How many lines of one kind are shown.
  static let shown = 20
  /// How many kinds are: a file of another sort than the one that is meant has any number.
  private static let kinds = 100

  /// A sentence without names, the same for all of its kind, with what only this one has.
  struct Problem: Error, Hashable {
    let sentence: String
    let detail: String

    init(_ sentence: String, _ detail: String = "") {
      self.sentence = sentence
      self.detail = detail
    }
  }

  private var order: [String] = []
  private var found: [String: (rows: [RegisterImport.BadRow], count: Int)] = [:]
  private(set) var count = 0

  mutating func add(_ problem: Problem, _ file: String, line: Int) {
    count += 1
    let kind = file + "\n" + problem.sentence
    if found[kind] == nil {
      guard order.count < ImportFindings.kinds else { return }
      order.append(kind)
    }
    found[kind, default: ([], 0)].count += 1
    guard found[kind, default: ([], 0)].rows.count < ImportFindings.shown else { return }
    found[kind, default: ([], 0)].rows.append(
      RegisterImport.BadRow(file: file, line: line, reason: problem.sentence + problem.detail))
  }

  /// The shown rows by kind; the last of a kind knows how many more there are.
  var rows: [RegisterImport.BadRow] {
    order.flatMap { kind -> [RegisterImport.BadRow] in
      guard let (rows, count) = found[kind], let last = rows.last else { return [] }
      return rows.dropLast() + [
        RegisterImport.BadRow(
          file: last.file, line: last.line, reason: last.reason, others: count - rows.count)
      ]
    }
  }
}
