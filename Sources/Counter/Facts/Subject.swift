import Feel

/// Whom or what a fact is about (主体). Numbers belong to the visit and never change.
package enum Subject: Hashable, Sendable, Codable, Comparable {
  /// 届出 n of the visit, from 0.
  case filing(Int)
  /// 世帯: where the people of filing n live after the event.
  case household(Int)
  /// 旧世帯: theirs the day before.
  case formerHousehold(Int)
  /// 残る世帯: 旧世帯 less those who leave.
  case remainingHousehold(Int)
  /// 人 n of the visit, from 0.
  case person(Int)
  /// 来庁者.
  case visitor
  /// 市.
  case city
  /// 法.
  case law
}

extension Subject {
  /// The word before the dot in a fact's name.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case filing = "届出"
    case household = "世帯"
    case formerHousehold = "旧世帯"
    case remainingHousehold = "残る世帯"
    case person = "人"
    case visitor = "来庁者"
    case city = "市"
    case law = "法"

    /// Place in `allCases`.
    package var ordinal: Int {
      switch self {
      case .filing: 0
      case .household: 1
      case .formerHousehold: 2
      case .remainingHousehold: 3
      case .person: 4
      case .visitor: 5
      case .city: 6
      case .law: 7
      }
    }
  }

  package var kind: Kind {
    switch self {
    case .filing: .filing
    case .household: .household
    case .formerHousehold: .formerHousehold
    case .remainingHousehold: .remainingHousehold
    case .person: .person
    case .visitor: .visitor
    case .city: .city
    case .law: .law
    }
  }
}

/// A fact of a subject.
package struct FactKey: Hashable, Sendable, Codable, Comparable {
  /// The name in the vocabulary: `人.国保`.
  package let fact: String
  package let subject: Subject

  package init(_ fact: String, of subject: Subject) {
    self.fact = fact
    self.subject = subject
  }

  package func hash(into hasher: inout Hasher) {
    Text.hash(fact, into: &hasher)
    hasher.combine(subject)
  }

  package static func == (left: FactKey, right: FactKey) -> Bool {
    left.subject == right.subject && Text(left.fact) == Text(right.fact)
  }

  package static func < (left: FactKey, right: FactKey) -> Bool {
    (left.subject, left.fact) < (right.subject, right.fact)
  }
}
