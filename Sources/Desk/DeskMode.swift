import TerminalUI

/// What kind of desk it is: what stands at the bottom, which requests mean the same on every screen, and what help and
/// idling do. Everything else is the same for all.
package struct DeskMode: Sendable {
  /// The screen under all others.
  let root: @Sendable () -> any ScreenBehaviour
  /// What the requests do that mean the same on every screen; a request that is not here is the screen's.
  let requests: [Request: @Sendable (inout Desk) -> Void]
  /// What is done before an input that comes after a long rest, and on a wake during one.
  let idling: Idling

  struct Idling: Sendable {
    /// Seconds without an input after which it is done; nil for never.
    let seconds: @Sendable (Desk) -> Int?
    let act: @Sendable (inout Desk) -> Void
  }

  /// The clerk's desk: the list of visits below all, the help explains the screen, and a seat that was left is locked.
  package static let clerk = DeskMode(
    root: { VisitListScreen() },
    requests: [
      .help: { $0.explainScreen() }, .blank: { $0.cover = .blank }, .palette: { $0.openPalette() },
      .repaint: { _ in },
      .undo: { $0.undo() }, .redo: { $0.redo() }, .busy: { $0.toggleBusy() },
      .largeType: { $0.toggleLargeType() },
      .quietNames: { $0.toggleQuietNames() },
      .needs: { $0.toggleNeeds() },
    ],
    idling: Idling(
      seconds: { $0.services.accounts == nil ? nil : $0.seat.lockMinutes * 60 }, act: { $0.lock() }))
}
