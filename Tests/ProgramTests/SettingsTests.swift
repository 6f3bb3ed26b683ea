import Foundation
import TestSupport
import Testing

@testable import madoguchi

@Suite struct SettingsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(_ text: String) throws -> Settings {
    try Settings.load(environment: ["MADOGUCHI_SETTINGS": try folder.write("settings.yaml", text)])
  }

  /// The sentence that a text is refused with.
  private func complaint(_ text: String) throws -> String {
    let complaint = try #require(throws: Complaint.self) { try load(text) }
    return complaint.description.replacing(folder.path + "/", with: "")
  }

  @Test func `every key is read`() throws {
    let settings = try load(
      """
      forms: /srv/forms
      data: /srv/data
      window: 市民課 窓口2
      clerk: 佐々木
      colours: monochrome
      lock-minutes: 240
      """)
    #expect(settings.forms == "/srv/forms" && settings.data == "/srv/data")
    #expect(settings.window == "市民課 窓口2" && settings.clerk == "佐々木")
    #expect(settings.colours == "monochrome" && settings.lockMinutes == 240)
  }

  @Test(arguments: ["", "# 何も決めない\n", "---\n"])
  func `everything can be left out`(text: String) throws {
    let settings = try load(text)
    #expect(settings.forms == nil && settings.window == nil && settings.lockMinutes == nil)
  }

  @Test func `without a file nothing is set`() throws {
    let settings = try Settings.load(environment: ["MADOGUCHI_SETTINGS": folder.path + "/none.yaml"])
    #expect(settings.data == nil && settings.colours == nil)
  }

  @Test func `a key that is none is said with its line and those that are`() throws {
    #expect(
      try complaint("window: 窓口2\n\nwindou: 3\n")
        == "settings.yaml:3: 「windou」という設定はありません。使えるもの: forms、data、keys、heads、window、clerk、colours、printers、lock-minutes"
    )
  }

  @Test(arguments: ["0", "241", "-5"])
  func `minutes out of range are said with their line`(minutes: String) throws {
    #expect(
      try complaint("clerk: 佐々木\nlock-minutes: \(minutes)\n")
        == "settings.yaml:2: lock-minutes は 1 から 240 の数字で書いてください")
  }

  @Test(arguments: ["ten", "十", "[1]"])
  func `minutes that are no number are said with where a sample is`(minutes: String) throws {
    let sentence = try complaint("lock-minutes: \(minutes)\n")
    #expect(
      sentence.hasPrefix("settings.yaml:1: lock-minutes は 1 から 240")
        && sentence.contains("madoguchi settings"))
  }

  @Test func `colours that are none are said with those that are`() throws {
    #expect(
      try complaint("colours: blue\n")
        == "settings.yaml:1: colours に「blue」は使えません。どれか1つを書いてください: colour、monochrome、high-contrast")
  }

  @Test(arguments: ["window: [1, 2]\n", "window: {\n", "forms: \"\n"])
  func `what cannot be read is said with where a sample is`(text: String) throws {
    #expect(try complaint(text) == "settings.yaml: 設定を読めません。madoguchi settings が出す見本と見比べてください")
  }

  @Test func `the file stands where it is named, else in the folder of settings, else at home`() {
    #expect(
      Settings.path(environment: ["MADOGUCHI_SETTINGS": "/a.yaml", "XDG_CONFIG_HOME": "/x"]) == "/a.yaml")
    #expect(
      Settings.path(environment: ["XDG_CONFIG_HOME": "/x", "HOME": "/h"]) == "/x/madoguchi/settings.yaml")
    #expect(
      Settings.path(environment: ["XDG_CONFIG_HOME": "", "HOME": "/h"])
        == "/h/.config/madoguchi/settings.yaml")
  }

  @Test func `the sample sets nothing as it is, and everything without its marks`() throws {
    #expect(try load(Settings.sample).clerk == nil)
    let lines = Settings.sample.split(separator: "\n").filter { $0.hasPrefix("# ") && $0.contains(": ") }
    let settings = try load(
      lines.map { $0.dropFirst(2) }.filter { $0.first?.isASCII == true && $0.first?.isLowercase == true }
        .joined(separator: "\n"))
    #expect(settings.forms == "/srv/madoguchi/forms" && settings.data == "/srv/madoguchi/data")
    #expect(settings.window == "窓口2" && settings.clerk == "佐々木")
    #expect(settings.lockMinutes == 10 && settings.colours == "colour")
  }

  @Test(arguments: ["ただの文", "- 市民課\n", "\u{1}"])
  func `a file that is no settings is said, never taken for none`(text: String) throws {
    #expect(try complaint(text).contains("見本と見比べてください"))
  }

  @Test func `settings that cannot be opened or read are said, never taken for none`() throws {
    let path = folder.path + "/settings.yaml"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let shut = try #require(throws: Complaint.self) {
      try Settings.load(environment: ["MADOGUCHI_SETTINGS": path])
    }
    #expect(shut.description.contains("設定を開けません"))
    try FileManager.default.removeItem(atPath: path)
    try Data([0xFF, 0xFE, 0x00, 0x80]).write(to: URL(fileURLWithPath: path))
    let torn = try #require(throws: Complaint.self) {
      try Settings.load(environment: ["MADOGUCHI_SETTINGS": path])
    }
    #expect(torn.description.contains("UTF-8"))
  }
}
