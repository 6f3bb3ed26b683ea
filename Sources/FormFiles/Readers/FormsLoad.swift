import Counter

/// What the readers of one load found, declared and referred to so far.
final class FormsLoad {
  /// A name as it stands in a file.
  struct Named {
    let kind: NameKind
    let text: String
    let place: Place
  }

  private(set) var findings: [Finding] = []
  /// Files that are no YAML: what they would have said is missed everywhere else.
  private(set) var unreadable: [String] = []
  /// Names that the files give to things.
  private(set) var declared: [Named] = []
  /// Names by which files speak of things declared elsewhere.
  private(set) var referred: [Named] = []
  /// Where each name is given first.
  private var places: [NameKind: [String: Place]] = [:]
  private let lines: [String: [Substring]]
  private var testPlaces: [Place: [Place]] = [:]

  init(_ folder: FormsFolder) { lines = folder.lines }

  func report(_ finding: Finding) { findings.append(finding) }

  /// Gives a file up after a finding.
  func giveUp(_ file: String, _ finding: Finding) {
    unreadable.append(file)
    report(finding)
  }

  func declare(_ name: String, as kind: NameKind, at place: Place) {
    declared.append(Named(kind: kind, text: name, place: place))
    places[kind, default: [:]][name] = places[kind]?[name] ?? place
  }

  /// Where a file gives a name first; nil when none does.
  func place(of name: String, _ kind: NameKind) -> Place? { places[kind]?[name] }

  /// Whether a file gives a name, even where what it names could not be read: what speaks of it is not wrong.
  func isDeclared(_ name: String, as kind: NameKind) -> Bool {
    place(of: name, kind) != nil
  }

  func refer(to name: String, as kind: NameKind, at place: Place) {
    referred.append(Named(kind: kind, text: name, place: place))
  }

  /// Where each value right of a row's colon stands.
  func keep(_ places: [Place], ofTestsOf row: Formula) { testPlaces[row.place] = places }

  /// Where a part of a formula stands, by the offset that diagnostics count in.
  func place(of offset: Int, in formula: Formula) -> Place {
    switch formula.form {
    case .expression(let text):
      let before = text.unicodeScalars.prefix(offset)
      let breaks = before.filter { $0 == "\n" }.count
      let sinceBreak = before.reversed().prefix { $0 != "\n" }.count
      return formula.place.moved(lines: breaks, columns: sinceBreak)
    case .row:
      let offsets = formula.testOffsets
      guard let index = offsets.lastIndex(where: { $0 <= offset }) else {
        return (formula.subjectPlace ?? formula.place).moved(columns: offset)
      }
      let places = testPlaces[formula.place] ?? []
      let start = places.indices.contains(index) ? places[index] : formula.place
      return start.moved(columns: offset - offsets[index])
    }
  }

  /// Where a word next stands from a place on, within the entry that begins there; the place itself when it does not.
  func place(of word: String, after start: Place) -> Place {
    for number in start.line..<start.line + 400 {
      let line = line(number, of: start.file)
      if number > start.line, line.hasPrefix("- ") { break }
      if let range = line.firstRange(of: word) {
        let column = line.unicodeScalars.distance(from: line.startIndex, to: range.lowerBound) + 1
        return Place(file: start.file, line: number, column: column)
      }
    }
    return start
  }

  /// What is written from a place to the end of its line; columns count scalars.
  func rest(from place: Place) -> String {
    String(line(place.line, of: place.file).unicodeScalars.dropFirst(place.column - 1))
  }

  /// A line of a file as written, from 1; empty past the end.
  func line(_ number: Int, of file: String) -> Substring {
    guard let lines = lines[file], lines.indices.contains(number - 1) else { return "" }
    return lines[number - 1]
  }
}
