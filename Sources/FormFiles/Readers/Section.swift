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
  let load: FormsLoad
  private(set) var entries: [Entry] = []
  var read: Set<String> = []

  /// A key with its value.
  struct Entry {
    let key: String
    let keyNode: Node
    let value: Node
  }
  let shape: Shape?

  /// nil, after a finding, when the node is no mapping.
  init?(_ node: Node, file: String, load: FormsLoad, of what: String) {
    self.node = node
    self.file = file
    self.load = load
    shape = nil
    guard let mapping = node.mapping else {
      load.report(
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
    load = FormsLoad(FormsFolder(files: []))
    self.shape = shape
  }

  var place: Place { node.place(in: file) }
  var isProbe: Bool { shape != nil }

  subscript(key: String) -> Node? {
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
      load.report(
        .unknown(
          KeyCheck.self, entry.key, in: read.sorted(), at: entry.keyNode.place(in: file),
          "「\(entry.key)」というキーはありません", otherwise: "使えるキー: \(read.sorted().joined(separator: "、"))"))
    }
  }

  func report(
    as check: any Check.Type = ValueCheck.self, _ message: String, at node: Node? = nil,
    correction: String? = nil, replacement: Finding.Replacement? = nil
  ) {
    load.report(
      Finding(
        check, at: node.map { valuePlace($0) } ?? place, message, correction: correction,
        replacement: replacement))
  }

  /// Reports what stands under a key.
  func refuse(_ key: String, _ message: String, correction: String, _ check: any Check.Type = ValueCheck.self)
  {
    load.report(Finding(check, at: place(of: key), message, correction: correction))
  }

  func missing(_ key: String, _ correction: String? = nil) {
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
      let repaired = folded == written || Double(folded) == nil ? nil : folded
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
  func optionalChoice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, as type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    if let shape {
      shape.note(key, .choice(Choice.allCases.map(\.rawValue)), isRequired: false)
      return nil
    }
    return has(key) ? choice(key, as: type) : nil
  }

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
  func textsOrSections<Item>(
    _ key: String, of what: String, isRequired: Bool = true, _ item: (String?, Section?) -> Item?
  ) -> [Item] {
    if let shape {
      let inner = Shape(what, in: shape)
      _ = item(nil, Section(probing: inner))
      shape.note(key, .list(.either(.text, .section(inner, isList: false))), isRequired: isRequired)
      return []
    }
    guard let value = self[key] else {
      if isRequired { missing(key) }
      return []
    }
    // A single text counts as a list of one.
    let nodes = value.scalar == nil ? items(value, key) : [value]
    return nodes.compactMap { node in
      if let text = node.scalar?.string { return item(text, nil) }
      return Section(node, file: file, load: load, of: what).flatMap { item(nil, $0) }
    }
  }

  func texts(_ key: String) -> [String] { items(key).map(\.text) }

  /// The texts of a list with their nodes; a single text counts as a list of one.
  func items(_ key: String, isRequired: Bool = false) -> [(text: String, node: Node)] {
    shape?.note(key, .list(.text), isRequired: isRequired)
    if isRequired, !isProbe, !has(key) { missing(key) }
    return scalars(key)
  }

  func scalars(_ key: String) -> [(text: String, node: Node)] {
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
        load.refer(to: text, as: kind, at: valuePlace(item))
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
    if has(key) { load.declare(name, as: kind, at: place(of: key)) }
    if key == "id", kind != .box, has(key),
      !name.unicodeScalars.allSatisfy({ $0.isASCII && $0 != " " }) || name.isEmpty
    {
      refuse(key, "id「\(name)」は半角英数字ではありません", correction: "半角の英字・数字・「-」「.」で書いてください（例: waste.support）")
    }
    return name
  }

  /// Names declared by a list.
  func names(_ key: String, of kind: NameKind) -> [String] {
    items(key).map { name, node in
      load.declare(name, as: kind, at: valuePlace(node))
      return name
    }
  }

  /// A name declared elsewhere.
  func reference(_ key: String, to kind: NameKind) -> String {
    shape?.note(key, .name(kind, isReference: true), isRequired: true)
    let name = text(key)
    if has(key) { load.refer(to: name, as: kind, at: place(of: key)) }
    return name
  }

  func optionalReference(_ key: String, to kind: NameKind) -> String? {
    shape?.note(key, .name(kind, isReference: true))
    guard let name = optionalText(key) else { return nil }
    load.refer(to: name, as: kind, at: place(of: key))
    return name
  }

  func references(_ key: String, to kind: NameKind) -> [String] {
    shape?.note(key, .list(.name(kind, isReference: true)))
    return scalars(key).map { text, node in
      load.refer(to: text, as: kind, at: valuePlace(node))
      return text
    }
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
