import Moji
import Testing

@testable import TerminalUI

extension Frame {
  /// Cursor on the screen and in the focus, whole wide characters, nothing past the last column.
  func expectWhole(_ sourceLocation: SourceLocation) {
    #expect(
      (0..<rows).contains(cursor.row) && (0..<columns).contains(cursor.column), sourceLocation: sourceLocation
    )
    if let focus {
      #expect(
        focus.row == cursor.row && focus.columns.contains(cursor.column), "\(text)",
        sourceLocation: sourceLocation)
    }
    #expect(orphanedHalves == [], sourceLocation: sourceLocation)
    #expect(lines.allSatisfy { $0.columns <= columns }, sourceLocation: sourceLocation)
  }
}

extension Key {
  /// Keys by name, texts in double quotes.
  static func inScript(_ script: String) -> [Key] {
    var keys: [Key] = []
    for (index, part) in script.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      if index % 2 == 1 {
        keys += part.unicodeScalars.map { .character($0) }
      } else {
        for name in part.split(separator: " ") {
          if let key = Key(named: String(name)) {
            keys.append(key)
          } else {
            Issue.record("\(name) is no key")
          }
        }
      }
    }
    return keys
  }
}
