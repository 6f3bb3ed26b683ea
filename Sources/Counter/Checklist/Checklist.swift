import Feel

/// The one paper a visitor takes home (手続案内票): everything to do, in the order of walking and of what is lost.
package struct Checklist: Hashable, Sendable, Codable {
  /// Something to bring (持ち物) or to give back (返すもの), and whether it was seen.
  package struct Article: Hashable, Sendable, Codable {
    package let name: String
    /// When it can be left out; empty where it cannot.
    package let remark: String
    package let state: Brought.State
  }

  package struct Item: Hashable, Sendable, Codable {
    /// ◎ must be done, ○ if wanted or claimed, △ possible, ？ not decided yet, □ to tick on a blank one.
    package let mark: String
    package let title: String
    /// Whose it is where a window has something to do for several people one by one; empty where it is said in the title.
    package let person: String
    package let deadline: String
    /// Whether late is lost for good.
    package let isForfeit: Bool
    /// Short: «住民異動届に含めて届け出ます», «手数料 300円».
    package let remarks: [String]
    /// Sentences: what has to be known (伝えること).
    package let notes: [String]
    /// 受け取るもの.
    package let receive: [String]
    /// 要確認: the source is not sure yet. It stands on the office's copy only.
    package let isUnverified: Bool

    package init(
      mark: String, title: String, person: String = "", deadline: String = "", isForfeit: Bool = false,
      remarks: [String] = [], notes: [String] = [], receive: [String] = [], isUnverified: Bool = false
    ) {
      self.mark = mark
      self.title = title
      self.person = person
      self.deadline = deadline
      self.isForfeit = isForfeit
      self.remarks = remarks
      self.notes = notes
      self.receive = receive
      self.isUnverified = isUnverified
    }
  }

  package struct Stop: Hashable, Sendable, Codable {
    package let name: String
    package let place: String
    package let telephone: String
    /// Why it is not visited today and when it opens next; empty at a stop of the round.
    package let notice: String
    package let items: [Item]
    /// Names of the papers that wait for a signature there.
    package let sign: [String]
    package let bring: [Article]
    package let giveBack: [Article]

    package init(
      name: String, place: String, telephone: String, notice: String, items: [Item], sign: [String] = [],
      bring: [Article] = [], giveBack: [Article] = []
    ) {
      self.name = name
      self.place = place
      self.telephone = telephone
      self.notice = notice
      self.items = items
      self.sign = sign
      self.bring = bring
      self.giveBack = giveBack
    }
  }

  package struct Group: Hashable, Sendable, Codable {
    package let office: String
    /// Empty where it is not known.
    package let telephone: String
    package let items: [Item]
  }

  package var title: String
  package let city: String
  /// 0 on a blank one, which leaves room to write it.
  package let visitNumber: Int
  /// What the QR code holds; empty on a blank one, which has none.
  package let token: String
  /// Who takes it home: «星野 花子 様».
  package let addressee: String
  /// What it is about: «転入（国内から）：星野 大樹さん ほか3人».
  package let subject: String
  package let printedAt: String
  package let catalogVersion: String
  /// «架空データ», empty for real data.
  package let stamp: String
  /// What the marks mean, of those that stand on it.
  package let legend: [String]
  package var urgent: [String]
  /// The windows of today in walking order.
  package let stops: [Stop]
  /// Minutes of walking, waiting and being served at them; 0 on a blank one.
  package let minutes: Int
  /// Windows that take nobody any more today.
  package let missed: [Stop]
  /// What can be done only after something else (後日).
  package let later: [Stop]
  package let undecided: [Item]
  package let outside: [Group]
  package let possible: [Item]
  /// What was said to be missing: to be brought next time.
  package let missing: [String]
  package let fee: String
  package let contact: String
  package let chapters: [ChecklistForm.Chapter]
  package let width: Double
  package let height: Double
  package let size: Double
}

/// What a checklist is printed for.
package struct VisitLabel: Hashable, Sendable {
  package let number: Int
  package let token: String
  package let stamp: String
  /// Whether matters that are never spoken aloud (配慮) are named; else they stand in neutral words, since the family reads it.
  package let namesQuiet: Bool

  package init(number: Int, token: String, stamp: String, namesQuiet: Bool = false) {
    self.number = number
    self.token = token
    self.stamp = stamp
    self.namesQuiet = namesQuiet
  }
}
