import Foundation
import Records

/// A small city hall on the disk: a register of fiction with a generation before it, accounts, settings, keys, three visits,
/// heads and the content they were decided with; beside it what a fault run needs of it.
struct FaultSite {
  /// The folder of everything.
  let path: String
  let tools: Tools

  /// What all the sites of a run have in common.
  struct Tools {
    /// The folder of the built programs.
    let programs: String
    let forms: String
    /// Another user's number, for what the administrator could do in any case; nil to stay who one is.
    var user: UInt32?

    var program: String { programs + "/madoguchi" }
    var worker: String { programs + "/Benchmarks" }
  }

  var data: String { path + "/data" }
  var keys: String { path + "/keys" }
  var heads: String { path + "/heads" }
  var settings: String { path + "/settings.yaml" }
  /// A backup of the day before.
  var backup: String { path + "/backup" }

  static let clerk = "管理"
  static let passphrase = "correct horse battery"

  // MARK: Running programs

  private var environment: [String: String] {
    [
      "MADOGUCHI_SETTINGS": settings, "MADOGUCHI_FORMS": tools.forms, "MADOGUCHI_ACCOUNT": FaultSite.clerk,
      "MADOGUCHI_PASSPHRASE": FaultSite.passphrase, "HOME": path, "PATH": "/usr/bin:/bin",
    ]
  }

  /// The words that make a child another user.
  private var descent: [String] {
    tools.user.map { ["setpriv", "--reuid=\($0)", "--regid=\($0)", "--clear-groups"] } ?? []
  }

  /// Starts the program on this site.
  func start(_ words: [String], with more: [String: String] = [:], input: String? = nil) throws -> Child {
    try Child(
      descent + [tools.program] + words, environment: environment.merging(more) { $1 }, input: input)
  }

  /// Runs the program to its end.
  func run(_ words: String..., input: String? = "/dev/null") throws -> Child.Ending {
    try start(words, input: input).wait()
  }

  /// Starts a process of this tool on this site.
  func worker(_ words: [String], with more: [String: String] = [:]) throws -> Child {
    try Child(
      descent + [tools.worker, "faults", "worker"] + words, environment: environment.merging(more) { $1 })
  }

  // MARK: Making and copying

  struct NotMade: Error, CustomStringConvertible { let description: String }

  /// Makes the site by the program itself, as people would.
  init(making path: String, tools: Tools) throws {
    self.init(path: path, tools: tools)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let people = tools.forms + "/fiction/residents.csv"
    let family = try write("family.txt", FaultSite.visit("wakaba", "1 1 1 1 1", "11/18", "minamidai3 91-2"))
    let second = try write("second.txt", FaultSite.visit("aoki", "1 1 1 1 1", "11/18", "minamidai3 91-2"))
    let nobody = try write("nobody.txt", "")
    let typed = try write("typed.txt", FaultSite.passphrase + "\n" + FaultSite.passphrase + "\n")
    let fewer = try write(
      "fewer.csv",
      try String(contentsOfFile: people, encoding: .utf8).split(separator: "\n").dropLast(9).joined(
        separator: "\n") + "\n")
    try write("lock-minutes: 10")
    try order(
      "residents", "import", "--as-of", "2026-11-18T06:00", "--now", "2026-11-18T08:00", fewer, incoming)
    try order(
      "accounts", "add", FaultSite.clerk, "--section", "市民課", "--right", "アカウント", "受付", "統計", "記録の確認",
      "データの管理",
      "--now", "2026-11-18T08:00", input: typed)
    try order("accounts", "add", "佐々木", "--section", "税務課", "--right", "受付", "--column", "本籍", input: typed)
    try order("desk", "--now", "2026-11-19T14:30", "--script", family)
    try order("desk", "--now", "2026-11-20T08:00", "--script", nobody)
    try order("backup", backup)
    // What of each file is another afterwards, for «an older copy put back».
    try FaultSite.copyFolder(data, to: path + "/older")
    try write("lock-minutes: 15")
    try order(
      "residents", "import", "--as-of", "2026-11-20T06:00", "--now", "2026-11-20T08:00", people, incoming)
    try order("accounts", "lock", "佐々木")
    try order("desk", "--now", "2026-11-20T14:30", "--script", second)
    try order("desk", "--now", "2026-11-20T15:30", "--script", family)
  }

  private init(path: String, tools: Tools) {
    self.path = path
    self.tools = tools
  }

  private var incoming: String { tools.forms + "/fiction/incoming.csv" }

  /// The files that an import of a run takes in: fewer people than there are.
  var nextRegister: [String] { [path + "/fewer.csv", incoming] }

  @discardableResult
  private func write(_ name: String, _ text: String) throws -> String {
    try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
    return path + "/" + name
  }

  private func write(_ more: String) throws {
    try write("settings.yaml", "data: \(data)\nkeys: \(keys)\nheads: \(heads)\nwindow: 市民課 窓口1\n\(more)\n")
  }

  private func order(_ words: String..., input: String = "/dev/null") throws {
    let ending = try start(words, input: input).wait()
    guard ending.status == 0 else {
      throw NotMade(description: "\(words.prefix(2).joined(separator: " ")): \(ending.err)\(ending.out)")
    }
  }

  /// The keys of somebody who signs in and takes a family in, to the middle of the questions.
  private static func visit(_ name: String, _ digits: String, _ day: String, _ place: String) -> String {
    """
    "\(clerk)" Enter "\(passphrase)" Enter
    "\(name)" Enter \(digits.split(separator: " ").map { "\"\($0)\"" }.joined(separator: " ")) F10
    "\(day)" Enter "\(place)" Enter "1" "1"
    F3

    """
  }

  /// A copy of its own, elsewhere.
  func copy(to folder: String, as user: UInt32? = nil) throws -> FaultSite {
    try FaultSite.copyFolder(path, to: folder)
    return try FaultSite.moved(to: folder, tools: tools, as: user)
  }

  /// The site that stands in a folder to which its files were brought from elsewhere.
  static func moved(to folder: String, tools: Tools, as user: UInt32? = nil) throws -> FaultSite {
    var tools = tools
    tools.user = user
    let site = FaultSite(path: folder, tools: tools)
    let text = try String(contentsOfFile: site.settings, encoding: .utf8)
    try site.write(text.split(separator: "\n").dropFirst(4).joined(separator: "\n"))
    return site
  }

  /// With owners, rights and times.
  static func copyFolder(_ source: String, to target: String) throws {
    let ending = try Child(
      ["cp", "-a", source + "/.", target + "/"], environment: ["PATH": "/usr/bin:/bin"], input: "/dev/null"
    ).wait()
    guard ending.status == 0 else { throw NotMade(description: ending.err) }
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// The files of the installation, by path inside the site.
  var files: [String] {
    (FileManager.default.subpaths(atPath: path) ?? []).filter { name in
      var status = stat()
      guard lstat(path + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
      return name == "settings.yaml" || ["data/", "keys/", "heads/"].contains { name.hasPrefix($0) }
    }.sorted()
  }
}
