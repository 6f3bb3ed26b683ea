import Counter

/// Who sits at which desk (席).
package struct Seat {
  /// The clerk who works here: the account's name, or the one from the settings.
  package private(set) var clerk: String
  /// What stands on the desk's sign: «市民課 窓口2».
  package let sign: String
  /// nil where nobody signs in.
  package private(set) var account: Account?
  /// The window of the hall that the desk belongs to, an index into the city's; nil when its sign begins with none.
  let section: Int?
  /// The same, as it is; nil for none.
  let window: Window?
  /// Whether nobody may do anything here before signing in.
  var asksWho = false
  /// Minutes without a key after which one has to sign in again.
  let lockMinutes: Int

  package init(clerk: String, sign: String, windows: [Window], lockMinutes: Int = 10) {
    self.clerk = clerk
    self.sign = sign
    self.lockMinutes = lockMinutes
    section = windows.firstIndex { sign.hasPrefix($0.name) }
    window = section.map { windows[$0] }
  }

  var author: VisitSession.Author { VisitSession.Author(name: clerk, desk: sign) }

  /// Names of the facts whose values the clerk may not see.
  private(set) var hidden: Set<String> = []

  mutating func signIn(_ account: Account, hiding hidden: Set<String> = []) {
    self.account = account
    self.hidden = hidden
    clerk = account.name
  }

  /// Whether the clerk may do it; everything where nobody has to sign in, and before a sign-in what needs no right.
  func may(_ act: Act) -> Bool {
    if let account { return account.may(act) }
    if !asksWho { return true }
    return switch act.need {
    case .nothing: true
    case .right: false
    }
  }

  /// Values as this clerk may read them.
  func factText(_ visit: Visit, _ catalog: Catalog) -> FactText {
    FactText(
      catalog: catalog, situation: visit.situation, hidden: hidden, hidesAddresses: visit.isVeiled)
  }
}
