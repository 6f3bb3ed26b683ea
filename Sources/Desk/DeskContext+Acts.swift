import Counter

extension DeskContext {
  /// Why Ctrl-Z takes nothing back, and what to do instead.
  var nothingToUndo: String {
    let last = open?.journal.last { if case .answered = $0.entry { true } else { false } }
    if let last, last.actor != clerk {
      return "最後の答えは \(last.actor) さんのものです。直すときは、その欄で答え直してください"
    }
    return "取り消せるものがありません。届出を選びまちがえたときは、Ctrl-P から「受付を取り消す」を選んでください"
  }

  /// Said when something is to be written into a visit that is over, however that came.
  func closedSentence(_ visit: Visit) -> String {
    let who =
      open?.journal.last { if case .voided = $0.entry { true } else { $0.entry == .finished } }?.actor ?? ""
    return visit.status == .voided
      ? "この受付は \(who) さんが取り消しました。F3 で一覧へ戻るか、Ctrl-P から「訂正する」を選んでください"
      : "この受付は終わっています。直すときは Ctrl-P から「訂正する」を選んでください"
  }

  /// Rare acts on the open visit, found by name in the palette: only those that can be done now.
  var visitActions: [Request: String] {
    guard let open else { return [:] }
    var actions: [Request: String] = [
      .explain: "説明の記録", .largeType: wantsLargeType ? "ふつうの字で刷る" : "大きな字で刷る",
    ]
    if open.visit.isClosed {
      actions[.reopen] = "訂正する"
    } else {
      actions[.void] = "受付を取り消す"
      actions[.passOn] = "ほかの窓口へ渡す"
    }
    if open.visit.protectedNumber(in: catalog) != nil, open.visit.release == nil {
      actions[.release] = "支援措置の住所の表示を許可する"
    }
    return actions
  }

  /// What such an act asks for first, or why it cannot be done.
  func outcome(of request: Request) -> Outcome {
    guard let open else { return .ignored }
    switch request {
    case .void:
      if open.visit.isClosed { return .say(.error("この受付は終わっています。直すときは「訂正する」を選んでください")) }
      return may(.void) ? .push(.prompt(PromptScreen(.void))) : .say(Self.noRight)
    case .reopen:
      guard open.visit.isClosed else { return .say(.note("この受付は開いています。そのまま直せます")) }
      return may(.void) ? .push(.prompt(PromptScreen(.reopen))) : .say(Self.noRight)
    case .passOn: return .push(.pick(PickScreen(.window, self)))
    case .release:
      guard open.visit.protectedNumber(in: catalog) != nil else {
        return .say(.note("この受付に支援措置の方はいません"))
      }
      return .push(.release(ReleaseScreen(self)))
    default: return .ignored
    }
  }

  private static let noRight = Message.error("取消と訂正の権限がありません。権限のある職員に頼んでください")
}
