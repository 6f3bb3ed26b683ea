/// A set of code points as a pattern writes it: `[a-z-[aeiou]]`, `\d`, `\p{Lu}`, `.`.
indirect enum ScalarSet {
  case range(Unicode.Scalar, Unicode.Scalar)
  case category(String)
  case block(ClosedRange<UInt32>)
  case digit, word, blank, nameStart, nameCharacter
  case any
  case anyButLineEnds
  case not(ScalarSet)
  case union([ScalarSet])
  case difference(ScalarSet, ScalarSet)
  /// Without regard to case: the scalar in any of its cases is in the set.
  case folded(ScalarSet)

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .range(let first, let last): return first <= scalar && scalar <= last
    case .category(let name): return scalar.categoryName.hasPrefix(name)
    case .block(let range): return range.contains(scalar.value)
    case .digit: return scalar.properties.generalCategory == .decimalNumber
    case .word:
      let name = scalar.categoryName
      return !(name.hasPrefix("P") || name.hasPrefix("Z") || name.hasPrefix("C"))
    case .blank: return scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    case .nameStart: return scalar == "_" || scalar == ":" || scalar.properties.isAlphabetic
    case .nameCharacter:
      return scalar == "_" || scalar == ":" || scalar == "-" || scalar == "." || scalar.value == 0xB7
        || scalar.properties.isAlphabetic || scalar.properties.generalCategory == .decimalNumber
    case .any: return true
    case .anyButLineEnds: return scalar != "\n" && scalar != "\r"
    case .not(let set): return !set.contains(scalar)
    case .union(let sets): return sets.contains { $0.contains(scalar) }
    case .difference(let set, let without): return set.contains(scalar) && !without.contains(scalar)
    case .folded(let set): return set.contains(scalar) || scalar.cases.contains { set.contains($0) }
    }
  }

  /// How many sets `contains` may have to look at.
  var breadth: Int {
    switch self {
    case .range, .category, .block, .digit, .word, .blank, .nameStart, .nameCharacter, .any, .anyButLineEnds:
      1
    case .not(let set), .folded(let set): set.breadth
    case .union(let sets): sets.count
    case .difference(let set, let without): set.breadth + without.breadth
    }
  }

  /// The set as it is meant without regard to case. Negation is applied last: `[^Q]` takes neither Q nor q.
  var ignoringCase: ScalarSet {
    switch self {
    case .not(let set): .not(set.ignoringCase)
    case .difference(let set, let without): .difference(set.ignoringCase, without.ignoringCase)
    case .union(let sets): .union(sets.map(\.ignoringCase))
    case .range: .folded(self)
    default: self
    }
  }

  /// Blocks of Unicode that patterns name; spaces are left out of the names.
  static let blocks: [String: ClosedRange<UInt32>] = [
    "BasicLatin": 0x0...0x7F, "Latin-1Supplement": 0x80...0xFF, "LatinExtended-A": 0x100...0x17F,
    "LatinExtended-B": 0x180...0x24F, "IPAExtensions": 0x250...0x2AF, "SpacingModifierLetters": 0x2B0...0x2FF,
    "CombiningDiacriticalMarks": 0x300...0x36F, "Greek": 0x370...0x3FF, "GreekandCoptic": 0x370...0x3FF,
    "Cyrillic": 0x400...0x4FF, "Armenian": 0x530...0x58F, "Hebrew": 0x590...0x5FF, "Arabic": 0x600...0x6FF,
    "Thai": 0xE00...0xE7F, "HangulJamo": 0x1100...0x11FF, "GeneralPunctuation": 0x2000...0x206F,
    "SuperscriptsandSubscripts": 0x2070...0x209F, "CurrencySymbols": 0x20A0...0x20CF,
    "LetterlikeSymbols": 0x2100...0x214F, "NumberForms": 0x2150...0x218F, "Arrows": 0x2190...0x21FF,
    "MathematicalOperators": 0x2200...0x22FF, "BoxDrawing": 0x2500...0x257F,
    "CJKRadicalsSupplement": 0x2E80...0x2EFF, "CJKSymbolsandPunctuation": 0x3000...0x303F,
    "Hiragana": 0x3040...0x309F, "Katakana": 0x30A0...0x30FF, "Bopomofo": 0x3100...0x312F,
    "CJKUnifiedIdeographsExtensionA": 0x3400...0x4DBF, "CJKUnifiedIdeographs": 0x4E00...0x9FFF,
    "HangulSyllables": 0xAC00...0xD7A3, "PrivateUse": 0xE000...0xF8FF,
    "CJKCompatibilityIdeographs": 0xF900...0xFAFF, "HalfwidthandFullwidthForms": 0xFF00...0xFFEF,
    "Specials": 0xFFF0...0xFFFF,
  ]

  static let categories: Set<String> = [
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps",
    "Pe", "Pi",
    "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn",
  ]
}

extension Unicode.Scalar {
  /// The two letters of the general category.
  var categoryName: String {
    switch properties.generalCategory {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}
