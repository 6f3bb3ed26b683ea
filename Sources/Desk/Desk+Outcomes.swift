import Counter
import TerminalUI

/// Doing what a screen wants done.
extension Desk {
  mutating func perform(_ outcome: Outcome) {
    guard allows(outcome.acts) else { return }
    switch outcome {
    case .stay, .ignored: break
    case .push(let screen): screens.push(screen)
    case .replace(let screen): screens.top = screen
    case .pop: screens.pop()
    case .toList: toList()
    case .quit:
      leave()
      isOver = true
    case .search(let line): search(line)
    case .open(let listing): open(listing)
    case .find(let text): find(text)
    case .takeNumber: takeNumber()
    case .takePaper(let at): takePaper(at)
    case .file(let event, let source, let joining): file(event, source, joining)
    case .addFiling: addFiling()
    case .write(let acts, let pops): write(acts, pops: pops)
    case .keepTheirs:
      screens.pop()
      if let open { screens.change(BoardScreen.self) { $0.drop(open) } }
    case .tick(let value):
      goToBoard()
      if let open { screens.change(BoardScreen.self) { $0.tick(value, open) } }
    case .join(let filing, let residents): join(filing, residents)
    case .typeInto(let key, let text): typeInto(key, text)
    case .lookUp: lookUpHousehold()
    case .chooseHousehold(let resident): chooseHousehold(resident)
    case .setReason(let reason):
      searches.reason = reason
      screens.pop()
    case .passOn(let window): passOn(window)
    case .remind(let waiting): remind(waiting)
    case .release(let asked): release(asked)
    case .print(let reason): startPrint(reason: reason)
    case .finish: finish()
    case .close(let entry):
      write([VisitSession.Act(entry)], pops: true)
      if session?.visit(at: now).status == .voided { toList() }
    case .signIn(let typed): signIn(typed)
    case .popAndDo(let chosen):
      screens.pop()
      switch chosen {
      case .request(let request): perform(request)
      case .reprint(let reason): perform(.print(reason: reason))
      case .procedure(let index):
        if session == nil {
          screens.push(
            TextScreen(
              heading: catalog.procedures[index].name, lines: ProcedureCard(catalog, index).lines,
              showing: .readContent))
        } else {
          perform(.push(WhyScreen(procedure: index)))
        }
      }
    case .say(let message): self.message = message
    }
  }

  private mutating func typeInto(_ key: FactKey, _ text: String?) {
    goToBoard()
    guard let open else { return }
    screens.change(BoardScreen.self) { $0.go(to: key, text: text, open) }
  }

  /// Back to the board, when it is below.
  mutating func goToBoard() {
    screens.uncover(BoardScreen.self)
    screens.follow(top, answered: false)
  }

  // MARK: Writing

  /// What became of acts that were to be written together.
  enum Written: Hashable {
    case done
    /// Somebody else was first, and the clerk is asked.
    case conflict
    case failed
  }

  /// Back to the screen before, unless nothing could be written: then what was typed is still there.
  private mutating func write(_ acts: [VisitSession.Act], pops: Bool) {
    guard pops else {
      write(acts)
      return
    }
    let screen = screens.top
    screens.pop()
    switch write(acts) {
    case .done: break
    case .failed: screens.push(screen)
    // A screen that is turned to the visitor shows nothing of it before the clerk has it back.
    case .conflict: if screen.isForVisitor { screens.change(ConflictScreen.self) { $0.turn() } }
    }
  }

  /// Writes entries into the open visit, each after what its journal ends with; stops at the first that is not written.
  @discardableResult
  mutating func write(_ acts: [VisitSession.Act]) -> Written {
    guard session != nil else { return .failed }
    let before = answeredKeys
    var outcome = Written.done
    var written: [Entry] = []
    for act in acts {
      outcome = write(act)
      guard outcome == .done else { break }
      written.append(act.entry)
    }
    screens.follow(top, answered: written.contains { if case .answered = $0 { true } else { false } })
    offerHousehold(after: written)
    sayWhatStoppedCounting(before, after: written)
    return outcome
  }

  /// Questions of the open visit that are answered and count.
  private var answeredKeys: [FactKey] {
    open?.conclusions.fields.filter { $0.known != nil }.map(\.key) ?? []
  }

  /// An answer can shut the gate of others: they count no more until it opens again, and that is said.
  private mutating func sayWhatStoppedCounting(_ before: [FactKey], after written: [Entry]) {
    guard message == nil, !before.isEmpty,
      written.contains(where: { if case .answered = $0 { true } else { false } })
    else { return }
    let still = Set(answeredKeys)
    let lost = before.filter { !still.contains($0) }
    guard let first = lost.first, let label = catalog.vocabulary.fact(named: first.fact)?.label else {
      return
    }
    let others = lost.count > 1 ? "ほか\(lost.count - 1)件" : ""
    message = .note("「\(label)」\(others)の答えは、使わなくなりました。\(Request.undo) で戻ります")
  }

  @discardableResult
  mutating func write(_ entries: [Entry]) -> Written { write(entries.map { VisitSession.Act($0) }) }

  private mutating func write(_ act: VisitSession.Act) -> Written {
    if case .visitorChecked(let check) = act.entry, open?.visit.concernsProtected ?? false {
      guard let residents = residentsOfVisit(), lets(visitorNamed: check.name, comeFor: residents) else {
        return .failed
      }
    }
    let (visits, now) = (services.visits, now)
    let performed = attempt { try $0.session?.perform(act, in: visits, at: now) }
    switch performed ?? nil {
    case nil: return .failed
    case .done: return .done
    case .conflict(let conflict):
      screens.push(ConflictScreen(conflict))
      return .conflict
    case .refused(let refusal):
      message = RefusalSentence.message(refusal)
      return .failed
    }
  }
}

/// Why nothing was written, and what to do instead.
enum RefusalSentence {
  static func message(_ refusal: VisitSession.Refusal) -> Message {
    switch refusal {
    case .isReadOnly: .error("この受付は新しい版のプログラムで書かれています。読むだけにしてください")
    case .isClosed(isVoided: true, let by):
      .error("この受付は \(by) さんが取り消しました。\(Request.back) で一覧へ戻るか、\(Request.palette) から「訂正する」を選んでください")
    case .isClosed(isVoided: false, _):
      .error("この受付は終わっています。直すときは \(Request.palette) から「訂正する」を選んでください")
    case .nothingToUndo(let by?): .note("最後の答えは \(by) さんのものです。直すときは、その欄で答え直してください")
    case .nothingToUndo(nil):
      .note("取り消せるものがありません。届出を選びまちがえたときは、\(Request.palette) から「受付を取り消す」を選んでください")
    case .nothingToRedo: .note("取り消した答えがないので、戻せません。そのまま続けてください")
    case .isGuarded:
      .error("支援措置の方の住所です。直すときは、聞き取った職員に頼むか、責任者の許可（解除）を受けてください")
    case .isUnseen: .note("ほかの窓口で入れた答えが今出ました。取り消すときは、もう一度 \(Request.undo) を押してください")
    case .othersWrite: .error("ほかの窓口が続けて書いているため、書けませんでした。もう一度押してください")
    }
  }
}
