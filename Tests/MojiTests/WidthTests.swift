import Testing

@testable import Moji

@Suite struct WidthTests {
  @Test(arguments: [
    ("A", 1), ("ｱ", 1), ("ｶﾞ", 2), ("漢", 2), ("か\u{3099}", 2), ("葛\u{E0102}", 2), ("𠮷", 2), ("①", 1), ("㈱", 2),
    ("～", 2), ("│", 1), ("\u{1B}", 0), ("", 0),
  ])
  func `a text takes the columns a Japanese terminal gives it`(text: String, columns: Int) {
    #expect(text.columns == columns)
  }

  @Test func `a glyph is a scalar with its marks`() {
    #expect("葛\u{E0102}城".glyphs.map(\.text) == ["葛\u{E0102}", "城"])
    #expect("ｶﾞ".glyphs.count == 2)
    #expect("\u{3099}あ".glyphs.map(\.text) == [" \u{3099}", "あ"])
  }

  @Test func `what a terminal cannot show becomes a geta mark and controls vanish`() {
    #expect("\u{10DE92}田".glyphs.map(\.text) == ["〓", "田"])
    #expect("😀".glyphs.map(\.text) == ["〓"])
    #expect("a\u{1B}[31m\u{85}b".glyphs.text == "a[31mb")
  }
}

@Suite struct ClippingTests {
  @Test func `a wide character is never cut in half`() {
    #expect("渡邉花子".clipped(toColumns: 8) == "渡邉花子")
    #expect("渡邉花子".clipped(toColumns: 7) == "渡邉花…")
    #expect("渡邉花子".clipped(toColumns: 6) == "渡邉…")
    #expect("渡邉花子".clipped(toColumns: 0) == "")
  }

  @Test func `a fitted text has exactly its columns`() {
    for width in 0...12 { #expect("渡邉A花子".fitted(toColumns: width).columns == width) }
    #expect("12".fitted(toColumns: 4, trailing: true) == "  12")
  }
}

@Suite struct LineBreakingTests {
  @Test func `no line begins with a closing mark`() {
    #expect("届け出る方、代理".lines(ofColumns: 10) == ["届け出る", "方、代理"])
  }

  @Test func `a Latin word stays whole and every column is used`() {
    #expect("住所 Madoguchi です".lines(ofColumns: 12) == ["住所", "Madoguchi で", "す"])
    #expect("あいうえお".lines(ofColumns: 4) == ["あい", "うえ", "お"])
    #expect("".lines(ofColumns: 4) == [""])
  }
}
