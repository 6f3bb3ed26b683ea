import Feel

/// What the visitor pays at the windows, and how.
extension ChecklistMaker {
  /// «きょうは 300円（現金・クレジットカード）», what is wished for apart; fees at windows in `missed` are for another day.
  func fees(_ applying: [ProcedureGroup], missed: Set<Int>) -> String {
    let inside = applying.filter { window(of: $0) != nil }
    let wishes = inside.filter { isWish($0) && ($0.fee ?? 0) > 0 }
    let certain = inside.filter { !isWish($0) }
    let later = certain.filter { window(of: $0).map(missed.contains) ?? false }
    let today = certain.filter { window(of: $0).map { !missed.contains($0) } ?? true }
    var text = "きょうは " + sum(today)
    if later.contains(where: { ($0.fee ?? 0) > 0 }) { text += "、別の日に " + sum(later) }
    if !wishes.isEmpty {
      let named = wishes.filter { !unnamed.contains($0.procedure) }.map {
        "\(catalog.procedures[$0.procedure].name) \(Wording.yen($0.fee ?? 0))"
      }
      // How to pay is said once, unless the wishes are paid elsewhere.
      let said = Set(certain.filter { ($0.fee ?? 0) > 0 }.compactMap(window))
      let paying = said.isSuperset(of: wishes.compactMap(window)) ? "" : payments(wishes)
      if !named.isEmpty {
        text += "（希望する方：\(named.joined(separator: "、"))\(paying.isEmpty ? "" : "。\(paying)")）"
      }
    }
    let units = inside.filter { ($0.fee ?? 0) > 0 }.compactMap { catalog.procedures[$0.procedure].feeUnit }
      .distinct
    if !units.isEmpty { text += "。" + units.map { "1\($0)" }.joined(separator: "・") + "ずつのときの額です" }
    if certain.contains(where: { $0.fee == nil }) { text += "。ほかに、窓口で額が決まる手数料があります" }
    return text
  }

  /// «手数料 1通 300円»; nil where nothing is paid.
  func feeText(_ group: ProcedureGroup) -> String? {
    let procedure = catalog.procedures[group.procedure]
    guard let fee = group.fee else { return procedure.fee == nil ? nil : "手数料は窓口で決まります" }
    guard fee > 0 else { return nil }
    guard let unit = procedure.feeUnit else { return "手数料 \(Wording.yen(fee))" }
    return "手数料 \(group.decisions.count)\(unit) \(Wording.yen(fee))"
  }

  private func isWish(_ group: ProcedureGroup) -> Bool {
    catalog.procedures[group.procedure].nature == .wish
  }

  private func sum(_ groups: [ProcedureGroup]) -> String {
    let paid = groups.filter { ($0.fee ?? 0) > 0 }
    let ways = payments(paid)
    return Wording.yen(paid.compactMap(\.fee).reduce(0, +)) + (ways.isEmpty ? "" : "（\(ways)）")
  }

  /// «現金・クレジットカード»; by window where they differ: «市民課 現金・クレジットカード、環境課 現金».
  private func payments(_ groups: [ProcedureGroup]) -> String {
    let windows = groups.compactMap(window).distinct.sorted().map { catalog.municipality.windows[$0] }
    let ways = windows.map { $0.payments.joined(separator: "・") }
    guard let first = ways.first, ways.contains(where: { $0 != first }) else { return ways.first ?? "" }
    return zip(windows, ways).filter { !$1.isEmpty }.map { "\($0.name) \($1)" }.joined(separator: "、")
  }
}
