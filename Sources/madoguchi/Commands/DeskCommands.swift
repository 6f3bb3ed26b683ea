import ArgumentParser
import Counter
import Desk
import Feel
import FormFiles
import Foundation
import Records
import TerminalUI

struct ScreenOptions: ParsableArguments {
  @Option(
    name: .long,
    help:
      "Feed keys from a file instead of a terminal (:save-screen FILE, :size 120x40, :idle, :expect TEXT).")
  var script: String?

  @Option(
    name: .long, help: "The moment to use instead of the clock, such as 2026-11-20T14:30 (for scripts).")
  var now: String?

  @Option(name: .long, help: "How many times faster than the clock time goes from --now on; 0 stands still.")
  var pace = 0

  @Option(name: .long, help: "colour, monochrome or high-contrast.")
  var colours: Scheme.Kind?

  /// The clock of the run: the wall clock, or the moment that was given and how it goes on.
  func clock() throws -> @Sendable () -> Instant {
    guard let now else { return { Instant.wallClock } }
    guard let moment = Instant(written: now) else { throw Complaint("--now は 2026-11-20T14:30 のように書きます") }
    let (start, pace) = (ContinuousClock.now, pace)
    return {
      let gone = (ContinuousClock.now - start).components
      return Instant(
        seconds: moment.seconds + Int(gone.seconds) * pace
          + Int(gone.attoseconds / 1_000_000_000_000_000) * pace / 1000)
    }
  }
}

/// Which desk this is.
struct SeatOptions: ParsableArguments {
  @Option(name: .long, help: "The desk: a section's window and its place, such as 「市民課 窓口2」.")
  var window: String?

  @Option(name: .long, help: "Name of the clerk where nobody signs in.")
  var clerk: String?
}

extension Scheme.Kind: ExpressibleByArgument {}

extension Instant {
  /// `2026-11-20T14:30` in Japan's time.
  init?(written text: String) {
    let parts = text.split(separator: "T")
    guard let day = parts.first.flatMap({ Day(iso: String($0)) }) else { return nil }
    let clock = parts.count > 1 ? parts[1].split(separator: ":").compactMap { Int($0) } : [9, 0]
    guard clock.count == 2, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]) else { return nil }
    self.init(seconds: Int(day.number) * 86_400 + (clock[0] - 9) * 3600 + clock[1] * 60)
  }
}

struct DemoCommand: ActingCommand {
  static let act = Act.openDesk
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "架空市の窓口を開く: opens the clerk's desk on the fictional city")

  @OptionGroup var places: PlaceOptions
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var seat: SeatOptions

  mutating func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let settings = try Settings.load(environment: environment)
    let places = try Places(
      places, kind: "-demo", settings: Settings(forms: settings.forms), environment: environment)
    try places.makeDataFolder()
    let clock = try screen.clock()
    try DemoData.prepare(places, at: clock())
    try DeskRun(
      places: places, stamp: .fictional, clerk: seat.clerk ?? settings.clerk ?? "佐々木",
      window: seat.window ?? settings.window ?? "市民課 窓口2",
      screen: screen, settings: settings
    ).run()
  }
}

struct DeskCommand: ActingCommand {
  static let act = Act.openDesk
  static let configuration = CommandConfiguration(
    commandName: "desk", abstract: "窓口を開く: opens the clerk's desk")

  @OptionGroup var places: PlaceOptions
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var seat: SeatOptions

  mutating func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let settings = try Settings.load(environment: environment)
    let places = try Places(places, kind: "", settings: settings, environment: environment)
    try places.makeDataFolder()
    try DeskRun(
      places: places, stamp: .real, clerk: seat.clerk ?? settings.clerk ?? environment["USER"] ?? "職員",
      window: seat.window ?? settings.window ?? "窓口", screen: screen, settings: settings
    ).run()
  }
}

/// Opens the desk in the terminal, or feeds it a script.
struct DeskRun {
  let places: Places
  let stamp: DataStamp
  let clerk: String
  let window: String
  let screen: ScreenOptions
  let settings: Settings

  private var lockMinutes: Int { settings.lockMinutes ?? 10 }

  func run() throws {
    let clock = try screen.clock()
    if let script = screen.script {
      guard let data = FileManager.default.contents(atPath: script) else {
        throw Complaint("台本 \(script) を開けません。場所を確かめてください")
      }
      let rang = DispatchSemaphore(value: 0)
      let session = try DeskSession(
        places: places, stamp: stamp, clerk: clerk, window: window, lockMinutes: lockMinutes,
        routes: settings.routes(ofWindow: window), now: clock()
      ) { rang.signal() }
      var runner = ScriptRunner(desk: session.desk, clock: clock) {
        rang.wait(timeout: .now() + 30) == .success
      }
      try runner.run(String(decoding: data, as: UTF8.self), name: script)
      return
    }
    let environment = ProcessInfo.processInfo.environment
    let scheme = Scheme.suited(
      to: environment, wanted: screen.colours ?? settings.colours.flatMap(Scheme.Kind.init(rawValue:)))
    try MainActor.assumeIsolated {
      let runner = TerminalRunner(clock: clock, pace: screen.pace, watching: [places.data])
      try runner.run(scheme: scheme, environment: environment) { wake in
        var desk = try DeskSession(
          places: places, stamp: stamp, clerk: clerk, window: window, lockMinutes: lockMinutes,
          routes: settings.routes(ofWindow: window), now: clock(),
          wake: wake
        ).desk
        if let warning = runner.warning(environment: environment) { desk.say(warning) }
        return desk
      }
    }
  }
}
