import TestSupport
import Testing

@testable import Records

@Suite struct CSVLimitTests {
  private func records(_ text: String) throws -> [[String]] {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.csv", text)
    var records: [[String]] = []
    _ = try CSVReader.read(path: path) { records.append($0.fields) }
    return records
  }

  @Test func `a name does not end at a NUL`() throws {
    #expect(try records("氏名\n若葉\u{0}太郎\n") == [["氏名"], ["若葉\u{FFFD}太郎"]])
  }

  @Test func `a quotation mark that is never closed does not take the whole file`() {
    let text = "氏名\n\"" + String(repeating: "若葉 太郎\n", count: 200_000)
    #expect(throws: CSVReader.Failure.self) { try records(text) }
  }

  @Test func `a record of too many fields is refused`() {
    #expect(throws: CSVReader.Failure.malformed(line: 1)) {
      try records(String(repeating: ",", count: 20_000) + "\n")
    }
  }
}
