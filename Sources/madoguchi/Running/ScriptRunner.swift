import Counter
import Desk
import Foundation
import Moji
import TerminalUI

/// Feeds a desk with keys from a file, without a terminal: for demos, bug reports and tests.
///
/// A line is key names and texts in double quotes, or a command: `:save-screen FILE`, `:save-memory FILE`, `:size 120x40`, `:idle`, `:expect TEXT`.
/// `#` begins a remark.
struct ScriptRunner {
  private var desk: Desk
  private let clock: () -> Instant
  private let awaitWake: () -> Bool
  private var size = (rows: 24, columns: 80)

  /// `awaitWake` waits for a running job; false when none ended in time.
  init(desk: Desk, clock: @escaping () -> Instant, awaitWake: @escaping () -> Bool) {
    self.desk = desk
    self.clock = clock
    self.awaitWake = awaitWake
  }

  mutating func run(_ script: String, name: String) throws {
    for (index, line) in script.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let text = String(line).trimmingBlanks
      if text.isEmpty || text.hasPrefix("#") { continue }
      do {
        if text.hasPrefix(":") { try command(text) } else { try keys(text) }
      } catch let problem as Problem {
        throw Complaint("\(name):\(index + 1): \(problem.sentence)\n\(frame().text)")
      }
    }
  }

  private struct Problem: Error { let sentence: String }

  private func frame() -> Frame {
    var frame = Frame(rows: size.rows, columns: size.columns)
    desk.draw(into: &frame)
    return frame
  }

  private mutating func command(_ text: String) throws {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    let argument = parts.count > 1 ? parts[1] : ""
    switch parts[0] {
    case ":save-screen":
      guard FileManager.default.createFile(atPath: argument, contents: Data(frame().text.utf8)) else {
        throw Problem(sentence: "\(argument) に書けません")
      }
    case ":save-memory":
      // The most memory this process ever held, in kilobytes, as the kernel tells it.
      let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
      try line.filter(\.isNumber).write(toFile: argument, atomically: true, encoding: .utf8)
    case ":size":
      let numbers = argument.split(separator: "x").compactMap { Int($0) }
      guard numbers.count == 2 else { throw Problem(sentence: ":size 120x40 のように書きます") }
      size = (numbers[1], numbers[0])
      give(.resize(rows: size.rows, columns: size.columns))
    case ":idle":
      guard awaitWake() else { throw Problem(sentence: "待っても仕事が終わりません") }
      give(.wake)
    case ":expect":
      guard frame().text.contains(argument) else { throw Problem(sentence: "画面に「\(argument)」がありません") }
    default: throw Problem(sentence: "\(parts[0]) という命令はありません")
    }
  }

  /// An input, and the picture that somebody at a terminal would see before the next.
  private mutating func give(_ input: Input) {
    desk.handle(input, at: clock())
    desk.wasShown()
  }

  private mutating func keys(_ text: String) throws {
    var rest = text[...]
    while let first = rest.first {
      if first == " " {
        rest.removeFirst()
      } else if first == "\"" {
        let body = rest.dropFirst()
        guard let end = body.firstIndex(of: "\"") else { throw Problem(sentence: "引用符が閉じていません") }
        for scalar in body[..<end].unicodeScalars { give(.key(.character(scalar))) }
        rest = body[body.index(after: end)...]
      } else {
        let word = rest.prefix { $0 != " " }
        guard let key = Key(named: String(word)) else { throw Problem(sentence: "「\(word)」というキーはありません") }
        give(.key(key))
        rest = rest.dropFirst(word.count)
      }
    }
  }
}
