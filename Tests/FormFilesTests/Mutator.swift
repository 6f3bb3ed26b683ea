import Feel
import Foundation

@testable import FormFiles

/// One broken copy of `forms/`: what was done to which line, and which check should say so.
struct Mutant {
  let check: String
  let file: String
  /// `file:line` of the changed copy at any of which the finding is rightly placed.
  let places: Set<String>
  let text: String
  /// The line as it became.
  let what: String
}

/// Makes mistakes as people make them, each in one place of one file.
struct Mutator {
  private let files: [(path: String, lines: [String])]
  private var random: FuzzSource

  init(_ folder: FormsFolder, seed: UInt64) {
    files = folder.files.filter { !$0.path.hasPrefix("fiction/") }.map {
      ($0.path, $0.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
    random = FuzzSource(seed: seed)
  }

  static var checks: [String] { kinds.map(\.check) }

  /// A mistake of a kind, by one of its ways; nil when the place that was drawn allows none.
  mutating func mutant(of kind: Int) -> Mutant? {
    let ways = Mutator.kinds[kind].ways
    return ways.randomElement(using: &random)?(&self)
  }

  // MARK: Ways

  typealias Spot = (file: Int, line: Int)

  /// A line that matches, drawn at random; `folders` are beginnings of paths, all files when empty.
  mutating func spot(
    _ pattern: String, in folders: [String] = [], inEntryWith needed: String? = nil,
    unless unwanted: String? = nil
  ) -> Spot? {
    guard let regex = try? Regex(pattern) else { return nil }
    var spots: [Spot] = []
    for (file, content) in files.enumerated() {
      guard folders.isEmpty || folders.contains(where: { content.path.hasPrefix($0) }) else { continue }
      for (line, text) in content.lines.enumerated() where text.firstMatch(of: regex) != nil {
        if text.drop(while: { $0 == " " }).hasPrefix("#") { continue }
        if needed != nil || unwanted != nil {
          let entry = entry(around: (file, line))
          if let needed, !entry.contains(where: { content.lines[$0].hasPrefix(needed) }) { continue }
          if let unwanted, entry.contains(where: { content.lines[$0].hasPrefix(unwanted) }) { continue }
        }
        spots.append((file, line))
      }
    }
    return spots.randomElement(using: &random)
  }

  /// Lines of the list entry around a line.
  func entry(around spot: Spot) -> Range<Int> {
    let lines = files[spot.file].lines
    let start = (0...spot.line).last { lines[$0].hasPrefix("- ") } ?? 0
    let end = lines.indices.dropFirst(spot.line + 1).first { lines[$0].hasPrefix("- ") } ?? lines.count
    return start..<end
  }

  func mutant(_ check: String, _ file: Int, _ lines: [String], at numbers: [Int], _ what: String)
    -> Mutant
  {
    let path = files[file].path
    return Mutant(
      check: check, file: path, places: Set(numbers.map { "\(path):\($0 + 1)" }),
      text: lines.joined(separator: "\n"),
      what: what)
  }

  mutating func edit<Text: StringProtocol>(
    _ check: String, _ pattern: String, in folders: [String] = [], inEntryWith needed: String? = nil,
    atStart: Bool = false, around: Int = 0, unlessNear unwanted: String? = nil, _ change: (String) -> Text
  ) -> Mutant? {
    guard let spot = spot(pattern, in: folders, inEntryWith: needed) else { return nil }
    var lines = files[spot.file].lines
    if let unwanted,
      lines[max(0, spot.line - 1)...min(lines.count - 1, spot.line + 1)].contains(where: {
        $0.contains(unwanted)
      })
    {
      return nil
    }
    let changed = String(change(lines[spot.line]))
    guard changed != lines[spot.line] else { return nil }
    lines[spot.line] = changed
    var numbers = Array(spot.line - (unwanted == nil ? around : 1)...spot.line + around)
    if atStart { numbers.append(entry(around: spot).lowerBound) }
    return mutant(check, spot.file, lines, at: numbers, changed)
  }

  mutating func inserted(
    _ check: String, _ text: String, after pattern: String, inEntryWith needed: String? = nil,
    unless unwanted: String? = nil
  ) -> Mutant? {
    guard let spot = spot(pattern, in: ["procedures/"], inEntryWith: needed, unless: unwanted) else {
      return nil
    }
    var lines = files[spot.file].lines
    lines.insert(text, at: spot.line + 1)
    return mutant(check, spot.file, lines, at: [spot.line + 1], text)
  }

  mutating func deleted(_ check: String, _ pattern: String, in folders: [String]) -> Mutant? {
    guard let spot = spot(pattern, in: folders) else { return nil }
    var lines = files[spot.file].lines
    let gone = lines.remove(at: spot.line)
    return mutant(check, spot.file, lines, at: [entry(around: spot).lowerBound], "（消した）\(gone)")
  }

  mutating func repeated(_ pattern: String) -> Mutant? {
    guard let spot = spot(pattern, in: ["procedures/", "questions/", "events/"]) else { return nil }
    var lines = files[spot.file].lines
    lines.insert(lines[spot.line], at: spot.line + 1)
    return mutant("yaml", spot.file, lines, at: [spot.line, spot.line + 1], lines[spot.line])
  }

  /// Lines that hold a formula and the text in question; the text is changed where the formula is.
  mutating func formula(_ check: String, _ text: String, _ replacement: String) -> Mutant? {
    let keys = #"(条件|式|門|満たすこと|値): ['"]?[^{]*|^    年齢\([^:]*|^    .*\(人,.*: "#
    guard
      let spot = spot(
        keys + "|^    [^:]+(=|satisfies)", in: ["procedures/", "vocabulary", "events/", "papers/"])
    else { return nil }
    var lines = files[spot.file].lines
    let line = lines[spot.line]
    guard let start = line.firstMatch(of: #/(条件|式|門|満たすこと|値): '?|^    /#)?.range.upperBound else {
      return nil
    }
    // The formula ends where its quotes do, or at the end of the line.
    let isQuoted = line[..<start].hasSuffix("'")
    let end = isQuoted ? line[start...].firstIndex(of: "'") ?? line.endIndex : line.endIndex
    guard let range = line[start..<end].ranges(of: text).randomElement(using: &random) else { return nil }
    if !isQuoted, line.contains("{") || text == "\"" && line.contains(": \"") { return nil }
    lines[spot.line] = line.replacingCharacters(in: range, with: replacement)
    return mutant(check, spot.file, lines, at: [spot.line], lines[spot.line])
  }

  mutating func formulaEnd(_ check: String, _ text: String) -> Mutant? {
    guard let spot = spot(#"(条件|式|門|満たすこと): '[^']+'"#, in: ["procedures/", "vocabulary", "events/"]) else {
      return nil
    }
    var lines = files[spot.file].lines
    lines[spot.line] = lines[spot.line].replacing(#/(条件|式|門|満たすこと): '([^']+)'/#, maxReplacements: 1) {
      "\($0.1): '\($0.2)\(text)'"
    }
    return mutant(check, spot.file, lines, at: [spot.line], lines[spot.line])
  }

  // MARK: Ways that take more than a line

  /// Takes away the only question that sets a fact nobody else knows.
  mutating func withoutQuestion() -> Mutant? {
    guard let spot = spot("^  事実: (届出.転出先|届出.転出先の都道府県|人.公務員|届出.児童手当の請求者|届出.世帯の作り方)$", in: ["questions/"])
    else { return nil }
    let fact = files[spot.file].lines[spot.line].replacing("  事実: ", with: "")
    guard files[spot.file].lines.filter({ $0 == "  事実: \(fact)" }).count == 1 else { return nil }
    var lines = files[spot.file].lines
    lines.removeSubrange(entry(around: spot))
    guard
      let vocabulary = files.first(where: { file in
        file.path.hasPrefix("vocabulary/") && file.lines.contains { $0.contains("名前: \(fact),") }
      }), let line = vocabulary.lines.firstIndex(where: { $0.contains("名前: \(fact),") })
    else { return nil }
    return Mutant(
      check: "supply", file: files[spot.file].path, places: ["\(vocabulary.path):\(line + 1)"],
      text: lines.joined(separator: "\n"), what: "（質問を消した）\(fact)")
  }

  /// A question whose answer nothing needs.
  mutating func idleQuestion() -> Mutant? {
    guard let spot = spot("^- id: ", in: ["questions/"]) else { return nil }
    var lines = files[spot.file].lines
    lines.insert(
      contentsOf: [
        "- id: idle-\(random.next() % 1000)", "  事実: 人.住所・氏名・名義が変わる", "  話題: 介護", "  聞き方: 要介護度はいくつですか", "",
      ],
      at: spot.line)
    return mutant("question", spot.file, lines, at: [spot.line, spot.line + 1], lines[spot.line])
  }

  /// A question asked in the one event in which nothing needs it.
  mutating func misdirectedQuestion() -> Mutant? {
    guard let spot = spot("^    届出.種別: ", in: ["questions/"]) else { return nil }
    let entry = entry(around: spot)
    let fact = files[spot.file].lines[entry].first { $0.hasPrefix("  事実: ") } ?? ""
    let wrong = ["届出.転出先の都道府県": "転居", "届出.児童手当の請求者": "転出"]
    guard let kind = wrong[fact.replacing("  事実: ", with: "")] else { return nil }
    var lines = files[spot.file].lines
    lines[spot.line] = "    届出.種別: \(kind)"
    return mutant("question", spot.file, lines, at: [spot.line], lines[spot.line])
  }

  /// A procedure that waits for itself.
  mutating func ownOrder() -> Mutant? {
    guard let spot = spot("^- id: ", in: ["procedures/"], unless: "  順:") else { return nil }
    var lines = files[spot.file].lines
    let id = lines[spot.line].dropFirst("- id: ".count)
    lines.insert("  順: { 前に: [\(id)] }", at: spot.line + 1)
    return mutant("order", spot.file, lines, at: [spot.line + 1], lines[spot.line + 1])
  }

  /// The question that opens other questions, moved behind them.
  mutating func lateQuestion() -> Mutant? {
    guard let spot = spot("^  事実: (届出.あてはまること|届出.市に登録するもの)$", in: ["questions/"]) else { return nil }
    var lines = files[spot.file].lines
    let entry = entry(around: spot)
    let moved = Array(lines[entry])
    lines.removeSubrange(entry)
    lines += moved
    let numbers = lines.indices.filter { lines[$0].hasPrefix("- id: ") }
    return mutant("order", spot.file, lines, at: numbers, "（終わりへ移した）\(moved[0])")
  }

  /// A deadline counted by another law's days.
  mutating func wrongTerm() -> Mutant? {
    edit(
      "deadline",
      #"日数: 法\.(転入届の日数|転居届の日数|国保の届出日数|介護の届出日数|国民年金の届出日数).*根拠: (住民基本台帳法第2[23]条|国民健康保険法施行規則第[23]条|介護保険法施行規則第23条|国民年金法施行規則第8条)( |・|第|$)"#,
      in: ["procedures/"]
    ) {
      $0.replacing(#/日数: 法\.[^,]+/#, with: "日数: 法.手帳の届出日数")
    }
  }

  /// A new procedure that no example shows.
  mutating func uncovered() -> Mutant? {
    guard let spot = spot("^- id: ", in: ["procedures/"]) else { return nil }
    var lines = files[spot.file].lines
    lines.insert(
      contentsOf: [
        "- id: sample.new-\(random.next() % 1000)", "  手続: 見本の手続", "  性質: 任意", "  窓口: 市民課", "  単位: 人",
        "  誰: 異動する人",
        "  対象:", "    届出.種別: 転入", "    人.外国人: はい", "  根拠: 見本", "  典拠: 自治体", "",
      ], at: spot.line)
    return mutant("coverage", spot.file, lines, at: [spot.line], lines[spot.line])
  }
}

extension String {
  func replacingFirst(_ text: String, with replacement: String) -> String {
    replacing(text, with: replacement, maxReplacements: 1)
  }

  /// The word that a pattern names, with a sign left out (or one more at its end).
  func misspelt(_ pattern: Regex<(Substring, Substring, word: Substring)>, adding: Bool = false)
    -> String
  {
    firstMatch(of: pattern).map { misspelt($0.word, adding) } ?? self
  }

  func misspelt(_ pattern: Regex<(Substring, Substring, word: Substring, Substring)>) -> String {
    firstMatch(of: pattern).map { misspelt($0.word, false) } ?? self
  }

  func misspelt(_ pattern: Regex<(Substring, word: Substring)>, adding: Bool = false) -> String {
    firstMatch(of: pattern).map { misspelt($0.word, adding) } ?? self
  }

  func misspelt(_ word: Substring, _ adding: Bool) -> String {
    let wrong =
      adding || word.count < 3 ? word + "丂" : word.prefix(word.count / 2) + word.dropFirst(word.count / 2 + 1)
    return replacingCharacters(in: word.startIndex..<word.endIndex, with: String(wrong))
  }

  func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }

  /// ASCII digits as full-width ones.
  var fullWidth: String {
    String(String.UnicodeScalarView(unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0) ?? $0 }))
  }
}
