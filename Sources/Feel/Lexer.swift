/// Cuts an expression into tokens (DMN 10.3.1.2, rules 27–40).
struct Lexer {
  private let scalars: [Unicode.Scalar]
  private let spacedNames: [[Unicode.Scalar]]
  private var position = 0

  /// Names with spaces that belong together, such as `string length`; the longest wins.
  init(_ text: String) {
    scalars = [Unicode.Scalar](text.unicodeScalars)
    spacedNames = Lexer.standardNames
  }

  /// Symbols with their scalars, the longer ones first.
  private static let symbols = Token.Symbol.allCases.map {
    ($0, [Unicode.Scalar]($0.rawValue.unicodeScalars))
  }

  private static let standardNames = sorted(StandardFunctions.spacedNames)

  private static func sorted(_ names: [String]) -> [[Unicode.Scalar]] {
    names.map { [Unicode.Scalar]($0.unicodeScalars) }.sorted { $0.count > $1.count }
  }

  static func tokens(of text: String) throws(Diagnostic) -> [Token] {
    var lexer = Lexer(text)
    var tokens: [Token] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private mutating func next() throws(Diagnostic) -> Token {
    try skipBlanksAndComments()
    let start = position
    guard position < scalars.count else { return Token(kind: .end, place: start..<start) }
    let scalar = scalars[position]
    if scalar == "\"" { return Token(kind: .string(try string()), place: start..<position) }
    if scalar == "@", peek(1) == "\"" {
      position += 1
      return Token(kind: .atLiteral(try string()), place: start..<position)
    }
    if scalar.isDigit || scalar == "." && (peek(1)?.isDigit ?? false) { return try number() }
    if scalar.beginsName { return name() }
    for (symbol, spelling) in Lexer.symbols
    where spelling[0] == scalar && scalars[position...].starts(with: spelling) {
      position += spelling.count
      return Token(kind: .symbol(symbol), place: start..<position)
    }
    if let instead = ForeignSigns.correction(of: scalar) {
      throw Diagnostic(.foreignSign(String(scalar), instead: instead), at: start..<start + 1)
    }
    throw Diagnostic(.unexpectedSign(String(scalar)), at: start..<start + 1)
  }

  private func peek(_ distance: Int) -> Unicode.Scalar? {
    position + distance < scalars.count ? scalars[position + distance] : nil
  }

  private func matches(_ text: String) -> Bool {
    scalars[position...].starts(with: text.unicodeScalars)
  }

  private mutating func skipBlanksAndComments() throws(Diagnostic) {
    while position < scalars.count {
      if scalars[position].isBlank {
        position += 1
      } else if matches("//") {
        while position < scalars.count, scalars[position] != "\n" { position += 1 }
      } else if matches("/*") {
        let start = position
        while position < scalars.count, !matches("*/") { position += 1 }
        guard position < scalars.count else {
          throw Diagnostic(.unexpected(found: "/*", wanted: "*/"), at: start..<start + 2)
        }
        position += 2
      } else {
        return
      }
    }
  }

  private mutating func string() throws(Diagnostic) -> String {
    let start = position
    var text = String.UnicodeScalarView()
    position += 1
    while position < scalars.count, scalars[position] != "\"" {
      if scalars[position] == "\\" {
        text.append(contentsOf: escaped())
      } else {
        text.append(scalars[position])
        position += 1
      }
    }
    guard position < scalars.count else { throw Diagnostic(.unfinishedString, at: start..<scalars.count) }
    position += 1
    return String(text)
  }

  private mutating func escaped() -> [Unicode.Scalar] {
    let simple: [Unicode.Scalar: Unicode.Scalar] = [
      "n": "\n", "r": "\r", "t": "\t", "\"": "\"", "'": "'", "\\": "\\",
    ]
    guard let letter = peek(1) else {
      position += 1
      return ["\\"]
    }
    if let plain = simple[letter] {
      position += 2
      return [plain]
    }
    let length = letter == "u" ? 4 : letter == "U" ? 6 : 0
    if length > 0, position + 2 + length <= scalars.count {
      let digits = String(String.UnicodeScalarView(scalars[(position + 2)..<(position + 2 + length)]))
      if let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) {
        position += 2 + length
        return [scalar]
      }
    }
    position += 2
    return ["\\", letter]
  }

  private mutating func number() throws(Diagnostic) -> Token {
    let start = position
    while let digit = peek(0), digit.isDigit { position += 1 }
    if peek(0) == ".", peek(1)?.isDigit ?? false {
      position += 1
      while let digit = peek(0), digit.isDigit { position += 1 }
    }
    if peek(0) == "e" || peek(0) == "E" {
      let sign = peek(1) == "-" || peek(1) == "+" ? 2 : 1
      if peek(sign)?.isDigit ?? false {
        position += sign
        while let digit = peek(0), digit.isDigit { position += 1 }
      }
    }
    let literal = String(String.UnicodeScalarView(scalars[start..<position]))
    guard let value = Decimal(literal: literal) else {
      throw Diagnostic(.unexpectedSign(literal), at: start..<position)
    }
    return Token(kind: .number(value), place: start..<position)
  }

  private mutating func name() -> Token {
    let start = position
    for spaced in spacedNames
    where spaced[0] == scalars[position] && scalars[position...].starts(with: spaced) {
      let end = position + spaced.count
      if end == scalars.count || !scalars[end].continuesName {
        position = end
        return Token(kind: .name(String(String.UnicodeScalarView(spaced))), place: start..<end)
      }
    }
    while position < scalars.count, scalars[position].continuesName { position += 1 }
    let text = String(String.UnicodeScalarView(scalars[start..<position]))
    if let keyword = Token.Keyword(rawValue: text) {
      return Token(kind: .keyword(keyword), place: start..<position)
    }
    return Token(kind: .name(text), place: start..<position)
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { ("0"..."9").contains(self) }

  var isBlank: Bool {
    self == " " || self == "\n" || self == "\t" || self == "\r" || value == 0x85 || value == 0xA0
      || value == 0x3000 || (0x2000...0x200B).contains(value) || value == 0xFEFF
  }

  /// Rule 28. Full-width operators and digits are names by the standard's grammar; they are refused here,
  /// since a name such as 年齢＞＝６５ is always a mistake.
  var beginsName: Bool {
    // Kana and the common kanji make up nearly every name.
    if (0x3041...0x3096).contains(value) || (0x30A1...0x30FC).contains(value)
      || (0x4E00...0x9FFF).contains(value)
    {
      return true
    }
    if value < 0x80 { return self == "_" || self == "?" || self == "'" || properties.isAlphabetic }
    if ForeignSigns.correction(of: self) != nil { return false }
    return self == "_" || self == "?" || self == "'" || properties.isAlphabetic || value >= 0x3005 && !isBlank
  }

  var continuesName: Bool {
    beginsName || isDigit || value == 0xB7 || properties.isVariationSelector
      || (0x300...0x36F).contains(value)
  }
}
