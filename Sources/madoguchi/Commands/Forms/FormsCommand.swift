import ArgumentParser
import Counter
import FormFiles
import Foundation

struct FormsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forms", abstract: "手続・質問・書類の内容（forms/）を書き、確かめる",
    subcommands: [
      FormsCheck.self, FormsDiff.self, FormsLaw.self, FormsHelp.self, FormsWatch.self, FormsExplain.self,
      FormsTry.self,
      FormsNew.self,
      FormsSchemaCommand.self,
    ])
}

/// How a report is written.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

/// Where the `forms/` of a command is: as its argument says, else where the settings say.
struct FormsOptions: ParsableArguments {
  @Option(name: .long, help: "forms フォルダー") var forms: String?

  func path() throws -> String { try FormsOptions.path(forms) }

  /// Staff work in the folder they edit: `./forms` comes before the one beside the program.
  static func path(_ folder: String?) throws -> String {
    if folder == nil, FileManager.default.fileExists(atPath: "forms/municipality.yaml") { return "forms" }
    let environment = ProcessInfo.processInfo.environment
    return try Places(
      PlaceOptions.parse(folder.map { ["--forms", $0] } ?? []), kind: "",
      settings: try Settings.load(environment: environment), environment: environment
    ).forms
  }
}
