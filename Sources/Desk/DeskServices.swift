import Counter

/// What the desk may do to the world: synchronous, each within one flush; longer work is a job that wakes the desk.
package struct DeskServices {
  package var register: RegisterServices
  package var visits: any VisitKeeping
  /// Random, so that a checklist that is found tells nothing: letters and digits of a lower-case alphabet.
  package var token: () -> String
  /// nil where nobody has to sign in.
  package var accounts: AccountServices?
  /// Random, so that a job's name at a printer tells nothing.
  package var jobName: () -> String
  /// Starts printing; what becomes of it arrives by `printReports` after a wake.
  package var print: (PrintOrder) -> Void
  package var printReports: () -> [PrintReport]
  /// What the visitor's screen beside the desk is to show.
  package var show: (VisitorView) -> Void

  package init(
    register: RegisterServices, visits: any VisitKeeping, token: @escaping () -> String,
    accounts: AccountServices? = nil, jobName: @escaping () -> String = { "" },
    print: @escaping (PrintOrder) -> Void, printReports: @escaping () -> [PrintReport],
    show: @escaping (VisitorView) -> Void = { _ in }
  ) {
    self.register = register
    self.visits = visits
    self.token = token
    self.accounts = accounts
    self.jobName = jobName
    self.print = print
    self.printReports = printReports
    self.show = show
  }
}

/// The residents' register.
package struct RegisterServices {
  package var search: (ResidentQuery) throws -> SearchResult
  package var household: (_ number: String) throws -> [Resident]
  package var neighbours: (_ town: String, _ block: String) throws -> [Resident]

  package init(
    search: @escaping (ResidentQuery) throws -> SearchResult,
    household: @escaping (_ number: String) throws -> [Resident],
    neighbours: @escaping (_ town: String, _ block: String) throws -> [Resident]
  ) {
    self.search = search
    self.household = household
    self.neighbours = neighbours
  }
}

/// Who may sign in.
package struct AccountServices {
  /// Whether there is no account yet, so that the first one is made now.
  package var areNone: () throws -> Bool
  package var signIn: (_ name: String, _ passphrase: String, _ code: String?, Instant) throws -> SignIn
  /// Makes the account that makes the others; throws when somebody was first.
  package var addFirst: (Account, _ passphrase: String) throws -> Void

  package init(
    areNone: @escaping () throws -> Bool,
    signIn: @escaping (_ name: String, _ passphrase: String, _ code: String?, Instant) throws -> SignIn,
    addFirst: @escaping (Account, _ passphrase: String) throws -> Void
  ) {
    self.areNone = areNone
    self.signIn = signIn
    self.addFirst = addFirst
  }
}
