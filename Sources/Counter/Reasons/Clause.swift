/// One thing that a reason says: of whom, about what, and what.
struct Clause: Hashable, Sendable {
  /// Whose fact it is.
  enum Holder: Hashable, Sendable {
    /// Nobody's: the filing's, a household's, the city's.
    case nobody
    /// The person the whole reason is about, named only beside others.
    case person
    /// Somebody else, by name.
    case named(String)
  }

  let holder: Holder
  /// «国民年金の種別», empty where the predicate says it all.
  let topic: String
  let predicate: Predicate
  /// Whether it tells what must not be spoken aloud (配慮).
  var isQuiet = false
  /// Whether it says no more than that a condition holds: it is left out beside what says more.
  var isVague = false

  /// What stands for a condition that has no words.
  static let vague = "条件に合う"

  init(vague truth: Bool) {
    self.init("", Predicate(noun: Clause.vague + "もの", isDenied: !truth))
    isVague = true
  }

  init(_ topic: String = "", _ predicate: Predicate, of holder: Holder = .nobody, isQuiet: Bool = false) {
    self.holder = holder
    self.topic = topic
    self.predicate = predicate
    self.isQuiet = isQuiet
  }

  var affirmed: Clause { Clause(topic, predicate.affirmed, of: holder, isQuiet: isQuiet) }

  func attributive(_ name: String?) -> String { subject(name) + predicate.attributive }
  func connective(_ name: String?) -> String { subject(name) + predicate.connective }
  func question(_ name: String?) -> String { subject(name) + predicate.question }

  /// «太郎さんの国民年金の種別が», «太郎さんが», or what is left of it without a name.
  private func subject(_ name: String?) -> String {
    guard topic.isEmpty else { return (name.map { $0 + "の" } ?? "") + topic + "が" }
    return name.map { $0 + predicate.particle } ?? ""
  }
}

extension [Clause] {
  /// The clauses as one phrase before a noun: «国民健康保険に入っていて、公務員ではない». Who is meant is said once, and
  /// `person` is named only where somebody else is.
  func phrase(naming person: String?) -> String {
    let names = names(person)
    let words = zip(self, names).dropLast().map { $0.connective($1) + "、" }.joined()
    guard let last, let name = names.last else { return "" }
    return words + last.attributive(name)
  }

  private func names(_ person: String?) -> [String?] {
    let areOthers = contains { if case .named = $0.holder { true } else { false } }
    var said: String?
    return map { clause in
      let name: String? =
        switch clause.holder {
        case .nobody: nil
        case .person: areOthers ? person : nil
        case .named(let name): name
        }
      defer { if let name { said = name } }
      return name == said ? nil : name
    }
  }
}
