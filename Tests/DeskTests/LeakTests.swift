import Counter
import Feel
import Foundation
import Records
import TestSupport
import Testing

@testable import Desk
@testable import TerminalUI

/// Where a protected household lives (支援措置) changes nothing that another desk sees: two cities that differ in that alone
/// are told apart by no picture, paper or word of the visitor's screen, whatever keys are pressed.
@Suite struct LeakTests {
  /// How the household 杉本 came to be protected.
  enum State: String, CaseIterable {
    case wholly, partly, duringTheVisit, releaseEnded, notAtAll

    /// Rows of the household that bear a mark.
    var marked: Int {
      switch self {
      case .wholly, .releaseEnded: 2
      case .partly: 1
      case .duringTheVisit, .notAtAll: 0
      }
    }
  }

  /// One of the two cities: a desk that took the household's move, and another one.
  private struct City {
    let handling: DeskDriver
    let other: DeskDriver

    init(_ home: Home, _ state: State, _ folder: TemporaryFolder) throws {
      let file = try folder.write(
        "residents.csv", try Home.residents(livingAt: home, marked: state.marked))
      handling = try DeskDriver(residents: file)
      handling.press(
        "\"000000000900063\" Enter \"1\" \"1\" \"1\" \"1\" \"1\" \"1\" F10")
      let address = FactKey(CoreFact.newAddress, of: .filing(0))
      for _ in 0..<60 where handling.views.last?.page != .question(address) { handling.press("Tab") }
      handling.press("\"\(home.typedNext)\" Enter")
      if state == .duringTheVisit {
        let quiet = FactKey("届出.あてはまること", of: .filing(0))
        let code = try #require(
          handling.desk.catalog.codeLists.flatMap(\.codes).map(\.value).first { $0.hasPrefix("支援措置") })
        _ = try handling.store.append(
          .answered([FactAnswer(quiet, .value(.texts([code])))]), to: 1, by: "佐々木", at: handling.now)
      }
      if state == .releaseEnded {
        handling.press("Ctrl-P \"支援措置\" Enter \"課長\" Enter \"国保の証\" F10")
      }
      handling.press("F3")
      other = try DeskDriver(window: "保険年金課 窓口1", clerk: "田中", beside: handling)
      if state == .releaseEnded { other.now = Instant(seconds: other.now.seconds + 16 * 60) }
    }

    /// What another desk shows, tells the visitor and prints, in order.
    var seen: [String] {
      [other.text] + (other.views.last.map { ["\($0)"] } ?? []) + other.orders.suffix(1).map { "\($0)" }
    }
  }

  /// The first press after which the two cities look different; nil for none.
  private func difference(_ state: State, presses: Int, seed: UInt64) throws -> String? {
    let folders = try (TemporaryFolder(), TemporaryFolder())
    let cities = try (City(.first, state, folders.0), City(.second, state, folders.1))
    var walk = Walk(seed: seed)
    for step in 0..<presses {
      let script = walk.next(isAtList: cities.0.other.open == nil)
      cities.0.other.press(script)
      cities.1.other.press(script)
      let seen = (cities.0.seen, cities.1.seen)
      guard seen.0 == seen.1 else {
        let lines = zip(seen.0, seen.1).first { $0 != $1 }
        return "\(state) \(seed) \(step) \(script)\n\(lines?.0 ?? "")\n\(lines?.1 ?? "")"
      }
    }
    return nil
  }

  /// `WALKS=3` walks so many times; the test itself once in each state.
  private static let seeds = (1...(ProcessInfo.processInfo.environment["WALKS"].flatMap { UInt64($0) } ?? 1))
    .map(\.self)

  @Test(arguments: [State.wholly, .partly, .duringTheVisit, .releaseEnded], LeakTests.seeds)
  func `another desk sees nothing of where a protected household lives`(_ state: State, _ seed: UInt64) throws
  {
    let difference = try difference(state, presses: 250, seed: seed)
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test func `of a household that nobody protects the same walks tell it`() throws {
    let found = try LeakTests.seeds.filter { try difference(.notAtAll, presses: 250, seed: $0) != nil }
    #expect(found == LeakTests.seeds)
  }
}

/// Where the household 杉本 lives and where it moves to.
struct Home {
  let town: String
  let block: String
  let building: String
  let postalCode: String
  /// The address after the move, as a clerk types it.
  let typedNext: String

  static let first = Home(
    town: "本町2丁目", block: "94番2号", building: "本町第二マンション 601", postalCode: "999-0041", typedNext: "aoba 97-3")
  static let second = Home(
    town: "大字山手", block: "97番地3", building: "", postalCode: "999-0071", typedNext: "minato1 95-3")

  /// The residents of the fictional city, of whom 杉本 live at another place, the first `marked` of them protected.
  static func residents(livingAt home: Home, marked: Int) throws -> String {
    let shipped = try String(
      contentsOfFile: DeskDriver.repository + "/forms/fiction/residents.csv", encoding: .utf8)
    var lines = shipped.split(separator: "\n").map(String.init)
    let header = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    var left = marked
    for index in lines.indices where lines[index].contains(",000000000800028,") {
      var fields = lines[index].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      func set(_ column: String, _ value: String) {
        header.firstIndex(of: column).map { fields[$0] = value }
      }
      set("住所_町字", home.town)
      set("住所_番地号表記", home.block)
      set("住所_方書", home.building)
      set("住所_郵便番号", home.postalCode)
      if left == 0 {
        for column in ["支援措置開始年月日", "支援措置終了年月日", "支援措置区分", "支援措置相手方氏名"] { set(column, "") }
      }
      left = max(0, left - 1)
      lines[index] = fields.joined(separator: ",")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// What somebody does who looks for them: searches by all that could lead there, and keys at random, from a seed.
private struct Walk {
  private var state: UInt64
  private static let searches = [
    "sugimoto", "杉本", "000000000900063", "800028", "S62.4.16", "本町2丁目", "本町2丁目94番2号", "大字山手", "大字山手97番地3",
    "杉本 本町2丁目", "杉本 大字山手", "青葉", "1",
  ]
  private static let keys =
    (1...10).map { "F\($0)" } + [
      "F12", "Tab", "Up", "Down", "Enter", "Esc", "PgUp", "PgDn", "Ctrl-K", "Ctrl-N", "Ctrl-O", "Ctrl-B",
      "Ctrl-P",
      "Ctrl-T", "\"1\"", "\"2\"", "\"3\"", "\"0\"", "\"*\"", "\" \"",
    ]

  init(seed: UInt64) { state = seed }

  private mutating func pick(_ list: [String]) -> String {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return list[Int(state >> 33) % list.count]
  }

  mutating func next(isAtList: Bool) -> String {
    if isAtList, pick(["yes", "no", "no"]) == "yes" { return "\"\(pick(Self.searches))\" Enter" }
    return pick(Self.keys)
  }
}
