import Counter
import Yams

/// Sections in sections, and formulas.
extension Section {
  // MARK: Sections

  /// The sections of a list under a key; a single mapping counts as a list of one.
  func sections(_ key: String, of what: String) -> [Section] {
    if let probe = probe(key, what, isList: true) { return probe }
    guard let value = self[key] else { return [] }
    let nodes = value.mapping != nil ? [value] : items(value, key)
    return nodes.compactMap { Section($0, file: file, load: load, of: what) }
  }

  func section(_ key: String, of what: String) -> Section? {
    if let probe = probe(key, what, isList: false) { return probe.first }
    guard let value = self[key] else { return nil }
    return Section(value, file: file, load: load, of: what)
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

  func items(_ value: Node, _ key: String) -> [Node] {
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
      load.keep(places, ofTestsOf: formula)
      return formula
    }
  }

  /// Where the text of a scalar begins: inside its quotes, or after the indentation of a block.
  func valuePlace(_ node: Node) -> Place {
    guard let scalar = node.scalar else { return node.place(in: file) }
    if scalar.isBlock {
      let line = load.line(node.line + 1, of: file)
      return Place(file: file, line: node.line + 1, column: line.prefix { $0 == " " }.count + 1)
    }
    let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
    return Place(file: file, line: node.line, column: node.column + (isQuoted ? 1 : 0))
  }
}
