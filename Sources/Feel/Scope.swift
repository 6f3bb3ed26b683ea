/// What the names in an expression mean: the host's variables, the properties of its records, its functions.
public struct Scope: Sendable {
  /// A name that stands for a value the host puts into the frame before evaluation.
  public struct Variable: Hashable, Sendable {
    public let index: Int
    public let type: ValueType
  }

  /// An entry of a kind of record.
  public struct Property: Hashable, Sendable {
    public let index: Int
    public let type: ValueType

    public init(index: Int, type: ValueType) {
      self.index = index
      self.type = type
    }
  }

  public private(set) var variables: [String: Variable] = [:]
  public private(set) var variableNames: [String] = []
  /// Properties by record kind, then name.
  public var properties: [String: [String: Property]] = [:]
  public var functions: [String: Function] = [:]
  /// The legal texts of each code list.
  public var codes: [String: [String]] = [:]

  public init() {}

  /// Adds a variable; its index is the order of adding.
  public mutating func add(variable name: String, type: ValueType) {
    variables[name] = Variable(index: variableNames.count, type: type)
    variableNames.append(name)
  }
}

/// A function the host or the standard supplies.
public struct Function: Sendable {
  public enum Parameter: Hashable, Sendable {
    case value(ValueType)
    /// A record may stand here for one of its properties: 年齢(人, …) reads 人.生年月日.
    case property(String, ValueType)
  }

  public let name: String
  public let parameters: [Parameter]
  /// Whether the last parameter may be repeated or left out.
  public let isVariadic: Bool
  public let result: ValueType
  /// Answers nil for an error, which in the language is null with a recorded cause.
  public let body: @Sendable ([Value]) -> Value?
  /// The same over cells, for a function of two that is called for everyone; nil from it means: ask `body`.
  public let compactBody: (@Sendable (Cell, Cell) -> Cell?)?

  public init(
    _ name: String, _ parameters: [Parameter], isVariadic: Bool = false, result: ValueType,
    compactBody: (@Sendable (Cell, Cell) -> Cell?)? = nil, body: @escaping @Sendable ([Value]) -> Value?
  ) {
    self.name = name
    self.parameters = parameters
    self.isVariadic = isVariadic
    self.result = result
    self.body = body
    self.compactBody = compactBody
  }
}
