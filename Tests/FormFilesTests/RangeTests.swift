import Foundation
import Testing

@testable import FormFiles

@Suite struct RangeTests {
  @Test(arguments: [
    ("受付の保存日数: 90", "受付の保存日数: 0", "1 から 3650"), ("受付の保存日数: 90", "受付の保存日数: -5", "1 から 3650"),
    ("受付の保存日数: 90", "受付の保存日数: 999999", "1 から 3650"), ("受け取りの目安分: 5", "受け取りの目安分: 0", "1 から 480"),
    ("回数: 30", "回数: 0", "1 から 1000"), ("分: 10 }   # この", "分: 0 }   # この", "1 から 1440"),
    ("住民の減り: 10", "住民の減り: 100", "0 から 50"), ("支援措置の減り: 20", "支援措置の減り: -1", "0 から 50"),
    ("記録の日数: 7", "記録の日数: 0", "1 から 31"), ("世代の日数: 30", "世代の日数: 0", "1 から 366"),
    ("同じ階: 1", "同じ階: 1000", "0 から 60"),
    ("電話: 内線 102, 分: 10", "電話: 内線 102, 分: 0", "1 から 240"),
    ("値: 300, 単位: 円", "値: -300, 単位: 円", "0 から 100000000"),
    ("値: 15, 単位: 歳", "値: 999, 単位: 歳", "0 から 150"), ("値: 14, 単位: 日", "値: 一四, 単位: 日", "0 から 36500"),
  ])
  func `a count outside its range is found with its line and the range`(
    was: String, written: String, range: String
  )
    throws
  {
    let outcome = try ShippedForms.changed("municipality.yaml") { text in
      guard let place = text.range(of: was) else { return text }
      return text.replacingCharacters(in: place, with: written)
    }
    let findings = outcome.findings.filter { $0.correction?.contains(range) ?? false }
    #expect(
      findings.count == 1 && findings.allSatisfy { $0.severity == .error && $0.place.line > 1 },
      "\(outcome.findings.map(\.sentence))")
  }

  @Test func `an amount of the law has one too`() throws {
    let outcome = try ShippedForms.changed("law.yaml") {
      $0.replacing("値: 14, 単位: 日", with: "値: -14, 単位: 日", maxReplacements: 1)
    }
    #expect(outcome.findings.contains { $0.correction?.contains("0 から 36500") ?? false })
  }
}
