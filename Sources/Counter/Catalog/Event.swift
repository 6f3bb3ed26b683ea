/// A life event as the counter receives it (届出の種類).
package struct Event: Hashable, Sendable {
  /// 人の選び方: whose event it is, and with it what becomes of their household.
  package enum People: String, Hashable, Sendable, CaseIterable {
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
    package var areNewcomers: Bool { self == .incoming || self == .joining }

    /// Whether somebody else comes for them: for the dead, and for a child just born.
    package var areAbsent: Bool { self == .leaving || self == .joining }
  }

  /// 関門: must hold for the filing to be taken.
  package struct Gate: Hashable, Sendable {
    package let id: String
    package let condition: Formula
    package let message: String
    package let nextStep: String
    package let basis: String

    package init(id: String, condition: Formula, message: String, nextStep: String, basis: String) {
      self.id = id
      self.condition = condition
      self.message = message
      self.nextStep = nextStep
      self.basis = basis
    }
  }

  /// 言い方 of a fact in this event: 届出.異動日 is «引っ越しの日» here and «亡くなった日» there.
  package struct Words: Hashable, Sendable {
    package let fact: String
    package let words: String

    package init(fact: String, words: String) {
      self.fact = fact
      self.words = words
    }
  }

  package let id: String
  /// 種別: the value of 届出.種別.
  package let kind: String
  package let name: String
  /// 分類: the heading under which the desk lists it.
  package let topic: String
  package let summary: String
  package let people: People
  /// はじめに聞くこと: facts asked whatever the procedures need.
  package let opening: [String]
  package let gates: [Gate]
  package let words: [Words]
  /// 除票の人: whether it can be about somebody whose record was removed, for a death or a move out.
  package let takesRemoved: Bool
  /// 処理: what it does with the residents' records, so that 抑止 of it holds; nil for what touches none.
  package let process: Restriction.Process?
  /// 配慮: never spoken aloud; its name stands on no paper that a family reads unless the visitor wants that.
  package let isQuiet: Bool
  package let place: Place

  package init(
    id: String, kind: String, name: String, topic: String, summary: String, people: People, opening: [String],
    gates: [Gate], words: [Words], takesRemoved: Bool,
    process: Restriction.Process? = nil, isQuiet: Bool = false, place: Place
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
    self.process = process
    self.isQuiet = isQuiet
    self.place = place
  }

  /// A fact as it is called in this event.
  package func worded(_ fact: Fact) -> Fact {
    guard let words = words.first(where: { $0.fact == fact.name })?.words else { return fact }
    var fact = fact
    fact.label = words
    fact.phrase = words
    return fact
  }
}

extension Event {
  /// What no record has of somebody who was just born: every column is blank, but for what the event asks.
  package func blanks(in catalog: Catalog) -> [(fact: String, value: FactValue)] {
    catalog.vocabulary.facts.filter {
      $0.subject == .person && $0.column != nil && !opening.contains($0.name)
    }.map { ($0.name, $0.blankValue(in: catalog)) }
  }
}
