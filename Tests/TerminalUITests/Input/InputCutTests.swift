import Feel
import Moji
import Testing

@testable import TerminalUI

/// A piece of what a terminal sends, and what it means.
private struct Piece {
  let bytes: [UInt8]
  let inputs: [Input]
  /// The delays of Esc and of what may follow it pass after the piece.
  var isFollowedBySilence = false

  init(_ text: String, _ inputs: [Input]) { self.init(Array(text.utf8), inputs) }

  init(_ bytes: [UInt8], _ inputs: [Input]) { (self.bytes, self.inputs) = (bytes, inputs) }

  static let typed = ["あ", "が", "か\u{3099}", "葛\u{E0102}", "𠮷", "\u{2A6B2}", "a", "1", "ｶﾞ", "é"].map { text in
    Piece(text, text.unicodeScalars.map { .key(.character($0)) })
  }
  static let keys: [Piece] = [
    Piece("\r", [.key(.enter)]), Piece("\t", [.key(.tab)]), Piece("\u{1B}OA", [.key(.up)]),
    Piece("\u{1B}[1;5D", [.key(.left)]), Piece("\u{1B}[15~", [.key(.function(5))]),
    Piece("\u{1B}OP", [.key(.function(1))]),
    Piece("\u{1B}[[C", [.key(.function(3))]), Piece("\u{9B}21~", [.key(.function(10))]),
    Piece("\u{1B}Os", [.key(.character("3"))]),
    Piece("\u{1B}x", []), Piece("\u{1B}ん", []),
  ]
  static let mouse: [Piece] = [
    Piece("\u{1B}[<0;80;24M", [.press(row: 23, column: 79)]), Piece("\u{1B}[<0;80;24m", []),
    Piece("\u{1B}[<64;1;1M", [.key(.pageUp)]),
    Piece([0x1B, 0x5B, 0x4D, 0x20, 0xE3, 0x81], [.press(row: 96, column: 194)]),
  ]
  static let replies: [Piece] = [
    "\u{1B}]11;rgb:1313/2222/3333\u{7}", "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\",
    "\u{9D}l窓口\u{9C}",
    "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}[24;2R", "\u{1B}[?62;22c",
  ].map { Piece($0, []) }
  static let pastes: [Piece] = ["", "1\r2", "渡邉花子\n葛\u{E0102}城", "~201~[201"].map {
    Piece("\u{1B}[200~\($0)\u{1B}[201~", [.paste($0)])
  }
  /// Each with a letter after it, because what follows could mend it.
  static let broken: [Piece] = [[0xE3, 0x81], [0xFF], [0xF0, 0x9F], [0xC0, 0x80], [0xED, 0xA0, 0x80]].map {
    Piece($0 + [0x62], [.key(.character("b"))])
  }
  static let escape: Piece = {
    var piece = Piece("\u{1B}", [.key(.escape)])
    piece.isFollowedBySilence = true
    return piece
  }()
  static let all = typed + keys + mouse + replies + pastes + broken + [escape]
}

/// Decodes pieces cut where `cuts` says: the length of the next chunk.
private func decoded(_ pieces: [Piece], cuts: (Int) -> Int) -> [Input] {
  var decoder = InputDecoder()
  var inputs: [Input] = []
  var waiting: [UInt8] = []
  func send() -> [Input] {
    var rest = waiting[...]
    var got: [Input] = []
    while !rest.isEmpty {
      let count = min(rest.count, max(1, cuts(rest.count)))
      got += decoder.decode(rest.prefix(count))
      rest = rest.dropFirst(count)
    }
    waiting = []
    return got
  }
  for piece in pieces {
    waiting += piece.bytes
    if piece.isFollowedBySilence { inputs += send() + decoder.settle() }
  }
  return inputs + send() + decoder.settle()
}

/// The fewest pieces that still fail.
private func shrunk(_ pieces: [Piece], fails: ([Piece]) -> Bool) -> [Piece] {
  for index in pieces.indices {
    var fewer = pieces
    fewer.remove(at: index)
    if fails(fewer) { return shrunk(fewer, fails: fails) }
  }
  return pieces
}

private func hex(_ pieces: [Piece]) -> String {
  pieces.map { $0.bytes.map { String($0, radix: 16) }.joined(separator: " ") }.joined(separator: " | ")
}

@Suite struct InputCutTests {
  /// Pauses shorter than the escape delay are what the decoder does not see at all.
  @Test func `two pieces cut at every offset are the same inputs`() {
    for first in Piece.all {
      for second in Piece.all {
        let count = first.bytes.count + second.bytes.count
        for offset in 1..<count {
          var cut: Int? = offset
          let inputs = decoded([first, second]) { rest in
            defer { cut = nil }
            return cut ?? rest
          }
          #expect(inputs == first.inputs + second.inputs, "cut at \(offset): \(hex([first, second]))")
        }
      }
    }
  }

  @Test(arguments: 1...8)
  func `a stream cut anywhere is the same inputs`(seed: UInt64) {
    var dice = SplitMix(seed: seed)
    for _ in 0..<300 {
      let pieces = (0..<Int.random(in: 1...20, using: &dice)).map { _ in
        Piece.all.randomElement(using: &dice) ?? .escape
      }
      let longest = [1, 2, 5, 25, 1448].randomElement(using: &dice) ?? 1
      let start = dice.next()
      let fails = { (pieces: [Piece]) in
        var cuts = SplitMix(seed: start)
        return decoded(pieces) { _ in Int.random(in: 1...longest, using: &cuts) } != pieces.flatMap(\.inputs)
      }
      if fails(pieces) {
        Issue.record("seed \(seed), pieces up to \(longest): \(hex(shrunk(pieces, fails: fails)))")
      }
    }
  }

  /// Over a slow line the rest of a key or reply comes after the escape delay: then it may be lost, and Esc may be seen.
  @Test func `pauses inside a sequence never make text or a choice of it`() {
    // The number pad's «Os» is what somebody might type.
    for piece in Piece.replies + Piece.keys + Piece.mouse
    where piece.bytes.last != 0x73 && piece.bytes[0] == 0x1B && piece.bytes.count > 2 && piece.bytes[1] < 0x80
    {
      for (first, second) in offsets(in: piece) {
        var decoder = InputDecoder()
        var inputs: [Input] = []
        for part in [piece.bytes[..<first], piece.bytes[first..<second], piece.bytes[second...]] {
          inputs += decoder.decode(part)
          if decoder.patience == .escape, !part.isEmpty { inputs += decoder.expire() }
        }
        inputs += decoder.settle()
        let surprise = inputs.filter { $0 != .key(.escape) && !piece.inputs.contains($0) }
        #expect(surprise == [], "pauses at \(first) and \(second): \(hex([piece]))")
      }
    }
  }

  /// Two places in a piece, but those that leave a letter alone between two pauses: that is as somebody types.
  private func offsets(in piece: Piece) -> [(Int, Int)] {
    let count = piece.bytes.count
    return (1..<count).flatMap { first in (first...count).map { (first, $0) } }
      .filter { first, second in first > 1 || second != 2 }
  }

  @Test(arguments: 1...4)
  func `any bytes leave a decoder that works, and no control is ever a character`(seed: UInt64) {
    var dice = SplitMix(seed: seed)
    for _ in 0..<500 {
      var decoder = InputDecoder()
      let likely: [UInt8] = [
        0x1B, 0x5B, 0x4F, 0x5D, 0x50, 0x9B, 0x07, 0x5C, 0x7E, 0x30, 0x32, 0x3B, 0x4D, 0xE3, 0x81,
      ]
      let bytes = (0..<Int.random(in: 0...60, using: &dice)).map { _ in
        Bool.random(using: &dice)
          ? likely.randomElement(using: &dice) ?? 0 : UInt8.random(in: 0...255, using: &dice)
      }
      let inputs = decoder.decode(bytes) + decoder.settle()
      for case .key(.character(let scalar)) in inputs { #expect(!scalar.isControl, "\(bytes)") }
      #expect(decoder.decode("x".utf8) == [.key(.character("x"))], "\(bytes)")
    }
  }
}
