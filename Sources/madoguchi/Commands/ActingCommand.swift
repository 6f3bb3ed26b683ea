import ArgumentParser
import Counter

/// A command that says which act of the table it is; every command is one.
protocol ActingCommand: ParsableCommand {
  static var act: Act { get }
}

/// A command that shows or changes something of people: who does it is asked where there are accounts, and refused without
/// the right of the table before anything is read.
protocol GuardedCommand: ActingCommand {
  var admission: AdmissionOptions { get }
  /// Whether it goes on although the accounts are lost, to make them anew.
  var isAfterLoss: Bool { get }
  /// Where the data are that it shows or changes.
  func settledPlaces() throws -> Places
  mutating func run(as actor: Operator) throws
}

extension GuardedCommand {
  var isAfterLoss: Bool { false }

  mutating func run() throws {
    let words = Madoguchi.words(of: Self.self).joined(separator: " ")
    let actor = try Admission(
      options: admission, act: Self.act, command: words, isAfterLoss: isAfterLoss
    ).actor(in: try settledPlaces())
    try run(as: actor)
  }
}

extension Madoguchi {
  /// The words by which a command is called: «madoguchi visits log».
  static func words(of command: any ParsableCommand.Type) -> [String] {
    func path(_ type: any ParsableCommand.Type) -> [String]? {
      if type == command { return [name(of: type)] }
      return type.configuration.subcommands.lazy.compactMap(path).first.map { [name(of: type)] + $0 }
    }
    return path(Madoguchi.self) ?? [name(of: command)]
  }

  private static func name(of type: any ParsableCommand.Type) -> String {
    type.configuration.commandName ?? "\(type)".lowercased()
  }
}

/// Who does what a command does (操作者).
struct Operator {
  /// The account's name; the user of the system where there are no accounts.
  let name: String
  /// nil where there are no accounts.
  let account: Account?

  /// Facts whose values may be told (見てよい項目); none without an account.
  var columns: Set<String> { account?.columns ?? [] }
}
