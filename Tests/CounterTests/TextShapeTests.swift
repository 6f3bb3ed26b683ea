import Testing

@testable import Counter

@Suite struct TextShapeTests {
  @Test(arguments: [
    ("090-1234-5678", "090-1234-5678"), ("０９０１２３４５６７８", "09012345678"), ("03ー1234ー5678", "03-1234-5678"),
    ("(03) 1234-5678", "(03) 1234-5678"), ("+49 30 1234567", "+49 30 1234567"),
  ])
  func `a telephone number is kept as it is dialled`(text: String, kept: String) {
    #expect(TextShape.telephone.normalised(text) == kept)
  }

  @Test(arguments: ["3", "090-1234", "1234567890", "なし", "090-1234-56789", "+1", "090-1234-5678内線3"])
  func `what nobody can dial is no telephone number`(text: String) {
    #expect(TextShape.telephone.normalised(text) == nil)
  }

  @Test(arguments: ["架空銀行 本店 普通 1234567", "ゆうちょ 10170-12345671", "公金受取口座", "架空信金　駅前　当座　７６５４３２１　若葉"])
  func `an account names its bank and its number`(text: String) {
    #expect(TextShape.account.normalised(text) == text)
  }

  @Test(arguments: ["33", "1234567", "架空銀行", "架空銀行 123"])
  func `half an account is none`(text: String) {
    #expect(TextShape.account.normalised(text) == nil)
  }

  @Test(arguments: [("東京都", true), ("鹿児島県", true), ("架空県", true), ("架空", false), ("県", false), ("3", false)])
  func `a prefecture is written to its last sign`(text: String, isOne: Bool) {
    #expect((TextShape.prefecture.normalised(text) != nil) == isOne)
  }

  @Test(arguments: [
    ("わかば　はなこ", true), ("ワカバ ハナコ", true), ("ジョン・スミス", true), ("NGUYEN VAN", true), ("若葉", false),
    ("3", false), (" ", false),
  ])
  func `a reading is written in kana`(text: String, isOne: Bool) {
    #expect((TextShape.reading.normalised(text) != nil) == isOne)
  }

  @Test(arguments: TextShape.allCases)
  func `every refusal says how to write it`(shape: TextShape) {
    #expect(shape.howToWrite.hasSuffix("ください") || shape.howToWrite.hasSuffix("足ります"))
  }
}
