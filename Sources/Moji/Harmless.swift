/// Text as a terminal or a log may be given it: nothing in it steers the terminal, turns the direction of writing, or is
/// there without being seen.
extension String {
  /// Line ends and tabs become blanks, every other such sign «\u{FFFD}». Selectors of 異体字 stay: they are part of names.
  package var harmless: String {
    guard unicodeScalars.contains(where: \.isHarmful) else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let isSpace = (0x09...0x0D).contains(scalar.value) || [0x85, 0x2028, 0x2029].contains(scalar.value)
      result.append(isSpace ? " " : scalar.isHarmful ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }

  /// JSON whose texts have such signs as `\u` escapes, so that it reads as before and shows nothing.
  package var harmlessJSON: String {
    guard unicodeScalars.contains(where: \.isHarmful) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      // Line ends outside the texts lay the JSON out; within them JSON has none.
      if scalar.isHarmful, scalar != "\n" {
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Unicode.Scalar {
  /// Controls (C0, C1), directions of writing, marks of no width, tags, line and paragraph ends.
  package var isHarmful: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }
}
