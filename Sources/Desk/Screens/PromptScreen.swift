import Counter
import Moji
import TerminalUI

/// One line that an act needs before it is done: a reason, a time.
struct PromptScreen: ScreenBehaviour {
  enum Act {
    case void
    case reopen
    /// The verdict of a procedure, an index into the catalogue's.
    case override(Int)
    /// Procedures that this window cannot do today.
    case postpone([Errand.Key])
    /// When a visit was taken on paper.
    case takePaper
    /// Papers that came out already.
    case reprint

    var title: String {
      switch self {
      case .override: "判定を変える"
      case .void: "受付を取り消す"
      case .reopen: "終わった受付を訂正する"
      case .postpone: "後日にする"
      case .takePaper: "紙で受けた分を入れる"
      case .reprint: "刷り直す"
      }
    }

    /// The act whose right it takes.
    var right: Counter.Act {
      switch self {
      case .override: .override
      case .void: .void
      case .reopen: .reopen
      case .postpone: .takeErrand
      case .takePaper: .enterFromPaper
      case .reprint: .print
      }
    }

    var prompt: String {
      switch self {
      case .override: "判定を変える理由"
      case .void: "取り消す理由"
      case .reopen: "訂正する理由"
      case .postpone: "きょうできない理由（来庁者と次の窓口に伝わります）"
      case .takePaper: "紙で受け付けた日と時刻（例： 11/20 9:40）"
      case .reprint: "刷り直す理由（例： 紙づまり、欄を直した）"
      }
    }
  }

  let act: Act
  private var line = LineEditor()

  init(_ act: Act) { self.act = act }

  var shows: Counter.Act { act.right }
  var help: [String] { ["理由や時刻を入力して \(Request.commit) を押すと、記録に残ります。\(Request.stepBack) でやめて戻ります。何も失われません。"] }

  func title(_ place: DeskPlace) -> String {
    place.title(act.title)
  }

  func actions(_ place: DeskPlace) -> [Request: String] { [.commit: act.title, .stepBack: "やめる"] }

  func draw(into frame: inout Frame, rows: Range<Int>, _ place: DeskPlace) {
    frame.put(act.prompt, row: rows.lowerBound + 2, column: 3, role: .heading)
    line.draw(
      into: &frame, row: rows.lowerBound + 4, column: 3, width: frame.columns - 6, isFocused: true)
  }

  mutating func handle(_ input: ScreenInput, _ place: DeskPlace) -> Outcome {
    switch input {
    case .key(let key): _ = line.handle(key)
    case .paste(let text): line.insert(text)
    case .press: return .ignored
    case .request(.stepBack): return .pop
    case .request(.back): return .toList
    case .request(.commit): return commit(place)
    case .request: return .ignored
    }
    return .stay
  }

  private func commit(_ place: DeskPlace) -> Outcome {
    let text = line.text.trimmingBlanks
    guard !text.isEmpty else { return .say(.error("\(act.prompt)を入力してください")) }
    switch act {
    case .override(let index): return override(index, text, place)
    case .void: return .close(.voided(reason: text))
    case .reopen: return .close(.reopened(reason: text))
    case .postpone(let errands): return .appendAndPop([.postponed(errands, reason: text)])
    case .reprint: return .popAndDo(.reprint(reason: text))
    case .takePaper:
      guard let moment = PromptScreen.moment(text, place) else {
        return .say(.error("日と時刻を 11/20 9:40 のように入力してください"))
      }
      guard moment <= place.now else { return .say(.error("先の時刻です。紙に書いた時刻を確かめてください")) }
      return .takePaper(moment)
    }
  }

  /// Every decision of the procedure, turned round.
  private func override(_ index: Int, _ reason: String, _ place: DeskPlace) -> Outcome {
    guard let open = place.open else { return .pop }
    let computed = place.site.rulebook.determine(open.visit.situation).decisions.filter {
      $0.procedure == index
    }
    return .appendAndPop(
      computed.map { decision in
        let applied: Bool? = decision.isOpen ? nil : decision.verdict == .applies
        let current = open.determination.decisions.first {
          $0.procedure == index && $0.subject == decision.subject
        }
        return .overridden(
          Entry.Override(
            procedure: place.catalog.procedures[index].id, subject: decision.subject,
            applies: current?.verdict != .applies, reason: reason, appliedBefore: applied))
      })
  }

  /// «11/20 9:40», or a time of today.
  private static func moment(_ text: String, _ place: DeskPlace) -> Instant? {
    let parts = text.widthFolded.split(whereSeparator: { $0 == " " || $0 == "\u{3000}" }).map(String.init)
    let parser = place.site.parser(on: place.today)
    guard let last = parts.last, parts.count <= 2,
      let day = parts.count == 2 ? parser.day(parts[0]) : place.today
    else { return nil }
    let clock = last.split(whereSeparator: { ":時分".contains($0) }).map { Int($0) }
    guard clock.count == 2, let hour = clock[0], let minute = clock[1], (0..<24).contains(hour),
      (0..<60).contains(minute)
    else { return nil }
    return Instant(day, hour: hour, minute: minute)
  }
}
