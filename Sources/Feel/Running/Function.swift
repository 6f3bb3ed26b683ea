/// A function the host or the standard supplies.
public struct Function: Sendable {
  public enum Parameter: Hashable, Sendable {
    case value(ValueType)
    /// A record may stand here for one of its properties: 年齢(人, …) reads 人.生年月日.
    case property(String, ValueType)
  }

  /// One way of calling: the parameters with their names.
  public struct Signature: Sendable {
    public let parameters: [Parameter]
    /// Empty when they have none; then the function takes no named arguments.
    public let names: [String]
    /// How many must be given.
    public let required: Int
    /// Whether the last parameter may be repeated.
    public let isVariadic: Bool

    func takes(_ count: Int) -> Bool { count >= required && (isVariadic || count <= parameters.count) }

    /// The type wanted at a place.
    public func parameter(at index: Int) -> Parameter { parameters[min(index, parameters.count - 1)] }

    /// Arguments brought into the order of the parameters, nil for those left out; nil when a name does not fit.
    func arranged(_ named: [(name: String, value: Value)]) -> [Value?]? {
      var values = [Value?](repeating: nil, count: parameters.count)
      for argument in named {
        guard let place = names.firstIndex(of: argument.name), values[place] == nil else { return nil }
        values[place] = argument.value
      }
      guard values.prefix(required).allSatisfy({ $0 != nil }) else { return nil }
      while case .some(nil) = values.last { values.removeLast() }
      return values
    }
  }

  public typealias Body = @Sendable (_ arguments: [Value?], _ evaluator: inout Evaluator) -> Value?

  public let name: String
  public let signatures: [Signature]
  public let result: ValueType
  /// Answers nil for an error, which in the language is null with a recorded cause. An argument that was left out is
  /// nil.
  let body: Body
  /// The same over cells, for a function of two that is called for everyone; nil from it means: ask `body`.
  public let compactBody: (@Sendable (Cell, Cell) -> Cell?)?

  /// A function of the host, called by the places of its arguments.
  public init(
    _ name: String, _ parameters: [Parameter], isVariadic: Bool = false, result: ValueType,
    compactBody: (@Sendable (Cell, Cell) -> Cell?)? = nil, body: @escaping @Sendable ([Value]) -> Value?
  ) {
    self.name = name
    signatures = [
      Signature(
        parameters: parameters, names: [], required: isVariadic ? parameters.count - 1 : parameters.count,
        isVariadic: isVariadic)
    ]
    self.result = result
    self.compactBody = compactBody
    self.body = { arguments, _ in body(arguments.map { $0 ?? .null }) }
  }

  /// A function of the standard.
  init(_ name: String, _ signatures: [Signature], result: ValueType, body: @escaping Body) {
    self.name = name
    self.signatures = signatures
    self.result = result
    self.body = body
    compactBody = nil
  }

  public func signature(for count: Int) -> Signature? { signatures.first { $0.takes(count) } }
}
