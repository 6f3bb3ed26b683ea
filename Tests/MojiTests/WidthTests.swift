import Testing

@testable import Moji

@Suite struct WidthTests {
  @Test(arguments: [
    ("A", 1), ("ｱ", 1), ("ｶﾞ", 2), ("漢", 2), ("か\u{3099}", 2), ("葛\u{E0102}", 2), ("𠮷", 2), ("①", 1), ("㈱", 2),
    ("～", 2), ("│", 1), ("\u{1B}", 2), ("", 0),
  ])
  func `a text takes the columns a Japanese terminal gives it`(text: String, columns: Int) {
    #expect(text.columns == columns)
  }

  @Test func `a glyph is a scalar with its marks`() {
    #expect("葛\u{E0102}城".glyphs.map(\.text) == ["葛\u{E0102}", "城"])
    #expect("ｶﾞ".glyphs.count == 2)
    #expect("\u{3099}あ".glyphs.map(\.text) == [" \u{3099}", "あ"])
  }

  @Test func `what a terminal cannot show becomes a geta mark, a control too`() {
    #expect("\u{10DE92}田".glyphs.map(\.text) == ["〓", "田"])
    #expect("\u{E000}田".glyphs.map(\.text) == ["〓", "田"])
    #expect("😀".glyphs.map(\.text) == ["〓"])
    #expect("a\u{1B}[31m\u{85}b".glyphs.text == "a〓[31m b")
  }

  @Test(arguments: [
    "👨\u{200D}👩\u{200D}👧", "👍\u{1F3FD}", "👨\u{1F3FF}\u{200D}⚕\u{FE0F}", "👁\u{FE0F}\u{200D}🗨\u{FE0F}",
  ])
  func `what is joined to something that cannot be drawn goes with it`(emoji: String) {
    #expect((emoji + "田").glyphs.first == .geta)
    #expect(!(emoji + "田").glyphs.text.unicodeScalars.contains("\u{200D}"))
    #expect((emoji + "田").glyphs.text.hasSuffix("田"))
  }

  @Test func `a joined sequence is one mark`() {
    #expect("👨\u{200D}👩\u{200D}👧田".glyphs.text == "〓田")
    #expect("👍\u{1F3FD}👍".glyphs.text == "〓〓")
  }

  @Test(arguments: [
    "\u{200B}", "\u{200D}", "\u{200E}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{FEFF}", "\u{61C}", "\u{AD}",
    "\u{E0001}", "\u{E0041}", "\u{180E}", "\u{2060}", "\u{FFF9}", "\u{3164}", "\u{0}", "\u{9B}",
  ])
  func `what shows nothing is shown as a mark`(text: String) {
    #expect("渡\(text)邉".glyphs.text == "渡〓邉")
    #expect("渡\(text)邉".columns == 6)
    #expect(text.glyphs == [.geta])
    #expect("渡\(text)\n邉".withUnseenMarked == "渡〓\n邉")
  }

  @Test(arguments: ["\u{FE0F}", "\u{FE00}", "\u{20E3}"])
  func `a selector that selects nothing is left out`(text: String) {
    #expect("渡\(text)邉".glyphs.text == "渡邉")
    #expect(text.glyphs.isEmpty)
  }

  @Test(arguments: ["\n", "\t", "\r", "\u{B}", "\u{2028}"])
  func `an end of a line within a row is a blank`(text: String) {
    #expect("渡\(text)邉".glyphs.text == "渡 邉")
    #expect("渡\(text)邉".harmless == "渡 邉")
  }

  @Test func `a selector stays on a kanji only`() {
    #expect("葛\u{E0102}𠮷\u{E0100}".glyphs.map(\.text) == ["葛\u{E0102}", "𠮷\u{E0100}"])
    #expect("あ\u{E0100}a\u{E0101}".glyphs.map(\.text) == ["あ", "a"])
    #expect("\u{E0100}".glyphs.isEmpty)
  }

  @Test func `a glyph carries four marks and no more`() {
    #expect("か\u{3099}\u{300}\u{301}\u{302}\u{303}".glyphs.map(\.text) == ["か\u{3099}\u{300}\u{301}\u{302}"])
  }
}

@Suite struct SureWidthTests {
  @Test func `every character of ambiguous width has a sign in ASCII`() {
    let values = AmbiguousWidth.scalars.flatMap { Array($0) }
    let unsure = values.compactMap(Unicode.Scalar.init).filter { !(0x21...0x7E).contains($0.inASCII.value) }
    #expect(unsure == [])
    #expect(values.count > 700)
  }

  @Test func `every stand-in is for a character that needs one`() {
    for (characters, signs) in StandIn.pairs {
      #expect(characters.unicodeScalars.count == signs.unicodeScalars.count, "\(characters)")
      #expect(characters.unicodeScalars.filter { !$0.isAmbiguous }.map { String($0) } == [], "\(characters)")
    }
  }

  @Test(arguments: [
    ["□", "■"], ["○", "◎", "△", "●"], ["←", "→", "↑", "↓"], ["①", "②", "③"], ["≦", "≧", "≠"], ["Ⅰ", "Ⅱ"],
  ])
  func `what means something else looks different`(characters: [String]) {
    #expect(Set(characters.map { $0.glyphs.map(\.inSureWidth).text }).count == characters.count)
  }

  @Test func `what is sure stays as it is`() {
    let text = "渡邉a1ｱ葛\u{E0102}～㈱"
    #expect(text.glyphs.map(\.inSureWidth).text == text)
    #expect("①é℃\u{3099}".glyphs.map(\.inSureWidth).text == "1eC")
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
