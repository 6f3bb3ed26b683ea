import Counter

extension RegisterServices {
  /// The register for who may not see where some people and their households live, whatever it says itself: none of them is
  /// found by a place, or named as living in a house.
  ///
  /// `people` are 宛名番号; others are passed over. Throws what reading the register throws.
  func guarding(_ people: Set<String>) throws -> RegisterServices {
    guard !people.isEmpty else { return self }
    let households = try Set(
      people.compactMap { number in
        try search(ResidentQuery(number: number)).residents.first { $0.number == number }?.household
      })
    func isGuarded(_ resident: Resident) -> Bool { households.contains(resident.household) }
    func guarded(_ resident: Resident) -> Resident { isGuarded(resident) ? resident.guarded : resident }
    return RegisterServices(
      search: { query in
        let found = try search(query)
        guard query.asksForPlace else {
          return SearchResult(
            residents: found.residents.map(guarded), certificates: found.certificates, count: found.count)
        }
        let open = found.residents.filter { !isGuarded($0) }
        return SearchResult(
          residents: open, certificates: found.certificates,
          count: found.count - (found.residents.count - open.count))
      },
      household: { try household($0).map(guarded) },
      neighbours: { try neighbours($0, $1).filter { !isGuarded($0) } })
  }
}
