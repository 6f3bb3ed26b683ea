import Foundation
import TerminalUI

/// A visit (受付) as a clerk types it: keys by name, in double quotes what has to be typed whatever the program (names, days,
/// addresses, search words), in brackets what the screen must say before the next key.
///
/// `== NAME` begins a visit; `#` begins a remark that fills its line.
struct VisitScript: Sendable {
  enum Step: Hashable, Sendable {
    case key(Key)
    /// A character of data.
    case data(Unicode.Scalar)
    case expect(String)
  }

  /// Why a file of visits cannot be read.
  struct Malformed: Error, CustomStringConvertible {
    let line: Int
    let sentence: String
    var description: String { "\(line)行目：\(sentence)" }
  }

  let name: String
  private(set) var steps: [Step] = []

  /// Characters that the clerk has to type anyway.
  var dataCount: Int { steps.count { if case .data = $0 { true } else { false } } }
  /// Keys beyond the data.
  var keyCount: Int { steps.count { if case .key = $0 { true } else { false } } }

  /// The visits of a file that is shipped beside the program, in their order.
  static func shipped(_ name: String) throws -> [VisitScript] {
    guard let url = Bundle.module.url(forResource: name, withExtension: "txt", subdirectory: "Visits") else {
      throw CocoaError(.fileNoSuchFile)
    }
    return try reading(String(contentsOf: url, encoding: .utf8))
  }

  /// Reads the visits of a text.
  static func reading(_ text: String) throws(Malformed) -> [VisitScript] {
    var scripts: [VisitScript] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("#") || line.allSatisfy({ $0 == " " }) { continue }
      if line.hasPrefix("== ") {
        scripts.append(VisitScript(name: String(line.dropFirst(3))))
        continue
      }
      guard !scripts.isEmpty else { throw Malformed(line: index + 1, sentence: "先に「== 名前」と書いてください") }
      scripts[scripts.count - 1].steps += try steps(of: line, index + 1)
    }
    return scripts
  }

  private static func steps(of line: Substring, _ number: Int) throws(Malformed) -> [Step] {
    var (steps, rest): ([Step], Substring) = ([], line)
    while let first = rest.first {
      rest.removeFirst()
      switch first {
      case " ": continue
      case "\"", "[":
        guard let end = rest.firstIndex(of: first == "\"" ? "\"" : "]") else {
          throw Malformed(line: number, sentence: "\(first) が閉じていません")
        }
        let text = rest[..<end]
        steps += first == "\"" ? text.unicodeScalars.map { .data($0) } : [.expect(String(text))]
        rest = rest[rest.index(after: end)...]
      default:
        let name = String(first) + rest.prefix { $0 != " " }
        guard let key = Key(named: name) else {
          throw Malformed(line: number, sentence: "「\(name)」というキーはありません")
        }
        steps.append(.key(key))
        rest = rest.dropFirst(name.count - 1)
      }
    }
    return steps
  }
}

extension Key {
  /// What xterm sends for it, in the keypad's application mode.
  var sequence: String {
    switch self {
    case .character(let scalar): String(scalar)
    case .function(let number) where number <= 4: "\u{1B}O" + ["P", "Q", "R", "S"][number - 1]
    case .function(let number):
      "\u{1B}[\([15, 17, 18, 19, 20, 21, 23, 24][min(number, 12) - 5])~"
    case .control(let letter): String(UnicodeScalar((letter.asciiValue ?? 0x60) & 0x1F))
    case .enter: "\r"
    case .tab: "\t"
    case .backTab: "\u{1B}[Z"
    case .escape: "\u{1B}"
    case .backspace: "\u{7F}"
    case .delete: "\u{1B}[3~"
    case .up: "\u{1B}OA"
    case .down: "\u{1B}OB"
    case .right: "\u{1B}OC"
    case .left: "\u{1B}OD"
    case .home: "\u{1B}OH"
    case .end: "\u{1B}OF"
    case .pageUp: "\u{1B}[5~"
    case .pageDown: "\u{1B}[6~"
    }
  }
}
