import Feel

/// The windows of the city hall: in what order, and which take nobody any more today.
extension ChecklistMaker {
  struct Round {
    /// A window and what is done at it, what is lost first before the rest.
    struct Stop {
      /// Index into the municipality's windows.
      let window: Int
      let groups: [ProcedureGroup]
      /// Why it is not visited today and when it opens next; empty at a stop of the round.
      let notice: String
    }

    let stops: [Stop]
    /// Minutes of walking, waiting and being served.
    let minutes: Int
    let missed: [Stop]

    var missedWindows: Set<Int> { Set(missed.map(\.window)) }
  }

  func stop(_ stop: Round.Stop) -> Checklist.Stop {
    let window = catalog.municipality.windows[stop.window]
    let named = stop.groups.filter { !unnamed.contains($0.procedure) }
    let bring = named.flatMap(\.bring).merged
    let ids = Set(bring.map(\.id))
    return Checklist.Stop(
      name: window.name, place: window.place, telephone: window.telephone, notice: stop.notice,
      items: items(stop.groups),
      sign: named.flatMap(\.papers).distinct.compactMap { catalog.paper($0)?.name }.distinct,
      bring: bring.map(article),
      giveBack: named.flatMap(\.giveBack).merged.filter { !ids.contains($0.id) }.map(article))
  }

  private func article(_ thing: Thing) -> Checklist.Article {
    Checklist.Article(
      name: thing.name, remark: thing.remark.map(Self.omission) ?? "", state: visit.state(ofThing: thing.id))
  }

  func window(of group: ProcedureGroup) -> Int? {
    guard case .window(let index) = catalog.procedures[group.procedure].office else { return nil }
    return index
  }

  func round(_ applying: [ProcedureGroup]) -> Round {
    var byWindow: [Int: [ProcedureGroup]] = [:]
    for group in applying {
      if let window = window(of: group) { byWindow[window, default: []].append(group) }
    }
    let visited = byWindow.filter { $0.value.contains(where: \.needsVisit) }
    let order = order(visited.values.flatMap(\.self))
    let pressing = visited.filter { window, groups in groups.contains { isPressing($0, at: window) } }
    let route = Route(
      over: Set(visited.keys), before: order, pressing: Set(pressing.keys), in: catalog.municipality, at: now)
    // What is done with another paper and needs no stop of its own stands at the first stop.
    let carried = byWindow.filter { visited[$0.key] == nil }.sorted { $0.key < $1.key }.flatMap(\.value)
    let first = route.windows.first ?? route.missed.first
    func stop(_ index: Int) -> Round.Stop {
      let own = (byWindow[index] ?? []).sorted { ranked($0) < ranked($1) }
      return Round.Stop(
        window: index, groups: own + (index == first ? carried : []),
        notice: route.missed.contains(index) ? notice(of: index, route.missed, order) : "")
    }
    let served = route.windows.reduce(0) { $0 + catalog.municipality.windows[$1].minutes }
    return Round(
      stops: route.windows.map(stop), minutes: route.walkingMinutes + route.waitingMinutes + served,
      missed: route.missed.map(stop))
  }

  /// Losses first, then by day; before all of them the notification itself, on whose paper others are noted.
  func ranked(_ group: ProcedureGroup) -> (Int, Int, Int, Int) {
    let procedure = catalog.procedures[group.procedure]
    let isDuty = procedure.nature == .duty
    return (
      isDuty && !procedure.papers.isEmpty ? 0 : 1,
      group.deadline?.kind.rank ?? (isDuty ? DeadlineRule.Kind.guide.rank : .max),
      group.deadline?.day.map { Int($0.number) } ?? .max, procedure.nature.rank
    )
  }

  /// 順 前に between windows, of the procedures that are to be done.
  private func order(_ visited: [ProcedureGroup]) -> [(Int, Int)] {
    let windows = Dictionary(
      visited.compactMap { group in window(of: group).map { (catalog.procedures[group.procedure].id, $0) } },
      uniquingKeysWith: { first, _ in first })
    return visited.flatMap { group in
      catalog.procedures[group.procedure].after.compactMap { id -> (Int, Int)? in
        guard let later = window(of: group), let earlier = windows[id], earlier != later else { return nil }
        return (earlier, later)
      }
    }
  }

  /// Whether the last day passes before the window opens again.
  private func isPressing(_ group: ProcedureGroup, at window: Int) -> Bool {
    guard let last = group.deadline?.day, last >= today,
      let hours = catalog.municipality.windows[window].hours
    else { return false }
    return hours.nextOpening(after: today, catalog.municipality.calendar).map { last < $0.day } ?? true
  }

  // MARK: Another day

  /// «きょうは受付が終わりました。次に開くのは11月24日（火）8時30分»
  private func notice(of window: Int, _ missed: [Int], _ order: [(Int, Int)]) -> String {
    let city = catalog.municipality
    let before = order.filter { $0.1 == window && missed.contains($0.0) }.map(\.0)
    let openings = ([window] + before).compactMap { index in
      city.windows[index].hours?.nextOpening(after: today, city.calendar)
    }
    guard let next = openings.max(by: { ($0.day, $0.minute) < ($1.day, $1.minute) }) else {
      return "\(hindrance(at: window, before))次に開く日を電話で確かめてください"
    }
    let day = Wording.monthDay(next.day, today: today, eras: catalog.eras)
    return "\(hindrance(at: window, before))次に開くのは\(day)\(Wording.time(next.minute))"
  }

  private func hindrance(at window: Int, _ before: [Int]) -> String {
    let city = catalog.municipality
    let hours = city.windows[window].hours
    guard let span = hours?.span(on: today, city.calendar) ?? (hours == nil ? .wholeDay : nil) else {
      return "きょうは受付がありません。"
    }
    if now.minuteOfDay >= span.closes { return "きょうは受付が終わりました。" }
    if let earlier = before.first {
      return "先に\(city.windows[earlier].name)の手続が要るため、きょうは回れません。"
    }
    return "きょうの受付（\(Wording.time(span.closes))まで）に間に合いません。"
  }
}
