import Feel

/// Something that happened at the counter: one entry of a visit's journal (受付の記録).
package enum Entry: Hashable, Sendable {
  case began(Began)
  /// 届出 was chosen; people and facts that came with it are copied in.
  case filed(Filed)
  /// The household that already lives at the new address, into which a filing's people move.
  case joined(Joined)
  /// Who came, shown by which documents.
  case visitorChecked(VisitorCheck)
  /// Answers given together by one act.
  case answered([FactAnswer])
  /// An answer taken back: not asked again until it matters.
  case withdrawn([FactKey])
  case undone
  case redone
  case overridden(Override)
  case printed(paper: String)
  /// Duties and deadlines that were explained to the visitor (説明の記録), by procedure.
  case explained([String])
  /// What of the things to bring was seen or is missing (持参の確認), as it is known now.
  case brought([Brought])
  /// A desk opened the visit: from then on it sees the entries of every other desk in it.
  case opened(desk: String)
  case left(desk: String)
  /// What is to be done at other windows (引き継ぎ).
  case sent([Errand.Key])
  /// A window has seen what came to it.
  case received(window: String)
  /// Procedures done at a window.
  case done([Errand.Key])
  /// Procedures that a window cannot do today, with the reason.
  case postponed([Errand.Key], reason: String)
  /// A window was told of what waits for it (電話などで伝えた): it rings no more.
  case reminded([Errand.Key])
  /// The address of a protected person may be seen, with what the register holds of it.
  case released(Released)
  case releaseEnded
  /// Kept by earlier versions, which did not know who had a visit open.
  case held
  case resumed
  case finished
  /// A finished visit is corrected (訂正).
  case reopened(reason: String)
  case voided(reason: String)
  /// A kind this version does not know; the visit opens read-only.
  case unknown(kind: String)

  package struct Began: Hashable, Sendable, Codable {
    package let day: Day
    package let catalogVersion: String
    package let programVersion: String
    package let registerGeneration: Int
    /// When it was taken on paper during an outage (控え用紙); nil for what was taken here.
    package let takenOnPaper: Instant?

    package init(
      day: Day, catalogVersion: String, programVersion: String, registerGeneration: Int,
      takenOnPaper: Instant? = nil
    ) {
      self.day = day
      self.catalogVersion = catalogVersion
      self.programVersion = programVersion
      self.registerGeneration = registerGeneration
      self.takenOnPaper = takenOnPaper
    }
  }

  package struct Filed: Hashable, Sendable, Codable {
    package let filing: Situation.Filing
    /// 宛名番号 of each person added, nil for those without a record; numbers go on from those present.
    package let people: [String?]
    package let facts: [FactRecord]

    package init(filing: Situation.Filing, people: [String?], facts: [FactRecord]) {
      self.filing = filing
      self.people = people
      self.facts = facts
    }

    package init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        filing: try fields.decode(Situation.Filing.self, forKey: .filing),
        people: try fields.decode([String?].self, forKey: .people),
        facts: decoder.userInfo[.namesOnly] == nil
          ? try fields.decode([FactRecord].self, forKey: .facts)
          : try fields.decode([NameRecord].self, forKey: .facts).compactMap(\.record))
    }
  }

  package struct Joined: Hashable, Sendable, Codable {
    package let filing: Int
    /// 宛名番号 of each person added.
    package let people: [String?]
    package let facts: [FactRecord]

    package init(filing: Int, people: [String?], facts: [FactRecord]) {
      self.filing = filing
      self.people = people
      self.facts = facts
    }
  }

  package struct VisitorCheck: Hashable, Sendable, Codable {
    package let name: String
    /// 来庁者の関係.
    package let relation: String
    /// Ids of the documents shown; no numbers, no copies.
    package let documents: [String]
    /// Their names, as the paper states them.
    package let shown: String
    /// Whether the 委任状 or other proof was seen.
    package let sawProof: Bool

    package init(name: String, relation: String, documents: [String], shown: String, sawProof: Bool) {
      self.name = name
      self.relation = relation
      self.documents = documents
      self.shown = shown
      self.sawProof = sawProof
    }
  }

  package struct Override: Hashable, Sendable, Codable {
    package let procedure: String
    package let subject: Subject
    package let applies: Bool
    package let reason: String
    /// The computed verdict it replaced, shown again when that changes.
    package let appliedBefore: Bool?

    package init(procedure: String, subject: Subject, applies: Bool, reason: String, appliedBefore: Bool?) {
      self.procedure = procedure
      self.subject = subject
      self.applies = applies
      self.reason = reason
      self.appliedBefore = appliedBefore
    }
  }
}

extension Entry {
  /// The release of a protected person's address for one visit (支援措置の解除).
  package struct Released: Hashable, Sendable, Codable {
    package let release: Release
    /// 宛名番号 of the person.
    package let resident: String
    /// What was guarded: copied in, since the visit reads it from here.
    package let facts: [FactRecord]

    package init(release: Release, resident: String, facts: [FactRecord]) {
      self.release = release
      self.resident = resident
      self.facts = facts
    }
  }
}

extension CodingUserInfoKey {
  /// Of what came with a filing only names are read: enough for a line of the list, and a tenth of the work.
  package static let namesOnly =
    CodingUserInfoKey(rawValue: "namesOnly") ?? { preconditionFailure("a key of text") }()
}

/// A record that is read when it is a name, and passed over otherwise.
private struct NameRecord: Decodable {
  let record: FactRecord?

  private enum Key: String, CodingKey { case fact }

  init(from decoder: any Decoder) throws {
    let fact = try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .fact)
    record = fact == CoreFact.name ? try FactRecord(from: decoder) : nil
  }
}

/// A fact with its value and origin, as a journal keeps it.
package struct FactRecord: Hashable, Sendable {
  package let fact: String
  package let subject: Subject
  package let known: KnownFact

  package init(_ key: FactKey, _ known: KnownFact) {
    fact = key.fact
    subject = key.subject
    self.known = known
  }

  package var key: FactKey { FactKey(fact, of: subject) }
}

/// An answer to a question.
package struct FactAnswer: Hashable, Sendable {
  package let fact: String
  package let subject: Subject
  package let answer: Answer

  package init(_ key: FactKey, _ answer: Answer) {
    fact = key.fact
    subject = key.subject
    self.answer = answer
  }

  package var key: FactKey { FactKey(fact, of: subject) }
}

/// An entry in its place in the chain.
package struct JournalEntry: Hashable, Sendable {
  /// From 1, without gaps.
  package let sequence: Int
  package let time: Instant
  /// Name of the clerk's account.
  package let actor: String
  package let entry: Entry

  package init(sequence: Int, time: Instant, actor: String, entry: Entry) {
    self.sequence = sequence
    self.time = time
    self.actor = actor
    self.entry = entry
  }
}
