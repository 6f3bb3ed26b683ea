/// The functions of the standard (DMN 10.3.4), gathered from their families.
public enum StandardFunctions {
  public static let table: [String: Function] = {
    let all =
      conversions + booleans + strings + patterns + lists + statistics + numbers + dates + ranges + contexts
      + moments
    return Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
  }()

  typealias Named = (String, ValueType)

  /// A function with one signature; parameters after `optional` of them may be left out.
  static func define(
    _ name: String, _ parameters: [Named], optional: Int = 0, _ result: ValueType,
    body: @escaping Function.Body
  ) -> Function {
    Function(name, [signature(parameters, optional: optional)], result: result, body: body)
  }

  static func signature(_ parameters: [Named], optional: Int = 0, isVariadic: Bool = false)
    -> Function.Signature
  {
    Function.Signature(
      parameters: parameters.map { .value($0.1) }, names: parameters.map(\.0),
      required: parameters.count - optional, isVariadic: isVariadic)
  }

  /// A function of a list, or of its items one by one.
  static func ofList(
    _ name: String, _ result: ValueType, body: @escaping @Sendable ([Value], inout Evaluator) -> Value?
  ) -> Function {
    Function(name, [signature([("list", .any)], isVariadic: true)], result: result) { arguments, evaluator in
      let values = arguments.map { $0 ?? .null }
      if values.count == 1 {
        guard case .list(let items) = values[0] else {
          return values[0] == .null ? nil : body(values, &evaluator)
        }
        return body(items, &evaluator)
      }
      return body(values, &evaluator)
    }
  }
}

/// Arguments by their types; each answers nil when the argument is left out or of another type.
extension [Value?] {
  func text(_ index: Int) -> String? {
    guard index < count, case .string(let text)? = self[index] else { return nil }
    return text.string
  }

  func number(_ index: Int) -> Decimal? {
    guard index < count, case .number(let number)? = self[index] else { return nil }
    return number
  }

  func integer(_ index: Int) -> Int? { number(index)?.integer }

  /// A list; a value that is no list is a list of itself, null is none.
  func items(_ index: Int) -> [Value]? {
    guard index < count, let value = self[index] else { return nil }
    switch value {
    case .list(let items): return items
    case .null: return nil
    default: return [value]
    }
  }

  func context(_ index: Int) -> [ContextEntry]? {
    guard index < count, case .context(let entries)? = self[index] else { return nil }
    return entries
  }

  func scalars(_ index: Int) -> [Unicode.Scalar]? { text(index).map { [Unicode.Scalar]($0.unicodeScalars) } }

  /// Whether an argument was given, be it null.
  func has(_ index: Int) -> Bool { index < count && self[index] != nil }
}
