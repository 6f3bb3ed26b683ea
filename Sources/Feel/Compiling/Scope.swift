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
