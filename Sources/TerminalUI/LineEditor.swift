import Moji

/// One line of text with a caret; the text is kept by glyph, so that no mark is parted from its base.
public struct LineEditor: Hashable, Sendable {
  /// More than this is never taken, however much is pasted.
  public static let limit = 500

  private var glyphs: [Glyph]
  /// 0 ... count of glyphs.
  public private(set) var caret: Int

  public init(_ text: String = "") {
    glyphs = text.glyphs
    caret = glyphs.count
  }

  public var text: String { glyphs.text }
  public var isEmpty: Bool { glyphs.isEmpty }

  /// Inserts typed or pasted text; line breaks become blanks, controls vanish.
  public mutating func insert(_ text: String) {
    let oneLine = String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" || $0 == "\r" || $0 == "\t" ? " " : $0 }))
    let before = glyphs[..<caret].reduce(into: "") { $0 += $1.text }
    // A mark typed after its base joins it (葛 then U+E0102).
    let head = (before + oneLine).glyphs.prefix(LineEditor.limit)
    let tail = glyphs[caret...].prefix(LineEditor.limit - head.count)
    glyphs = Array(head) + tail
    caret = head.count
  }

  /// Applies an editing key; false when it is none of them.
  public mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let scalar): insert(String(scalar))
    case .backspace:
      guard caret > 0 else { return true }
      caret -= 1
      glyphs.remove(at: caret)
    case .delete: if caret < glyphs.count { glyphs.remove(at: caret) }
    case .left: caret = max(0, caret - 1)
    case .right: caret = min(glyphs.count, caret + 1)
    case .home, .control("a"): caret = 0
    case .end, .control("e"): caret = glyphs.count
    case .control("u"):
      glyphs = []
      caret = 0
    default: return false
    }
    return true
  }

  /// Draws the line in a field of a width and puts the cursor at the caret.
  public func draw(into frame: inout Frame, row: Int, column: Int, width: Int, isFocused: Bool) {
    frame.fill(row: row, columns: column..<min(frame.columns, column + width), role: .field)
    var start = 0
    while Array(glyphs[start..<caret]).columns >= width { start += 1 }
    frame.put(Array(glyphs[start...]).text, row: row, column: column, role: .field, width: width)
    if isFocused {
      frame.cursor = (row, min(frame.columns - 1, column + Array(glyphs[start..<caret]).columns))
      frame.focus = (row, column..<column + width)
    }
  }
}
