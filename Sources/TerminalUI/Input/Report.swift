/// What a terminal tells of itself when asked.
enum Report: Hashable {
  /// Where the cursor stands, from 1.
  case cursor(row: Int, column: Int)
  /// The colour of its ground.
  case ground(Colour)

  /// The ground from an answer to OSC 11; nil for any other command. `11;rgb:1313/2222/3333`, one to four digits a part.
  init?(command: [UInt8]) {
    let parts = String(decoding: command, as: UTF8.self).split(separator: ";", maxSplits: 1)
    guard parts.count == 2, parts[0] == "11" else { return nil }
    let value = parts[1]
    let fields: [Substring]
    if value.hasPrefix("#"), value.utf8.count == 7 {
      let digits = value.dropFirst()
      fields = [digits.prefix(2), digits.dropFirst(2).prefix(2), digits.suffix(2)]
    } else if let colon = value.firstIndex(of: ":"), ["rgb", "rgba"].contains(value[..<colon]) {
      fields = value[value.index(after: colon)...].split(separator: "/")
    } else {
      return nil
    }
    let shares = fields.compactMap { field -> Double? in
      guard (1...4).contains(field.utf8.count), let number = Int(field, radix: 16), number >= 0 else {
        return nil
      }
      return Double(number) / Double(1 << (4 * field.utf8.count) - 1)
    }
    guard shares.count == fields.count, shares.count >= 3 else { return nil }
    self = .ground(Colour(red: shares[0], green: shares[1], blue: shares[2]))
  }
}
