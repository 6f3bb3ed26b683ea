import Counter

/// The residents' register: searching with a reason, and the release of what is guarded.
extension Desk {
  mutating func search(_ line: String) {
    let query = ResidentQuery(line, eras: context.catalog.eras, towns: context.catalog.towns)
    let found: IdentifyScreen? = attempt { services, context in
      let result = try services.register.search(query)
      try services.visits.record(
        .searched(reason: context.searchReason, hits: result.count), by: context.clerk, at: context.now)
      return IdentifyScreen(line: line, result: result)
    }
    // What could not be searched for is still in the line.
    let screen = Screen.identify(found ?? IdentifyScreen(line: line, result: nil))
    if case .identify = top { top = screen } else { screens.append(screen) }
    guard found != nil else { return }
    lookUpHousehold()
    if let result = found?.result {
      if result.isTooMany {
        context.message = .note("1,000人を超えます。生年月日や名も足して、絞ってください")
      } else if result.residents.isEmpty, result.certificates.isEmpty {
        context.message = .note("見つかりません。字や生年月日を変えて探すか、転入する方は F10 で家族を入力してください")
      }
    }
    warnOfManySearches()
  }

  /// Many searches in a short time are recorded and said (大量検索).
  private mutating func warnOfManySearches() {
    let measure = context.catalog.municipality.searchMeasure
    let count = context.countSearch(within: measure.minutes)
    guard count >= measure.count else { return }
    record(.searchedMuch(count: count, minutes: measure.minutes))
    context.message = .note("この\(measure.minutes)分に\(count)回調べました。回数は記録され、管理者が確かめます")
  }

  /// The household of the hit under the cursor, for the lines below the list.
  mutating func lookUpHousehold() {
    guard case .identify(var screen) = top, let resident = screen.focused else { return }
    attempt { services, _ in try services.register.household(resident.household) }.map { household in
      screen.household = household
      top = .identify(screen)
    }
  }

  // MARK: Release

  /// A supervisor opens the guarded address of a person of the visit, for a reason and until an end.
  mutating func release(_ asked: ReleaseScreen.Asked) {
    guard let open = context.open, let number = open.visit.protectedNumber(in: context.catalog) else {
      return
    }
    if let accounts = services.accounts {
      guard
        let result = attempt({ _, context in
          try accounts.signIn(asked.supervisor, asked.passphrase, asked.code, context.now)
        })
      else { return }
      guard case .signedIn(let account) = result, account.may(.release) else {
        if case .signedIn = result {
          context.message = .error("\(asked.supervisor) さんには支援措置の解除の権限がありません。権限のある方に頼んでください")
        } else {
          context.message = .error(SignInScreen.sentence(result, eras: context.catalog.eras))
        }
        return
      }
    }
    let release = Release(
      supervisor: asked.supervisor, reason: asked.reason,
      end: Instant(seconds: context.now.seconds + asked.minutes * 60))
    let query = ResidentQuery(number, eras: context.catalog.eras, towns: context.catalog.towns)
    guard
      let resident = attempt({ services, _ in try services.register.search(query).residents.first })?
        .flatMap({ $0 })
    else { return }
    let facts = open.visit.guardedFacts(
      of: resident, under: release, at: context.now, catalog: context.catalog, asOf: context.registerAsOf.day)
    record(
      .released(resident: number, supervisor: asked.supervisor, reason: asked.reason, end: release.end))
    goToBoard()
    append([.released(Entry.Released(release: release, resident: number, facts: facts))])
    context.message = .note(
      "住所を \(Wording.hourAndMinute(release.end))まで表示します（\(asked.supervisor)、\(asked.reason)）")
  }

  /// At its end the address is gone from the screen again.
  mutating func endRelease() {
    guard let release = context.open?.visit.release, context.now > release.end else { return }
    append([.releaseEnded])
  }
}
