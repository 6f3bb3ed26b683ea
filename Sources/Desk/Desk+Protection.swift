import Counter
import Feel

/// 支援措置 and 抑止 as they meet what a clerk does. What is refused is noted, in words from which whoever stands there learns
/// nothing.
extension Desk {
  /// Whether these people's records are open to a process (抑止). «警告» lets it through and says so; «エラー» only who may release
  /// (責任者), and where there are no accounts nobody can tell who that is, so that it is noted and said.
  mutating func lets(_ process: Restriction.Process?, _ residents: [Resident]) -> Bool {
    guard let process, let level = residents.restriction(of: process) else { return true }
    if level == .error, services.accounts != nil, !seat.may(.release) {
      turnAway(.restriction, residents)
      return false
    }
    if level == .error { record(.turnedAway(by: .restriction, residents: residents.map(\.number))) }
    message = .note("\(process.rawValue)の抑止（\(level.rawValue)）がある世帯です。担当の指示を確かめてから進めてください")
    return true
  }

  /// Whether somebody of that name may come for these people: nobody whom one of them is protected from (相手方).
  mutating func lets(visitorNamed name: String, comeFor residents: [Resident]) -> Bool {
    guard residents.contains(where: { $0.measure?.counterparties.include(name) ?? false }) else {
      return true
    }
    turnAway(.counterparty, residents)
    return false
  }

  private mutating func turnAway(_ rule: TurningAway, _ residents: [Resident]) {
    record(.turnedAway(by: rule, residents: residents.map(\.number)))
    // That the log could not be written is said instead.
    if message == nil { message = .error("この窓口では受け付けられません。責任者に引き継いでください") }
  }

  /// The people of the open visit as the register has them; nil when it could not be read, which is said.
  mutating func residentsOfVisit() -> [Resident]? {
    let numbers = open?.visit.residentNumbers.compactMap(\.self) ?? []
    return attempt { desk in
      try numbers.compactMap { number in
        try desk.services.register.search(ResidentQuery(number: number)).residents.first {
          $0.number == number
        }
      }
    }
  }

  /// What has to be known of the measures of these people: that one is provisional, about to end, or over.
  mutating func sayMeasures(_ residents: [Resident]) {
    guard message == nil,
      let notice = residents.compactMap({ $0.measure?.notice(on: today) }).first
    else { return }
    message = .note(notice.sentence(catalog.eras))
  }
}
