import Counter

/// What a screen wants done after an input; the desk does it.
enum Outcome {
  case stay
  /// The key does nothing here.
  case ignored
  case push(any ScreenBehaviour)
  case replace(any ScreenBehaviour)
  case pop
  /// Back to the visit list.
  case toList
  case quit
  /// Searches and shows the hits.
  case search(String)
  case open(VisitListing)
  /// Opens the visit of a number or a checklist's code, else searches the residents.
  case find(String)
  /// Draws a 受付番号 for somebody who waits.
  case takeNumber
  /// Begins the entry of what was taken on paper at a moment.
  case takePaper(Instant)
  /// Begins a visit when none is open, and files; with the people who come into the household by the event.
  case file(Event, Source, joining: [TypedPerson])
  /// Another event for the people of the open visit.
  case addFiling
  /// Writes into the open visit, and goes back to the screen before if it was written and `pops`.
  case write([VisitSession.Act], pops: Bool)
  /// What somebody else settled stays; what was begun here is dropped.
  case keepTheirs
  /// Back to the board, with one of several choices of its field ticked or unticked.
  case tick(FactValue)
  /// Back to the board with the focus on a field, and a text begun in it.
  case typeInto(FactKey, String?)
  /// People of a filing move in with a household.
  case join(filing: Int, [Resident])
  /// Shows the household of the hit under the cursor.
  case lookUp
  /// Takes the household of a resident along.
  case chooseHousehold(Resident)
  case setReason(String)
  /// Gives the visit to another window and goes back to the list.
  case passOn(window: String)
  /// The windows were told of what waits for them.
  case remind([VisitList.Alarm.Waiting])
  case release(AskedRelease)
  /// Prints what the visit needs; why again, nil the first time.
  case print(reason: String?)
  case finish
  /// Goes back and writes what voids or reopens the visit.
  case close(Entry)
  case signIn(TypedSignIn)
  /// Goes back, then does what was chosen there on the screen below.
  case popAndDo(Chosen)
  case say(Message)

  /// Writes entries that begin with what the screen shows now.
  static func append(_ entries: [Entry]) -> Outcome {
    .write(entries.map { VisitSession.Act($0) }, pops: false)
  }

  /// The same, then back to the screen before.
  static func appendAndPop(_ entries: [Entry]) -> Outcome {
    .write(entries.map { VisitSession.Act($0) }, pops: true)
  }

  /// Who files.
  enum Source {
    /// People of the register, and who of them was looked for.
    case household([Resident], sought: String?)
    case certificate(MoveOutCertificate)
    case typed([TypedPerson])
    /// The people of the open visit, who have no record here.
    case visit
  }
}

extension Outcome {
  /// A release of guarded values as it was asked for (支援措置の解除).
  struct AskedRelease {
    let supervisor: String
    let passphrase: String
    let code: String?
    let reason: String
    /// 1 ... 60.
    let minutes: Int
  }

  /// What was typed. It is not kept anywhere else and has no description.
  struct TypedSignIn {
    let isFirst: Bool
    let name: String
    let section: String
    let passphrase: String
    /// nil where no code was asked for.
    let code: String?
  }

  /// What was picked in the palette.
  enum Chosen: Hashable {
    case request(Request)
    case procedure(Int)
    case reprint(reason: String)
  }
}
