/// 個人番号 and 住民票コード, which are never imported (番号法第20条; 住民基本台帳法第30条の37): known by the names of their
/// columns, and 個人番号 by its check digit wherever it stands.
enum StateNumbers {
  /// As `ColumnName` writes them.
  private static let words = [
    "個人番号", "個番", "マイナンバ", "コジンバンゴ", "MYNUMBER", "MYNO", "MYNUM", "KOJINBANGO", "KOJINNO", "INDIVIDUALNUMBER",
    "PERSONALNUMBER",
    "住民票コード", "住民票CD", "住民票番号", "住民コード", "住民CD", "住基コード", "住基CD", "住票コード", "住票CD", "ジュウミンヒョウコード",
    "JUMINHYOCODE", "JUMINHYOCD", "JUMINHYOUCODE", "JUMINHYOUCD", "JUMINCODE", "JUMINCD", "JUKICODE",
    "JUKICD", "RESIDENTCODE",
  ]

  /// Whether a column is one of these numbers. What it says of the card is another thing than the number.
  static func areNamed(by column: String) -> Bool {
    let name = ColumnName(column)
    return name.has(words) && !name.has(["カード", "CARD"])
  }

  /// Whether a field is a 個人番号: twelve digits, the last of them the check digit of 番号法 総務省令第85号 第5条. Full-width
  /// digits, and blanks or lines between them, count as the digits.
  static func isNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch bytes.count {
    case 12: hasCheckDigit(bytes.lazy.map { Int($0) - 0x30 })
    // Two signs between three groups, or more bytes to a digit.
    case 13...40: hasCheckDigit(digits(String(decoding: bytes, as: UTF8.self)))
    default: false
    }
  }

  private static func digits(_ text: String) -> [Int] {
    var digits: [Int] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39: digits.append(Int(scalar.value) - 0x30)
      case 0xFF10...0xFF19: digits.append(Int(scalar.value) - 0xFF10)
      case 0x20, 0x2D, 0x3000, 0x2010...0x2015, 0x2212, 0xFF0D: continue
      default: return []
      }
    }
    return digits
  }

  private static func hasCheckDigit(_ digits: some Collection<Int>) -> Bool {
    // Zeros fill columns of other numbers.
    guard digits.count == 12, digits.contains(where: { $0 != 0 }) else { return false }
    var (sum, check, weight) = (0, 0, 6)
    for (index, digit) in digits.enumerated() {
      guard (0...9).contains(digit) else { return false }
      if index == 11 {
        check = digit
      } else {
        sum += digit * weight
        weight = weight == 2 ? 7 : weight - 1
      }
    }
    return check == (sum % 11 <= 1 ? 0 : 11 - sum % 11)
  }
}
