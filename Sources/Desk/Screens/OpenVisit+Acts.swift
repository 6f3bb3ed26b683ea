import Counter

extension OpenVisit {
  /// What such an act asks for first, or why it cannot be done.
  func outcome(of request: Request) -> Outcome {
    switch request {
    case .void:
      if visit.isClosed { return .say(.error("この受付は終わっています。直すときは「訂正する」を選んでください")) }
      return .push(PromptScreen(.void))
    case .reopen:
      guard visit.isClosed else { return .say(.note("この受付は開いています。そのまま直せます")) }
      return .push(PromptScreen(.reopen))
    case .passOn: return .push(PickScreen(windowsBut: seat.section, of: catalog))
    case .release:
      guard visit.protectedNumber(in: catalog) != nil else { return .say(.note("この受付に支援措置の方はいません")) }
      return .push(ReleaseScreen(asksPassphrase: seat.account != nil))
    default: return .ignored
    }
  }
}
