import Counter
import Moji
import TerminalUI

/// F1: what this screen is for and what its keys do, from the one table.
enum HelpText {
  static func screen<Screen: ScreenBehaviour>(for screen: Screen, _ given: Screen.Given, for seat: Seat)
    -> TextScreen
  {
    var lines = screen.help.flatMap { $0.lines(ofColumns: 74) }
    lines.append("")
    lines.append("キー")
    let actions = seat.allowed(screen.actions(given))
    for request in Request.allCases {
      let isGeneral = [Request.help, .blank, .stepBack, .undo, .redo, .repaint, .palette].contains(request)
      guard isGeneral || actions[request] != nil else { continue }
      let keys = KeyMap.table.filter { $0.request == request }.map(\.key.name).joined(separator: " ")
      lines.append(
        "  " + keys.fitted(toColumns: 16) + " " + (actions[request].map { "\($0)： " } ?? "") + request.meaning
      )
    }
    return TextScreen(heading: "説明： " + screen.title(given), lines: lines, showing: .useScreen, isHelp: true)
  }
}
