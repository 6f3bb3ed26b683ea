import Counter

extension Request {
  /// What a seat must be allowed so that the request does anything. What moves, opens a list or goes on means something
  /// else on each screen: what comes of it is an `Outcome`, which is asked for by itself.
  package var act: Act {
    switch self {
    case .help, .list, .back, .previousPage, .nextPage, .check, .commit, .blank, .stepBack, .busy, .repaint,
      .palette,
      .enter, .next, .previous:
      .useScreen
    case .search, .reason: .search
    case .why: .seeReasons
    case .undo, .redo, .repeatLast, .needs: .answer
    case .visitor: .identify
    case .explain: .explain
    case .things: .checkThings
    case .alarms: .stopAlarms
    case .void: .void
    case .reopen: .reopen
    case .release: .askRelease
    case .takePaper: .enterFromPaper
    case .largeType, .quietNames: .print
    case .passOn: .passOn
    }
  }
}

extension Outcome {
  /// What the seat must be allowed so that it is done. What it finds, opens or shows is asked for again when it is known.
  var acts: [Act] {
    switch self {
    case .stay, .ignored, .pop, .toList, .quit, .keepTheirs, .popAndDo, .say: [.useScreen]
    case .push(let screen), .replace(let screen): [screen.shows]
    case .search, .find, .lookUp, .setReason: [.search]
    case .open: [.openVisit]
    case .takeNumber: [.drawNumber]
    case .takePaper: [.enterFromPaper]
    case .file, .addFiling, .join, .chooseHousehold: [.file]
    case .write(let acts, _): acts.map(\.entry.act)
    case .tick, .typeInto: [.answer]
    case .passOn: [.passOn]
    case .remind: [.stopAlarms]
    case .release: [.askRelease]
    case .print: [.print]
    case .finish: [.finish]
    case .close(let entry): [entry.act]
    case .signIn(let typed): [typed.isFirst ? .makeFirstAccount : .signIn]
    }
  }
}

extension Seat {
  /// The acts of a screen that the clerk may do, for bar, help and palette.
  func allowed(_ actions: [Request: String]) -> [Request: String] { actions.filter { may($0.key.act) } }
}
