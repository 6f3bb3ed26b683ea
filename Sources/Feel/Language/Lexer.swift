/// Cuts an expression into tokens (DMN 10.3.1.2, rules 27–40).
struct Lexer {
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

  static func tokens(of scalars: [Unicode.Scalar]) throws(Diagnostic) -> [Token] {
    var lexer = Lexer(scalars)
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
    if let symbol = symbol(scalar) { return Token(kind: .symbol(symbol), place: start..<position) }
    if let instead = ForeignSigns.correction(of: scalar) {
      throw Diagnostic(.foreignSign(String(scalar), instead: instead), at: start..<start + 1)
    }
    throw Diagnostic(.unexpectedSign(String(scalar)), at: start..<start + 1)
  }

  /// The symbol that begins with a sign, the longer one first, taken; nil for another sign.
  private mutating func symbol(_ sign: Unicode.Scalar) -> Token.Symbol? {
    func longer(_ next: Unicode.Scalar, _ long: Token.Symbol, _ short: Token.Symbol?) -> Token.Symbol? {
      peek(1) == next ? long : short
    }
    let symbol: Token.Symbol?
    switch sign {
    case "*": symbol = longer("*", .power, .times)
    case "!": symbol = longer("=", .notEqual, nil)
    case "<": symbol = longer("=", .lessOrEqual, .less)
    case ">": symbol = longer("=", .greaterOrEqual, .greater)
    case ".": symbol = longer(".", .ellipsis, .dot)
    case "-": symbol = longer(">", .arrow, .minus)
    default: symbol = sign.value < 0x80 ? Token.Symbol(rawValue: String(sign)) : nil
    }
    if let symbol { position += symbol.rawValue.utf8.count }
    return symbol
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
      let digits = String(scalars[(position + 2)..<(position + 2 + length)])
      if let value = UInt32(digits, radix: 16) {
        if let scalar = Unicode.Scalar(value) {
          position += 2 + length
          return [scalar]
        }
        if let scalar = surrogatePair(high: value) {
          position += 12
          return [scalar]
        }
      }
    }
    position += 2
    return ["\\", letter]
  }

  /// Two escapes of four digits that make one scalar together, as in JSON.
  private func surrogatePair(high: UInt32) -> Unicode.Scalar? {
    guard (0xD800..<0xDC00).contains(high), position + 12 <= scalars.count, peek(6) == "\\", peek(7) == "u"
    else { return nil }
    let digits = String(scalars[(position + 8)..<(position + 12)])
    guard let low = UInt32(digits, radix: 16), (0xDC00..<0xE000).contains(low) else { return nil }
    return Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
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
    let literal = String(scalars[start..<position])
    guard let value = Decimal(literal: literal) else {
      throw Diagnostic(.unexpectedSign(literal), at: start..<position)
    }
    return Token(kind: .number(value), place: start..<position)
  }

  private mutating func name() -> Token {
    let start = position
    while position < scalars.count, scalars[position].continuesName { position += 1 }
    let text = String(scalars[start..<position])
    if scalars[start].value < 0x80, position - start <= 9, let keyword = Token.Keyword(rawValue: text) {
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
    if value < 0x80 {
      return ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_" || self == "?"
        || self == "'"
    }
    if ForeignSigns.correction(of: self) != nil { return false }
    return self == "_" || self == "?" || self == "'" || properties.isAlphabetic || value >= 0x3005 && !isBlank
  }

  var continuesName: Bool {
    if value < 0x80 { return beginsName || isDigit }
    return beginsName || value == 0xB7 || properties.isVariationSelector
      || (0x300...0x36F).contains(value)
  }
}
