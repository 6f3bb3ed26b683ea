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

  @Test func `a quotation mark that is never closed does not take the whole file`() {
    let text = "氏名\n\"" + String(repeating: "若葉 太郎\n", count: 200_000)
    #expect(throws: CSVReader.Failure.self) { try records(text) }
  }
}
