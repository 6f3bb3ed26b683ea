import Counter
import Feel
import Yams

/// A mapping of a file whose keys are read one by one; keys nobody read are findings.
final class Section {
  let node: Node
  let file: String
  let findings: Findings
  private var entries: [(key: String, keyNode: Node, value: Node)] = []
  private var read: Set<String> = []

  /// nil, after a finding, when the node is no mapping.
  init?(_ node: Node, file: String, findings: Findings, of what: String) {
    self.node = node
    self.file = file
    self.findings = findings
    guard let mapping = node.mapping else {
      findings.add(
        Finding(
          file: file, line: node.line, column: node.column, message: "\(what)は「キー: 値」の並びで書きます",
          correction: "README.md の「\(what)」の例を見てください"))
      return nil
    }
    for (key, value) in mapping { entries.append((key.string ?? "", key, value)) }
  }

  var place: Place { Place(file: file, line: node.line, column: node.column) }

  subscript(key: String) -> Node? {
    read.insert(key)
    return entries.first { $0.key == key }?.value
  }

  func place(of key: String) -> Place {
    guard let entry = entries.first(where: { $0.key == key }) else { return place }
    return Place(file: file, line: entry.keyNode.line, column: entry.keyNode.column)
  }

  /// Reports every key that was never asked for, with the nearest one that is.
  func close() {
    for entry in entries where !read.contains(entry.key) {
      let nearest = Spelling.nearest(to: entry.key, in: Array(read))
      findings.add(
        Finding(
          file: file, line: entry.keyNode.line, column: entry.keyNode.column,
          message: "「\(entry.key)」というキーはありません",
          correction: nearest.map { "「\($0)」のことですか" } ?? "使えるキー: \(read.sorted().joined(separator: "、"))"))
    }
  }

  func report(_ message: String, at node: Node? = nil, correction: String? = nil) {
    let mark = node ?? self.node
    findings.add(
      Finding(file: file, line: mark.line, column: mark.column, message: message, correction: correction))
  }

  // MARK: Values

  func text(_ key: String) -> String {
    if let text = optionalText(key) { return text }
    if self[key] == nil { report("「\(key)」がありません", correction: "「\(key): …」の行を足してください") }
    return ""
  }

  func optionalText(_ key: String) -> String? {
    guard let value = self[key] else { return nil }
    guard let text = value.scalar?.string else {
      report("「\(key)」には文字を1つ書きます", at: value, correction: "記号を含む文は ' ' で囲んでください")
      return nil
    }
    return text
  }

  func number(_ key: String, default fallback: Double? = nil) -> Double {
    guard let value = self[key] else {
      if fallback == nil { report("「\(key)」がありません", correction: "「\(key): 数字」の行を足してください") }
      return fallback ?? 0
    }
    guard let text = value.scalar?.string, let number = Double(text) else {
      report("「\(key)」には半角の数字を書きます", at: value)
      return fallback ?? 0
    }
    return number
  }

  func integer(_ key: String, default fallback: Int? = nil) -> Int {
    Int(number(key, default: fallback.map(Double.init)))
  }

  func yesNo(_ key: String, default fallback: Bool) -> Bool {
    guard let value = self[key] else { return fallback }
    guard let text = value.scalar?.string, text == "はい" || text == "いいえ" else {
      report("「\(key)」は「はい」か「いいえ」です", at: value)
      return fallback
    }
    return text == "はい"
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, default fallback: Choice? = nil, as type: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    guard let value = self[key] else {
      if fallback == nil { report("「\(key)」がありません", correction: Section.legal(type)) }
      return fallback
    }
    guard let text = value.scalar?.string, let choice = Choice(rawValue: text) else {
      report("「\(key)」に「\(value.scalar?.string ?? "")」は使えません", at: value, correction: Section.legal(type))
      return fallback
    }
    return choice
  }

  private static func legal<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> String
  where Choice.RawValue == String {
    "どれか1つ: " + Choice.allCases.map(\.rawValue).joined(separator: "、")
  }

  func texts(_ key: String) -> [String] {
    guard let value = self[key] else { return [] }
    if let single = value.scalar?.string { return [single] }
    return items(value, key).compactMap { item in
      if item.scalar == nil { report("「\(key)」は文字の一覧です", at: item) }
      return item.scalar?.string
    }
  }

  func day(_ key: String) -> Day? {
    guard let value = self[key] else { return nil }
    guard let text = value.scalar?.string, let day = Day(iso: text) else {
      report("「\(key)」は 2026-11-20 のように書きます", at: value)
      return nil
    }
    return day
  }

  /// The sections of a list under a key; a single mapping counts as a list of one.
  func sections(_ key: String, of what: String) -> [Section] {
    guard let value = self[key] else { return [] }
    let nodes = value.mapping != nil ? [value] : items(value, key)
    return nodes.compactMap { Section($0, file: file, findings: findings, of: what) }
  }

  func section(_ key: String, of what: String) -> Section? {
    guard let value = self[key] else { return nil }
    return Section(value, file: file, findings: findings, of: what)
  }

  private func items(_ value: Node, _ key: String) -> [Node] {
    guard let sequence = value.sequence else {
      report("「\(key)」は一覧です", at: value, correction: "[…, …] か、行の頭に「- 」を付けて並べてください")
      return []
    }
    return Array(sequence)
  }

  // MARK: Formulas

  func formula(_ key: String) -> Formula? { self[key].flatMap { expression($0, key) } }

  func expression(_ value: Node, _ key: String) -> Formula? {
    guard let scalar = value.scalar else {
      report(
        "「\(key)」の式が、YAML の一覧や表として読まれました", at: value,
        correction: "式全体を ' ' で囲むか、「\(key): |」の次の行に書いてください")
      return nil
    }
    return Formula(.expression(scalar.string), at: formulaPlace(value))
  }

  /// The rows of 対象.
  func rows(_ key: String) -> [Formula] {
    guard let value = self[key] else { return [] }
    guard let mapping = value.mapping else {
      report("「\(key)」は「事実: 値」を1行ずつ書きます", at: value)
      return []
    }
    return mapping.compactMap { subject, tests in
      guard let name = subject.scalar?.string else { return nil }
      if let single = tests.scalar?.string {
        return Formula(
          .row(subject: name, tests: [single], isList: false), at: formulaPlace(tests),
          subjectPlace: formulaPlace(subject))
      }
      guard let list = tests.sequence else {
        report("「\(name)」の右には値か値の一覧を書きます", at: tests)
        return nil
      }
      let values = list.compactMap { $0.scalar?.string }
      return Formula(
        .row(subject: name, tests: values, isList: true), at: formulaPlace(tests),
        subjectPlace: formulaPlace(subject))
    }
  }

  private func formulaPlace(_ node: Node) -> Place {
    let isQuoted = node.scalar?.style == .singleQuoted || node.scalar?.style == .doubleQuoted
    let isBlock = node.scalar?.isBlock ?? false
    return Place(
      file: file, line: node.line + (isBlock ? 1 : 0), column: isBlock ? 1 : node.column + (isQuoted ? 1 : 0))
  }
}

extension Node {
  var line: Int { mark?.line ?? 1 }
  var column: Int { mark?.column ?? 1 }
}

extension Node.Scalar {
  var isBlock: Bool { style == .literal || style == .folded }
}
