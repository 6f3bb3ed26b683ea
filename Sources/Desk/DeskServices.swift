import Counter

/// What the desk may do to the world: synchronous, each within one flush; longer work is a job that wakes the desk.
public struct DeskServices {
  public var register: RegisterServices
  public var visits: any VisitKeeping
  /// Random, so that a checklist that is found tells nothing: letters and digits of a lower-case alphabet.
  public var token: () -> String
  /// nil where nobody has to sign in.
  public var accounts: AccountServices?
  /// Starts printing; the outcome arrives by `finishedPrints` after a wake.
  public var print: (PrintOrder) -> Void
  public var finishedPrints: () -> [PrintOutcome]
  /// What the visitor's screen beside the desk is to show.
  public var show: (VisitorView) -> Void

  public init(
    register: RegisterServices, visits: any VisitKeeping, token: @escaping () -> String,
    accounts: AccountServices? = nil,
    print: @escaping (PrintOrder) -> Void, finishedPrints: @escaping () -> [PrintOutcome],
    show: @escaping (VisitorView) -> Void = { _ in }
  ) {
    self.register = register
    self.visits = visits
    self.token = token
    self.accounts = accounts
    self.print = print
    self.finishedPrints = finishedPrints
    self.show = show
  }
}

/// The residents' register.
public struct RegisterServices {
  public var search: (ResidentQuery) throws -> SearchResult
  public var household: (_ number: String) throws -> [Resident]
  public var neighbours: (_ town: String, _ block: String) throws -> [Resident]
  /// Addresses of a postal code of the whole country; empty for an unknown one.
  public var postalAddresses: @Sendable (_ code: String) -> [PostalAddress]

  public init(
    search: @escaping (ResidentQuery) throws -> SearchResult,
    household: @escaping (_ number: String) throws -> [Resident],
    neighbours: @escaping (_ town: String, _ block: String) throws -> [Resident],
    postalAddresses: @escaping @Sendable (_ code: String) -> [PostalAddress] = { _ in [] }
  ) {
    self.search = search
    self.household = household
    self.neighbours = neighbours
    self.postalAddresses = postalAddresses
  }
}

/// Who may sign in.
public struct AccountServices {
  /// Whether there is no account yet, so that the first one is made now.
  public var areNone: () throws -> Bool
  public var signIn: (_ name: String, _ passphrase: String, _ code: String?, Instant) throws -> SignIn
  public var add: (Account, _ passphrase: String) throws -> Void

  public init(
    areNone: @escaping () throws -> Bool,
    signIn: @escaping (_ name: String, _ passphrase: String, _ code: String?, Instant) throws -> SignIn,
    add: @escaping (Account, _ passphrase: String) throws -> Void
  ) {
    self.areNone = areNone
    self.signIn = signIn
    self.add = add
  }
}
