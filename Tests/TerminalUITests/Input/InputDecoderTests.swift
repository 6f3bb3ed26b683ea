import Testing

@testable import TerminalUI

/// The inputs of a text as it comes from a terminal, nothing after it.
private func inputs(_ text: String) -> [Input] { inputs(Array(text.utf8)) }

private func inputs(_ bytes: [UInt8]) -> [Input] {
  var decoder = InputDecoder()
  return decoder.decode(bytes) + decoder.settle()
}

private func keys(_ text: String) -> [Input] { text.unicodeScalars.map { .key(.character($0)) } }

@Suite struct InputDecoderTests {
  @Test func `letters, marks and kanji beyond the basic plane come scalar by scalar`() {
    #expect(inputs("aあか\u{3099}葛\u{E0102}𠮷") == keys("aあか\u{3099}葛\u{E0102}𠮷"))
  }

  @Test(arguments: [
    ("\r", Key.enter), ("\n", .enter), ("\t", .tab), ("\u{8}", .backspace), ("\u{7F}", .backspace),
    ("\u{1}", .control("a")), ("\u{1A}", .control("z")),
  ])
  func `a control is its key`(text: String, key: Key) { #expect(inputs(text) == [.key(key)]) }

  @Test(arguments: [
    // xterm, plain and with its application keys.
    ("[A", Key.up), ("OA", .up), ("[B", .down), ("OB", .down), ("[C", .right), ("[D", .left), ("OH", .home),
    ("[H", .home), ("OF", .end), ("[F", .end), ("[5~", .pageUp), ("[6~", .pageDown), ("[3~", .delete),
    ("[Z", .backTab), ("OP", .function(1)), ("OS", .function(4)), ("[15~", .function(5)),
    ("[17~", .function(6)),
    ("[21~", .function(10)), ("[23~", .function(11)), ("[24~", .function(12)),
    // vt220, PuTTY, rxvt, screen, tmux, the Linux console.
    ("[11~", .function(1)), ("[14~", .function(4)), ("[1~", .home), ("[4~", .end), ("[7~", .home),
    ("[8~", .end),
    ("[25~", .function(13)), ("[[A", .function(1)), ("[[E", .function(5)), ("[P", .function(1)),
    // Shift, Alt and Control.
    ("[1;5A", .up), ("[1;2D", .left), ("[1;3B", .down), ("[3;5~", .delete), ("[a", .up), ("Od", .left),
    ("[7$", .home), ("[8^", .end), ("[5@", .pageUp), ("[1;2P", .function(13)), ("[1;2R", .function(15)),
    ("[15;2~", .function(17)), ("O2P", .function(13)),
    // The number pad.
    ("OM", .enter), ("Op", .character("0")), ("Oy", .character("9")), ("On", .character(".")),
    ("Om", .character("-")),
  ])
  func `a key of any terminal is known`(sequence: String, key: Key) {
    #expect(inputs("\u{1B}" + sequence) == [.key(key)])
  }

  @Test(arguments: [
    "[2~", "[E", "[I", "[O", "[1;5P", "[27;5;13~", "[?1;2c", "[>41;330;0c", "[?2026;2$y", "[8;24;80t",
    "[201~", "[999x",
    "O!", "[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27m", "[[Z", "[12\u{7F}",
  ])
  func `a sequence of another meaning is nothing`(sequence: String) {
    #expect(inputs("\u{1B}" + sequence).allSatisfy { $0 == .key(.backspace) })
  }

  @Test(arguments: ["\u{1B}1", "\u{1B}a", "\u{1B}あ", "\u{1B}\r", "\u{1B}\u{7F}", "\u{1B}𠮷"])
  func `a key with Alt is nothing`(text: String) { #expect(inputs(text) == []) }

  @Test func `Esc is Esc when nothing follows, and twice when it comes twice`() {
    #expect(inputs("\u{1B}") == [.key(.escape)])
    #expect(inputs("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
  }

  @Test(arguments: [
    "\u{1B}]11;rgb:1313/2222/3333\u{7}", "\u{1B}]11;rgb:1313/2222/3333\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\",
    "\u{1B}P>|XTerm(370)\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}^11\u{1B}\\", "\u{1B}X22\u{9C}",
    "\u{9D}4;1;x\u{9C}",
    "\u{90}1$r\u{9C}", "\u{9F}1\u{9C}", "\u{9B}?6c", "\u{1B}[24;1R", "\u{1B}]l窓口ゼ\u{1B}\\",
  ])
  func `a reply is never text, however it is ended`(reply: String) {
    #expect(inputs(reply + "a") == keys("a"))
  }

  @Test func `C1 works in one byte too, but not among broken bytes`() {
    #expect(inputs([0x9B, 0x41]) == [.key(.up)])
    #expect(inputs([0x9D, 0x31, 0x31, 0x9C, 0x61]) == keys("a"))
    #expect(inputs([0x81, 0x9B, 0x41]) == keys("A"))
  }

  @Test(
    arguments: [
      [0xE3, 0x81], [0xFF, 0xFE], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8], [0xA0],
      [0xE0, 0x80],
    ] as [[UInt8]])
  func `what is no UTF-8 is dropped and nothing else is`(broken: [UInt8]) {
    #expect(inputs([0x61] + broken + [0x62]) == keys("ab"))
    #expect(inputs(broken + Array("あ".utf8)) == keys("あ"))
  }

  @Test func `an unfinished sequence gives way to the next key that is no part of it`() {
    #expect(inputs("\u{1B}[1\r") == [.key(.enter)])
    #expect(inputs("\u{1B}[1あ") == keys("あ"))
    #expect(inputs("\u{1B}]11\t") == [.key(.tab)])
    #expect(inputs("\u{1B}[\u{1B}[B") == [.key(.down)])
  }

  @Test func `what terminfo says is known besides`() {
    let sequences = [
      "kf5": "\u{1B}[224z", "kcuu1": "\u{1B}A", "kf6": "\u{1B}O!", "kf1": "\u{1B}[A", "kf2": "x",
    ]
    var decoder = InputDecoder(keys: KeySequences { name in sequences[name].map { Array($0.utf8) } })
    let keys: [Key] = [.function(5), .up, .function(6), .up, .character("x")]
    #expect(decoder.decode("\u{1B}[224z\u{1B}A\u{1B}O!\u{1B}[Ax".utf8) == keys.map { .key($0) })
  }
}

@Suite struct MouseInputTests {
  @Test func `only the first button going down is a press`() {
    #expect(inputs("\u{1B}[<0;5;6M\u{1B}[<0;5;6m") == [.press(row: 5, column: 4)])
    #expect(inputs("\u{1B}[<4;300;200M") == [.press(row: 199, column: 299)])
    #expect(inputs("\u{1B}[<2;5;6M\u{1B}[<32;5;6M\u{1B}[<35;5;6M\u{1B}[<0;0;0M") == [])
    #expect(inputs([0x1B, 0x5B, 0x4D, 0x20, 0xA5, 0x26]) == [.press(row: 5, column: 132)])
    #expect(inputs("\u{1B}[M#!!a") == keys("a"))
  }

  @Test func `the wheel turns pages`() {
    #expect(inputs("\u{1B}[<64;5;6M\u{1B}[<65;5;6M") == [.key(.pageUp), .key(.pageDown)])
    #expect(inputs("\u{1B}[M`!!\u{1B}[Ma!!") == [.key(.pageUp), .key(.pageDown)])
  }
}

@Suite struct PasteInputTests {
  @Test func `a paste comes whole and its controls are left out`() {
    #expect(
      inputs("\u{1B}[200~渡邉\r\n1\t~\u{1B}[A\u{0}\u{85}\u{7F}2\u{1B}[201~x")
        == [.paste("渡邉\r\n1\t~[A2")] + keys("x"))
  }

  @Test func `a megabyte comes in one piece and within the time that its bytes take`() {
    let text = String(repeating: "渡邉~花子\u{1B}[20", count: 50_000)
    #expect(inputs("\u{1B}[200~" + text + "\u{1B}[201~") == [.paste(text.filter { $0 != "\u{1B}" })])
  }

  @Test func `a paste without an end is given out when nothing more comes`() {
    var decoder = InputDecoder()
    #expect(decoder.decode("\u{1B}[200~あい".utf8) == [])
    #expect(decoder.patience == .paste)
    #expect(decoder.expire() == [.paste("あい")])
    #expect(decoder.decode("\u{1B}[201~a".utf8) == keys("a"))
  }

  @Test func `a paste without bounds does not fill the memory`() {
    let bytes = Array("\u{1B}[200~".utf8) + [UInt8](repeating: 0x61, count: PasteReader.limit + 100_000)
    #expect(inputs(bytes + Array("\u{1B}[201~b".utf8)).last == .key(.character("b")))
  }

  @Test func `broken UTF-8 in a paste is dropped`() {
    let bytes = Array("\u{1B}[200~あ".utf8) + [0xE3, 0x81, 0xFF] + Array("い\u{1B}[201~".utf8)
    #expect(inputs(bytes) == [.paste("あい")])
  }
}

@Suite struct LateInputTests {
  /// A sequence whose Esc was given out already, because its rest came too late.
  @Test(arguments: [
    "[A", "OP", "[15~", "[1;5A", "[<0;5;6M", "[M !!", "[24;3R", "]11;rgb:1313/2222/3333\u{7}",
    "P1$r0m\u{1B}\\",
  ])
  func `the rest of a cut sequence is no text`(rest: String) {
    var decoder = InputDecoder()
    var all = decoder.decode([0x1B]) + decoder.expire()
    all += decoder.decode(rest.utf8) + decoder.settle()
    #expect(all == [.key(.escape)])
  }

  @Test func `a paste is a paste even when its Esc went ahead`() {
    var decoder = InputDecoder()
    _ = decoder.decode([0x1B]) + decoder.expire()
    #expect(decoder.decode("[200~1\r\u{1B}[201~".utf8) == [.paste("1\r")])
  }

  @Test(arguments: ["[", "[あ", "Ok", "]a", "Pa", "a", "1", "O"])
  func `what somebody types after Esc is text`(text: String) {
    var decoder = InputDecoder()
    _ = decoder.decode([0x1B]) + decoder.expire()
    #expect(decoder.decode(text.utf8) + decoder.settle() == keys(text))
  }

  @Test func `long after Esc a bracket is a bracket`() {
    var decoder = InputDecoder()
    _ = decoder.decode([0x1B]) + decoder.expire() + decoder.expire()
    #expect(decoder.patience == nil)
    #expect(decoder.decode("[A".utf8) == keys("[A"))
  }
}

extension InputDecoder {
  /// Nothing more comes, for as long as it waits for anything.
  mutating func settle() -> [Input] {
    var inputs: [Input] = []
    while patience != nil { inputs += expire() }
    return inputs
  }
}
