/// A key as the terminal sent it.
package enum Key: Hashable, Sendable {
  case character(Unicode.Scalar)
  case function(Int)
  case control(Character)
  case enter, tab, backTab, escape, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown

  /// The name in scripts: `F5`, `Enter`, `Ctrl-Z`, `Shift-Tab`; characters stand for themselves.
  package var name: String {
    switch self {
    case .character(let scalar): String(scalar)
    case .function(let number): "F\(number)"
    case .control(let letter): "Ctrl-\(letter.uppercased())"
    case .enter: "Enter"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    }
  }

  /// The key of a byte below 0x80, nil for a control that is no key.
  init?(ascii byte: UInt8) {
    switch byte {
    case 0x0D, 0x0A: self = .enter
    case 0x09: self = .tab
    case 0x08, 0x7F: self = .backspace
    case 0x1B: self = .escape
    case 0x01...0x1A: self = .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x20..<0x7F: self = .character(Unicode.Scalar(byte))
    default: return nil
    }
  }

  /// The key of a name, nil for an unknown one.
  package init?(named name: String) {
    let plain: [Key] = [
      .enter, .tab, .backTab, .escape, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp,
      .pageDown,
    ]
    if let key = plain.first(where: { $0.name == name }) {
      self = key
    } else if name.hasPrefix("F"), let number = Int(name.dropFirst()), (1...24).contains(number) {
      self = .function(number)
    } else if name.hasPrefix("Ctrl-"), name.count == 6, let letter = name.last {
      self = .control(Character(letter.lowercased()))
    } else if name.unicodeScalars.count == 1, let scalar = name.unicodeScalars.first {
      self = .character(scalar)
    } else {
      return nil
    }
  }
}

/// Something that happened to the program.
package enum Input: Hashable, Sendable {
  case key(Key)
  /// Text pasted in one piece (bracketed paste).
  case paste(String)
  case resize(rows: Int, columns: Int)
  case press(row: Int, column: Int)
  /// The next due instant came, or a job ended.
  case wake
}
