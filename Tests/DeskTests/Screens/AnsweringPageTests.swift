import Counter
import Testing

@testable import Desk
@testable import TerminalUI

@Suite struct AnsweringPageTests {
  private func page(_ fact: String, of subject: Subject = .filing(0)) throws -> QuestionPage {
    let entries = [try SmallDesk.movingIn(), SmallDesk.answered("届出.異動日", .day(SmallDesk.now.day))]
    let open = try #require(try SmallDesk.open(entries).open)
    return try #require(
      QuestionPage(
        catalog: open.catalog, rulebook: open.rulebook, visit: open.visit, key: FactKey(fact, of: subject),
        answering: AnsweringPage(nil)))
  }

  private func answer(_ taken: AnsweringPage.Taken) -> Answer? {
    if case .answer(let answer) = taken { answer } else { nil }
  }

  private func isIgnored(_ taken: AnsweringPage.Taken) -> Bool {
    if case .ignored = taken { true } else { false }
  }

  private func key(_ character: Unicode.Scalar) -> ScreenInput { .key(.character(character)) }

  @Test func `one answer is taken at once, by key or by press`() throws {
    let page = try page("届出.世帯の作り方")
    var answering = AnsweringPage(nil)
    #expect(answer(answering.take(key("1"), page, shown: 4)) == .value(.text("新しく世帯をつくる")))
    #expect(answer(answering.take(key("２"), page, shown: 4)) == .value(.text("いまある世帯に入る")))
    #expect(answer(answering.take(.press(1), page, shown: 4)) == .value(.text("いまある世帯に入る")))
    #expect(answer(answering.take(.press(QuestionPage.doesNotKnow), page, shown: 4)) == .doesNotKnow)
    #expect(answer(answering.take(.press(QuestionPage.willNotSay), page, shown: 4)) == .willNotSay)
  }

  private struct NotAsked: Error {}

  @Test func `several are ticked and answered by Enter, people in their order`() throws {
    let page = try page("届出.飼うもの")
    var answering = AnsweringPage(nil)
    #expect(answer(answering.take(key("2"), page, shown: 4)) == nil)
    #expect(answering.ticks.contains(.text("蜂")))
    _ = answering.take(key("1"), page, shown: 4)
    #expect(answer(answering.take(.request(.enter), page, shown: 4)) == .value(.texts(["蜂", "犬"])))
    _ = answering.take(key("2"), page, shown: 4)
    #expect(answer(answering.take(.request(.enter), page, shown: 4)) == .value(.texts(["犬"])))
    // What would take the ticks away is asked about.
    guard case .asksAgain = answering.take(key("*"), page, shown: 4) else { throw NotAsked() }
    #expect(answer(answering.take(key("*"), page, shown: 4)) == .value(.texts([])))
    guard case .asksAgain = answering.take(key("0"), page, shown: 4) else { throw NotAsked() }
    _ = answering.take(key("2"), page, shown: 4)
    guard case .asksAgain = answering.take(key("0"), page, shown: 4) else { throw NotAsked() }
  }

  @Test
  func `Enter without a tick, a number that stands nowhere and a paste answer nothing and begin nothing`()
    throws
  {
    let page = try page("届出.飼うもの")
    var answering = AnsweringPage(nil)
    for input in [.request(.enter), key("9"), key("漢"), .press(7), .paste("犬"), .request(.commit)]
      as [ScreenInput]
    {
      #expect(isIgnored(answering.take(input, page, shown: 4)), "\(input)")
    }
    #expect(answering.basis == nil && answering.ticks.values.isEmpty)
  }

  @Test func `what is begun remembers what the screen had shown at its beginning`() throws {
    let page = try page("届出.飼うもの")
    var answering = AnsweringPage(.value(.texts(["犬"])))
    #expect(answering.ticks.values == [.text("犬")])
    _ = answering.take(key("2"), page, shown: 4)
    _ = answering.take(key("2"), page, shown: 9)
    #expect(answering.basis == 4)
  }

  @Test func `parts of the answers are walked both ways`() throws {
    let page = try page("届出.飼うもの")
    var answering = AnsweringPage(nil)
    _ = answering.take(.request(.next), page, shown: 4)
    _ = answering.take(.request(.nextPage), page, shown: 4)
    #expect(answering.part == 2)
    _ = answering.take(.request(.previous), page, shown: 4)
    _ = answering.take(.request(.previousPage), page, shown: 4)
    #expect(answering.part == 0)
  }

  @Test func `yes and no are answers, and Enter is none`() throws {
    let page = try page("人.勤め先の保険", of: .person(1))
    var answering = AnsweringPage(nil)
    #expect(answer(answering.take(key("2"), page, shown: 4)) == .value(.yesNo(false)))
    #expect(isIgnored(answering.take(.request(.enter), page, shown: 4)))
  }
}
