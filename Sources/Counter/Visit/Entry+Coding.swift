/// The written form of an entry: `{"kind": "answered", "payload": …}`. Kinds are never renamed.
extension Entry: Codable {
  private enum Key: String, CodingKey { case kind, payload }

  private struct Postponed: Codable {
    let errands: [Errand.Key]
    let reason: String
  }

  package var kind: String {
    switch self {
    case .began: "began"
    case .filed: "filed"
    case .joined: "joined"
    case .visitorChecked: "visitorChecked"
    case .answered: "answered"
    case .withdrawn: "withdrawn"
    case .undone: "undone"
    case .redone: "redone"
    case .overridden: "overridden"
    case .printed: "printed"
    case .explained: "explained"
    case .brought: "brought"
    case .opened: "opened"
    case .left: "left"
    case .sent: "sent"
    case .received: "received"
    case .done: "done"
    case .postponed: "postponed"
    case .reminded: "reminded"
    case .released: "released"
    case .releaseEnded: "releaseEnded"
    case .reopened: "reopened"
    case .held: "held"
    case .resumed: "resumed"
    case .finished: "finished"
    case .voided: "voided"
    case .unknown(let kind): kind
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .kind)
    switch self {
    case .began(let payload): try container.encode(payload, forKey: .payload)
    case .filed(let payload): try container.encode(payload, forKey: .payload)
    case .joined(let payload): try container.encode(payload, forKey: .payload)
    case .visitorChecked(let payload): try container.encode(payload, forKey: .payload)
    case .answered(let payload): try container.encode(payload, forKey: .payload)
    case .withdrawn(let payload): try container.encode(payload, forKey: .payload)
    case .overridden(let payload): try container.encode(payload, forKey: .payload)
    case .printed(let paper): try container.encode(paper, forKey: .payload)
    case .voided(let text), .reopened(let text), .opened(let text), .left(let text), .received(let text):
      try container.encode(text, forKey: .payload)
    case .explained(let procedures): try container.encode(procedures, forKey: .payload)
    case .brought(let things): try container.encode(things, forKey: .payload)
    case .sent(let errands), .done(let errands), .reminded(let errands):
      try container.encode(errands, forKey: .payload)
    case .postponed(let errands, let reason):
      try container.encode(Postponed(errands: errands, reason: reason), forKey: .payload)
    case .released(let payload): try container.encode(payload, forKey: .payload)
    case .undone, .redone, .releaseEnded, .held, .resumed, .finished, .unknown: break
    }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let kind = try container.decode(String.self, forKey: .kind)
    switch kind {
    case "began": self = .began(try container.decode(Began.self, forKey: .payload))
    case "filed": self = .filed(try container.decode(Filed.self, forKey: .payload))
    case "joined": self = .joined(try container.decode(Joined.self, forKey: .payload))
    case "visitorChecked": self = .visitorChecked(try container.decode(VisitorCheck.self, forKey: .payload))
    case "answered": self = .answered(try container.decode([FactAnswer].self, forKey: .payload))
    case "withdrawn": self = .withdrawn(try container.decode([FactKey].self, forKey: .payload))
    case "undone": self = .undone
    case "redone": self = .redone
    case "overridden": self = .overridden(try container.decode(Override.self, forKey: .payload))
    case "printed": self = .printed(paper: try container.decode(String.self, forKey: .payload))
    case "explained": self = .explained(try container.decode([String].self, forKey: .payload))
    case "brought": self = .brought(try container.decode([Brought].self, forKey: .payload))
    case "opened": self = .opened(desk: try container.decode(String.self, forKey: .payload))
    case "left": self = .left(desk: try container.decode(String.self, forKey: .payload))
    case "sent": self = .sent(try container.decode([Errand.Key].self, forKey: .payload))
    case "received": self = .received(window: try container.decode(String.self, forKey: .payload))
    case "done": self = .done(try container.decode([Errand.Key].self, forKey: .payload))
    case "postponed":
      let postponed = try container.decode(Postponed.self, forKey: .payload)
      self = .postponed(postponed.errands, reason: postponed.reason)
    case "reminded": self = .reminded(try container.decode([Errand.Key].self, forKey: .payload))
    case "released": self = .released(try container.decode(Released.self, forKey: .payload))
    case "releaseEnded": self = .releaseEnded
    case "reopened": self = .reopened(reason: try container.decode(String.self, forKey: .payload))
    case "held": self = .held
    case "resumed": self = .resumed
    case "finished": self = .finished
    case "voided": self = .voided(reason: try container.decode(String.self, forKey: .payload))
    default: self = .unknown(kind: kind)
    }
  }
}
