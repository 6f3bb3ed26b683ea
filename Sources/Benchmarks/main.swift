import Foundation

// Every budget of the design, measured: `swift run -c release Benchmarks [clerk | load | journal] [FOLDER WITH THE PROGRAMS]`.
// `clerk` is a clerk's day at one desk, `load` a city hall's day at twenty, `journal` appends alone; without any, everything
// but the first two.
// Prints medians beside budgets; ends with status 1 when one is missed.
let day = CommandLine.arguments.dropFirst().first { ["clerk", "load", "journal"].contains($0) }
let programs =
  CommandLine.arguments.dropFirst(day == nil ? 1 : 2).first
  ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
setenv("MADOGUCHI_KEYS", Shipped.keys, 1)
defer { try? FileManager.default.removeItem(atPath: Shipped.keys) }
do {
  // `Benchmarks repeat NAME COUNT` does one thing of the rule workload so many times, for a profiler.
  if CommandLine.arguments.dropFirst().first == "repeat" {
    exit(try CatalogueBenchmarks.repeating(CommandLine.arguments.dropFirst(2).map { $0 }) ? 0 : 2)
  }
  // `Benchmarks fuzz COUNT [SEED [KIND]]` gives random inputs to everything that reads any.
  if CommandLine.arguments.dropFirst().first == "fuzz" {
    exit(try FuzzCommand.run(CommandLine.arguments.dropFirst(2).map { $0 }) ? 0 : 1)
  }
  // `Benchmarks faults COUNT …` damages, ends and starves what the programs work on.
  if CommandLine.arguments.dropFirst().first == "faults" {
    let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .path
    exit(try FaultCommand.run(CommandLine.arguments.dropFirst(2).map { $0 }, programs: folder) ? 0 : 1)
  }
  var report = Report()
  switch day {
  case "clerk": try ClerkDay.run(&report, programs: programs)
  case "load": try LoadDay.run(&report, programs: programs)
  case "journal": try JournalBenchmarks.run(&report)
  default:
    try CatalogueBenchmarks.run(&report)
    try RegisterBenchmarks.run(&report)
    try DeskBenchmarks.run(&report)
    try JournalBenchmarks.run(&report)
    try PaperBenchmarks.run(&report, programs: programs)
    try ProcessBenchmarks.run(&report, programs: programs)
  }
  print(report.text)
  exit(report.hasMissed ? 1 : 0)
} catch {
  print("測れませんでした: \(error)")
  exit(1)
}
