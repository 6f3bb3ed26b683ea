import Counter

/// Signing in, and leaving the seat.
extension Desk {
  mutating func coverBySignIn() {
    let areNone = attempt { try $0.services.accounts?.areNone() ?? false } ?? false
    cover = .signIn(SignInScreen(isFirst: areNone, name: seat.account?.name ?? ""))
  }

  /// Nobody was at the seat for long: what is open stays, and nothing of it is seen.
  mutating func lock() {
    record(.locked(desk: seat.sign))
    coverBySignIn()
    message = .note("しばらく操作がなかったので、画面を閉じました。続きはそのまま残っています")
  }

  mutating func signIn(_ typed: Outcome.TypedSignIn) {
    guard let accounts = services.accounts else { return }
    if typed.isFirst {
      // Whoever makes the others may do and see everything.
      let account = Account(
        name: typed.name, section: typed.section, rights: Set(Right.allCases),
        columns: Set(catalog.vocabulary.facts.compactMap(\.right)))
      if attempt({ _ in try accounts.addFirst(account, typed.passphrase) }) != nil { enter(account) }
      return
    }
    guard let result = attempt({ try accounts.signIn(typed.name, typed.passphrase, typed.code, $0.now) })
    else {
      return
    }
    guard case .signedIn(let account) = result else {
      recordRefusedSignIn()
      if case .signIn(var screen) = cover {
        screen.refused(result)
        cover = .signIn(screen)
      }
      message = .error(SignInScreen.sentence(result, eras: catalog.eras))
      return
    }
    enter(account)
  }

  /// By the desk, never by a clerk: who typed is not known, and what was typed may be a passphrase.
  mutating func recordRefusedSignIn() { record(.signInRefused(desk: seat.sign), by: seat.sign) }

  private mutating func enter(_ account: Account) {
    cover = nil
    // Somebody else takes over the desk, or somebody with other rights: what was open stays, held, for whoever takes it up.
    if let before = seat.account, before.name != account.name || before.rights != account.rights { toList() }
    seat.signIn(account, hiding: site.rulebook.facts(hiddenFrom: account.columns))
    session?.author = seat.author
    record(.signedIn(account: account.name, desk: seat.sign))
    refreshList()
  }
}
