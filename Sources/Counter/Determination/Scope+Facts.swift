import Feel

extension Rulebook {
  /// Names of the facts that a formula looks at, sorted; empty for one that cannot be read.
  package func facts(readBy formula: Formula) -> [String] {
    let scope = Rulebook.scope(of: catalog)
    guard let expression = try? Rulebook.expression(of: formula, in: scope) else { return [] }
    return scope.facts(readBy: expression).filter { catalog.vocabulary.fact(named: $0) != nil }.sorted()
  }
}

extension Scope {
  /// Names of the facts and named values that an expression can look at: rather too many than too few. What is no
  /// subject's is a person's, and so is a name that stands alone inside a filter.
  package func facts(readBy expression: Expression) -> Set<String> {
    var names: Set<String> = []
    func add(_ subject: String, _ property: String) {
      if properties[subject]?[property] != nil { names.insert("\(subject).\(property)") }
    }
    let person = Subject.Kind.person.rawValue
    for part in expression.parts {
      switch part {
      case .path(.name(let name, _), let property, _) where Subject.Kind(rawValue: name) != nil:
        add(name, property)
      case .path(_, let property, _), .name(let property, _): add(person, property)
      case .call(let function, let arguments, _):
        // 年齢(人, …) reads 人.生年月日.
        for (index, argument) in arguments.enumerated() {
          guard
            case .property(let property, _)? = functions[function]?.signature(for: arguments.count)?
              .parameter(
                at: index)
          else { continue }
          if case .name(let name, _) = argument, Subject.Kind(rawValue: name) != nil {
            add(name, property)
          } else {
            add(person, property)
          }
        }
      default: break
      }
    }
    return names
  }
}
