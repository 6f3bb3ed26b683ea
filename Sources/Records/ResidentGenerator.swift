import Counter
import Feel

/// Makes fictional residents in the form the importer reads. The same seed gives the same people.
package struct ResidentGenerator {
  /// A name with its reading and, for given names, its generation.
  package struct NameEntry: Sendable {
    package let kanji: String
    package let reading: String
    package let generation: String

    package init(kanji: String, reading: String, generation: String) {
      self.kanji = kanji
      self.reading = reading
      self.generation = generation
    }
  }

  private let surnames: [NameEntry]
  private let men: [NameEntry]
  private let women: [NameEntry]
  private let towns: [Town]
  private let today: Day
  /// Columns of the vocabulary that nobody generated has: written empty, which says no.
  private let emptyColumns: [String]
  private var random: SplitMix

  package init(
    surnames: [NameEntry], men: [NameEntry], women: [NameEntry], towns: [Town], columns: [String], today: Day,
    seed: UInt64
  ) {
    self.surnames = surnames
    self.men = men
    self.women = women
    self.towns = towns
    self.today = today
    emptyColumns = columns.filter { !ResidentGenerator.made.contains($0) }
    random = SplitMix(seed: seed)
  }

  /// The header: what is made, then what is left empty.
  package var header: [String] { ResidentGenerator.made + emptyColumns }

  private static let made = [
    "宛名番号", "世帯番号", "住民状態", "氏名", "氏名_フリガナ", "旧氏", "通称", "性別表記", "生年月日", "生年月日_不詳表記", "続柄表記", "住所_町字",
    "住所_番地号表記", "住所_方書", "異動事由", "異動年月日", "支援措置開始年月日", "外国人", "国保_資格", "後期_資格", "他保険_加入", "生活保護", "年金_種別",
    "年金_番号連携", "年金_受給", "介護_認定", "介護_要介護度", "児童手当_受給", "こども医療_受給", "学校", "預け先", "カード_所持", "カード_有効期限",
    "カード_署名用証明書", "印鑑_登録", "犬_頭数", "原付_台数", "税_固定資産",
  ]

  /// Calls `write` with rows of fields until `count` residents are made; households stay whole.
  package mutating func generate(_ count: Int, _ write: ([String]) throws -> Void) rethrows {
    var (person, household) = (0, 0)
    let empty = emptyColumns.map { _ in "" }
    while person < count {
      household += 1
      for member in self.household(household) where person < count {
        person += 1
        try write([ResidentGenerator.numbered(person)] + member + empty)
      }
    }
  }

  private static func numbered(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 15 - digits.count) + digits
  }

  private struct Member {
    let isMan: Bool
    let age: Int
    let relationship: String
  }

  private mutating func members() -> [Member] {
    let age = 22 + random.below(66)
    let isMan = random.below(10) < 7
    let head = Member(isMan: isMan, age: age, relationship: CoreCode.head)
    var members = [head]
    if age < 28 || random.below(3) == 0 { return members }
    members.append(
      Member(isMan: !isMan, age: max(20, age - 3 + random.below(7)), relationship: isMan ? "妻" : "夫"))
    if age < 62 {
      for _ in 0..<random.below(4) {
        let oldest = min(24, age - 22)
        if oldest > 0 {
          members.append(Member(isMan: random.below(2) == 0, age: random.below(oldest), relationship: "子"))
        }
      }
    }
    if age < 65, random.below(9) == 0 {
      members.append(Member(isMan: false, age: age + 25 + random.below(8), relationship: "母"))
    }
    return members
  }

  private mutating func household(_ number: Int) -> [[String]] {
    let surname = random.pick(surnames)
    let town = random.pick(towns)
    let block = "\(90 + random.below(20))番\(1 + random.below(30))号"
    let building =
      random.below(3) == 0
      ? "\(random.pick(["コーポ", "ハイツ", "メゾン", "第二荘", "団地"]))\(random.pick(["桜", "青葉", "みなみ", "港", "さくら"]))　\(101 + random.below(8) + 100 * random.below(5))"
      : ""
    let members = members()
    let onNationalHealth = random.below(4) == 0
    let hasChild = members.contains { $0.age < 18 && $0.relationship == "子" }
    let dogs = random.below(9) == 0 ? 1 : 0
    return members.map { member in
      let isHead = member.relationship == CoreCode.head
      let birth = today.adding(months: -12 * member.age).adding(days: -random.below(360) - 1)
      let given = given(member.isMan ? men : women, of: birth)
      let (latter, national) = (member.age >= 75, onNationalHealth && member.age < 75)
      let hasCard = random.below(10) < 8
      let isWorking = (20..<60).contains(member.age)
      let care = member.age > 78 && random.below(3) == 0
      return [
        ResidentGenerator.numbered(number), "住民", "\(surname.kanji) \(given.kanji)",
        "\(surname.reading) \(given.reading)", "", "",
        member.isMan ? "男" : "女", birth.iso, "", member.relationship, town.name, block, building, "", "", "",
        "0",
        national ? "1" : "0", latter ? "1" : "0", national || latter ? "0" : "1", "0",
        isWorking ? (national ? "1" : isHead || member.isMan ? "2" : "3") : "なし", "1",
        member.age >= 65 ? "1" : "0",
        care ? "1" : "0", care ? random.pick(["要支援1", "要支援2", "要介護1", "要介護2", "要介護3"]) : "なし",
        isHead && hasChild ? "1" : "0", member.age < 18 ? "1" : "0",
        Age.isSchoolAge(born: birth, on: today) ? "公立" : "なし",
        Age.atFiscalYearEnd(born: birth, on: today) <= 6 && member.age >= 1 && random.below(2) == 0
          ? "保育所等" : "なし",
        hasCard ? "1" : "0", hasCard ? today.adding(months: random.below(110) - 4).iso : "",
        hasCard && member.age >= 15 ? "1" : "0", member.age >= 20 && random.below(2) == 0 ? "1" : "0",
        isHead ? String(dogs) : "0",
        isHead && random.below(8) == 0 ? "1" : "0", isHead && random.below(3) == 0 ? "1" : "0",
      ]
    }
  }

  /// A given name of the time, or any when the list has none of it.
  private mutating func given(_ names: [NameEntry], of birth: Day) -> NameEntry {
    let fitting = names.filter { $0.generation == ResidentGenerator.generation(of: birth) }
    return random.pick(fitting.isEmpty ? names : fitting)
  }

  private static func generation(of birth: Day) -> String {
    switch birth.year {
    case ..<1945: "昭和前"
    case ..<1989: "昭和"
    case ..<2012: "平成"
    default: "令和"
    }
  }
}
