import Feel

/// A document that does not agree with what the register says of whoever shows it. It is a reason to look again, not to
/// refuse: a record can be behind.
package enum IdentityWarning: Hashable, Sendable {
  /// The record says that they have none.
  case notOnRecord(document: String)
  /// The record says that it was good until a day that has passed.
  case expired(document: String, on: Day)

  package func sentence(_ eras: EraTable) -> String {
    switch self {
    case .notOnRecord(let document):
      "記録では、\(document)をお持ちでない方です。氏名と生年月日を券面と見比べて、別の方のものでないか確かめてください"
    case .expired(let document, let day):
      "記録では、\(document)の有効期限は\(eras.long(day))で、過ぎています。券面の期限を確かめ、切れていれば別の書類を見せていただいてください"
    }
  }
}

extension IdentityRules {
  /// What speaks against documents that a person of the visit shows, in the order of the documents; nothing where no
  /// record of the person has the fact.
  package func warnings(_ shown: Set<String>, of person: Int, in situation: Situation) -> [IdentityWarning] {
    func recorded(_ fact: String?) -> FactValue? {
      guard let fact, let known = situation.facts[FactKey(fact, of: .person(person))],
        case .value(let value) = known.answer
      else { return nil }
      switch known.origin {
      case .register, .certificate: return value
      case .heard, .reception, .derived: return nil
      }
    }
    return documents.filter { shown.contains($0.id) }.compactMap { document in
      if recorded(document.ownership) == .yesNo(false) { return .notOnRecord(document: document.name) }
      guard case .day(let last)? = recorded(document.expiry), last < situation.day else { return nil }
      return .expired(document: document.name, on: last)
    }
  }
}
