/// Context functions (DMN 10.3.4.10).
extension StandardFunctions {
  static let contexts: [Function] = [
    Function(
      "get value",
      [
        signature([("m", .any), ("key", .any)]), signature([("context", .any), ("key", .any)]),
      ], result: .any
    ) { a, _ in
      guard let entries = a.context(0), let key = a.text(1) else { return nil }
      return entries.first { $0.name == key }?.value ?? .null
    },
    Function(
      "get entries", [signature([("m", .any)]), signature([("context", .any)])], result: .list(.context)
    ) { a, _ in
      a.context(0).map { entries in
        .list(
          entries.map {
            .context([
              ContextEntry(name: "key", value: .string($0.name)),
              ContextEntry(name: "value", value: $0.value),
            ])
          })
      }
    },
    define("context", [("entries", .any)], .context) { a, _ in
      guard let items = a.items(0) else { return nil }
      var entries: [ContextEntry] = []
      var names: Set<String> = []
      for item in items {
        guard case .context(let pair) = item,
          case .string(let key)? = pair.first(where: { $0.name == "key" })?.value,
          let value = pair.first(where: { $0.name == "value" })?.value, names.insert(key.string).inserted
        else { return nil }
        entries.append(ContextEntry(name: key.string, value: value))
      }
      return .context(entries)
    },
    Function(
      "context put",
      [
        signature([("context", .any), ("key", .any), ("value", .any)]),
        signature([("context", .any), ("keys", .any), ("value", .any)]),
      ], result: .context
    ) { a, _ in
      guard let entries = a.context(0), a.has(1), a.has(2) else { return nil }
      let value = a[2] ?? .null
      switch a[1] {
      case .string(let key): return .context(put(value, at: [key.string], in: entries) ?? [])
      case .list(let keys):
        let names = keys.compactMap { key -> String? in
          guard case .string(let text) = key else { return nil }
          return text.string
        }
        guard names.count == keys.count, !names.isEmpty else { return nil }
        return put(value, at: names[...], in: entries).map { .context($0) }
      default: return nil
      }
    },
    define("context merge", [("contexts", .any)], .context) { a, _ in
      guard let items = a.items(0) else { return nil }
      var merged: [ContextEntry] = []
      var places: [String: Int] = [:]
      for item in items {
        guard case .context(let entries) = item else { return nil }
        for entry in entries {
          if let place = places[entry.name] {
            merged[place] = ContextEntry(name: merged[place].name, value: entry.value)
          } else {
            places[entry.name] = merged.count
            merged.append(entry)
          }
        }
      }
      return .context(merged)
    },
  ]

  /// Replaces or appends the value at a path of keys; nil where the path leads through something that is no context.
  private static func put(_ value: Value, at path: ArraySlice<String>, in entries: [ContextEntry])
    -> [ContextEntry]?
  {
    guard let key = path.first else { return nil }
    var changed = entries
    let place = entries.firstIndex { $0.name == key }
    var inner = value
    if path.count > 1 {
      guard let place, case .context(let nested) = entries[place].value,
        let deeper = put(value, at: path.dropFirst(), in: nested)
      else { return nil }
      inner = .context(deeper)
    }
    if let place {
      changed[place] = ContextEntry(name: key, value: inner)
    } else {
      changed.append(ContextEntry(name: key, value: inner))
    }
    return changed
  }
}
