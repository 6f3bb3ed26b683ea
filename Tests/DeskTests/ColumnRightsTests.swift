import Counter
import Feel
import Records
import TestSupport
import Testing

@testable import Desk
@testable import TerminalUI

/// Rights on facts (見てよい項目): whoever has none reads the values nowhere.
@Suite struct ColumnRightsTests {
  private static let account = "架空銀行 7654321"

  /// A family whose periods of stay the register knows, with an account that a colleague entered, at the desk of somebody
  /// with every right to acts and none to columns.
  private func desk() throws -> DeskDriver {
    let office = try StaffedOffice(
      Account(name: "研修生", section: "市民課", rights: Set(Right.allCases)))
    try visit(at: office.desk)
    let desk = try office.desk(for: "研修生")
    desk.press("\"1\" Enter")
    #expect(desk.visit?.situation.text("来庁者.振込先", of: .visitor) == Self.account, "\(desk.text)")
    return desk
  }

  /// The stay was prolonged, which makes procedures and deadlines of its day.
  private func visit(at desk: DeskDriver) throws {
    let catalog = desk.desk.catalog
    let register = try Register(folder: desk.folder, stamp: .fictional, keys: .ofTests)
    let query = ResidentQuery("000000000900016", eras: catalog.eras, towns: catalog.towns)
    let resident = try #require(try register.search(query).residents.first)
    let listing = try desk.store.begin(
      Entry.Began(
        day: desk.now.day, catalogVersion: catalog.version, programVersion: "0.1.0", registerGeneration: 1,
        takenOnPaper: nil), by: "佐々木", at: desk.now, token: "token-of-columns")
    let event = try #require(catalog.event(ofKind: "在留"))
    let filed = Entry.Filed(
      event: event, household: try register.household(resident.household), joining: [],
      after: Visit(try desk.store.journal(of: listing.id, after: 0)), catalog: catalog, asOf: desk.now.day)
    let answers = [
      FactAnswer(FactKey("来庁者.振込先", of: .visitor), .value(.text(Self.account))),
      FactAnswer(FactKey("届出.在留のこと", of: .filing(0)), .value(.texts(["在留期間が延びた"]))),
    ]
    for entry in [Entry.filed(filed), .answered(answers)] {
      _ = try desk.store.append(entry, to: listing.id, after: nil, by: "佐々木", at: desk.now)
    }
  }

  /// How the day on which the stay ends could stand on a screen, and the account.
  private static let secrets: [String] = ["7654321", "令和10年3月31日", "令10.3.31", "2028-03-31", "2028年3月31日"]

  private func told(_ desk: DeskDriver) -> [String] {
    // What is broken over two lines is read all the same.
    let text = desk.text
    let joined = text.split(separator: "\n").map(\.description.trimmingBlanks).joined()
    let values = Self.secrets.filter { text.contains($0) || joined.contains($0) }
    let codes = desk.frame.lines.filter { $0.contains("外国人住民の区分") && $0.contains("中長期在留者") }
    return values + codes
  }

  @Test func `what is hidden is there to be hidden`() throws {
    let desk = try desk()
    let situation = try #require(desk.visit?.situation)
    #expect(situation.day("人.在留期間の満了日", of: .person(0)) == Day(iso: "2028-03-31"))
    #expect(situation.text("人.外国人区分", of: .person(0)) == "中長期在留者")
    let hidden = desk.desk.seat.hidden
    #expect(hidden.isSuperset(of: ["来庁者.振込先", "人.外国人区分", "人.在留期間の満了日", "人.入国時の在留"]))
    // What is worked out of one at once is hidden with it, and nothing that has another source.
    #expect(hidden.contains("人.保険に入れる在留") && !hidden.contains("人.国保") && !hidden.contains("人.氏名"))
  }

  @Test(arguments: 0..<12)
  func `no walk of keys shows a value to whoever has no right to it`(seed: Int) throws {
    let desk = try desk()
    var random = SplitMix(seed: UInt64(seed))
    let keys = [
      "F2", "F4", "F5", "F6", "F6", "F7", "F8", "F8", "F9", "F10", "F12", "Enter", "Enter", "Enter", "Tab",
      "Down",
      "Down", "Up", "F8", "Ctrl-N", "Ctrl-K", "Ctrl-O", "Ctrl-Z", "Ctrl-Y", "Ctrl-B", "\"1\"", "\"2\"",
      "F1",
    ]
    for _ in 0..<250 {
      let key = random.pick(keys)
      desk.press(key)
      let told = told(desk)
      #expect(told.isEmpty, "\(key): \(told)\n\(desk.text)")
      guard told.isEmpty else { return }
      if desk.visit == nil { desk.press("\"1\" Enter") }
    }
  }

  @Test func `every reason, question, paper and deadline is without the values`() throws {
    let desk = try desk()
    let open = try #require(desk.open)
    for (index, procedure) in open.catalog.procedures.enumerated() {
      let lines = ProcedureReason(open: open, procedure: index, showsSource: false).lines(width: 200).map(
        \.text)
      let leaks = lines.filter { line in
        Self.secrets.contains { line.contains($0) }
          || line.contains("外国人住民の区分") && line.contains("中長期在留者")
      }
      #expect(leaks.isEmpty, "\(procedure.id) \(leaks)")
    }
    for paper in open.rulebook.papers(for: open.determination, in: open.situation) {
      let leaks = open.boxes(of: paper).filter { box in Self.secrets.contains { box.text.contains($0) } }
      #expect(leaks.isEmpty, "\(paper.form) \(leaks.map(\.label))")
    }
    let checklist = open.redacted(78) { open.checklist.lines(ofColumns: $0, for: .office) }
    #expect(!checklist.contains { line in Self.secrets.contains { line.contains($0) } })
    #expect(checklist.allSatisfy { $0.count <= 78 } && checklist.count > 10)
  }

  @Test func `whoever has the right reads them`() throws {
    let office = try StaffedOffice(
      Account(name: "佐々木", section: "市民課", rights: Set(Right.allCases), columns: ["口座", "在留資格"]))
    let desk = try office.desk(for: "佐々木")
    #expect(desk.desk.seat.hidden.isEmpty)
  }
}
