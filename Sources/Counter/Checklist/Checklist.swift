import Feel

/// The one paper a visitor takes home (手続案内票): everything to do, in the order of walking and of what is lost.
package struct Checklist: Hashable, Sendable, Codable {
  package struct Item: Hashable, Sendable, Codable {
    /// ◎ must be done, ○ if wanted or claimed, △ possible, ？ not decided yet, □ to tick on a blank one.
    package let mark: String
    package let title: String
    package let deadline: String
    /// Whether late is lost for good.
    package let isForfeit: Bool
    /// «届にふくむ», «書類1».
    package let remarks: [String]
    /// The first of what to bring.
    package var things: [String]
    /// 要確認: the source is not sure yet.
    package let isUnverified: Bool
  }

  package struct Stop: Hashable, Sendable, Codable {
    package let name: String
    package let place: String
    package let telephone: String
    /// Why it is not visited today and when it opens next; empty at a stop of the round.
    package let notice: String
    package var items: [Item]
  }

  package struct Group: Hashable, Sendable, Codable {
    package let office: String
    package let items: [Item]
  }

  package var title: String
  package let city: String
  /// 0 on a blank one, which leaves room to write it.
  package let visitNumber: Int
  /// What the QR code holds; empty on a blank one, which has none.
  package let token: String
  package let visitors: String
  package let events: String
  package let printedAt: String
  package let catalogVersion: String
  /// «架空データ», empty for real data.
  package let stamp: String
  package var urgent: [String]
  /// The windows of today in walking order.
  package var stops: [Stop]
  /// Minutes of walking, waiting and being served at them; 0 on a blank one.
  package let minutes: Int
  /// Windows that take nobody any more today.
  package var missed: [Stop]
  package let undecided: [Item]
  package let outside: [Group]
  package let possible: [Item]
  package let bring: [String]
  package let fee: String
  package let contact: String
  package let chapters: [ChecklistForm.Chapter]
  package let width: Double
  package let height: Double
  package let size: Double
}

extension Checklist {
  /// The same with what to bring only in its own chapter.
  package var withoutThings: Checklist {
    func plain(_ stop: Stop) -> Stop {
      var stop = stop
      for index in stop.items.indices { stop.items[index].things = [] }
      return stop
    }
    var checklist = self
    checklist.stops = stops.map(plain)
    checklist.missed = missed.map(plain)
    return checklist
  }
}

/// What a checklist is printed for.
package struct VisitLabel: Hashable, Sendable {
  package let number: Int
  package let token: String
  package let stamp: String

  package init(number: Int, token: String, stamp: String) {
    self.number = number
    self.token = token
    self.stamp = stamp
  }
}
