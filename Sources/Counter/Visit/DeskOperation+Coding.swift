import Feel

/// The written form of an operation: `{"kind": "searched", "payload": {"reason": …, "hits": …}}`. Kinds are never renamed. The
/// first version wrote `{"searched": {"reason": …, "hits": …}}`.
extension DeskOperation: Codable {
  private enum Key: String, CodingKey { case kind, payload }

  private enum Field: String, CodingKey {
    case desk, reason, hits, residents, paper, visitNumber, account, count, minutes, resident, supervisor, end
    case generation, protected, allowedBy, acceptedFewer, from, to, change, back, visit, visits, day, key,
      time, certificates, number, act, rule
  }

  /// The only key of the first version's form: a kind.
  private struct FormerKind: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  package var kind: String {
    switch self {
    case .started: "started"
    case .searched: "searched"
    case .viewed: "viewed"
    case .listed: "listed"
    case .visitOpened: "visitOpened"
    case .certificateViewed: "certificateViewed"
    case .refused: "refused"
    case .printed: "printed"
    case .signedIn: "signedIn"
    case .signInRefused: "signInRefused"
    case .locked: "locked"
    case .searchedMuch: "searchedMuch"
    case .released: "released"
    case .imported: "imported"
    case .rolledBack: "rolledBack"
    case .turnedAway: "turnedAway"
    case .accountChanged: "accountChanged"
    case .clockStepped: "clockStepped"
    case .noted: "noted"
    case .dayEnded: "dayEnded"
    case .sealed: "sealed"
    case .endBroken: "endBroken"
    case .purged: "purged"
    case .journalMade: "journalMade"
    case .backedUp: "backedUp"
    case .restored: "restored"
    case .unknown(let kind): kind
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .kind)
    var fields = container.nestedContainer(keyedBy: Field.self, forKey: .payload)
    switch self {
    case .started(let desk), .signInRefused(let desk), .locked(let desk):
      try fields.encode(desk, forKey: .desk)
    case .searched(let reason, let hits):
      try fields.encode(reason, forKey: .reason)
      try fields.encode(hits, forKey: .hits)
    case .viewed(let residents, let reason):
      try fields.encode(residents, forKey: .residents)
      try fields.encode(reason, forKey: .reason)
    case .listed(let residents, let certificates, let reason):
      try fields.encode(residents, forKey: .residents)
      try fields.encode(certificates, forKey: .certificates)
      try fields.encode(reason, forKey: .reason)
    case .visitOpened(let day, let number, let residents):
      try fields.encode(day, forKey: .day)
      try fields.encode(number, forKey: .visitNumber)
      try fields.encode(residents, forKey: .residents)
    case .certificateViewed(let number, let reason):
      try fields.encode(number, forKey: .number)
      try fields.encode(reason, forKey: .reason)
    case .refused(let act): try fields.encode(act, forKey: .act)
    case .turnedAway(let rule, let residents):
      try fields.encode(rule, forKey: .rule)
      try fields.encode(residents, forKey: .residents)
    case .printed(let paper, let number, let reason):
      try fields.encode(paper, forKey: .paper)
      try fields.encode(number, forKey: .visitNumber)
      try fields.encodeIfPresent(reason, forKey: .reason)
    case .signedIn(let account, let desk):
      try fields.encode(account, forKey: .account)
      try fields.encode(desk, forKey: .desk)
    case .searchedMuch(let count, let minutes):
      try fields.encode(count, forKey: .count)
      try fields.encode(minutes, forKey: .minutes)
    case .released(let resident, let supervisor, let reason, let end):
      try fields.encode(resident, forKey: .resident)
      try fields.encode(supervisor, forKey: .supervisor)
      try fields.encode(reason, forKey: .reason)
      try fields.encode(end, forKey: .end)
    case .imported(let generation, let residents, let protected, let allowedBy, let acceptedFewer):
      try fields.encode(generation, forKey: .generation)
      try fields.encode(residents, forKey: .residents)
      try fields.encodeIfPresent(protected, forKey: .protected)
      try fields.encodeIfPresent(allowedBy, forKey: .allowedBy)
      try fields.encodeIfPresent(acceptedFewer, forKey: .acceptedFewer)
    case .rolledBack(let from, let to):
      try fields.encode(from, forKey: .from)
      try fields.encode(to, forKey: .to)
    case .accountChanged(let account, let change):
      try fields.encode(account, forKey: .account)
      try fields.encode(change, forKey: .change)
    case .clockStepped(let back): try fields.encode(back, forKey: .back)
    case .noted(let visit): try fields.encode(visit, forKey: .visit)
    case .dayEnded(let day, let visits), .purged(let day, let visits):
      try fields.encode(day, forKey: .day)
      try fields.encode(visits, forKey: .visits)
    case .sealed(let key, let visits):
      try fields.encode(key, forKey: .key)
      try fields.encode(visits, forKey: .visits)
    case .restored(let time): try fields.encode(time, forKey: .time)
    case .endBroken, .journalMade, .backedUp, .unknown: break
    }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if container.contains(.kind) {
      self = try DeskOperation.read(try container.decode(String.self, forKey: .kind)) {
        try container.nestedContainer(keyedBy: Field.self, forKey: .payload)
      }
    } else {
      let former = try decoder.container(keyedBy: FormerKind.self)
      guard let kind = former.allKeys.first else {
        throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no kind"))
      }
      self = try DeskOperation.read(kind.stringValue) {
        try former.nestedContainer(keyedBy: Field.self, forKey: kind)
      }
    }
  }

  /// The payload of a kind that is not known is not looked at.
  private static func read(_ kind: String, _ fields: () throws -> KeyedDecodingContainer<Field>) throws
    -> DeskOperation
  {
    func text(_ field: Field) throws -> String { try fields().decode(String.self, forKey: field) }
    func number(_ field: Field) throws -> Int { try fields().decode(Int.self, forKey: field) }
    func day() throws -> Day { try fields().decode(Day.self, forKey: .day) }
    func visits() throws -> [VisitNote] { try fields().decode([VisitNote].self, forKey: .visits) }
    switch kind {
    case "started": return .started(desk: try text(.desk))
    case "searched": return .searched(reason: try text(.reason), hits: try number(.hits))
    case "viewed":
      return .viewed(
        residents: try fields().decode([String].self, forKey: .residents), reason: try text(.reason))
    case "listed":
      return .listed(
        residents: try fields().decode([String].self, forKey: .residents),
        certificates: try fields().decode([String].self, forKey: .certificates), reason: try text(.reason))
    case "visitOpened":
      return .visitOpened(
        day: try day(), number: try number(.visitNumber),
        residents: try fields().decode([String].self, forKey: .residents))
    case "certificateViewed":
      return .certificateViewed(number: try text(.number), reason: try text(.reason))
    case "refused": return .refused(act: try fields().decode(Act.self, forKey: .act))
    case "turnedAway":
      return .turnedAway(
        by: try fields().decode(TurningAway.self, forKey: .rule),
        residents: try fields().decode([String].self, forKey: .residents))
    case "printed":
      return .printed(
        paper: try text(.paper), visitNumber: try number(.visitNumber),
        reason: try fields().decodeIfPresent(String.self, forKey: .reason))
    case "signedIn": return .signedIn(account: try text(.account), desk: try text(.desk))
    case "signInRefused": return .signInRefused(desk: try text(.desk))
    case "locked": return .locked(desk: try text(.desk))
    case "searchedMuch": return .searchedMuch(count: try number(.count), minutes: try number(.minutes))
    case "released":
      return .released(
        resident: try text(.resident), supervisor: try text(.supervisor), reason: try text(.reason),
        end: try fields().decode(Instant.self, forKey: .end))
    case "imported":
      return .imported(
        generation: try number(.generation), residents: try number(.residents),
        protected: try fields().decodeIfPresent(Int.self, forKey: .protected),
        allowedBy: try fields().decodeIfPresent(String.self, forKey: .allowedBy),
        acceptedFewer: try fields().decodeIfPresent(Bool.self, forKey: .acceptedFewer))
    case "rolledBack": return .rolledBack(from: try number(.from), to: try number(.to))
    case "accountChanged": return .accountChanged(account: try text(.account), change: try text(.change))
    case "clockStepped": return .clockStepped(back: try number(.back))
    case "noted": return .noted(try fields().decode(VisitNote.self, forKey: .visit))
    case "dayEnded": return .dayEnded(try day(), try visits())
    case "sealed": return .sealed(key: try text(.key), try visits())
    case "endBroken": return .endBroken
    case "purged": return .purged(before: try day(), try visits())
    case "journalMade": return .journalMade
    case "backedUp": return .backedUp
    case "restored": return .restored(from: try fields().decode(Instant.self, forKey: .time))
    default: return .unknown(kind: kind)
    }
  }
}
