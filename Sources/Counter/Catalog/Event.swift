/// A life event as the counter receives it (届出の種類).
public struct Event: Hashable, Sendable, Codable {
  /// 人の選び方: whose event it is, and with it what becomes of their household.
  public enum People: String, Hashable, Sendable, Codable, CaseIterable {
    /// People of one household of the register who move to another address.
    case residents = "住民"
    /// People who come from elsewhere: a 転出証明書情報, or typed.
    case incoming = "転入者"
    /// People of a household who stay in it: marriage, insurance, cards, certificates.
    case concerned = "対象者"
    /// People who leave their household for good: a death.
    case leaving = "離れる人"
    /// People without a record who come into a household of the register: a birth. They are typed.
    case joining = "加わる人"

    /// Whether those whom it concerns are new to the register and are typed or come by a certificate.
    public var areNewcomers: Bool { self == .incoming || self == .joining }
  }

  /// 関門: must hold for the filing to be taken.
  public struct Gate: Hashable, Sendable, Codable {
    public let id: String
    public let condition: Formula
    public let message: String
    public let nextStep: String
    public let basis: String

    public init(id: String, condition: Formula, message: String, nextStep: String, basis: String) {
      self.id = id
      self.condition = condition
      self.message = message
      self.nextStep = nextStep
      self.basis = basis
    }
  }

  /// 言い方 of a fact in this event: 届出.異動日 is «引っ越しの日» here and «亡くなった日» there.
  public struct Words: Hashable, Sendable, Codable {
    public let fact: String
    public let words: String

    public init(fact: String, words: String) {
      self.fact = fact
      self.words = words
    }
  }

  public let id: String
  /// 種別: the value of 届出.種別.
  public let kind: String
  public let name: String
  /// 分類: the heading under which the desk lists it.
  public let topic: String
  public let summary: String
  public let people: People
  /// はじめに聞くこと: facts asked whatever the procedures need.
  public let opening: [String]
  public let gates: [Gate]
  public let words: [Words]
  /// 除票の人: whether it can be about somebody whose record was removed, for a death or a move out.
  public let takesRemoved: Bool
  public let place: Place

  public init(
    id: String, kind: String, name: String, topic: String, summary: String, people: People, opening: [String],
    gates: [Gate], words: [Words], takesRemoved: Bool, place: Place
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.topic = topic
    self.summary = summary
    self.people = people
    self.opening = opening
    self.gates = gates
    self.words = words
    self.takesRemoved = takesRemoved
    self.place = place
  }

  /// A fact as it is called in this event.
  public func worded(_ fact: Fact) -> Fact {
    guard let words = words.first(where: { $0.fact == fact.name })?.words else { return fact }
    var fact = fact
    fact.label = words
    fact.phrase = words
    return fact
  }
}

extension Event {
  /// What no record has of somebody who was just born: every column is blank, but for what the event asks.
  public func blanks(in catalog: Catalog) -> [(fact: String, value: FactValue)] {
    catalog.vocabulary.facts.filter {
      $0.subject == .person && $0.column != nil && !opening.contains($0.name)
    }.map { ($0.name, $0.blankValue(in: catalog)) }
  }
}

/// A question and the fact it sets.
public struct Question: Hashable, Sendable, Codable {
  public let id: String
  public let fact: String
  public let topic: String
  /// 聞き方.
  public let wording: String
  /// 助け.
  public let help: String?
  /// 図: a small drawing in text, line by line, where words fail.
  public let drawing: String?
  /// 職員メモ.
  public let clerkNote: String?
  /// 対象: when this wording is used.
  public let conditions: [Formula]
  /// 配慮: turned to the visitor, never spoken.
  public let isQuiet: Bool
  public let place: Place

  public init(
    id: String, fact: String, topic: String, wording: String, help: String?, drawing: String?,
    clerkNote: String?,
    conditions: [Formula], isQuiet: Bool, place: Place
  ) {
    self.id = id
    self.fact = fact
    self.topic = topic
    self.wording = wording
    self.help = help
    self.drawing = drawing
    self.clerkNote = clerkNote
    self.conditions = conditions
    self.isQuiet = isQuiet
    self.place = place
  }
}

/// Who may file and how identity is shown (people/).
public struct IdentityRules: Hashable, Sendable, Codable {
  /// 本人確認書類.
  public struct Document: Hashable, Sendable, Codable {
    public let id: String
    public let name: String
    /// 区分: 1点, イ or ロ.
    public let group: String

    public init(id: String, name: String, group: String) {
      self.id = id
      self.name = name
      self.group = group
    }
  }

  /// A row of the proxy table (代理).
  public struct Proxy: Hashable, Sendable, Codable {
    public enum Ruling: String, Hashable, Sendable, Codable, CaseIterable {
      case allowed = "できる"
      case letter = "委任状"
      /// A document proves the power (法定代理人).
      case proof = "確認"
      case refused = "できない"

      /// Whether a paper that shows the power has to be seen.
      public var needsProof: Bool { self == .letter || self == .proof }
    }

    public let relation: String
    /// 種別: the kinds of event it is for; empty for all that have no row of their own.
    public let kinds: [String]
    public let ruling: Ruling
    /// 世帯の外: who comes is none of the visit's people, so that the name is typed.
    public let isOutsider: Bool
    /// 本人確認: whether documents have to show who they are.
    public let showsIdentity: Bool
    public let document: String?
    public let basis: String

    public init(
      relation: String, kinds: [String], ruling: Ruling, isOutsider: Bool, showsIdentity: Bool,
      document: String?, basis: String
    ) {
      self.relation = relation
      self.kinds = kinds
      self.ruling = ruling
      self.isOutsider = isOutsider
      self.showsIdentity = showsIdentity
      self.document = document
      self.basis = basis
    }
  }

  public let documents: [Document]
  /// Groups that together are enough: [[1点], [イ, イ], [イ, ロ]].
  public let combinations: [[String]]
  public let proxies: [Proxy]
  public let basis: String

  public init(documents: [Document], combinations: [[String]], proxies: [Proxy], basis: String) {
    self.documents = documents
    self.combinations = combinations
    self.proxies = proxies
    self.basis = basis
  }

  /// Who may come for events: what is said of the first kind that has rows of its own, else the general rows.
  public func proxies(for kinds: [String]) -> [Proxy] {
    for kind in kinds {
      let own = proxies.filter { $0.kinds.contains(kind) }
      if !own.isEmpty { return own }
    }
    return proxies.filter(\.kinds.isEmpty)
  }

  /// Whether the documents shown are enough. Two of one group must be two different documents.
  public func isEnough(_ shown: Set<String>) -> Bool {
    let groups = documents.filter { shown.contains($0.id) }.map(\.group)
    return combinations.contains { combination in
      var left = groups
      return combination.allSatisfy { group in
        guard let index = left.firstIndex(of: group) else { return false }
        left.remove(at: index)
        return true
      }
    }
  }
}
