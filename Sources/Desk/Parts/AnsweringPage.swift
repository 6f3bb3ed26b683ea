import Counter
import TerminalUI

/// What a visitor has begun on a page that asks them one question.
struct AnsweringPage: Hashable {
  private(set) var ticks: Ticks
  /// Which part of the answers is seen, where they do not all fit; counted from nought and round.
  private(set) var part = 0
  /// The last entry that the screen had shown when something was begun; nil before.
  private(set) var basis: Int?
  /// An answer that would take the ticks away: given again, it is meant.
  private var armed: Answer?

  init(_ answer: Answer?) { ticks = Ticks(answer) }

  enum Taken {
    case answer(Answer)
    /// The answer would take away what is ticked: the same again gives it.
    case asksAgain
    case stay
    case ignored
  }

  /// What an input answers. Enter without a tick answers nothing: silence is no answer.
  /// `shown` is the last entry that the screen has shown.
  mutating func take(_ input: ScreenInput, _ page: QuestionPage, shown: Int) -> Taken {
    let before = armed
    armed = nil
    let taken = take(input, page)
    if case .ignored = taken {} else if basis == nil { basis = shown }
    guard case .answer(let answer) = taken, page.fact.kind.takesSeveral, input != .request(.enter),
      !ticks.values.isEmpty, ticks != Ticks(answer), before != answer
    else { return taken }
    armed = answer
    return .asksAgain
  }

  private mutating func take(_ input: ScreenInput, _ page: QuestionPage) -> Taken {
    switch input {
    case .key(let key):
      if let answer = NoAnswer.answer(of: key) { return .answer(answer) }
      return Choice.position(of: key, among: page.choices).map { choose($0, page) } ?? .ignored
    case .press(let position): return choose(position, page)
    case .request(.enter):
      guard page.fact.kind.takesSeveral, let value = ticks.answer(of: page.fact) else { return .ignored }
      return .answer(.value(value))
    case .request(.next), .request(.nextPage): part += 1
    case .request(.previous), .request(.previousPage): part -= 1
    case .request, .paste: return .ignored
    }
    return .stay
  }

  private mutating func choose(_ position: Int, _ page: QuestionPage) -> Taken {
    if position == QuestionPage.doesNotKnow { return .answer(.doesNotKnow) }
    if position == QuestionPage.willNotSay { return .answer(.willNotSay) }
    guard page.choices.indices.contains(position) else { return .ignored }
    let value = page.choices[position].value
    switch value {
    case .text, .person:
      guard page.fact.kind.takesSeveral else { return .answer(.value(value)) }
      ticks.toggle(value)
      return .stay
    case .absent, .yesNo, .number, .day, .texts, .people: return .answer(.value(value))
    }
  }
}
