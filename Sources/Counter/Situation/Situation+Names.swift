extension Situation {
  /// The given name, which is what a family is told apart by; the whole name when it cannot be split.
  package func givenName(ofPerson number: Int) -> String {
    let whole = name(ofPerson: number)
    let parts = whole.split(whereSeparator: { $0 == " " || $0 == "\u{3000}" })
    return parts.count == 2 ? String(parts[1]) : whole
  }

  /// «太郎さん» as a sentence calls them; «1人目の方» while the name is unknown.
  package func politeName(ofPerson number: Int) -> String {
    text(CoreFact.name, of: .person(number)) == nil
      ? name(ofPerson: number) + "の方" : givenName(ofPerson: number) + "さん"
  }
}
