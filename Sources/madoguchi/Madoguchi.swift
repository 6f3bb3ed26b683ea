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
      AccountsCommand.self, ReportCommand.self, VisitsCommand.self, BackupCommand.self, RestoreCommand.self,
      KeysCommand.self, PapersCommand.self, SettingsCommand.self, DoctorCommand.self,
    ])

  /// A desk is begun by itself: laying out all the commands takes longer than most of what a desk does before its first
  /// screen. Whatever its words do not say rightly is told by the whole tree, which also knows the help. What a command
  /// could not catch is one sentence too.
  static func main() {
    do {
      var command = try parsed()
      try command.run()
    } catch {
      let failure = Complaint(ofSystem: error) ?? error
      let status = exitCode(for: failure)
      let message = (failure as? Complaint)?.description ?? fullMessage(for: failure)
      if !message.isEmpty { status.isSuccess ? show(message) : say(message) }
      exit(withError: status)
    }
  }

  private static func parsed() throws -> any ParsableCommand {
    let words = CommandLine.arguments.dropFirst()
    let desks: [any ParsableCommand.Type] = [DemoCommand.self, DeskCommand.self]
    guard let desk = desks.first(where: { $0.configuration.commandName == words.first }) else {
      return try parseAsRoot()
    }
    do { return try desk.parseAsRoot(Array(words.dropFirst())) } catch { return try parseAsRoot() }
  }

  // All that the commands tell people goes out here: texts may hold what somebody typed or a record says, and nothing of
  // that but letters and ends of lines reaches a terminal.

  /// A word beside the output.
  static func say(_ text: String, terminator: String = "\n") {
    FileHandle.standardError.write(Data((text.withUnseenMarked + terminator).utf8))
  }

  static func show(_ text: String = "", terminator: String = "\n") {
    print(text.withUnseenMarked, terminator: terminator)
  }

  /// CSV, whose fields were made harmless when they were written.
  static func give(table: String) { print(table, terminator: "") }

  /// JSON for another program, which reads every sign as it is.
  static func give(json: Data) { print(String(decoding: json, as: UTF8.self).harmlessJSON) }
}
