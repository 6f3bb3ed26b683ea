/// ASCII for characters of ambiguous width, where one letter or sign says enough.
enum StandIn {
  static let table: [Unicode.Scalar: Unicode.Scalar] = {
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (characters, signs) in pairs {
      for (character, sign) in zip(characters.unicodeScalars, signs.unicodeScalars) {
        table[character] = sign
      }
    }
    return table
  }()

  /// The first text in characters, the second in what stands for each.
  static let pairs: [(String, String)] = [
    // A tick box must differ from a ticked one, ◎ from ○ and from △.
    ("■□▣◆◇◈○◎●◯★☆▲△▼▽▶▷◀◁", "X_X*o*o@*O*+A^Vv>><<"),
    ("←↑→↓↔↕↖↗↘↙↸↹⇒⇔⇧", "<^>v=|`/`/<>>=^"),
    ("‐–—―‖‘’“”†‡•․‥…‧‰′″‵※‾", "----|''\"\"++*.~~.%'\"`*-"),
    ("¡¤§¨ª®°±²³´¶·¸¹º¼½¾¿×÷⅓⅔⅛⅜⅝⅞↉", "!$S\"aRo+23'P.,1o///?x////////"),
    ("⁴ⁿ₁₂₃₄€℃℅℉ℓ№℡™\u{2126}\u{212B}", "4n1234ECcFlNTtOA"),
    ("∀∂∃∇∈∋∏∑∕√∝∞∟∠∣∥∧∨∩∪∫∬∮∶∷∼∽≈≌≒≠≡", "AdEVEEPS/V~8LL||^vnuSSS::~~~==!="),
    ("≤≥≦≧≪≫≮≯⊂⊃⊆⊇⊕⊙⊥⊿⌒\u{FFFD}", "<><><>!!<><>+oT>^?"),
    ("ÆÐØÞßàáæèéêìíðòóøùúüþāđēěĦħīıĲĳĸĿŀŁł", "ADOPsaaaeeeiidooouuupadeeHhiiIikLlLl"),
    ("ńňŉŊŋōŒœŦŧūǎǐǒǔǖǘǚǜɑɡˇˉˊˋ˙", "nnnNnoOoTtuaiouuuuuagv-'`."),
    ("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", "ABGDEZHQIKLMNXOPRSTUFCYW"),
    ("αβγδεζηθικλμνξοπρστυφχψω", "abgdezhqiklmnxoprstufcyw"),
    ("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁ", "ABVGDEJZIYKLMNOPRSTUFHCCSS'Y'EUAE"),
    ("абвгдежзийклмнопрстуфхцчшщъыьэюяё", "abvgdejziyklmnoprstufhccss'y'euae"),
  ]

  /// Digits and letters in circles, brackets and Roman numerals; nil where one sign would name another number.
  static func ofNumber(_ value: UInt32) -> Unicode.Scalar? {
    let runs: [(first: UInt32, count: UInt32, sign: UInt32)] = [
      (0x2160, 9, 0x31), (0x2170, 9, 0x31), (0x2460, 9, 0x31), (0x2474, 9, 0x31), (0x2488, 9, 0x31),
      (0x24F5, 9, 0x31), (0x2776, 9, 0x31), (0x249C, 26, 0x61), (0x24B6, 26, 0x41), (0x24D0, 26, 0x61),
    ]
    return runs.first { value >= $0.first && value < $0.first + $0.count }
      .flatMap { Unicode.Scalar($0.sign + value - $0.first) }
  }

  /// Box drawing and blocks.
  static func ofLine(_ value: UInt32) -> Unicode.Scalar? {
    switch value {
    case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x2550: "-"
    case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x2551: "|"
    case 0x2571: "/"
    case 0x2572: "\\"
    case 0x2500...0x2573: "+"
    case 0x2580...0x2595: "#"
    default: nil
    }
  }
}
