import Feel

// Inputs other than expressions: good ones damaged, and pieces put together without sense.
extension FuzzSource {
  private static let signs: [String] = [
    "\0", "\u{1B}", "\u{9B}", "\u{202E}", "\u{200B}", "\u{E0041}", "\u{FEFF}", "\u{3000}", "\t", "\r", "\n",
    "\n\n",
    " ", "  ", ":", ": ", "- ", "#", " #", "'", "\"", "[", "]", "{", "}", ",", "&a ", "*a", "!", "|", ">",
    "?", "%",
    "@", "`", "\\", "/", "=", "<", "：", "、", "１", "葛\u{E0102}", "🐎", "\u{301}", "0", "9", "-1",
    "99999999999999999999",
    "1e999", "2026-02-30", "はい", "いいえ", "わからない", "空", "null", "~", "yes", "人", "届出", "世帯",
  ]

  /// A few lines with a few things changed in them.
  mutating func damaged(_ lines: [Substring]) -> String {
    var lines = lines.map(String.init)
    for _ in 0..<1 + below(4) where !lines.isEmpty {
      let place = below(lines.count)
      switch below(8) {
      case 0: lines.remove(at: place)
      case 1: lines.insert(lines[below(lines.count)], at: place)
      case 2: lines[place] = String(repeating: " ", count: below(9)) + lines[place]
      case 3: lines[place] = String(lines[place].drop { $0 == " " })
      case 4:
        lines[place] = String(repeating: sign(), count: 1 + below(below(20) == 0 ? 2000 : 4)) + lines[place]
      default: lines[place] = changed(lines[place])
      }
    }
    return lines.joined(separator: "\n")
  }

  /// A line with a scalar taken out, replaced or put in.
  private mutating func changed(_ line: String) -> String {
    var scalars = Array(line.unicodeScalars)
    let place = below(scalars.count + 1)
    if below(3) > 0, place < scalars.count { scalars.remove(at: place) }
    if below(3) > 0 { scalars.insert(contentsOf: sign().unicodeScalars, at: min(place, scalars.count)) }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private mutating func sign() -> String { FuzzSource.signs[below(FuzzSource.signs.count)] }

  /// Bytes as a terminal sends them: letters, keys, replies, pastes, and what is none of these.
  mutating func typed() -> [UInt8] {
    let pieces: [String] = [
      "\u{1B}[A", "\u{1B}[1;5C", "\u{1B}OP", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[<0;10;5M", "\u{1B}[M",
      "\u{1B}]11;rgb:",
      "\u{1B}\\", "\u{7}", "\u{1B}P", "\u{1B}[[A", "\u{9B}5~", "\u{1B}", "\r", "\u{7F}", "\u{1}", "\u{15}",
      "葛\u{E0102}",
      "渡邉", "か\u{3099}", "🐎", "a", "1", ";", "~", "\u{1B}[99999999999999999999999999999999;",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<below(30) {
      if below(4) == 0 {
        bytes.append(UInt8(below(256)))
      } else {
        bytes += Array(pieces[below(pieces.count)].utf8)
      }
    }
    return bytes
  }

  /// A table as an export writes it, more or less.
  mutating func table() -> [UInt8] {
    let pieces: [String] = [
      ",", ",", ",", "\r\n", "\n", "\"", "\"\"", "氏名", "宛名番号", "1", "若葉 太郎", "\u{FEFF}", "\0", "\u{202E}",
      " ", "\t", ";",
      "\r",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<below(60) {
      if below(12) == 0 {
        bytes.append(UInt8(below(256)))
      } else {
        bytes += Array(pieces[below(pieces.count)].utf8)
      }
    }
    return bytes
  }
}
