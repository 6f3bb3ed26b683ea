import Foundation
import TestSupport
import Testing

@testable import madoguchi

@Suite struct FolderWatcherTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/" + name, withIntermediateDirectories: true)
  }

  /// Whether something happened that was not waited for yet.
  private func isReady(_ watcher: FolderWatcher) -> Bool {
    var ready = pollfd(fd: watcher.descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&ready, 1, 0) > 0
  }

  @Test func `a folder that is not there cannot be watched`() throws {
    let complaint = try #require(throws: Complaint.self) { try FolderWatcher([folder.path + "/none"]) }
    #expect(complaint.description == "\(folder.path)/none を見張れません。場所を確かめてください")
  }

  @Test func `a file that is saved is told, in the folder and below it`() throws {
    try makeFolder("procedures")
    let watcher = try FolderWatcher([folder.path])
    #expect(!isReady(watcher))
    _ = try folder.write("law.yaml", "法: []\n")
    #expect(isReady(watcher))
    watcher.wait()
    #expect(!isReady(watcher))
    _ = try folder.write("procedures/tax.yaml", "[]\n")
    #expect(isReady(watcher))
  }

  @Test func `a file that is read only is not told, one that is taken away is`() throws {
    let path = try folder.write("law.yaml", "法: []\n")
    let watcher = try FolderWatcher([folder.path])
    _ = try String(contentsOfFile: path, encoding: .utf8)
    #expect(!isReady(watcher))
    try FileManager.default.removeItem(atPath: path)
    #expect(isReady(watcher))
  }

  @Test func `a folder that comes later is watched too`() throws {
    let watcher = try FolderWatcher([folder.path])
    try makeFolder("procedures/more")
    watcher.wait()
    #expect(!isReady(watcher))
    _ = try folder.write("procedures/more/tax.yaml", "[]\n")
    #expect(isReady(watcher))
  }

  @Test func `a database is told at every write, though it is never closed, and nothing below it`() throws {
    try makeFolder("prints")
    let path = try folder.write("visits.sqlite-wal", "")
    let watcher = try FolderWatcher([folder.path], .writes)
    _ = try folder.write("prints/1.pdf", "%PDF")
    #expect(!isReady(watcher))
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.write(contentsOf: Data([1]))
    #expect(isReady(watcher))
    watcher.wait()
    #expect(!isReady(watcher))
    // Without anything to wait for it does not wait.
    watcher.wait()
    try file.close()
  }

  @Test func `what is saved in several steps is told once`() throws {
    let watcher = try FolderWatcher([folder.path])
    for step in 0..<20 { _ = try folder.write("law.yaml", "法: [] # \(step)\n") }
    watcher.wait()
    #expect(!isReady(watcher))
  }
}
