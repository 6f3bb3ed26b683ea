import Counter
import Testing

@testable import Desk

@Suite struct HouseholdScreenTests {
  private func driver(_ size: ScreenSize, _ residents: [Resident]) throws -> ScreenDriver<HouseholdScreen> {
    ScreenDriver(
      HouseholdScreen(filing: 0, residents: residents), on: try SmallDesk.open([try SmallDesk.movingIn()]),
      size)
  }

  @Test(arguments: ScreenSize.all)
  func `each household stands in one row with everybody of it`(size: ScreenSize) throws {
    let households = try driver(size, try SmallDesk.household() + [try SmallDesk.resident(4)])
    #expect(households.lines[0].hasPrefix(" 入る世帯を選ぶ"))
    #expect(households.lines[2] == " 新しい住所に、もう住んでいる世帯")
    #expect(households.focused == "＞1 主 梅村 葉子・夫 梅村 豊・子 梅村 実")
    #expect(households.lines[5] == "  2 胡桃荘 101  主 栗原 栗子")
  }

  @Test(arguments: ScreenSize.all)
  func `a number, Enter and the mouse choose`(size: ScreenSize) throws {
    let households = try driver(size, try SmallDesk.household() + [try SmallDesk.resident(4)])
    households.press("\"2\"")
    #expect(households.asked == "join 0 栗原 栗子")
    households.press("Enter")
    #expect(households.asked == "join 0 梅村 葉子・梅村 豊・梅村 実")
    try households.point(at: "胡桃荘")
    #expect(households.asked == "join 0 栗原 栗子")
    households.press("Down Enter")
    #expect(households.asked == "join 0 栗原 栗子")
  }

  @Test(arguments: ScreenSize.all)
  func `a number that stands nowhere is ignored, and F12 and F3 choose none`(size: ScreenSize) throws {
    let households = try driver(size, try SmallDesk.household())
    for key in ["\"2\"", "\"0\"", "F10", "F6"] {
      households.press(key)
      #expect(households.asked == "ignored", "\(key)")
    }
    households.press("F12")
    #expect(households.asked == "pop")
    households.press("F3")
    #expect(households.asked == "to list")
  }

  @Test(arguments: ScreenSize.all)
  func `where nobody may be seen it says what to do, and Enter leads back`(size: ScreenSize) throws {
    let households = try driver(size, [])
    #expect(households.text.contains("ここに表示できる世帯はありません。番地を確かめてください。F12 で戻"))
    #expect(households.text.contains("F12 で戻ります。"))
    households.press("Down Enter")
    #expect(households.asked == "pop")
  }

  @Test(arguments: ScreenSize.all)
  func `a long name is cut at the edge, and namesakes are two households`(size: ScreenSize) throws {
    let households = try driver(size, [6, 4, 5].compactMap { try? SmallDesk.resident($0) })
    #expect(households.focused.hasPrefix("＞1 主 豆豆") && households.focused.columns <= size.columns)
    #expect(households.lines.count { $0.contains("栗原 栗子") } == 2)
  }

  @Test(arguments: ScreenSize.all)
  func `of more households than there is room the one in focus is seen`(size: ScreenSize) throws {
    let resident = try SmallDesk.resident(4)
    let households = try driver(size, (0..<50).map { resident.living(in: "世帯\($0)") })
    for number in 1..<50 {
      households.press("Down")
      #expect(households.focused.hasPrefix("＞"), "\(number)")
    }
    households.press("F7")
    #expect(households.focused.contains("栗原 栗子"))
  }
}

extension Resident {
  /// The same person in another household, by its number.
  func living(in household: String) -> Resident {
    Resident(
      number: number, household: household, state: state, name: name, reading: reading,
      formerSurname: formerSurname, commonName: commonName, sex: sex, birth: birth,
      birthAsWritten: birthAsWritten,
      relationship: relationship, whereabouts: whereabouts,
      measure: isMarked ? ProtectionMeasure(from: nil, until: nil, isProvisional: false) : nil,
      removal: removal,
      qualifications: qualifications)
  }
}
