/// What a reader looks for in a mapping: its keys, and what may stand under each. Made by letting the reader read
/// nothing, so that the schema of a file is what is read of it.
final class Shape {
  indirect enum Value {
    case text
    /// A text that declares or names something.
    case name(NameKind, isReference: Bool)
    case number
    case yesNo
    case choice([String])
    case day
    /// A FEEL expression.
    case formula
    /// 対象: facts or expressions left, values or tests right.
    case rows
    case list(Value)
    /// One mapping, or also a list of them.
    case section(Shape, isList: Bool)
    /// Keys that files choose: facts of a subject, or people of an example.
    case map(Keys, Value)
    /// What a fact can be answered; under a person's name where it is a fact of people.
    case answers
    /// Items of the one form or of the other.
    case either(Value, Value)

    enum Keys {
      case any
      case facts
      /// Properties of 届出 or 人, as an example writes them.
      case properties(of: String)
    }
  }

  struct Property {
    let key: String
    let value: Value
    let isRequired: Bool
  }

  /// What the mapping is: 手続, 期限, …
  let what: String
  let parent: Shape?
  private(set) var properties: [Property] = []

  init(_ what: String, in parent: Shape? = nil) {
    self.what = what
    self.parent = parent
  }

  /// The shape of a whole file: what its reader asks of a mapping that answers nothing.
  static func of(_ what: String, _ read: (Section) -> Void) -> Shape {
    let shape = Shape(what)
    read(Section(probing: shape))
    return shape
  }

  /// A key asked for twice keeps what was said of it first, and is required if ever it was.
  func note(_ key: String, _ value: Value, isRequired: Bool = false) {
    if let index = properties.firstIndex(where: { $0.key == key }) {
      guard isRequired, !properties[index].isRequired else { return }
      properties[index] = Property(key: key, value: properties[index].value, isRequired: true)
    } else {
      properties.append(Property(key: key, value: value, isRequired: isRequired))
    }
  }

  /// The shape of that name around this one, for what contains its own kind.
  func ancestor(_ what: String) -> Shape? { self.what == what ? self : parent?.ancestor(what) }
}
