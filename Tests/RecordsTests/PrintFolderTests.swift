import Feel
import Foundation
import Records
import TestSupport
import Testing

@Suite struct PrintFolderTests {
  @Test func `what was printed on a day before goes, today's and what is not ours stay`() throws {
    let folder = try TemporaryFolder()
    try DataFolder.make(folder.path)
    let prints = PrintFolder.path(in: folder.path)
    for name in ["2026-11-19-0001-12.pdf", "2026-11-20-0001-4.pdf", "theirs.pdf", "2026-11-19.txt"] {
      try Data("%PDF".utf8).write(to: URL(fileURLWithPath: prints + "/" + name))
    }
    let today = try #require(Day(iso: "2026-11-20"))
    #expect(try PrintFolder.clear(in: folder.path, before: today) == 1)
    let left = try FileManager.default.contentsOfDirectory(atPath: prints).sorted()
    #expect(left == ["2026-11-19.txt", "2026-11-20-0001-4.pdf", "theirs.pdf"])
    #expect(try PrintFolder.clear(in: folder.path + "/none", before: today) == 0)
  }
}
