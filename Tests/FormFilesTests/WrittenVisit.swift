import Testing

@testable import Counter
@testable import FormFiles

/// Situations written as a visit file, on the shipped forms.
enum WrittenVisit {
  /// The shipped forms, read once.
  static let shipped = Result { try ShippedForms.outcome() }

  /// The first visit of a text, in which nothing is wrong.
  static func read(_ text: String, _ rulebook: Rulebook) throws -> Situation {
    let (examples, findings) = ExampleReader(catalog: rulebook.catalog).examples(path: "v.yaml", text: text)
    #expect(findings.map(\.sentence) == [])
    return try #require(examples.first).situation
  }

  /// A mother and her son who move in, with `answers` in the form of a visit file.
  static func motherAndSon(_ answers: String) throws -> (Rulebook, Situation) {
    let rulebook = try #require(try shipped.get().rulebook)
    let text = """
      例: 親子の転入
      日: 2026-11-20
      届出:
        - { 種別: 転入, 人: [親, 子], 異動日: 2026-11-18, 転出予定日: 2026-11-15, 前住所の都道府県: 東京都, 転入の方法: 転出証明書 }
      人:
        親: { 氏名: 若葉 親, 生年月日: 1988-05-01, 続柄: 世帯主, 性別: 女, 国保: はい }
        子: { 氏名: 若葉 子, 生年月日: 2016-05-01, 続柄: 子, 性別: 男, 国保: はい }
      世帯: [親, 子]
      答え: \(answers)
      """
    return (rulebook, try read(text, rulebook))
  }
}
