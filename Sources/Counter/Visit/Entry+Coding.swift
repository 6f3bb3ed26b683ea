/// The written form of an entry: `{"kind": "answered", "payload": …}`. Kinds are never renamed.
extension Entry: Codable {
  private enum Key: String, CodingKey { case kind, payload }

  public var kind: String {
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
    case .held: "held"
    case .resumed: "resumed"
    case .finished: "finished"
    case .voided: "voided"
    case .unknown(let kind): kind
    }
  }

  public func encode(to encoder: any Encoder) throws {
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
    case .voided(let reason): try container.encode(reason, forKey: .payload)
    case .undone, .redone, .held, .resumed, .finished, .unknown: break
    }
  }

  public init(from decoder: any Decoder) throws {
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
    case "held": self = .held
    case "resumed": self = .resumed
    case "finished": self = .finished
    case "voided": self = .voided(reason: try container.decode(String.self, forKey: .payload))
    default: self = .unknown(kind: kind)
    }
  }
}
