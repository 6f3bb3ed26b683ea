import Feel

/// Whom a paper of a visit is given to, and what it is about, as its head says them.
struct CounterSubject {
  /// «星野 花子 様»; «ご家族の方» where those it is about cannot come and nobody said who did.
  let addressee: String
  /// «転入（国内から）：星野 大樹さん ほか3人».
  let matter: String

  init(_ visit: Visit, in catalog: Catalog, namesQuiet: Bool) {
    let situation = visit.situation
    let events = situation.filings.compactMap { catalog.event(ofKind: $0.kind) }
    // Whom two filings of a visit are about is one person.
    let movers = situation.filings.indices.flatMap {
      situation.movers(of: $0) ?? situation.filings[$0].people
    }.distinct
    let names = movers.first.map {
      situation.name(ofPerson: $0) + "さん" + (movers.count > 1 ? " ほか\(movers.count - 1)人" : "")
    }
    if let visitor = visit.visitor {
      addressee = visitor.name + " 様"
    } else if events.contains(where: \.people.areAbsent) {
      addressee = "ご家族の方"
    } else {
      addressee = movers.first.map { situation.name(ofPerson: $0) + " 様" } ?? ""
    }
    let named = events.map { $0.isQuiet && !namesQuiet ? "ご相談" : $0.name }.distinct.joined(separator: "・")
    matter = [named, names].compactMap(\.self).joined(separator: "：")
  }
}
