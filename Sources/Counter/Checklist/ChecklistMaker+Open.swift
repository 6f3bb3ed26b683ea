import Feel

/// What is not decided yet: what is lost by waiting first, and nothing that was asked in private.
extension ChecklistMaker {
  /// 未定: losses by their days, other duties, and one line for all that is not named.
  var undecided: [Checklist.Item] {
    named(losses).map { item($0.group, possible: $0.deadline) }
      + openRest.filter { catalog.procedures[$0.procedure].nature == .duty }.map { item($0) }
      + [unnamedItem].compactMap(\.self)
  }

  /// What may press within days if it applies after all, and what would be lost for good.
  func urgent(_ losses: [OpenLoss]) -> [String] {
    named(losses).compactMap { loss in
      guard let left = loss.deadline.daysLeft(on: today), left <= 3 || loss.deadline.kind == .forfeit else {
        return nil
      }
      let procedure = catalog.procedures[loss.group.procedure]
      let deadline = Wording.deadline(loss.deadline, today: today, eras: catalog.eras)
      let late = loss.deadline.whenLate.map { (left < 0 ? "" : "（過ぎると）") + $0 } ?? ""
      let title = procedure.name + loss.group.who(in: visit.situation)
      return "まだ決まっていない\(title)は、要る場合は\(deadline)。\(late)"
    }
  }

  /// Open groups that lose nothing and are named.
  var openRest: [ProcedureGroup] {
    let losing = Set(losses.map(\.group.procedure))
    return groups.filter {
      $0.state == .open && !losing.contains($0.procedure) && !unnamed.contains($0.procedure)
    }
  }

  private func named(_ losses: [OpenLoss]) -> [OpenLoss] {
    losses.filter { !unnamed.contains($0.group.procedure) }
  }

  /// The family reads the paper: that something was asked in private, and what, stays out of it. The earliest day
  /// stands, so that nothing is lost.
  private var unnamedItem: Checklist.Item? {
    guard groups.contains(where: { $0.state == .open && unnamed.contains($0.procedure) }) else { return nil }
    let first = losses.first { unnamed.contains($0.group.procedure) && $0.deadline.day != nil }?.deadline
    return Checklist.Item(
      mark: "？", title: "ほかの制度のご案内", deadline: Wording.deadline(first, today: today, eras: catalog.eras),
      remarks: ["あてはまる制度があるかを、窓口で確かめられます"])
  }
}
