import Foundation
import TestSupport
import Testing

@testable import Records

@Suite struct CSVReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ text: String, limits: CSVReader.Limits = .standard) throws -> [(
    line: Int, fields: [String]
  )] {
    var records: [(Int, [String])] = []
    let path = try folder.write("x.csv", text)
    _ = try CSVReader.read(path: path, limits: limits) { records.append(($0.line, $0.fields)) }
    return records
  }

  private func failure(_ bytes: [UInt8], limits: CSVReader.Limits = .standard) throws -> CSVReader.Failure? {
    let path = folder.path + "/x.csv"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    do {
      _ = try CSVReader.read(path: path, limits: limits) { _ in }
      return nil
    } catch { return error as? CSVReader.Failure }
  }

  @Test(arguments: ["\n", "\r\n"])
  func `a record is told with the line it began in, empty lines and lines within fields counted`(end: String)
    throws
  {
    let text = ["a,b", "", "\"一\n二\",", "", "", "c,d", ""].joined(separator: end)
    let records = try read(text)
    #expect(records.map(\.fields) == [["a", "b"], ["一\n二", ""], ["c", "d"]])
    #expect(records.map(\.line) == [1, 3, 7])
  }

  @Test func `fields are the same whatever stands in them`() throws {
    let fields = ["", "渡邉󠄏", "\"", ",", "a b", "𠮷"]
    let line = fields.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }.joined(
      separator: ",")
    #expect(try read("\u{FEFF}" + line + "\n").map(\.fields) == [fields])
  }

  @Test func `what is too large is refused before it is kept`() throws {
    let limits = CSVReader.Limits(file: 1 << 20, record: 1000, field: 100)
    #expect(try read("a,b\nc,d\n", limits: limits).count == 2)
    let long = [UInt8](repeating: 0x61, count: 200)
    #expect(try failure(Array("a\n".utf8) + long, limits: limits) == .tooLong(line: 2, limit: 100))
    #expect(
      try failure(Array("a\n\"".utf8) + [UInt8](repeating: 0x0A, count: 1 << 18), limits: limits)
        == .tooLong(line: 2, limit: 100))
    #expect(
      try failure([UInt8](repeating: 0x2C, count: 2000) + [0x0A], limits: limits)
        == .tooLong(line: 1, limit: 1000))
    #expect(
      try failure([UInt8](repeating: 0x0A, count: 2 << 20), limits: limits) == .tooLarge(limit: 1 << 20))
  }

  @Test func `what cannot be read to its end, or grows meanwhile, is not taken for all of it`() throws {
    #expect(throws: CSVReader.Failure.cannotRead) {
      try CSVReader.read(path: "/proc/self/mem") { _ in }
    }
    let path = try folder.write("x.csv", "a\nb\n")
    #expect(throws: CSVReader.Failure.changed) {
      try CSVReader.read(path: path) { record in
        guard record.line == 1 else { return }
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.truncate(atOffset: 3)
      }
    }
  }

  @Test func `a file of another encoding is told by it`() throws {
    let text = "宛名番号,氏名\n"
    let shiftJIS = try #require(text.data(using: .shiftJIS))
    #expect(try failure(Array(shiftJIS)) == .notUTF8(line: 1, .shiftJIS))
    let utf16 = try #require(text.data(using: .utf16))
    #expect(try failure(Array(utf16)) == .notUTF8(line: 1, .utf16))
    #expect(try failure([0x61, 0x0A, 0xE3, 0x81, 0x2C, 0x82, 0x0A]) == .notUTF8(line: 2, .unknown))
  }
}
