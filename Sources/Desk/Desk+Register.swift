import Counter

/// The residents' register: searching with a reason, and the release of what is guarded.
extension Desk {
  /// The register as it may be read now: protection that was asked for today is not in it yet.
  mutating func register() throws -> RegisterServices {
    let visits = services.visits
    try list.readClosed { try visits.summary(of: $0) }
    return try services.register.guarding(list.protectedPeople)
  }

  mutating func search(_ line: String) {
    let query = ResidentQuery(line, eras: catalog.eras, towns: catalog.towns)
    let result = attempt { desk -> SearchResult in
      let result = try desk.register().search(query)
      try desk.services.visits.record(
        .searched(reason: desk.searches.reason, hits: result.count), by: desk.seat.clerk, at: desk.now)
      let residents = result.residents.map(\.number)
      let certificates = result.certificates.map(\.number)
      if !residents.isEmpty || !certificates.isEmpty {
        try desk.services.visits.record(
          .listed(residents: residents, certificates: certificates, reason: desk.searches.reason),
          by: desk.seat.clerk, at: desk.now)
      }
      return result
    }
    // What could not be searched for is still in the line.
    let screen = SearchScreen(line: line, result: result)
    if screens.top is SearchScreen { screens.top = screen } else { screens.push(screen) }
    guard let result else { return }
    lookUpHousehold()
    if result.isTooMany {
      message = .note("1,000人を超えます。生年月日や名も足して、絞ってください")
    } else if result.residents.isEmpty, result.certificates.isEmpty {
      message = .note("見つかりません。字や生年月日を変えて探すか、転入する方は \(Request.commit) で家族を入力してください")
    }
    noteReading()
  }

  /// Somebody's data are read, by whatever way: much of it in a short time is recorded and said (大量検索).
  mutating func noteReading() {
    let measure = catalog.municipality.searchMeasure
    let count = searches.count(at: now, within: measure.minutes)
    guard count >= measure.count else { return }
    record(.searchedMuch(count: count, minutes: measure.minutes))
    message = .note("この\(measure.minutes)分に\(count)回、住民や受付を見ました。回数は記録され、管理者が確かめます")
  }

  /// The household of the hit under the cursor, for the lines below the list.
  mutating func lookUpHousehold() {
    guard let resident = screens.topmost(SearchScreen.self)?.focused else { return }
    guard let household = attempt({ try $0.register().household(resident.household) }) else { return }
    screens.change(SearchScreen.self) { $0.household = household }
  }

  mutating func chooseHousehold(_ resident: Resident) {
    guard let household = attempt({ try $0.register().household(resident.household) }) else { return }
    // Whoever died or left is no member any more: their family, as far as it is still here, comes with them.
    let people = (resident.state == .removed ? [resident] : []) + household
    guard lets(.inquiry, people) else { return }
    offerEvents(.household(people, sought: resident.number))
    sayMeasures(people)
  }

  /// Shows the events that these people can have, with what was received today of the same people.
  mutating func offerEvents(_ source: Outcome.Source) {
    let visits = services.visits
    attempt { try $0.list.readClosed { try visits.summary(of: $0) } }
    screens.push(EventScreen(source))
  }

  // MARK: Release

  /// A supervisor opens the guarded address of a person of the visit, for a reason and until an end.
  mutating func release(_ asked: Outcome.AskedRelease) {
    guard let open, let number = open.visit.protectedNumber(in: catalog) else { return }
    guard let supervisor = supervisor(asked) else { return }
    let release = Release(
      supervisor: supervisor, reason: asked.reason, end: Instant(seconds: now.seconds + asked.minutes * 60))
    let found = attempt { try $0.register().search(ResidentQuery(number: number)).residents.first }
    guard let resident = found ?? nil else { return }
    let facts = open.visit.guardedFacts(
      of: resident, under: release, at: now, catalog: catalog, asOf: site.registerAsOf.day)
    record(.released(resident: number, supervisor: supervisor, reason: asked.reason, end: release.end))
    goToBoard()
    let released = Entry.Released(release: release, resident: number, facts: facts)
    guard write([.released(released)]) == .done else { return }
    message = .note("住所を \(Wording.hourAndMinute(release.end))まで表示します（\(supervisor)、\(asked.reason)）")
  }

  /// Who lets it be seen; nil when that was refused, which is said.
  private mutating func supervisor(_ asked: Outcome.AskedRelease) -> String? {
    guard let accounts = services.accounts else { return asked.supervisor }
    guard
      let result = attempt({ try accounts.signIn(asked.supervisor, asked.passphrase, asked.code, $0.now) })
    else { return nil }
    guard case .signedIn(let account) = result else {
      recordRefusedSignIn()
      message = .error(SignInScreen.sentence(result, eras: catalog.eras))
      return nil
    }
    guard account.may(.release) else {
      record(.refused(act: .release), by: account.name)
      message = .error("\(asked.supervisor) さんには支援措置の解除の権限がありません。権限のある方に頼んでください")
      return nil
    }
    guard account.name != seat.clerk else {
      message = .error("支援措置の解除は、窓口の職員とは別の責任者が許可してください")
      return nil
    }
    return account.name
  }
}
