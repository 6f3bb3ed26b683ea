/// How the clerk wants to work on the open visit.
package struct BoardOptions: Hashable, Sendable {
  /// 混雑のとき: only what must be done at this window today is asked.
  package var isBusy = false
  /// Whether what travels along to the next window is on the board.
  package var showsNeeds = false
  /// 大きな字: the checklist is printed large whatever the visitor's needs say.
  package var wantsLargeType = false
  /// Whether the checklist names what is never spoken aloud (配慮), since the visitor wants it.
  package var namesQuiet = false

  /// What holds for one visit only goes with it; the rush stays.
  mutating func visitWasClosed() {
    showsNeeds = false
    wantsLargeType = false
    namesQuiet = false
  }
}
