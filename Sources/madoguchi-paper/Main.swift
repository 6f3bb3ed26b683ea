import Counter
import Foundation
import Printing

/// The printing process: one order a line on standard input, one outcome a line on standard output.
/// It ends with its input. `--fonts` prints the missing fonts and ends.
@main
struct Main {
  static func main() {
    if CommandLine.arguments.dropFirst().first == "--fonts" {
      for font in PaperPress.missingFonts() { print(font) }
      return
    }
    signal(SIGPIPE, SIG_IGN)
    // Papers bear names: whatever is written is for this user only.
    umask(0o077)
    let press = PaperPress()
    let decoder = JSONDecoder()
    let encoder = JSONEncoder()
    while let line = readLine() {
      let outcome: PrintOutcome
      do {
        outcome = press.print(try decoder.decode(PrintOrder.self, from: Data(line.utf8)))
      } catch {
        outcome = PrintOutcome(
          visit: 0, ids: [], path: "", pages: 0, problems: [], failure: "印刷の依頼を読めません。プログラムの版がそろっているか確かめてください")
      }
      guard let reply = try? encoder.encode(outcome) else { continue }
      FileHandle.standardOutput.write(reply + Data("\n".utf8))
    }
  }
}
