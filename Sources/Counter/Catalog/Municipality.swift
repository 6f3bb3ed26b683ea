/// The city: its windows, its opening days and the values its ordinances set.
public struct Municipality: Hashable, Sendable, Codable {
  public let name: String
  public let prefecture: String
  public let code: String
  /// Whether city and residents are invented; papers then bear 架空データ.
  public let isFictional: Bool
  public let telephone: String
  /// 受付時間 in words, as papers say it.
  public let hours: String
  public let calendar: OpeningCalendar
  public let windows: [Window]
  /// Minutes between two windows on one floor, and what each floor adds.
  public let walkingMinutesOnFloor: Int
  public let walkingMinutesPerFloor: Int
  /// 庁外: offices outside the city hall.
  public let outsideOffices: [OutsideOffice]
  public let values: [NamedValue]
  /// Days after which a visit's record is purged.
  public let visitRetentionDays: Int
  /// 受け取りの目安: minutes after which what nobody at a window has taken rings.
  public let ringMinutes: Int
  /// 検索の注意: how many searches in how many minutes are said and recorded.
  public let searchMeasure: SearchMeasure

  public struct SearchMeasure: Hashable, Sendable, Codable {
    public let count: Int
    public let minutes: Int

    public init(count: Int, minutes: Int) {
      self.count = count
      self.minutes = minutes
    }
  }

  public init(
    name: String, prefecture: String, code: String, isFictional: Bool, telephone: String, hours: String,
    calendar: OpeningCalendar, windows: [Window], walkingMinutesOnFloor: Int, walkingMinutesPerFloor: Int,
    outsideOffices: [OutsideOffice], values: [NamedValue], visitRetentionDays: Int,
    ringMinutes: Int = 5, searchMeasure: SearchMeasure = SearchMeasure(count: 30, minutes: 10)
  ) {
    self.name = name
    self.prefecture = prefecture
    self.code = code
    self.isFictional = isFictional
    self.telephone = telephone
    self.hours = hours
    self.calendar = calendar
    self.windows = windows
    self.walkingMinutesOnFloor = walkingMinutesOnFloor
    self.walkingMinutesPerFloor = walkingMinutesPerFloor
    self.outsideOffices = outsideOffices
    self.values = values
    self.visitRetentionDays = visitRetentionDays
    self.ringMinutes = ringMinutes
    self.searchMeasure = searchMeasure
  }
}

extension Municipality {
  /// Whom to ask later: the first window, the telephone and the hours.
  public var contact: String { "\(windows.first?.name ?? "") \(telephone)（\(hours)）" }
}

/// Where procedures are done, under its own name or one that it answers for (兼ねる).
public protocol Office {
  var name: String { get }
  var departments: [String] { get }
}

extension Office {
  public func answers(to name: String) -> Bool { self.name == name || departments.contains(name) }
}

/// 窓口: a section's counter.
public struct Window: Office, Hashable, Sendable, Codable {
  public let id: String
  public let name: String
  /// 兼ねる: departments whose procedures are taken here, in a city with other windows.
  public let departments: [String]
  /// Storey, 1 the ground floor, negative below it.
  public let floor: Int
  public let number: String
  public let telephone: String
  /// Minutes one visit takes there.
  public let minutes: Int
  /// 画面で受け取る: whether it has a desk of its own, to which its part of a visit is sent.
  public let takesOnScreen: Bool
  /// When it takes visitors, nil where nothing is said of it: whenever somebody comes.
  public let hours: OpeningHours?
  /// 支払い: how fees can be paid there; empty where nothing is said of it.
  public let payments: [String]

  public init(
    id: String, name: String, departments: [String] = [], floor: Int, number: String, telephone: String,
    minutes: Int, hours: OpeningHours? = nil, payments: [String] = [],
    takesOnScreen: Bool = false
  ) {
    self.id = id
    self.name = name
    self.departments = departments
    self.floor = floor
    self.number = number
    self.telephone = telephone
    self.minutes = minutes
    self.takesOnScreen = takesOnScreen
    self.hours = hours
    self.payments = payments
  }

  /// «1階2番»
  public var place: String { "\(floor < 0 ? "地下\(-floor)" : String(floor))階\(number)番" }
}

public struct OutsideOffice: Office, Hashable, Sendable, Codable {
  public let id: String
  public let name: String
  /// 兼ねる: other names under which procedures know it.
  public let departments: [String]

  public init(id: String, name: String, departments: [String] = []) {
    self.id = id
    self.name = name
    self.departments = departments
  }
}

/// A number or flag with a name, a unit and the law or ordinance it comes from (法.…, 市.…).
public struct NamedValue: Hashable, Sendable, Codable {
  public let name: String
  public let value: FactValue
  public let unit: String
  public let basis: String
  public let isVerified: Bool

  public init(name: String, value: FactValue, unit: String, basis: String, isVerified: Bool) {
    self.name = name
    self.value = value
    self.unit = unit
    self.basis = basis
    self.isVerified = isVerified
  }
}

/// 町丁 with its school districts.
public struct Town: Hashable, Sendable, Codable {
  public let id: String
  public let name: String
  public let reading: String
  public let postalCode: String
  public let primarySchool: String
  public let middleSchool: String

  public init(
    id: String, name: String, reading: String, postalCode: String, primarySchool: String, middleSchool: String
  ) {
    self.id = id
    self.name = name
    self.reading = reading
    self.postalCode = postalCode
    self.primarySchool = primarySchool
    self.middleSchool = middleSchool
  }

  /// 通学区域 as one text: «架空小学校・架空中学校».
  public var district: String { "\(primarySchool)・\(middleSchool)" }
}

/// A closed list of codes with what is shown for each (コード表).
public struct CodeList: Hashable, Sendable, Codable {
  public struct Code: Hashable, Sendable, Codable {
    public let value: String
    public let label: String

    public init(value: String, label: String) {
      self.value = value
      self.label = label
    }
  }

  public let name: String
  public let source: String
  public let codes: [Code]

  public init(name: String, source: String, codes: [Code]) {
    self.name = name
    self.source = source
    self.codes = codes
  }

  public func label(of value: String) -> String { codes.first { $0.value == value }?.label ?? value }
}
