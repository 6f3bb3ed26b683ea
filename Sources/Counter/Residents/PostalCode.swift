/// 郵便番号, held as its seven digits.
package struct PostalCode: Hashable, Sendable {
  package let digits: String

  /// Reads a code as people write it: `100-0001`, `1000001`, `〒１００－０００１`; nil for anything else.
  package init?(reading text: String) {
    guard let (code, rest) = PostalCode.leading(text), rest.isEmpty else { return nil }
    self = code
  }

  private init(digits: String) { self.digits = digits }

  /// The code that a text begins with, and what follows it without blanks; nil when it begins with none. Figures or
  /// a hyphen right behind it make it something else, such as a telephone number.
  package static func leading(_ text: String) -> (code: PostalCode, rest: String)? {
    var rest = text.trimmingBlanks.unicodeScalars[...]
    if rest.first == "〒" { rest = String(rest.dropFirst()).trimmingBlanks.unicodeScalars[...] }
    let first = rest.prefix { $0.figure != nil }
    rest = rest.dropFirst(first.count)
    var figures = String(first.compactMap(\.figure))
    if figures.count == 3, rest.first?.isHyphen == true {
      let second = rest.dropFirst().prefix { $0.figure != nil }
      rest = rest.dropFirst(1 + second.count)
      figures += String(second.compactMap(\.figure))
    }
    guard figures.count == 7, rest.first?.isHyphen != true else { return nil }
    return (PostalCode(digits: figures), String(rest).trimmingBlanks)
  }
}

extension Town {
  func bears(_ code: PostalCode) -> Bool { PostalCode(reading: postalCode) == code }
}

extension Unicode.Scalar {
  /// The half-width figure of a figure of either width, nil for anything else.
  var figure: Character? {
    switch value {
    case 0x30...0x39: Character(self)
    case 0xFF10...0xFF19: Unicode.Scalar(value - 0xFEE0).map(Character.init)
    default: nil
    }
  }

  /// Whatever an input method makes of the key between two figures: `-`, `－`, `ー`, `−`, dashes.
  var isHyphen: Bool {
    [0x2D, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x30FC, 0xFF0D, 0xFF70].contains(value)
  }
}
