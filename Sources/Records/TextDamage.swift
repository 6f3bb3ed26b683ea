import Moji

/// What the characters of a field show to be broken, or put there to deceive.
enum TextDamage {
  /// NUL and other controls.
  case control
  /// Marks of no width, of the direction of writing, tags, a BOM.
  case unseen
  /// «\u{FFFD}» of a reader that could not read.
  case replacement
  /// UTF-8 that was read as Shift_JIS («縺薙繧») or as Latin letters («ã‚»).
  case misread
  /// 絵文字
  case pictograph

  var sentence: String {
    switch self {
    case .control: "制御文字（NUL など）が入っています。書き出し直してください"
    case .unseen: "目に見えない文字（幅のない文字、書く向きを変える文字、BOM など）が入っています。消してください"
    case .replacement: "文字化け（\u{FFFD}）があります。元の文字コードを確かめて、書き出し直してください"
    case .misread: "文字化けがあります。UTF-8 で書き出し直してください"
    case .pictograph: "絵文字が入っています。消してください"
    }
  }

  /// Nil for a text in which nothing is broken. Ends of lines and tabs within it are no damage.
  init?(in text: String) {
    var (misread, former): (Int, Unicode.Scalar?) = (0, nil)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: break
      case 0xFFFD: self = .replacement; return
      case 0x1F000...0x1FAFF: self = .pictograph; return
      // The first bytes of kana in UTF-8, read as Shift_JIS: kanji that hardly any name has, never two of them.
      case 0x7E3A, 0x7E67, 0x7E5D: misread += 1
      case 0..<0x20, 0x7F:
        self = .control
        return
      default:
        if former == "ã" || former == "Ã", !scalar.isASCII {
          self = .misread
          return
        }
        if scalar.isHarmful {
          self = (0x80..<0xA0).contains(scalar.value) ? .control : .unseen
          return
        }
      }
      former = scalar
    }
    guard misread < 2 else {
      self = .misread
      return
    }
    return nil
  }

  /// The fields of a record that are damaged; most records are passed after one look at their bytes.
  static func all(in record: CSVRecord) -> [(field: Int, TextDamage)] {
    guard mayHave(record) else { return [] }
    return (0..<record.count).compactMap { index in
      TextDamage(in: record[index]).map { (index, $0) }
    }
  }

  /// Whether bytes are there that only a damaged field has, or hardly any other.
  private static func mayHave(_ record: CSVRecord) -> Bool {
    record.bytes.withUnsafeBufferPointer { bytes in
      var separators = 0
      for index in bytes.indices {
        switch bytes[index] {
        case 0x20..<0x7F, 0xE3...0xE6, 0xE8...0xEE, 0x80..<0xC2: continue
        case CSVRecord.separator: separators += 1
        // A record is whole UTF-8 and ends with a separator, so that the next two bytes are there for any longer sign.
        case let lead:
          let next = index + 1 < bytes.count ? bytes[index + 1] : 0
          let third = index + 2 < bytes.count ? bytes[index + 2] : 0
          if isSuspicious(lead, next, third) { return true }
        }
      }
      return separators != record.count
    }
  }

  private static func isSuspicious(_ lead: UInt8, _ next: UInt8, _ third: UInt8) -> Bool {
    switch lead {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F: true
    case 0xC2: next < 0xA0 || next == 0xAD
    case 0xC3: next == 0x83 || next == 0xA3
    case 0xD8: next == 0x9C
    case 0xE1: next == 0xA0 && third == 0x8E
    case 0xE2:
      next == 0x80 && ((0x8B...0x8F).contains(third) || (0xA8...0xAE).contains(third))
        || next == 0x81 && third >= 0xA0
    case 0xE7: next == 0xB8 && third == 0xBA || next == 0xB9 && (third == 0xA7 || third == 0x9D)
    case 0xEF: next == 0xBB && third == 0xBF || next == 0xBF && third >= 0xB9
    case 0xF0: next == 0x9F
    case 0xF3: next == 0xA0 && (third == 0x80 || third == 0x81)
    default: false
    }
  }
}
