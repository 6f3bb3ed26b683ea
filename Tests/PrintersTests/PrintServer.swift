import Counter
import Foundation
import Testing

@testable import Printers

/// A print server and a printer of a test's own.
final class PrintServer {
  let folder: String
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  static var programs: [String] {
    ["/usr/sbin/cupsd", "/usr/bin/ippeveprinter", "/usr/sbin/lpadmin", "/usr/bin/dbus-daemon"]
  }

  /// Whether the programs are here: where they are not the tests say so and pass over it.
  static var isInstalled: Bool {
    programs.allSatisfy { program in
      ["", "/usr/bin", "/usr/sbin", "/bin", "/sbin"].contains { folder in
        let name = folder.isEmpty ? program : folder + "/" + (program as NSString).lastPathComponent
        return FileManager.default.isExecutableFile(atPath: name)
      }
    }
  }

  /// `maximum` is how many jobs may wait; 0 for any number.
  init(maximum: Int = 0) throws {
    // A short path: sockets take 107 bytes.
    folder = "/tmp/mado-print-\(UInt32.random(in: 0 ... .max))"
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/print-server.sh"
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [script, folder, String(Int.random(in: 20_000..<60_000)), String(maximum)]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    #expect(readLine() == "ready")
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func readLine() -> String {
    var line = Data()
    while let byte = try? output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8),
      !byte.isEmpty
    {
      line += byte
    }
    return String(decoding: line, as: UTF8.self)
  }

  var route: PrintRoute { PrintRoute(printer: .queue(server: socket, name: "paper")) }
  var socket: String { folder + "/run/cups.sock" }

  enum Part: String { case server, printer }

  func kill(_ part: Part) throws {
    let text = try String(contentsOfFile: "\(folder)/\(part.rawValue).pid", encoding: .utf8)
    let id = try #require(Int32(text.filter(\.isNumber)))
    Foundation.kill(id, SIGKILL)
  }

  func start(_ part: Part) throws {
    try input.fileHandleForWriting.write(contentsOf: Data("\(part.rawValue)\n".utf8))
    #expect(readLine() == "ready")
  }

  var hasPaper: Bool {
    get { !FileManager.default.fileExists(atPath: folder + "/out/empty") }
    set {
      if newValue {
        unlink(folder + "/out/empty")
      } else {
        FileManager.default.createFile(atPath: folder + "/out/empty", contents: nil)
      }
    }
  }

  /// What arrived at the printer.
  var papers: [Data] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/out")) ?? []
    return names.filter { $0.hasSuffix(".pdf") }.sorted().compactMap {
      FileManager.default.contents(atPath: folder + "/out/" + $0)
    }
  }

  /// The attributes with which it arrived, and all that the server wrote of jobs.
  var said: String {
    let out = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/out")) ?? []
    let files =
      out.filter { $0.hasSuffix(".env") }.map { folder + "/out/" + $0 }
      + ["access_log", "error_log", "page_log", "ev"].map { folder + "/log/" + $0 }
    return files.compactMap { try? String(contentsOfFile: $0, encoding: .utf8) }.joined(separator: "\n")
  }

  @discardableResult
  func run(_ program: String, _ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["CUPS_SERVER": socket]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
