import ArgumentParser
import Counter
import Foundation

struct SettingsCommand: ActingCommand {
  static let act = Act.checkMachine
  static let configuration = CommandConfiguration(commandName: "settings", abstract: "設定ファイルの見本（説明つき）を出す")

  mutating func run() throws {
    Madoguchi.show("# 置き場所: \(Settings.path(environment: ProcessInfo.processInfo.environment))")
    Madoguchi.show(Settings.sample)
  }
}
