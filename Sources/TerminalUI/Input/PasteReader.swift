import Moji

/// What is pasted between CSI 200 ~ and CSI 201 ~, byte by byte.
struct PasteReader {
  /// Bytes that are kept; the rest is read and dropped.
  static let limit = 4 << 20
  /// The end without its last byte, in both forms of CSI.
  private static let ends = ["\u{1B}[201", "\u{9B}201"].map { Array($0.utf8) }

  private var bytes: [UInt8] = []

  /// Takes a byte; answers the whole text when it was the last one.
  mutating func add(_ byte: UInt8) -> String? {
    if byte == 0x7E, let end = Self.ends.first(where: { bytes.suffix($0.count).elementsEqual($0) }) {
      bytes.removeLast(end.count)
      return text
    }
    // The last bytes are kept whatever they are: the end may be among them.
    if bytes.count >= Self.limit { bytes.remove(at: bytes.count - 6) }
    bytes.append(byte)
    return nil
  }

  /// The text so far: line breaks and tabs stay, other controls and broken UTF-8 do not.
  var text: String {
    var text = String.UnicodeScalarView()
    var partial = PartialScalar()
    for byte in bytes {
      guard let scalar = partial.scalar(after: byte) else { continue }
      if !scalar.isControl || scalar == "\n" || scalar == "\r" || scalar == "\t" { text.append(scalar) }
    }
    return String(text)
  }
}
