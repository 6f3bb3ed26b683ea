import ArgumentParser
import Counter
import Desk
import Foundation
import Records
import TerminalUI

struct VisitorCommand: ActingCommand {
  static let act = Act.mirrorQuestion
  static let configuration = CommandConfiguration(
    commandName: "visitor", abstract: "来庁者の画面を開く: opens the visitor's screen beside a desk",
    discussion: "窓口が聞いている質問を、来庁者のことばで大きく出します。配慮の質問は、この画面の数字キーで答えます。終えるには端末を閉じます。")

  @OptionGroup var places: PlaceOptions
  @OptionGroup var screen: ScreenOptions
  @Option(name: .long, help: "窓口の名前か、その終わり（例： 2）") var desk: String
  @Flag(name: .long, help: "demo の架空データの窓口") var demo = false

  mutating func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let settings = try Settings.load(environment: environment)
    let places = try Places(
      places, kind: demo ? "-demo" : "", settings: demo ? Settings(forms: settings.forms) : settings,
      environment: environment)
    let name = try deskName(places)
    let clock = try screen.clock()
    let file = VisitorScreenFile(data: places.data, desk: name)
    let rulebook = try CatalogLoading.rulebook(forms: places.forms, cache: places.data)
    let presence: DeskPresence
    do { presence = try DeskPresence.beside(others: places.data) } catch { throw Complaint(error.line) }
    defer { withExtendedLifetime(presence) {} }
    let visits = try places.visits(stamp: demo ? .fictional : .real, by: NSUserName(), at: clock())
    let services = VisitorDisplay.Services(
      view: { file.read() }, visits: visits, name: "来庁者（\(name)）")
    let scheme = Scheme.suited(
      to: environment, wanted: screen.colours ?? settings.colours.flatMap(Scheme.Kind.init(rawValue:)))
    try MainActor.assumeIsolated {
      let folders = [places.data, DataFolder.screens(of: places.data)]
      try TerminalRunner(clock: clock, pace: screen.pace, watching: folders).run(
        scheme: scheme, environment: environment
      ) { _ in
        VisitorDisplay(rulebook: rulebook, services: services, now: clock())
      }
    }
  }

  private func deskName(_ places: Places) throws -> String {
    let desks = VisitorScreenFile.desks(in: places.data)
    let found = desks.contains(desk) ? [desk] : desks.filter { $0.hasSuffix(desk) }
    guard let name = found.first else {
      throw Complaint(
        "窓口「\(desk)」はまだ開かれていません。先に窓口を開いてください"
          + (desks.isEmpty ? "" : "（開かれたことのある窓口: \(desks.joined(separator: "、"))）"))
    }
    guard found.count == 1 else {
      throw Complaint("「\(desk)」に当てはまる窓口がいくつもあります。名前の全部で指定してください: \(found.joined(separator: "、"))")
    }
    return name
  }
}
