import CNcursesw

/// Turns what curses reads into inputs: joins pasted text, swallows unfinished or unknown sequences, keeps
/// position reports apart.
struct InputDecoder {
  private var paste: String.UnicodeScalarView?
  /// Column of the last position report (CSI row;column R), from 1.
  private(set) var reportedColumn: Int?

  /// Everything that has arrived, in order.
  mutating func drain() -> [Input] {
    var inputs: [Input] = []
    var raw = nc_input()
    while true {
      nc_read(&raw)
      switch Int(raw.kind) {
      case NC_CHARACTER:
        guard let scalar = Unicode.Scalar(UInt32(bitPattern: raw.code)) else { continue }
        if paste != nil {
          paste?.append(scalar)
        } else if let key = key(scalar) {
          inputs.append(.key(key))
        }
      case NC_KEY:
        switch Int(raw.code) {
        case NC_KEY_PASTE_BEGIN: paste = String.UnicodeScalarView()
        case NC_KEY_PASTE_END:
          if let text = paste { inputs.append(.paste(String(text))) }
          paste = nil
        default: if paste == nil, let key = InputDecoder.key(code: Int(raw.code)) { inputs.append(.key(key)) }
        }
      case NC_RESIZE:
        var (rows, columns): (Int32, Int32) = (0, 0)
        nc_size(&rows, &columns)
        inputs.append(.resize(rows: Int(rows), columns: Int(columns)))
      case NC_MOUSE: inputs.append(.press(row: Int(raw.row), column: Int(raw.column)))
      default: return inputs
      }
    }
  }

  private mutating func key(_ scalar: Unicode.Scalar) -> Key? {
    switch scalar.value {
    case 0x0D, 0x0A: return .enter
    case 0x09: return .tab
    case 0x08, 0x7F: return .backspace
    case 0x1B: return escapeOrSequence()
    case 0x01...0x1A: return .control(Character(Unicode.Scalar(UInt8(scalar.value + 0x60))))
    case 0x80..<0xA0, 0x00..<0x20: return nil
    default: return .character(scalar)
    }
  }

  /// A lone Esc, or a sequence the terminal description does not know, which is swallowed to its last byte.
  private mutating func escapeOrSequence() -> Key? {
    var raw = nc_input()
    nc_read(&raw)
    guard Int(raw.kind) == NC_CHARACTER else { return .escape }
    guard raw.code == 0x5B || raw.code == 0x4F else { return nil }
    var parameters = ""
    for _ in 0..<32 {
      nc_read(&raw)
      guard Int(raw.kind) == NC_CHARACTER, let scalar = Unicode.Scalar(UInt32(bitPattern: raw.code)) else {
        return nil
      }
      if (0x40...0x7E).contains(scalar.value) {
        if scalar == "R" { reportedColumn = parameters.split(separator: ";").last.flatMap { Int($0) } }
        return nil
      }
      parameters.unicodeScalars.append(scalar)
    }
    return nil
  }

  private static func key(code: Int) -> Key? {
    if code > NC_KEY_F0 { return .function(code - NC_KEY_F0) }
    let table: [Int: Key] = [
      NC_KEY_UP: .up, NC_KEY_DOWN: .down, NC_KEY_LEFT: .left, NC_KEY_RIGHT: .right,
      NC_KEY_HOME: .home, NC_KEY_END: .end, NC_KEY_PAGE_UP: .pageUp,
      NC_KEY_PAGE_DOWN: .pageDown, NC_KEY_BACKSPACE: .backspace, NC_KEY_DELETE: .delete,
      NC_KEY_BACK_TAB: .backTab, NC_KEY_ENTER: .enter,
    ]
    return table[code]
  }
}
