import ArgumentParser

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
}
