import CNcursesw
import Moji
import Testing

@testable import TerminalUI

@Suite struct FrameTests {
  @Test func `half a wide character is never left`() {
    var frame = Frame(rows: 2, columns: 10)
    frame.put("漢字漢字", row: 0, column: 0)
    frame.put("x", row: 0, column: 1)
    #expect(frame.lines[0] == " x字漢字")
    frame.put("漢", row: 0, column: 2)
    #expect(frame.lines[0] == " x漢漢字")
    frame.put("字", row: 0, column: 3)
    #expect(frame.lines[0] == " x 字 字")
    #expect(frame.orphanedHalves == [])
  }

  @Test func `text ends at the last column and rows outside are ignored`() {
    var frame = Frame(rows: 1, columns: 5)
    frame.put("漢字漢字", row: 0, column: 0)
    frame.put("x", row: 3, column: 0)
    #expect(frame.lines == ["漢字"])
    frame.put("あいう", row: 0, column: 0, width: 3)
    #expect(frame.lines == ["あ字"])
  }

  @Test func `a stretch is filled to its ends and no further`() {
    var frame = Frame(rows: 1, columns: 8)
    frame.put("漢字漢字", row: 0, column: 0)
    frame.fill(row: 0, columns: 1..<5, role: .field)
    #expect(frame.lines == ["      字"])
    #expect(frame.roles == [".ffff"])
    frame.fill(row: 3, columns: -4..<40, role: .field)
    #expect(frame.orphanedHalves == [])
  }

  @Test func `controls in data become marks, never signs to the terminal`() {
    var frame = Frame(rows: 1, columns: 20)
    frame.put("a\u{1B}[2Jb\u{7}\u{9B}c", row: 0, column: 0)
    #expect(frame.lines == ["a〓[2Jb〓〓c"])
  }

  @Test func `what turns a row around is seen as a mark`() {
    var frame = Frame(rows: 1, columns: 20)
    frame.put("渡\u{202E}邉\u{2066}花\u{200B}\u{E0041}子\u{FEFF}", row: 0, column: 0)
    #expect(frame.lines == ["渡〓邉〓花〓〓子〓"])
  }

  @Test func `rules are signs in text and lines for the terminal`() {
    var frame = Frame(rows: 3, columns: 8)
    frame.put("漢字漢字", row: 1, column: 0)
    frame.rule(row: 0)
    frame.rule(row: 2, columns: 2..<5)
    frame.bar(column: 3, rows: 1..<9)
    #expect(frame.lines == ["--------", "漢 |漢字", "  -|-"])
    #expect(frame.roles == ["qqqqqqqq", "...q", "..qqq"])
    #expect(frame.cells[0] == .line(.horizontal))
    #expect(frame.cells[8 + 3] == .line(.vertical))
    #expect(frame.orphanedHalves == [])
  }
}

@Suite struct LineEditorTests {
  @Test func `a selector joins the character before it and goes with it`() {
    var line = LineEditor()
    for scalar in "葛\u{E0102}城".unicodeScalars { _ = line.handle(.character(scalar)) }
    #expect(line.text == "葛\u{E0102}城")
    _ = line.handle(.backspace)
    _ = line.handle(.backspace)
    #expect(line.text.isEmpty)
  }

  @Test func `text is inserted and deleted at the caret`() {
    var line = LineEditor("渡花")
    _ = line.handle(.left)
    line.insert("邉 ")
    #expect(line.text == "渡邉 花")
    _ = line.handle(.home)
    _ = line.handle(.delete)
    #expect(line.text == "邉 花")
    _ = line.handle(.control("u"))
    #expect(line.isEmpty)
  }

  @Test func `the caret stays in its field however long the text`() {
    var line = LineEditor(String(repeating: "渡邉", count: 40))
    for _ in 0..<100 {
      var frame = Frame(rows: 1, columns: 40)
      line.draw(into: &frame, row: 0, column: 5, width: 12, isFocused: true)
      #expect((5..<17).contains(frame.cursor.column))
      _ = line.handle(.left)
    }
  }

  @Test func `a full line keeps what it has and says how much it left out`() {
    var line = LineEditor()
    #expect(line.insert(String(repeating: "渡邉", count: 400)) == 300)
    #expect(line.text.count == LineEditor.limit)
    _ = line.handle(.home)
    #expect(line.insert("x\u{3099}") == 2)
    #expect(line.text.hasPrefix("渡邉") && line.text.hasSuffix("邉"))
    _ = line.handle(.delete)
    #expect(line.insert("葛\u{E0102}") == 0)
    #expect(line.text.hasPrefix("葛\u{E0102}邉"))
  }

  @Test func `marks on one letter are bounded`() {
    var line = LineEditor("a")
    #expect(line.insert(String(repeating: "\u{3099}", count: 1000)) == 1000 - LineEditor.markLimit)
    #expect(line.text.unicodeScalars.count == 1 + LineEditor.markLimit)
  }

  @Test func `a megabyte of keys is taken in the time of a megabyte`() {
    var line = LineEditor()
    for _ in 0..<1_000_000 { _ = line.handle(.character("あ")) }
    #expect(line.text == String(repeating: "あ", count: LineEditor.limit))
  }

  @Test func `a name outside what terminals show keeps its code points`() {
    #expect(LineEditor("\u{10DE92}田").text == "\u{10DE92}田")
  }
}

@Suite struct KeyTests {
  @Test func `every key is found by its name`() {
    let keys: [Key] =
      (1...12).map { .function($0) } + [
        .enter, .tab, .backTab, .escape, .pageUp, .control("z"), .character("あ"),
      ]
    for key in keys { #expect(Key(named: key.name) == key) }
    #expect(Key(named: "F99") == nil)
    #expect(Key(named: "うえ") == nil)
  }
}

@Suite struct WidthAgreementTests {
  /// Curses uses wcwidth and cannot be overruled: wherever a glyph is drawn as itself, the two must agree.
  @Test func `what is drawn as itself is as wide as curses thinks`() {
    #expect(nc_set_locale() != 0)
    var wrong: [String] = []
    for value in UInt32(0x20)...0x2FFFF {
      guard let scalar = Unicode.Scalar(value), !scalar.isControl, let glyph = String(scalar).glyphs.first,
        glyph.text == String(scalar)
      else { continue }
      if Int(nc_wcwidth(value)) != glyph.columns, glyph.columns != 0 {
        wrong.append(String(value, radix: 16))
      }
    }
    #expect(wrong == [])
  }
}
