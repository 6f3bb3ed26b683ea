import Counter
import Feel
import Moji
import Yams

/// A mapping of a file whose keys are read one by one; keys nobody read are findings.
///
/// A section may also be a probe, which holds nothing and notes what it is asked for.
final class Section {
  let node: Node
  let file: String
  let reading: Reading
  private var entries: [Entry] = []
  private var read: Set<String> = []

  /// A key with its value.
  struct Entry {
    let key: String
    let keyNode: Node
    let value: Node
  }
  private let shape: Shape?

  /// nil, after a finding, when the node is no mapping.
  init?(_ node: Node, file: String, reading: Reading, of what: String) {
    self.node = node
    self.file = file
    self.reading = reading
    shape = nil
    guard let mapping = node.mapping else {
      reading.report(
        Finding(
          ValueCheck.self, at: node.place(in: file), "\(what)は「キー: 値」の並びで書きます",
          correction: "README.md の「\(what)」の例を見てください"))
      return nil
    }
    entries = Section.entries(of: mapping)
  }

  static func entries(of mapping: Node.Mapping) -> [Entry] {
    mapping.map { Entry(key: $0.key.string ?? "", keyNode: $0.key, value: $0.value) }
  }

  init(probing shape: Shape) {
    node = Node("")
    file = ""
    reading = Reading(FormsFolder(files: []))
    self.shape = shape
  }

  var place: Place { node.place(in: file) }
  var isProbe: Bool { shape != nil }

  private subscript(key: String) -> Node? {
    read.insert(key)
    return entries.first { $0.key == key }?.value
  }

  func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

  /// Where a key's value stands; where the key stands when its value is a block; the section itself without the key.
  func place(of key: String) -> Place {
    guard let entry = entries.first(where: { $0.key == key }) else { return place }
    return entry.value.scalar == nil ? entry.keyNode.place(in: file) : valuePlace(entry.value)
  }

  /// Reports every key that was never asked for, with the nearest one that is.
  func close() {
    for entry in entries where !read.contains(entry.key) {
      reading.report(
        .unknown(
          KeyCheck.self, entry.key, in: read.sorted(), at: entry.keyNode.place(in: file),
          "「\(entry.key)」というキーはありません", otherwise: "使えるキー: \(read.sorted().joined(separator: "、"))"))
    }
  }

  func report(
    as check: any Check.Type = ValueCheck.self, _ message: String, at node: Node? = nil,
    correction: String? = nil, replacement: Finding.Replacement? = nil
  ) {
    reading.report(
      Finding(
        check, at: node.map { valuePlace($0) } ?? place, message, correction: correction,
        replacement: replacement))
  }

  /// Reports what stands under a key.
  func refuse(_ key: String, _ message: String, correction: String, _ check: any Check.Type = ValueCheck.self)
  {
    reading.report(Finding(check, at: place(of: key), message, correction: correction))
  }

  private func missing(_ key: String, _ correction: String? = nil) {
    report(as: MissingKeyCheck.self, "「\(key)」がありません", correction: correction ?? "「\(key): …」の行を足してください")
  }

  // MARK: Values

  func text(_ key: String) -> String {
    shape?.note(key, .text, isRequired: true)
    if let text = optionalText(key) { return text }
    if !has(key) { missing(key) }
    return ""
  }

  func optionalText(_ key: String) -> String? {
    shape?.note(key, .text)
    guard let value = self[key] else { return nil }
    guard let text = value.scalar?.string else {
      report("「\(key)」には文字を1つ書きます", at: value, correction: "記号を含む文は ' ' で囲んでください")
      return nil
    }
    YAMLValueCheck.lookForLostWords(value, in: self)
    return text
  }

  func number(_ key: String, default fallback: Double? = nil) -> Double {
    shape?.note(key, .number, isRequired: fallback == nil)
    guard let value = self[key] else {
      if fallback == nil { missing(key, "「\(key): 数字」の行を足してください") }
      return fallback ?? 0
    }
    guard let text = value.scalar?.string, let number = Double(text), number.isFinite, abs(number) < 1e6
    else {
      let written = value.scalar?.string ?? ""
      let folded = written.widthFolded
      let repaired = Double(folded) == nil ? nil : folded
      report(
        "「\(key)」には半角の数字を書きます", at: value,
        correction: repaired.map { "\($0) と書いてください" } ?? "例: \(key): 10",
        replacement: repaired.map { .init(written, by: $0) })
      return fallback ?? 0
    }
    return number
  }

  /// A whole number that is small enough to count or to place with.
  func integer(_ key: String, default fallback: Int? = nil) -> Int {
    let number = number(key, default: fallback.map(Double.init))
    guard abs(number) < 1_000_000, number == number.rounded() else {
      refuse(key, "「\(key)」には小数点のない数を書きます", correction: "例: \(key): 10")
      return fallback ?? 0
    }
    return Int(number)
  }

  func yesNo(_ key: String, default fallback: Bool) -> Bool {
    shape?.note(key, .yesNo)
    guard let value = self[key] else { return fallback }
    guard let text = value.scalar?.string, text == "はい" || text == "いいえ" else {
      let written = value.scalar?.string ?? ""
      let meant = YesNoWord.meant(by: written)
      report(
        as: meant == nil ? ValueCheck.self : YAMLValueCheck.self, "「\(key)」は「はい」か「いいえ」です", at: value,
        correction: meant.map { "\($0) と書いてください" } ?? "「はい」か「いいえ」と書いてください",
        replacement: meant.map { .init(written, by: $0) })
      return fallback
    }
    return text == "はい"
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, default fallback: Choice? = nil, as type: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    let legal = Choice.allCases.map(\.rawValue)
    if let shape {
      shape.note(key, .choice(legal), isRequired: fallback == nil)
      return Choice.allCases.first
    }
    guard let value = self[key] else {
      if fallback == nil { missing(key, "どれか1つ: " + legal.joined(separator: "、")) }
      return fallback
    }
    guard let text = value.scalar?.string, let choice = Choice(rawValue: text) else {
      let written = value.scalar?.string ?? ""
      let nearest = Spelling.only(nearestTo: written, in: legal)
      report(
        "「\(key)」に「\(written)」は使えません", at: value, correction: "どれか1つ: " + legal.joined(separator: "、"),
        replacement: nearest.map { .init(written, by: $0) })
      return fallback
    }
    return choice
  }

  /// Several of a choice.
  func choices<Choice: RawRepresentable & CaseIterable>(_ key: String, as type: Choice.Type) -> [Choice]
  where Choice.RawValue == String {
    let legal = Choice.allCases.map(\.rawValue)
    shape?.note(key, .list(.choice(legal)))
    return scalars(key).compactMap { text, node in
      if let choice = Choice(rawValue: text) { return choice }
      let nearest = Spelling.only(nearestTo: text, in: legal)
      report(
        "「\(key)」に「\(text)」は使えません", at: node, correction: "どれか: " + legal.joined(separator: "、"),
        replacement: nearest.map { .init(text, by: $0) })
      return nil
    }
  }

  /// Whether «なし» stands under a key that otherwise takes sections.
  func isNone(_ key: String) -> Bool {
    guard entries.first(where: { $0.key == key })?.value.scalar?.string == "なし" else { return false }
    read.insert(key)
    return true
  }

  /// Whether a text stands under a key that takes sections; it then counts as read.
  func isText(_ key: String) -> Bool {
    guard entries.first(where: { $0.key == key })?.value.scalar != nil else { return false }
    read.insert(key)
    return true
  }

  /// Items that are a text alone or a section each.
  func textsOrSections<Item>(_ key: String, of what: String, _ item: (String?, Section?) -> Item?) -> [Item] {
    if let shape {
      let inner = Shape(what, in: shape)
      _ = item(nil, Section(probing: inner))
      shape.note(key, .either(.list(.text), .section(inner, isList: true)), isRequired: true)
      return []
    }
    guard let value = self[key] else {
      missing(key)
      return []
    }
    return items(value, key).compactMap { node in
      if let text = node.scalar?.string { return item(text, nil) }
      return Section(node, file: file, reading: reading, of: what).flatMap { item(nil, $0) }
    }
  }

  func texts(_ key: String) -> [String] { items(key).map(\.text) }

  /// The texts of a list with their nodes; a single text counts as a list of one.
  func items(_ key: String) -> [(text: String, node: Node)] {
    shape?.note(key, .list(.text))
    return scalars(key)
  }

  private func scalars(_ key: String) -> [(text: String, node: Node)] {
    guard let value = self[key] else { return [] }
    if let single = value.scalar?.string { return [(single, value)] }
    return items(value, key).compactMap { item in
      if item.scalar == nil { report("「\(key)」は文字の一覧です", at: item) }
      return item.scalar.map { ($0.string, item) }
    }
  }

  /// Lists in a list: [[イ, イ], [イ, ロ]].
  func lists(_ key: String, to kind: NameKind) -> [[String]] {
    shape?.note(key, .list(.list(.name(kind, isReference: true))), isRequired: true)
    guard let value = self[key] else {
      missing(key)
      return []
    }
    return items(value, key).map { list in
      list.sequence?.compactMap { item in
        guard let text = item.scalar?.string else { return nil }
        reading.refer(to: text, as: kind, at: valuePlace(item))
        return text
      } ?? []
    }
  }

  func numbers(_ key: String, isRequired: Bool = true) -> [Double] {
    shape?.note(key, .list(.number), isRequired: isRequired)
    return scalars(key).compactMap { text, node in
      let number = Double(text).flatMap { $0.isFinite && abs($0) < 1e6 ? $0 : nil }
      if number == nil { report("「\(key)」には半角の数字を書きます", at: node) }
      return number
    }
  }

  func day(_ key: String) -> Day? {
    shape?.note(key, .day)
    if isProbe { return Day(year: 2000, month: 1, day: 1) }
    guard let value = self[key] else { return nil }
    guard let text = value.scalar?.string, let day = Day(iso: text) else {
      let written = value.scalar?.string ?? ""
      let repaired = Day(iso: written.widthFolded.replacing("/", with: "-"))?.iso
      report(
        "「\(key)」は 2026-11-20 のように書きます", at: value,
        correction: repaired.map { "\($0) と書いてください" } ?? "年4桁-月2桁-日2桁です。その月にある日を書いてください",
        replacement: repaired.map { .init(written, by: $0) })
      return nil
    }
    return day
  }

  // MARK: Names

  /// The name that this section gives to what it describes.
  func name(_ key: String, of kind: NameKind) -> String {
    shape?.note(key, .name(kind, isReference: false), isRequired: true)
    let name = text(key)
    if has(key) { reading.declare(name, as: kind, at: place(of: key)) }
    if key == "id", kind != .box, has(key),
      !name.unicodeScalars.allSatisfy({ $0.isASCII && $0 != " " }) || name.isEmpty
    {
      refuse(key, "id「\(name)」は半角英数字ではありません", correction: "半角の英字・数字・「-」「.」で書いてください（例: waste.support）")
    }
    return name
  }

  /// A name declared elsewhere.
  func reference(_ key: String, to kind: NameKind) -> String {
    shape?.note(key, .name(kind, isReference: true), isRequired: true)
    let name = text(key)
    if has(key) { reading.refer(to: name, as: kind, at: place(of: key)) }
    return name
  }

  func optionalReference(_ key: String, to kind: NameKind) -> String? {
    shape?.note(key, .name(kind, isReference: true))
    guard let name = optionalText(key) else { return nil }
    reading.refer(to: name, as: kind, at: place(of: key))
    return name
  }

  func references(_ key: String, to kind: NameKind) -> [String] {
    shape?.note(key, .list(.name(kind, isReference: true)))
    return scalars(key).map { text, node in
      reading.refer(to: text, as: kind, at: valuePlace(node))
      return text
    }
  }

  // MARK: Sections

  /// The sections of a list under a key; a single mapping counts as a list of one.
  func sections(_ key: String, of what: String) -> [Section] {
    if let probe = probe(key, what, isList: true) { return probe }
    guard let value = self[key] else { return [] }
    let nodes = value.mapping != nil ? [value] : items(value, key)
    return nodes.compactMap { Section($0, file: file, reading: reading, of: what) }
  }

  func section(_ key: String, of what: String) -> Section? {
    if let probe = probe(key, what, isList: false) { return probe.first }
    guard let value = self[key] else { return nil }
    return Section(value, file: file, reading: reading, of: what)
  }

  /// A probe's one section of its kind; none inside a kind that contains itself, nil when this is no probe.
  private func probe(_ key: String, _ what: String, isList: Bool) -> [Section]? {
    guard let shape else { return nil }
    if let around = shape.ancestor(what) {
      shape.note(key, .section(around, isList: isList))
      return []
    }
    let inner = Shape(what, in: shape)
    shape.note(key, .section(inner, isList: isList))
    return [Section(probing: inner)]
  }

  /// A mapping whose keys the file chooses.
  func map(_ key: String, _ keys: Shape.Value.Keys, _ value: Shape.Value) -> [Entry] {
    shape?.note(key, .map(keys, value))
    guard let node = self[key] else { return [] }
    guard let mapping = node.mapping else {
      report("「\(key)」は「名前: 値」の並びで書きます", at: node)
      return []
    }
    return Section.entries(of: mapping)
  }

  /// The entries under keys that nobody asked for, which then count as read.
  func rest(_ keys: Shape.Value.Keys, _ value: Shape.Value) -> [Entry] {
    shape?.note("", .map(keys, value))
    let rest = entries.filter { !read.contains($0.key) }
    for entry in rest { read.insert(entry.key) }
    return rest
  }

  private func items(_ value: Node, _ key: String) -> [Node] {
    guard let sequence = value.sequence else {
      report("「\(key)」は一覧です", at: value, correction: "[…, …] か、行の頭に「- 」を付けて並べてください")
      return []
    }
    return Array(sequence)
  }

  // MARK: Formulas

  func formula(_ key: String, isRequired: Bool = false) -> Formula? {
    shape?.note(key, .formula, isRequired: isRequired)
    if isProbe { return Formula(.expression("true"), at: place) }
    guard let value = self[key] else {
      if isRequired { missing(key) }
      return nil
    }
    guard let scalar = value.scalar else {
      YAMLValueCheck.reportStructure(value, under: key, in: self)
      return nil
    }
    YAMLValueCheck.look(at: scalar, value, in: self)
    return Formula(.expression(scalar.string), at: valuePlace(value))
  }

  /// The rows of 対象.
  func rows(_ key: String) -> [Formula] {
    shape?.note(key, .rows)
    guard let value = self[key] else { return [] }
    guard let mapping = value.mapping else {
      report("「\(key)」は「事実: 値」を1行ずつ書きます", at: value, correction: "例: 届出.種別: 転入")
      return []
    }
    return mapping.compactMap { subject, tests in
      guard let name = subject.scalar?.string else { return nil }
      if YAMLValueCheck.isRangeTakenForList(tests, in: self) { return nil }
      let nodes = tests.sequence.map(Array.init) ?? [tests]
      var values: [String] = []
      for node in nodes {
        guard let scalar = node.scalar else {
          YAMLValueCheck.reportStructure(node, under: name, in: self)
          return nil
        }
        YAMLValueCheck.look(at: scalar, node, in: self)
        values.append(scalar.string)
      }
      let places = nodes.map { valuePlace($0) }
      let formula = Formula(
        .row(subject: name, tests: values, isList: tests.sequence != nil),
        at: valuePlace(nodes.first ?? tests),
        subjectPlace: valuePlace(subject))
      reading.keep(places, ofTestsOf: formula)
      return formula
    }
  }

  /// Where the text of a scalar begins: inside its quotes, or after the indentation of a block.
  func valuePlace(_ node: Node) -> Place {
    guard let scalar = node.scalar else { return node.place(in: file) }
    if scalar.isBlock {
      let line = reading.line(node.line + 1, of: file)
      return Place(file: file, line: node.line + 1, column: line.prefix { $0 == " " }.count + 1)
    }
    let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
    return Place(file: file, line: node.line, column: node.column + (isQuoted ? 1 : 0))
  }
}

extension Node {
  var line: Int { mark?.line ?? 1 }
  var column: Int { mark?.column ?? 1 }

  func place(in file: String) -> Place { Place(file: file, line: line, column: column) }
}

extension Node.Scalar {
  var isBlock: Bool { style == .literal || style == .folded }
}
