/// The city: its windows, its opening days and the values its ordinances set.
package struct Municipality: Hashable, Sendable {
  package let name: String
  package let prefecture: String
  package let code: String
  /// Whether city and residents are invented; papers then bear 架空データ.
  package let isFictional: Bool
  package let telephone: String
  /// 受付時間 in words, as papers say it.
  package let hours: String
  package let calendar: OpeningCalendar
  package let windows: [Window]
  /// Minutes between two windows on one floor, and what each floor adds.
  package let walkingMinutesOnFloor: Int
  package let walkingMinutesPerFloor: Int
  /// 庁外: offices outside the city hall.
  package let outsideOffices: [OutsideOffice]
  package let values: [NamedValue]
  /// Days after which a visit's record is purged.
  package let visitRetentionDays: Int
  /// 受け取りの目安: minutes after which what nobody at a window has taken rings.
  package let ringMinutes: Int
  /// 検索の注意: how many searches in how many minutes are said and recorded.
  package let searchMeasure: SearchMeasure

  /// 取り込みの注意: which new residents' records do not replace the old ones without a question, and how old they may be.
  package let importMeasure: ImportMeasure

  package struct ImportMeasure: Hashable, Sendable {
    /// 住民の減り, 支援措置の減り: the most, in per cent, by which people may have become fewer.
    package let residentFall: Int
    package let protectedFall: Int
    /// 記録の日数: days after which a desk no longer opens with the records.
    package let days: Int
    /// 世代の日数: days for which the last records of each day are kept, to go back to.
    package let generationDays: Int

    package init(residentFall: Int, protectedFall: Int, days: Int, generationDays: Int = 30) {
      self.residentFall = residentFall
      self.protectedFall = protectedFall
      self.days = days
      self.generationDays = generationDays
    }

    package static let standard = ImportMeasure(residentFall: 10, protectedFall: 20, days: 7)
  }

  package struct SearchMeasure: Hashable, Sendable {
    package let count: Int
    package let minutes: Int

    package init(count: Int, minutes: Int) {
      self.count = count
      self.minutes = minutes
    }
  }

  package init(
    name: String, prefecture: String, code: String, isFictional: Bool, telephone: String, hours: String,
    calendar: OpeningCalendar, windows: [Window], walkingMinutesOnFloor: Int, walkingMinutesPerFloor: Int,
    outsideOffices: [OutsideOffice], values: [NamedValue], visitRetentionDays: Int,
    ringMinutes: Int = 5, searchMeasure: SearchMeasure = SearchMeasure(count: 30, minutes: 10),
    importMeasure: ImportMeasure = .standard
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
    self.importMeasure = importMeasure
  }
}

extension Municipality {
  /// Whom to ask later: the first window, the telephone and the hours.
  package var contact: String { "\(windows.first?.name ?? "") \(telephone)（\(hours)）" }
}

/// Where procedures are done, under its own name or one that it answers for (兼ねる).
package protocol Office {
  var name: String { get }
  var departments: [String] { get }
}

extension Office {
  package func answers(to name: String) -> Bool { self.name == name || departments.contains(name) }
}

/// 窓口: a section's counter.
package struct Window: Office, Hashable, Sendable {
  package let id: String
  package let name: String
  /// 兼ねる: departments whose procedures are taken here, in a city with other windows.
  package let departments: [String]
  /// Storey, 1 the ground floor, negative below it.
  package let floor: Int
  package let number: String
  package let telephone: String
  /// Minutes one visit takes there.
  package let minutes: Int
  /// 画面で受け取る: whether it has a desk of its own, to which its part of a visit is sent.
  package let takesOnScreen: Bool
  /// When it takes visitors, nil where nothing is said of it: whenever somebody comes.
  package let hours: OpeningHours?
  /// 支払い: how fees can be paid there; empty where nothing is said of it.
  package let payments: [String]

  package init(
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
  package var place: String { "\(floor < 0 ? "地下\(-floor)" : String(floor))階\(number)番" }
}

package struct OutsideOffice: Office, Hashable, Sendable {
  package let id: String
  package let name: String
  /// 兼ねる: other names under which procedures know it.
  package let departments: [String]
  /// Empty where the paper says none.
  package let telephone: String

  package init(id: String, name: String, departments: [String] = [], telephone: String = "") {
    self.id = id
    self.name = name
    self.telephone = telephone
    self.departments = departments
  }
}

/// A number or flag with a name, a unit and the law or ordinance it comes from (法.…, 市.…).
package struct NamedValue: Hashable, Sendable {
  package let name: String
  package let value: FactValue
  package let unit: String
  package let basis: String
  package let isVerified: Bool

  package init(name: String, value: FactValue, unit: String, basis: String, isVerified: Bool) {
    self.name = name
    self.value = value
    self.unit = unit
    self.basis = basis
    self.isVerified = isVerified
  }
}

/// 町丁 with its school districts.
package struct Town: Hashable, Sendable {
  /// How a town numbers its buildings (番地の付け方).
  package enum Numbering: String, Hashable, Sendable, CaseIterable {
    /// 91番2号 (住居表示に関する法律第2条).
    case residences = "住居表示"
    /// 91番地2.
    case lots = "地番"
  }

  package let id: String
  package let name: String
  package let reading: String
  package let postalCode: String
  package let primarySchool: String
  package let middleSchool: String
  package let numbering: Numbering

  package init(
    id: String, name: String, reading: String, postalCode: String, primarySchool: String,
    middleSchool: String,
    numbering: Numbering = .residences
  ) {
    self.id = id
    self.name = name
    self.reading = reading
    self.postalCode = postalCode
    self.primarySchool = primarySchool
    self.middleSchool = middleSchool
    self.numbering = numbering
  }

  /// 通学区域 as one text: «架空小学校・架空中学校».
  package var district: String { "\(primarySchool)・\(middleSchool)" }
}

/// A closed list of codes with what is shown for each (コード表).
package struct CodeList: Hashable, Sendable {
  package struct Code: Hashable, Sendable {
    package let value: String
    package let label: String

    package init(value: String, label: String) {
      self.value = value
      self.label = label
    }
  }

  package let name: String
  package let source: String
  package let codes: [Code]

  package init(name: String, source: String, codes: [Code]) {
    self.name = name
    self.source = source
    self.codes = codes
  }

  package func label(of value: String) -> String { codes.first { $0.value == value }?.label ?? value }
}
