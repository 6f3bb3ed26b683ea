/// A type as `instance of` and function parameters name it (DMN 10.3.1.2, rule 54; 10.3.2.9).
public indirect enum TypeName: Hashable, Sendable {
  case any, null, boolean, number, string, date, time, dateTime, duration, months
  case list(TypeName)
  case range(TypeName)
  /// Entries that a context must have; it may have more.
  case context([Entry])
  /// Any context.
  case anyContext
  case function
  /// A name the language does not know.
  case unknown(String)

  public struct Entry: Hashable, Sendable {
    public let name: String
    public let type: TypeName
  }

  static let simple: [String: TypeName] = [
    "Any": .any, "Null": .null, "boolean": .boolean, "number": .number, "string": .string, "date": .date,
    "time": .time, "date and time": .dateTime, "days and time duration": .duration,
    "years and months duration": .months, "list": .list(.any), "range": .range(.any), "context": .anyContext,
    "function": .function,
  ]

  /// Whether a value is of the type; null is of `Null` and `Any` only.
  func admits(_ value: Value) -> Bool {
    switch (self, value) {
    case (.any, .null): false
    case (.any, _), (.null, .null), (.boolean, .boolean), (.number, .number), (.string, .string),
      (.date, .date),
      (.time, .time), (.dateTime, .dateTime), (.duration, .duration), (.months, .months),
      (.anyContext, .context), (.function, .function):
      true
    case (.list(let item), .list(let items)):
      items.allSatisfy { item == .any || $0 == .null || item.admits($0) }
    case (.range(let item), .range(let range)):
      [range.lower, range.upper].compactMap { $0?.value.value }.allSatisfy { item == .any || item.admits($0) }
    case (.context(let wanted), .context(let entries)):
      wanted.allSatisfy { entry in
        entries.contains { $0.name == entry.name && ($0.value == .null || entry.type.admits($0.value)) }
      }
    default: false
    }
  }

  /// A value made to fit by the implicit conversions (10.3.2.9.4): a list of one item and the item are the same, a
  /// date is the midnight it begins with. Null when it cannot.
  public func converted(_ value: Value) -> Value {
    if value == .null || self == .any || admits(value) { return value }
    if case .list(let items) = value, items.count == 1, admits(items[0]) { return items[0] }
    if case .list(let item) = self, item == .any || item.admits(value) { return .list([value]) }
    if self == .dateTime, case .date(let day) = value {
      return .dateTime(DateTime(day: day, time: Time(nanoseconds: 0, zone: .offset(0))))
    }
    return .null
  }
}
