import Counter
import Foundation
import TestSupport
import Testing

@testable import Records

@Suite struct PostalTableTests {
  private static let shipped =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path + "/forms/postal/japan.tsv"

  private func shippedTexts(_ code: String) throws -> [String] {
    try #require(PostalTable(path: Self.shipped)).addresses(of: code).map(\.text)
  }

  private func table(_ text: String, in folder: TemporaryFolder) throws -> PostalTable {
    try #require(PostalTable(path: try folder.write("japan.tsv", text)))
  }

  @Test(arguments: [
    ("1000001", "東京都千代田区千代田"), ("100-0001", "東京都千代田区千代田"), ("〒１００－０００１", "東京都千代田区千代田"),
    ("060-0000", "北海道札幌市中央区"), ("0010000", "北海道札幌市北区"), ("9998531", "山形県飽海郡遊佐町菅里"),
    ("0295513", "岩手県和賀郡西和賀町甲子"), ("1006001", "東京都千代田区霞が関"), ("1000301", "東京都利島村"),
    ("0481301", "北海道磯谷郡蘭越町蘭越町"),
  ])
  func `a code is found in the shipped table`(code: String, first: String) throws {
    #expect(try shippedTexts(code).first == first)
  }

  @Test func `a code of several towns gives them all`() throws {
    #expect(try shippedTexts("4980000") == ["愛知県弥富市", "三重県桑名郡木曽岬町"])
    #expect(try shippedTexts("452-0961").count == 66)
  }

  @Test(arguments: ["0000000", "9999999", "9990001", "100-000", "", "千代田"])
  func `what is no code and what nobody has gives nothing`(code: String) throws {
    #expect(try shippedTexts(code).isEmpty)
  }

  @Test func `every code of the shipped table is found where it stands`() throws {
    let lines = try String(contentsOfFile: Self.shipped, encoding: .utf8).split(separator: "\n")
    let table = try #require(PostalTable(path: Self.shipped))
    let sample = stride(from: 5, to: lines.count, by: 97).map { lines[$0] }
    #expect(table.firstFault() == nil)
    #expect(table.date?.hasPrefix("20") == true)
    #expect(
      sample.allSatisfy { line in
        table.addresses(of: String(line.prefix(7))).contains {
          "\($0.code)\t\($0.prefecture)\t\($0.city)\t\($0.town)" == line
        }
      })
  }

  @Test func `no remark is left in the shipped table`() throws {
    let text = try String(contentsOfFile: Self.shipped, encoding: .utf8)
    let body = text.split(separator: "\n").drop { $0.hasPrefix("#") }.joined(separator: "\n")
    #expect(["掲載がない", "（", "）", "「", "次に", "地割"].filter { body.contains($0) } == [])
  }

  @Test func `there is no table where there is no file`() throws {
    let folder = try TemporaryFolder()
    #expect(PostalTable(path: folder.path + "/japan.tsv") == nil)
    #expect(PostalTable(path: folder.path) == nil)
  }

  @Test(arguments: [
    ("", 1), ("文字だけ", 1), ("# 時点: 2026-10\n", 2), ("1000001\t東京都\t千代田区\t千代田\n1000002\t東京都\n", 2),
    ("1000001\t東京都\t千代田区\t千代田\n0600000\t北海道\t札幌市中央区\t\n", 2),
    ("1000001\t東京都\t千代田区\t千代田\n1000002\t東京都\t千代田区\t皇居", 2),
  ])
  func `a broken table says from which line on it is broken`(text: String, line: Int) throws {
    let folder = try TemporaryFolder()
    #expect(try table(text, in: folder).firstFault() == line)
  }

  @Test(arguments: [
    "", "文字だけ", String(repeating: "あ", count: 9000), String(repeating: "\n", count: 9000),
    "1000001\t東京都\t千代田区\n", "1000001", String(repeating: "1000001\t東京都\n", count: 900),
  ])
  func `a broken table gives nothing`(text: String) throws {
    let folder = try TemporaryFolder()
    #expect(try table(text, in: folder).addresses(of: "1000001").isEmpty)
  }

  @Test func `bytes that are no UTF-8 spoil their own line only`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/japan.tsv"
    let good = Data("1000001\t東京都\t千代田区\t千代田\r\n".utf8)
    try (Data("1000001\t".utf8) + Data([0xFF, 0x09, 0x09, 0x0A]) + good).write(to: URL(fileURLWithPath: path))
    let table = try #require(PostalTable(path: path))
    #expect(table.addresses(of: "1000001").map(\.text) == ["東京都千代田区千代田"])
    #expect(table.firstFault() == 1)
  }

  @Test func `a table shortened while it is open gives less, and harms nothing`() throws {
    let folder = try TemporaryFolder()
    let lines = (1_000_000..<1_001_000).map { "\($0)\t東京都\t千代田区\t千代田\n" }
    let table = try table(lines.joined(), in: folder)
    #expect(table.addresses(of: "1000999").count == 1)
    let file = try #require(FileHandle(forWritingAtPath: folder.path + "/japan.tsv"))
    try file.truncate(atOffset: 100)
    #expect(table.addresses(of: "1000999").isEmpty)
    #expect(table.addresses(of: "1000001").count == 1)
  }
}
