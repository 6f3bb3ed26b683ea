import Feel

/// What a spreadsheet made of a value when the file was opened in one and saved, and other values that cannot be.
enum SpreadsheetDamage {
  private static let again = "表計算ソフトを通さずに書き出し直してください"

  /// Why a field is not a number of up to 15 digits; nil when it is.
  static func problem(ofNumber bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if (1...15).contains(bytes.count), bytes.allSatisfy(isDigit) { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    if isExponent(text) { return "が指数（1.23E+11 の形）になっています。\(again)" }
    if text.hasPrefix("=") { return "が表計算の式（=\"…\" の形）になっています。\(again)" }
    if text.hasPrefix("#") { return "が表計算の誤り（#N/A など）になっています。\(again)" }
    if bytes.allSatisfy(isDigit) { return "が16桁以上です。15桁までの半角数字です" }
    return "は15桁までの半角数字です"
  }

  /// Why a field is no day; nil when it is.
  static func problem(ofDay bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if day(bytes) != nil { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    if isISO(bytes) { return "が実在しない日付です" }
    if (4...5).contains(bytes.count), bytes.allSatisfy(isDigit) {
      return "が表計算の通し番号になっています。2026-11-20 の形の日付で書き出し直してください"
    }
    if isExponent(text) { return "が指数（1.23E+11 の形）になっています。\(again)" }
    if text.contains("/") { return "が 2026/1/2 の形になっています。2026-01-02 の形の日付で書き出し直してください" }
    return "が 2026-11-20 の形の日付ではありません"
  }

  /// The day of «2026-11-20», nil for anything else.
  static func day(_ bytes: UnsafeBufferPointer<UInt8>) -> Day? {
    guard isISO(bytes) else { return nil }
    func number(_ range: Range<Int>) -> Int { range.reduce(0) { $0 * 10 + Int(bytes[$1]) - 0x30 } }
    return Day(year: number(0..<4), month: number(5..<7), day: number(8..<10))
  }

  /// Whether a day of a column that is only shown was rewritten: a number of days, or with slashes.
  static func isRewrittenDay(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count == 5 && bytes.allSatisfy(isDigit) || bytes.contains(UInt8(ascii: "/"))
  }

  /// Whether 番地号 was taken for a day: «2月3日», «3-Feb».
  static func isBlockRewritten(_ text: String) -> Bool {
    if text.hasSuffix("日"), text.contains("月") { return true }
    let words = text.split(separator: "-")
    return words.count == 2
      && words.contains { word in
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].contains(
          word.lowercased())
      }
  }

  /// «#N/A», «#REF!», «####»: what a spreadsheet shows in place of a value.
  static func isFailedCell(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.first == UInt8(ascii: "#") else { return false }
    let text = String(decoding: bytes, as: UTF8.self)
    return ["#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"].contains(text)
      || text.hasPrefix("###")
  }

  /// Lengths at which programs cut a text: a cell of old formats, a column of a database.
  static func isCutLength(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= 255 else { return false }
    return bytes.count == 255 || String(decoding: bytes, as: UTF8.self).utf16.count == 255
  }

  private static func isExponent(_ text: String) -> Bool {
    let parts = text.uppercased().split(separator: "E", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return false }
    return parts[0].allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
      && parts[1].allSatisfy { $0.isASCII && ($0.isNumber || $0 == "+" || $0 == "-") }
  }

  private static func isISO(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count == 10 else { return false }
    for index in 0..<10 {
      let isLine = index == 4 || index == 7
      guard isLine ? bytes[index] == UInt8(ascii: "-") : isDigit(bytes[index]) else { return false }
    }
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
