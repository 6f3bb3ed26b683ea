import Feel

/// Ages as the law counts them.
package enum Age {
  /// The day at whose end an age is reached: the day before the birthday (年齢計算ニ関スル法律; 民法第143条第2項).
  ///
  /// A person born on 29 February reaches an age on 28 February, in leap years and others.
  package static func reachingDay(of age: Int, born birth: Day) -> Day {
    let (year, month, day) = birth.components
    if let anniversary = Day(year: year + age, month: month, day: day) { return anniversary.adding(days: -1) }
    // No such day in that year: the period ends with the month (民法第143条第2項ただし書).
    return birth.adding(months: 12 * age)
  }

  /// Whole years of age on a day, an age counting from the day before the birthday: 介護保険 65歳,
  /// 国民年金 20歳・60歳, 学齢. Negative before birth.
  package static func years(born birth: Day, on day: Day) -> Int {
    let estimate = day.year - birth.year + 1
    return reachingDay(of: estimate, born: birth) <= day
      ? estimate : reachingDay(of: estimate - 1, born: birth) <= day ? estimate - 1 : estimate - 2
  }

  /// Whole years of age on a day, an age counting from the birthday itself, as 高齢者の医療の確保に関する法律
  /// 第50条 (75歳) is applied.
  package static func yearsFromBirthday(born birth: Day, on day: Day) -> Int {
    years(born: birth, on: day.adding(days: -1))
  }

  /// Age at the end of the fiscal year (3月31日) that contains the day: 児童手当法第3条第1項
  /// 「18歳に達する日以後の最初の3月31日まで」 is `<= 18`.
  package static func atFiscalYearEnd(born birth: Day, on day: Day) -> Int {
    years(born: birth, on: FiscalYear(containing: day).end)
  }

  /// 学齢: from the school year that begins after the day of reaching 6 to the end of the one in which 15 is
  /// reached (学校教育法第17条). A child born on 1 April is of the earlier year.
  package static func isSchoolAge(born birth: Day, on day: Day) -> Bool {
    let start = FiscalYear(containing: day).start
    return reachingDay(of: 6, born: birth) < start && reachingDay(of: 15, born: birth) >= start
  }
}

/// 年度: 1 April to 31 March (地方自治法第208条; 学校教育法施行規則第59条).
package struct FiscalYear: Hashable, Sendable {
  package let start: Day
  package let end: Day

  package init(containing day: Day) {
    let year = day.month >= 4 ? day.year : day.year - 1
    guard let start = Day(year: year, month: 4, day: 1), let end = Day(year: year + 1, month: 3, day: 31)
    else {
      preconditionFailure("1 April and 31 March exist in every year")
    }
    self.start = start
    self.end = end
  }
}
