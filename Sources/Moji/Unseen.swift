/// The one rule for signs that show nothing: controls, directions of writing, marks of no width, tags, fillers. They could
/// steer a terminal, turn a row around, or make two names that look alike; wherever people read, «〓» stands for each.
extension Unicode.Scalar {
  /// The mark for what cannot be shown (げた記号): in every Japanese font, and two columns wide on every terminal.
  static let geta: Unicode.Scalar = "〓"

  /// C0, C1 and DEL: never drawn.
  package var isControl: Bool { value < 0x20 || (0x7F..<0xA0).contains(value) }

  /// Ends of lines and paragraphs, and tabs: seen as a blank.
  var isLineSpace: Bool { (0x09...0x0D).contains(value) || [0x85, 0x2028, 0x2029].contains(value) }

  /// Shows nothing by itself and is no blank: controls, format characters (joiners, bidi, tags, soft hyphen), fillers of
  /// Hangul. Selectors are none: they belong to the sign before them.
  var isUnseen: Bool {
    switch value {
    case 0x20..<0x7F, 0xA0..<0xAD: false
    case ..<0xA0: !isLineSpace
    case 0xAD, 0x34F, 0x600...0x605, 0x61C, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x115F...0x1160: true
    case 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0x3164: true
    case 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB, 0x110BD, 0x110CD, 0x13430...0x13438, 0x1BCA0...0x1BCA3: true
    case 0x1D173...0x1D17A: true
    case 0xE0000...0xE0FFF: !isKanjiSelector
    default: false
    }
  }

  /// An ideographic variation selector (VS17 to VS256).
  var isKanjiSelector: Bool { (0xE0100...0xE01EF).contains(value) }

  /// Chooses how the sign before it is drawn: a selector that is no kanji's (VS1 to VS16), or the enclosing keycap, which
  /// makes an emoji of a digit.
  var isOtherSelector: Bool { (0xFE00...0xFE0F).contains(value) || value == 0x20E3 }
}

extension String {
  /// The text with «〓» for each unseen sign; line ends stay, tabs and other ends of lines become blanks. Selectors of
  /// 異体字 stay: they are part of names.
  package var withUnseenMarked: String {
    guard unicodeScalars.contains(where: { $0.isUnseen || $0.isLineSpace && $0 != "\n" }) else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar.isUnseen {
        result.append(.geta)
      } else {
        result.append(scalar.isLineSpace && scalar != "\n" ? " " : scalar)
      }
    }
    return String(result)
  }

  /// Text as one line of a terminal or a log may be given it: nothing in it is unseen, and it has no line ends.
  package var harmless: String {
    let marked = withUnseenMarked
    guard marked.unicodeScalars.contains("\n") else { return marked }
    var result = String.UnicodeScalarView()
    for scalar in marked.unicodeScalars { result.append(scalar == "\n" ? " " : scalar) }
    return String(result)
  }

  /// JSON whose texts have such signs as `\u` escapes, so that it reads as before and shows nothing.
  package var harmlessJSON: String {
    func isPlain(_ scalar: Unicode.Scalar) -> Bool {
      // Line ends outside the texts lay the JSON out; within them JSON has none.
      scalar == "\n" || !(scalar.isUnseen || scalar.isLineSpace)
    }
    guard !unicodeScalars.allSatisfy(isPlain) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      if isPlain(scalar) {
        result.unicodeScalars.append(scalar)
        continue
      }
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
        let digits = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return result
  }
}
