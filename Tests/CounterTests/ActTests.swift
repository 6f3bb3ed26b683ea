import Testing

@testable import Counter

/// The table of acts and rights (操作の権限).
@Suite struct ActTests {
  private func account(_ rights: Set<Right>) -> Account { Account(name: "s", section: "市民課", rights: rights) }

  @Test(arguments: Act.allCases)
  func `an act is done with its right alone, with all, and with no other`(act: Act) {
    switch act.need {
    case .nothing:
      #expect(account([]).may(act) && act.refusal == nil)
    case .right(let right):
      #expect(account([right]).may(act))
      #expect(account(Set(Right.allCases)).may(act))
      #expect(!account(Set(Right.allCases).subtracting([right])).may(act))
      #expect(!account([]).may(act))
      #expect(act.refusal?.contains("「\(right.rawValue)」の権限のある職員に頼んでください") == true)
    }
  }

  @Test func `whoever has no right does nothing that touches people, visits, accounts or the log`() {
    let free = Act.allCases.filter { account([]).may($0) }
    #expect(
      free == [
        .signIn, .makeFirstAccount, .useScreen, .readContent, .workOnContent, .readWrittenVisit,
        .checkMachine,
        .makeFiction, .mirrorQuestion, .openDesk,
      ])
  }

  @Test func `every right allows something, and acts are told apart`() {
    let granted = Set(Act.allCases.compactMap { if case .right(let right) = $0.need { right } else { nil } })
    #expect(granted == Set(Right.allCases))
    #expect(Set(Act.allCases.map(\.title)).count == Act.allCases.count)
  }
}
