import Feel

/// The one paper a visitor takes home (手続案内票): everything to do, in the order of walking and of what is lost.
public struct Checklist: Hashable, Sendable, Codable {
  public struct Item: Hashable, Sendable, Codable {
    /// ◎ must be done, ○ if wanted or claimed, △ possible, ？ not decided yet, □ to tick on a blank one.
    public let mark: String
    public let title: String
    public let deadline: String
    /// Whether late is lost for good.
    public let isForfeit: Bool
    /// «届にふくむ», «書類1».
    public let remarks: [String]
    /// The first of what to bring.
    public var things: [String]
    /// 要確認: the source is not sure yet.
    public let isUnverified: Bool
  }

  public struct Stop: Hashable, Sendable, Codable {
    public let name: String
    public let place: String
    public let telephone: String
    /// Why it is not visited today and when it opens next; empty at a stop of the round.
    public let notice: String
    public var items: [Item]
  }

  public struct Group: Hashable, Sendable, Codable {
    public let office: String
    public let items: [Item]
  }

  public var title: String
  public let city: String
  /// 0 on a blank one, which leaves room to write it.
  public let visitNumber: Int
  /// What the QR code holds; empty on a blank one, which has none.
  public let token: String
  public let visitors: String
  public let events: String
  public let printedAt: String
  public let catalogVersion: String
  /// «架空データ», empty for real data.
  public let stamp: String
  public var urgent: [String]
  /// The windows of today in walking order.
  public var stops: [Stop]
  /// Minutes of walking, waiting and being served at them; 0 on a blank one.
  public let minutes: Int
  /// Windows that take nobody any more today.
  public var missed: [Stop]
  public let undecided: [Item]
  public let outside: [Group]
  public let possible: [Item]
  public let bring: [String]
  public let fee: String
  public let contact: String
  public let chapters: [ChecklistForm.Chapter]
  public let width: Double
  public let height: Double
  public let size: Double
}

extension Checklist {
  /// The same with what to bring only in its own chapter.
  public var withoutThings: Checklist {
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
public struct VisitLabel: Hashable, Sendable {
  public let number: Int
  public let token: String
  public let stamp: String

  public init(number: Int, token: String, stamp: String) {
    self.number = number
    self.token = token
    self.stamp = stamp
  }
}
