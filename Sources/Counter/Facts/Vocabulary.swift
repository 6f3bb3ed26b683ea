import Feel

/// Every fact that conditions, boxes and texts may read (語彙), and the selectors of 誰.
package struct Vocabulary: Hashable, Sendable {
  package let facts: [Fact]
  package let selectors: [Selector]
  /// Positions of the facts by name.
  private let positions: [Text: Int]

  package init(facts: [Fact], selectors: [Selector]) {
    self.facts = facts
    self.selectors = selectors
    positions = Dictionary(
      facts.enumerated().map { (Text($1.name), $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func fact(named name: String) -> Fact? { positions[Text(name)].map { facts[$0] } }
  package func selector(named name: String) -> Selector? { selectors.first { $0.name == name } }
}

/// One fact of the vocabulary.
package struct Fact: Hashable, Sendable {
  /// 型.
  package enum Kind: Hashable, Sendable {
    case yesNo
    case number
    case day
    case text
    /// 氏名: kept scalar by scalar.
    case name
    case address
    case code(list: String)
    case codes(list: String)
    case person
    case people

    /// Name of the list whose codes it takes; nil where it takes none.
    package var codeList: String? {
      switch self {
      case .code(let list), .codes(let list): list
      case .yesNo, .number, .day, .text, .name, .address, .person, .people: nil
      }
    }
  }

  /// 取扱い.
  package enum Sensitivity: String, Hashable, Sendable, CaseIterable {
    case ordinary = "ふつう"
    /// Shown, never spoken: the visitor answers on the screen.
    case quiet = "配慮"
    /// Reveals the address of a protected person.
    case revealsAddress = "住所から分かる"
    /// An address: guarded for protected people.
    case guarded = "保護"
  }

  /// 出どころ as declared.
  package enum Supply: String, Hashable, Sendable, CaseIterable {
    case reception = "受付"
    case register = "住民記録"
    case certificate = "転出証明書情報"
    case heard = "聞き取り"
    case derived = "計算"
  }

  /// `人.国保`.
  package let name: String
  package let subject: Subject.Kind
  /// The part after the dot.
  package let property: String
  package let kind: Kind
  package internal(set) var label: String
  /// 言い方: what is said of whom a truth holds, in its dictionary form («手帳を持っている»); nil where the label says it.
  package internal(set) var phrase: String?
  package let supplies: Set<Supply>
  /// Column of the register's CSV, nil when no record holds it under a column of its own.
  package let column: String?
  /// 式: how it is worked out, nil when it is not.
  package let formula: Formula?
  /// 門: where this does not hold the fact is `valueBehindGate` and is not asked.
  package let gate: Formula?
  package let valueBehindGate: FactValue
  package let sensitivity: Sensitivity
  /// 長さ: the most full-width signs a text of it has, nil when nothing bounds it.
  package let length: Int?
  /// 受付で共通: one answer holds for every filing of a visit; it is kept with the first.
  package let isShared: Bool
  /// 引き継ぐ: said of the visitor once, it travels to every window with the visit and decides nothing.
  package let isHandedOn: Bool
  /// 権限: what an account needs to see its values; nil where everybody at the counter may.
  package let right: String?
  /// 形: how a text of it is written.
  package let shape: TextShape
  /// 選べる人: what holds for whoever may be its value, with 人 as that person; nil where anybody of the filing may.
  package let candidates: Formula?

  package init(
    name: String, subject: Subject.Kind, property: String, kind: Kind, label: String, phrase: String?,
    supplies: Set<Supply>, column: String?, formula: Formula?, gate: Formula?, valueBehindGate: FactValue,
    sensitivity: Sensitivity,
    length: Int?, isShared: Bool = false, isHandedOn: Bool = false, right: String? = nil,
    shape: TextShape = .free, candidates: Formula? = nil
  ) {
    self.name = name
    self.subject = subject
    self.property = property
    self.kind = kind
    self.label = label
    self.phrase = phrase
    self.supplies = supplies
    self.column = column
    self.formula = formula
    self.gate = gate
    self.valueBehindGate = valueBehindGate
    self.sensitivity = sensitivity
    self.length = length
    self.isShared = isShared
    self.isHandedOn = isHandedOn
    self.right = right
    self.shape = shape
    self.candidates = candidates
  }
}

extension Fact {
  /// With what an answer about a subject is kept.
  package func home(of subject: Subject) -> Subject {
    isShared && subject.kind == .filing ? .filing(0) : subject
  }

  /// Whether its value is an address or tells one.
  package var tellsAddress: Bool {
    kind == .address || sensitivity == .guarded || sensitivity == .revealsAddress
  }
}

/// A set of people or a household for which a procedure is decided (選択).
package struct Selector: Hashable, Sendable {
  package let name: String
  package let subject: Subject.Kind
  package let label: String
  /// nil takes every subject of the kind.
  package let formula: Formula?

  package init(name: String, subject: Subject.Kind, label: String, formula: Formula?) {
    self.name = name
    self.subject = subject
    self.label = label
    self.formula = formula
  }
}
