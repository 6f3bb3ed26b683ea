/// A procedure of the counter (手続).
public struct Procedure: Hashable, Sendable, Codable {
  /// 性質.
  public enum Nature: String, Hashable, Sendable, Codable, CaseIterable {
    case duty = "義務"
    case right = "権利"
    case wish = "任意"
    /// 受けられるかもしれない制度: who it concerns is told of it; whether they get it the office finds out.
    case possible = "見込み"

    /// Where it stands among others: duties first.
    public var rank: Int { Nature.allCases.firstIndex(of: self) ?? 0 }

    /// What lists put before it.
    public var mark: String {
      switch self {
      case .duty: "◎"
      case .right, .wish: "○"
      case .possible: "△"
      }
    }

    /// What is said of it where it applies: «必要です», «できます».
    public var verdict: String {
      switch self {
      case .duty: "必要です"
      case .right: "できます"
      case .wish: "ご希望によりできます"
      case .possible: "できることがあります"
      }
    }
  }

  /// Where it is done.
  public enum Office: Hashable, Sendable, Codable {
    /// Index into the municipality's windows.
    case window(Int)
    /// 庁外: index into the outside offices.
    case outside(Int)
  }

  /// 単位.
  public enum Unit: String, Hashable, Sendable, Codable, CaseIterable {
    case person = "人"
    case household = "世帯"
    case filing = "届出"
  }

  /// 典拠: how sure the content is.
  public enum Evidence: String, Hashable, Sendable, Codable, CaseIterable {
    case statute = "条文"
    case municipalPage = "自治体"
    case unverified = "未確認"
  }

  public let id: String
  public let name: String
  public let nature: Nature
  public let office: Office
  public let unit: Unit
  /// Name of the selector.
  public let who: String
  /// 対象 row by row, then 条件.
  public var conditions: [Formula]
  public let deadlines: [DeadlineRule]
  /// 過ぎたとき.
  public let whenLate: String?
  public let basis: String
  public let evidence: Evidence
  public let includedIn: [Inclusion]
  public let papers: [PaperUse]
  public let thingsToBring: [Thing]
  public let thingsToReturn: [Thing]
  public let thingsToReceive: [Thing]
  /// 手数料 in yen.
  public let fee: Formula?
  /// 伝えること.
  public let note: String?
  /// 別名 for searching.
  public let aliases: [String]
  /// 順 前に: ids of procedures to be done before this one.
  public let after: [String]
  /// 順 一緒に: ids of procedures best done at the same time.
  public let together: [String]
  /// 順 どちらか: ids of procedures of which only one or this one is done.
  public let alternatives: [String]
  /// オンライン: how it can be done without coming, nil when it cannot.
  public let online: String?
  public let validity: Validity?
  /// 参照: ids of the domain reference.
  public let references: [String]
  public let place: Place

  public init(
    id: String, name: String, nature: Nature, office: Office, unit: Unit, who: String, conditions: [Formula],
    deadlines: [DeadlineRule], whenLate: String?, basis: String, evidence: Evidence, includedIn: [Inclusion],
    papers: [PaperUse], thingsToBring: [Thing], thingsToReturn: [Thing], thingsToReceive: [Thing],
    fee: Formula?,
    note: String?, aliases: [String], after: [String], together: [String] = [], alternatives: [String] = [],
    online: String? = nil, validity: Validity?, references: [String], place: Place
  ) {
    self.id = id
    self.name = name
    self.nature = nature
    self.office = office
    self.unit = unit
    self.who = who
    self.conditions = conditions
    self.deadlines = deadlines
    self.whenLate = whenLate
    self.basis = basis
    self.evidence = evidence
    self.includedIn = includedIn
    self.papers = papers
    self.thingsToBring = thingsToBring
    self.thingsToReturn = thingsToReturn
    self.thingsToReceive = thingsToReceive
    self.fee = fee
    self.note = note
    self.aliases = aliases
    self.after = after
    self.together = together
    self.alternatives = alternatives
    self.online = online
    self.validity = validity
    self.references = references
    self.place = place
  }
}

/// 併せて済む: noting it on another paper is the filing (みなし届出).
public struct Inclusion: Hashable, Sendable, Codable {
  public let paper: String
  public let condition: Formula?
  public let basis: String
  /// Whether the window must still be visited.
  public let needsVisit: Bool

  public init(paper: String, condition: Formula?, basis: String, needsVisit: Bool) {
    self.paper = paper
    self.condition = condition
    self.basis = basis
    self.needsVisit = needsVisit
  }
}

/// A paper that a procedure needs.
public struct PaperUse: Hashable, Sendable, Codable {
  public let paper: String
  public let condition: Formula?

  public init(paper: String, condition: Formula?) {
    self.paper = paper
    self.condition = condition
  }
}

/// 持ち物, 返すもの, 受け取るもの.
public struct Thing: Hashable, Sendable, Codable {
  public let id: String
  public let name: String
  public let condition: Formula?
  /// 省略 (when it can be left out) or あとで (how it arrives).
  public let remark: String?

  public init(id: String, name: String, condition: Formula?, remark: String?) {
    self.id = id
    self.name = name
    self.condition = condition
    self.remark = remark
  }
}

/// 期限 as written.
public struct DeadlineRule: Hashable, Sendable, Codable {
  /// 種類.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Late is punishable or costs.
    case statutory = "法定"
    /// Late is lost for good.
    case forfeit = "失権"
    /// A claim that lapses in years.
    case claim = "請求"
    case guide = "目安"
  }

  public enum Unit: String, Hashable, Sendable, Codable, CaseIterable {
    case days = "日数"
    case months = "月数"
    case years = "年数"
  }

  public let kind: Kind
  public let condition: Formula?
  /// 起算; nil when the deadline is words only.
  public let start: Formula?
  public let unit: Unit
  public let amount: Formula?
  public let counting: Period.Counting
  public let closedDay: Period.ClosedDay
  public let words: String?
  public let basis: String?

  public init(
    kind: Kind, condition: Formula?, start: Formula?, unit: Unit, amount: Formula?, counting: Period.Counting,
    closedDay: Period.ClosedDay, words: String?, basis: String?
  ) {
    self.kind = kind
    self.condition = condition
    self.start = start
    self.unit = unit
    self.amount = amount
    self.counting = counting
    self.closedDay = closedDay
    self.words = words
    self.basis = basis
  }
}
