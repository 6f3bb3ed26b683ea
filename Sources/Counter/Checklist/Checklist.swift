import Feel

/// The one paper a visitor takes home (手続案内票): everything to do, in the order of walking and of what is lost.
public struct Checklist: Hashable, Sendable, Codable {
  public struct Item: Hashable, Sendable, Codable {
    /// ◎ must be done, ○ if wanted or claimed, ？ not decided yet.
    public let mark: String
    public let title: String
    public let deadline: String
    /// Whether late is lost for good.
    public let isForfeit: Bool
    /// «届にふくむ», «書類1», what to bring.
    public let remarks: [String]
    /// 要確認: the source is not sure yet.
    public let isUnverified: Bool
  }

  public struct Stop: Hashable, Sendable, Codable {
    public let name: String
    public let place: String
    public let telephone: String
    public let items: [Item]
  }

  public struct Group: Hashable, Sendable, Codable {
    public let office: String
    public let items: [Item]
  }

  public let title: String
  public let city: String
  public let visitNumber: Int
  public let token: String
  public let visitors: String
  public let events: String
  public let printedAt: String
  public let catalogVersion: String
  /// «架空データ», empty for real data.
  public let stamp: String
  public let urgent: [String]
  public let stops: [Stop]
  public let minutes: Int
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
