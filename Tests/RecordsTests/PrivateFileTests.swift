import Counter
import Foundation
import TestSupport
import Testing

@testable import Records

/// Rights of the data folder's files, in a process whose umask takes nothing away.
@Suite(.serialized) struct PrivateFileTests {
  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  private func open(to mode: mode_t, _ folder: TemporaryFolder) -> mode_t {
    chmod(folder.path, mode)
    return umask(0)
  }

  @Test func `every file of the data folder is its owner's only, whatever the folder and the umask`() throws {
    let folder = try TemporaryFolder()
    let data = folder.path + "/data"
    let file = try folder.write("residents.csv", ResidentsFile.text(1...3))
    let former = open(to: 0o777, folder)
    defer { umask(former) }
    try DataFolder.make(data)
    _ = try RegisterImport.run(
      files: [file], into: data, stamp: .fictional, asOf: Instant(seconds: 0), keys: .ofTests)
    let visits = try VisitStore(folder: data, stamp: .fictional)
    try visits.record(.started(desk: "窓口"), by: "a", at: Instant(seconds: 1))
    let accounts = try AccountStore(folder: data, stamp: .fictional)
    try PrivateFile.write(Data("x".utf8), to: data + "/screens/a.json")
    let files = try FileManager.default.subpathsOfDirectory(atPath: data)
    #expect(files.count >= 9)
    for file in files {
      #expect(
        [0o600, ["prints", "screens"].contains(file) ? 0o700 : 0o600].contains(mode(data + "/" + file)),
        "\(file)")
    }
    #expect(mode(data) == 0o700)
    withExtendedLifetime((visits, accounts)) {}
  }

  @Test func `what an earlier version left open to others is closed, and what is not ours is left`() throws {
    let folder = try TemporaryFolder()
    try DataFolder.make(folder.path)
    for name in [
      "register-1.sqlite", "visits.sqlite-wal", "catalog.snapshot", "screens/窓口.json", "theirs.txt",
    ] {
      chmod(try folder.write(name, ""), 0o666)
    }
    try DataFolder.make(folder.path)
    #expect(
      mode(folder.path + "/register-1.sqlite") == 0o600 && mode(folder.path + "/visits.sqlite-wal") == 0o600)
    #expect(mode(folder.path + "/screens/窓口.json") == 0o600 && mode(folder.path + "/theirs.txt") == 0o666)
    #expect(mode(folder.path + "/prints") == 0o700)
  }

  @Test func `a link that somebody put there is not followed`() throws {
    let folder = try TemporaryFolder()
    let victim = try folder.write("victim", "before")
    for name in ["register.new", "register", "register-1.sqlite", "register-2.sqlite"] {
      symlink(victim, folder.path + "/" + name)
    }
    #expect(throws: RegisterImport.Failure.self) {
      try ResidentsFile.take(ResidentsFile.text(1...3), in: folder, terms: ImportTerms(acceptsFewer: true))
    }
    #expect(throws: StoreFailure.self) {
      try Register(folder: folder.path, stamp: .fictional, keys: .ofTests)
    }
    #expect(try String(contentsOfFile: victim, encoding: .utf8) == "before")
    let lock = folder.path + "/other"
    symlink(victim, lock)
    #expect(throws: StoreFailure.self) { try LockFile(lock) }
  }

  @Test func `a generation that is a link is not opened, nor gone back to`() throws {
    let folder = try TemporaryFolder()
    for _ in 1...2 { try ResidentsFile.take(ResidentsFile.text(1...3), in: folder) }
    let (real, moved) = (folder.path + "/register-1.sqlite", folder.path + "/elsewhere")
    try FileManager.default.moveItem(atPath: real, toPath: moved)
    symlink(moved, real)
    #expect(throws: StoreFailure.unreadable(path: real, reason: "ファイルではなくリンクです")) {
      try Register.RollBack(in: folder.path)
    }
    unlink(folder.path + "/register-mark")
    try PrivateFile.write(Data("1\n".utf8), to: folder.path + "/register")
    #expect(throws: StoreFailure.unreadable(path: real, reason: "ファイルではなくリンクです")) {
      try Register(folder: folder.path, stamp: .fictional, keys: .ofTests)
    }
  }

  @Test func `a draft of a process that is gone goes too, one of a running process stays`() throws {
    let folder = try TemporaryFolder()
    let (dead, running) = ("register.999999999-1.draft", "register.\(getpid())-1.draft")
    for name in [dead, running] { _ = try folder.write(name, "") }
    try DataFolder.make(folder.path)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!left.contains(dead) && left.contains(running))
  }

  @Test func `a file is made once and not written over`() throws {
    let folder = try TemporaryFolder()
    try PrivateFile.make(folder.path + "/a") { try $0(Data("1".utf8)) }
    #expect(throws: StoreFailure.self) { try PrivateFile.make(folder.path + "/a") { try $0(Data("2".utf8)) } }
    #expect(try String(contentsOfFile: folder.path + "/a", encoding: .utf8) == "1")
  }

  @Test func `a full disk is told as one`() {
    #expect(StoreFailure(systemError: ENOSPC, path: "p") == .diskFull(path: "p"))
    let cocoa = NSError(domain: NSCocoaErrorDomain, code: CocoaError.fileWriteOutOfSpace.rawValue)
    #expect(StoreFailure(ofSystem: cocoa, path: "p") == .diskFull(path: "p"))
  }

  @Test(arguments: [
    ("a/b", "a"), ("/a/b/", "/a"), ("/a", "/"), ("/", "/"), ("ab", ""), ("a", ""), ("a/", ""), ("", ""),
  ])
  func `the folder of a path is named, also of one letter`(path: String, folder: String) {
    #expect(DataFolder.above(path) == folder)
  }
  @Test func `what stands beside a database is its owner's again, whatever rights the database once had`()
    throws
  {
    let folder = try TemporaryFolder()
    _ = try AccountStore(folder: folder.path, stamp: .fictional)
    let log = try folder.write("accounts.sqlite-wal", "")
    chmod(log, 0o044)
    let store = try AccountStore(folder: folder.path, stamp: .fictional)
    #expect(mode(log) == 0o600)
    withExtendedLifetime(store) {}
  }
}
