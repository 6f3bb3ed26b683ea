import ArgumentParser
import Foundation
import Moji

/// The command line: `madoguchi demo`, `desk`, `doctor`, …
@main
struct Madoguchi: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "madoguchi",
    abstract: "窓口: a front desk in the terminal for Japanese city halls (書かない窓口)",
    version: version,
    subcommands: [
      DemoCommand.self, DeskCommand.self, VisitorCommand.self, DetermineCommand.self, FormsCommand.self,
      ResidentsCommand.self,
      AccountsCommand.self, ReportCommand.self, VisitsCommand.self, PapersCommand.self, SettingsCommand.self,
      DoctorCommand.self,
    ])

  /// What a command could not catch is one sentence too.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      exit(withError: Complaint(ofSystem: error) ?? error)
    }
  }

  /// A word beside the output.
  static func say(_ line: String) { FileHandle.standardError.write(Data((line.harmless + "\n").utf8)) }

  /// A line of output with texts that somebody typed or that a record holds: nothing in them reaches the terminal but
  /// letters.
  static func show(_ line: String) { print(line.harmless) }
}
