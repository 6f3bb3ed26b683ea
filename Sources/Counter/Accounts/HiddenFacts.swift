import Feel

extension Vocabulary {
  /// Facts whose values take a right to a column (権限) that is not among these; none when nil, which is every right.
  package func facts(hiddenFrom columns: Set<String>?) -> Set<String> {
    guard let columns else { return [] }
    return Set(facts.filter { fact in fact.right.map { !columns.contains($0) } ?? false }.map(\.name))
  }
}

extension Rulebook {
  /// The same with what is worked out of them at once: a derived yes tells the value that it was made of.
  package func facts(hiddenFrom columns: Set<String>?) -> Set<String> {
    let hidden = catalog.vocabulary.facts(hiddenFrom: columns)
    guard !hidden.isEmpty else { return [] }
    let derived = catalog.vocabulary.facts.filter { fact in
      guard let formula = fact.formula, let expression = try? Rulebook.expression(of: formula, in: scope)
      else {
        return false
      }
      return !scope.facts(readBy: expression).isDisjoint(with: hidden)
    }
    return hidden.union(derived.map(\.name))
  }
}

/// Texts of a visit without the values that their reader may not see. Deadlines, notices and papers are made of facts, and
/// nothing in them says which.
package struct Redaction {
  /// The longest first, so that no part of one is left.
  private let words: [String]

  package init(_ situation: Situation, hidden: Set<String>, in catalog: Catalog) {
    let values = situation.facts.compactMap { key, known -> FactValue? in
      guard hidden.contains(key.fact), case .value(let value) = known.answer else { return nil }
      return value
    }
    words = Set(values.flatMap { Self.words(of: $0, catalog.eras) }).filter { $0.count > 1 }.sorted {
      ($1.count, $0) < ($0.count, $1)
    }
  }

  /// How a value stands in sentences. Codes are left: their words are those of procedures and questions, too.
  private static func words(of value: FactValue, _ eras: EraTable) -> [String] {
    switch value {
    case .day(let day):
      [eras.long(day), eras.short(day), day.iso, "\(day.month)月\(day.day)日", "\(day.month)/\(day.day)"]
    case .text(let text): text.contains(where: \.isNumber) ? [text] : []
    case .absent, .yesNo, .number, .texts, .person, .people: []
    }
  }

  package func callAsFunction(_ text: String) -> String {
    words.reduce(text) { $0.replacing($1, with: FactText.hidden) }
  }

  package var isEmpty: Bool { words.isEmpty }
}
