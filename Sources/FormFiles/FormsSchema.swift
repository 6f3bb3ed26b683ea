import Counter
import Feel
import Foundation

/// JSON Schemas of the files under `forms/`, with the city's own names in them, for editors that complete and check as
/// one types. A schema is what the readers ask for: nothing is written twice.
package struct FormsSchema {
  /// A kind of file, and whether such a file is a list.
  package struct Kind: Sendable {
    package let file: FileKind
    package let isList: Bool
    let what: String
    let read: @Sendable (Section, Catalog) -> Void

    package var name: String { file.rawValue }
    package var pattern: String { file.pattern }
  }

  package static let kinds: [Kind] = [
    Kind(file: .municipality, isList: false, what: "市の値と窓口") { section, _ in
      _ = MunicipalityReader.municipality(section, holidays: [:])
    },
    Kind(file: .vocabulary, isList: false, what: "語彙") { section, _ in
      _ = VocabularyReader.read(section)
    },
    Kind(file: .law, isList: false, what: "法律の値") { section, _ in
      _ = MunicipalityReader.law(section)
    },
    Kind(file: .towns, isList: false, what: "町丁") { section, _ in
      _ = MunicipalityReader.towns(section)
    },
    Kind(file: .codes, isList: false, what: "コード表") { section, _ in
      var reader = CodesReader()
      reader.read(section)
    },
    Kind(file: .events, isList: true, what: "届出の種類") { section, _ in
      _ = EventReader.event(section)
    },
    Kind(file: .questions, isList: true, what: "質問") { section, _ in
      _ = EventReader.question(section)
    },
    Kind(file: .procedures, isList: true, what: "手続") { section, catalog in
      _ = ProcedureReader(municipality: catalog.municipality).procedure(section)
    },
    Kind(file: .groups, isList: true, what: "組") { section, catalog in
      _ = ProcedureSet.read(section, in: catalog)
    },
    Kind(file: .papers, isList: true, what: "書類") { section, _ in
      _ = PaperReader.paper(section)
    },
    Kind(file: .people, isList: false, what: "本人確認と代理") { section, _ in
      _ = EventReader.identity(section)
    },
    Kind(file: .wording, isList: false, what: "訳") { section, _ in
      _ = Translation.read(section)
    },
    Kind(file: .examples, isList: true, what: "例") { section, catalog in
      _ = ExampleReader(catalog: catalog).example(section)
    },
  ]

  private let catalog: Catalog
  private let names: [NameKind: [String]]

  package init(_ catalog: Catalog) {
    self.catalog = catalog
    names = NameKind.names(in: catalog)
  }

  /// What the readers of a kind of file say of a text by itself.
  package func findings(in text: String, of kind: Kind) -> [Finding] {
    let path = kind.pattern.replacing("*", with: "text")
    let load = FormsLoad(FormsFolder(files: [(path: path, text: text)]))
    guard let file = YAMLFile(path: path, text: text, load: load) else { return load.findings }
    let sections =
      kind.isList
      ? file.sections(of: kind.what, load: load)
      : [file.section(of: kind.what, load: load)].compactMap { $0 }
    for section in sections { kind.read(section, catalog) }
    return load.findings
  }

  /// The schema of a kind of file as JSON text.
  package func text(_ kind: Kind) throws -> String {
    let schema = schema(kind)
    let data = try JSONSerialization.data(
      withJSONObject: schema, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
  }

  private func schema(_ kind: Kind) -> [String: Any] {
    let shape = Shape.of(kind.what) { kind.read($0, catalog) }
    var definitions: [String: Any] = [:]
    let item = schema(of: shape, &definitions)
    var whole: [String: Any] = kind.isList ? ["type": "array", "items": item] : item
    whole["$schema"] = "http://json-schema.org/draft-07/schema#"
    whole["title"] = "forms/\(kind.pattern)（\(kind.what)）"
    if !definitions.isEmpty { whole["definitions"] = definitions }
    return whole
  }

  // MARK: Shapes

  private func schema(of shape: Shape, _ definitions: inout [String: Any]) -> [String: Any] {
    var properties: [String: Any] = [:]
    var required: [String] = []
    var rest: [String: Any] = [:]
    var others: Any = false
    for property in shape.properties {
      if property.key.isEmpty {
        // Keys that the section does not name itself.
        if case .map(let keys, let value) = property.value {
          if case .any = keys {
            others = schema(of: value, &definitions)
          } else {
            rest = self.properties(keys, value, &definitions)
          }
        }
        continue
      }
      properties[property.key] = schema(of: property.value, &definitions)
      if property.isRequired { required.append(property.key) }
    }
    properties.merge(rest) { own, _ in own }
    var schema: [String: Any] = ["type": "object", "additionalProperties": others, "properties": properties]
    if !required.isEmpty { schema["required"] = required.sorted() }
    return schema
  }

  private func schema(of value: Shape.Value, _ definitions: inout [String: Any]) -> [String: Any] {
    switch value {
    case .text: return FormsSchema.text
    case .name(let kind, let isReference):
      guard isReference, let known = names[kind], !known.isEmpty else { return FormsSchema.text }
      return ["enum": known]
    case .number:
      return ["anyOf": [["type": "number"], ["type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"]]]
    case .yesNo: return ["enum": ["はい", "いいえ"]]
    case .choice(let legal): return ["enum": legal]
    case .day: return ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"]
    case .formula: return ["type": ["string", "number", "boolean"], "description": "FEEL の式"]
    case .rows: return rows
    case .list(let item):
      let item = schema(of: item, &definitions)
      return ["anyOf": [item, ["type": "array", "items": item]]]
    case .section(let inner, let isList): return section(inner, isList: isList, &definitions)
    case .map(let keys, let value):
      return map(keys, value, &definitions)
    case .answers: return [:]
    case .either(let first, let second):
      return [
        "anyOf": [schema(of: first, &definitions), schema(of: second, &definitions)].flatMap(
          FormsSchema.alternatives) + [
            ["type": "array", "items": ["anyOf": [FormsSchema.text, itemSchema(second, &definitions)]]]
          ]
      ]
    }
  }

  private static var text: [String: Any] { ["type": ["string", "number"]] }

  private static func alternatives(_ schema: [String: Any]) -> [[String: Any]] {
    schema["anyOf"] as? [[String: Any]] ?? [schema]
  }

  private func itemSchema(_ value: Shape.Value, _ definitions: inout [String: Any]) -> [String: Any] {
    guard case .section(let inner, _) = value else { return FormsSchema.text }
    return schema(of: inner, &definitions)
  }

  /// A section that contains its own kind is defined once and referred to.
  private func section(_ inner: Shape, isList: Bool, _ definitions: inout [String: Any]) -> [String: Any] {
    let item: [String: Any]
    if inner.containsItself {
      if definitions[inner.what] == nil {
        definitions[inner.what] = [String: Any]()
        definitions[inner.what] = schema(of: inner, &definitions)
      }
      item = ["$ref": "#/definitions/\(inner.what)"]
    } else {
      item = schema(of: inner, &definitions)
    }
    guard isList else { return item }
    // «期限: なし» and the like say that there is none.
    return ["anyOf": [item, ["type": "array", "items": item], ["const": "なし"]]]
  }

  /// 対象: facts with what may stand right of them, and functions of people.
  private var rows: [String: Any] {
    var properties: [String: Any] = [:]
    for fact in catalog.vocabulary.facts {
      switch fact.kind {
      case .yesNo: properties[fact.name] = ["enum": ["はい", "いいえ"], "description": fact.label]
      case .code(let list), .codes(let list):
        let codes: [String: Any] = ["enum": catalog.codeList(list)?.codes.map(\.value) ?? []]
        properties[fact.name] = [
          "anyOf": [codes, ["type": "array", "items": codes]], "description": fact.label,
        ]
      default: properties[fact.name] = ["description": fact.label]
      }
    }
    return ["type": "object", "properties": properties]
  }

  private func map(_ keys: Shape.Value.Keys, _ value: Shape.Value, _ definitions: inout [String: Any])
    -> [String: Any]
  {
    switch keys {
    case .any: return ["type": "object", "additionalProperties": schema(of: value, &definitions)]
    case .facts, .properties:
      return [
        "type": "object", "additionalProperties": false, "properties": properties(keys, value, &definitions),
      ]
    }
  }

  private func properties(
    _ keys: Shape.Value.Keys, _ value: Shape.Value, _ definitions: inout [String: Any]
  ) -> [String: Any] {
    var properties: [String: Any] = [:]
    for fact in catalog.vocabulary.facts {
      switch keys {
      case .any: continue
      case .facts:
        let answer = answers(fact)
        properties[fact.name] =
          fact.subject == .person
          ? [
            "anyOf": [["type": "object", "additionalProperties": answer], answer], "description": fact.label,
          ] : answer
      case .properties(let subject):
        if fact.subject.rawValue == subject { properties[fact.property] = answers(fact) }
      }
    }
    return properties
  }

  /// What may be written for a fact in an example.
  private func answers(_ fact: Fact) -> [String: Any] {
    let open = Answer.words(for: fact.kind).map(\.word)
    switch fact.kind {
    case .yesNo: return ["enum": ["はい", "いいえ"] + open, "description": fact.label]
    case .code(let list):
      let codes = catalog.codeList(list)?.codes ?? []
      return [
        "enum": Array(Set(codes.map(\.value) + codes.map(\.label))).sorted() + open,
        "description": fact.label,
      ]
    case .codes(let list):
      let codes = catalog.codeList(list)?.codes.map(\.value) ?? []
      return [
        "anyOf": [["type": "array", "items": ["enum": codes]], ["enum": codes + open]],
        "description": fact.label,
      ]
    case .people: return ["anyOf": [["type": "array", "items": FormsSchema.text], FormsSchema.text]]
    case .number: return ["type": ["number", "string"], "description": fact.label]
    case .day, .text, .name, .address, .person:
      return ["type": ["string", "number"], "description": fact.label]
    }
  }
}

extension Shape {
  /// Whether something inside it is of its own kind.
  fileprivate var containsItself: Bool { refers(to: self, from: self, []) }

  private func refers(to goal: Shape, from shape: Shape, _ seen: [ObjectIdentifier]) -> Bool {
    shape.properties.contains { property in
      guard case .section(let inner, _) = property.value else { return false }
      if inner === goal { return true }
      if seen.contains(ObjectIdentifier(inner)) { return false }
      return refers(to: goal, from: inner, seen + [ObjectIdentifier(inner)])
    }
  }
}
