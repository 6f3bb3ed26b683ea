import Testing

@testable import Moji

@Suite struct NameTests {
  @Test func `canonically equivalent names stay two names`() {
    #expect("\u{FA19}" == "\u{795E}")
    #expect(Name("\u{FA19}") != Name("\u{795E}"))
    #expect(Set([Name("\u{FA19}"), Name("\u{795E}")]).count == 2)
    #expect(Name("が") != Name("か\u{3099}"))
  }

  @Test func `a name knows that a terminal shows it in another form`() {
    #expect(Name("葛\u{E0102}城").hasUnshownForm)
    #expect(Name("\u{10DE92}田").hasUnshownForm)
    #expect(!Name("渡邉").hasUnshownForm)
  }
}

@Suite struct SearchKeyTests {
  @Test(arguments: ["わたなべ　はなこ", "ﾜﾀﾅﾍﾞ ﾊﾅｺ", "ワタナヘ゛・ハナコ", "ワタナベハナコ", "わたなへ はなこ"])
  func `one reading has one key however it is written`(reading: String) {
    #expect(SearchKey.kana(reading) == "ワタナヘハナコ")
  }

  @Test func `long vowels and small kana are folded`() {
    #expect(SearchKey.kana("オオノ ユウジロウ") == SearchKey.kana("おーの ゆうじろー"))
    #expect(SearchKey.kana("キョウコ") == SearchKey.kana("キヨコ"))
    #expect(SearchKey.kana("ミヅキ") == SearchKey.kana("ミズキ"))
  }

  @Test(arguments: [
    ("渡邉", "渡辺"), ("渡邊", "渡辺"), ("髙橋", "高橋"), ("山﨑", "山崎"), ("𠮷田", "吉田"), ("葛\u{E0102}城", "葛城"),
    ("\u{FA19}田", "神田"),
    ("齋藤", "斉藤"), ("辻\u{E0102} 太郎", "辻太郎"),
  ])
  func `a variant character is found by its common form`(written: String, typed: String) {
    #expect(SearchKey.kanji(written) == SearchKey.kanji(typed))
  }

  @Test func `different names keep different keys`() {
    #expect(SearchKey.kanji("高橋") != SearchKey.kanji("高島"))
    #expect(SearchKey.kana("サトウ") != SearchKey.kana("サイトウ"))
  }
}

@Suite struct RomajiTests {
  @Test(arguments: [
    ("watanabe hanako", "ワタナベ ハナコ"), ("kyouko", "キョウコ"), ("shinjou", "シンジョウ"), ("jun'ichi", "ジュンイチ"),
    ("kannna", "カンナ"),
    ("hattori", "ハットリ"), ("tsuchiya", "ツチヤ"), ("kenn", "ケン"), ("ｓａｔｏ", "サト"), ("honma", "ホンマ"),
    ("homma", "ホンマ"),
  ])
  func `romaji reads as kana`(typed: String, kana: String) {
    #expect(Romaji.katakana(typed) == kana)
  }

  @Test func `only Latin letters look like romaji`() {
    #expect(Romaji.looksLike("Sato ken'ichi"))
    #expect(!Romaji.looksLike("S55.3.2"))
    #expect(!Romaji.looksLike("佐藤"))
  }
}
