import Counter

/// What changed in one procedure, a line each; conditions row by row as they are written.
struct ProcedureDifference {
  private let one: Procedure
  private let other: Procedure
  private let old: Catalog
  private let new: Catalog

  init(_ one: Procedure, _ old: Catalog, _ other: Procedure, _ new: Catalog) {
    self.one = one
    self.other = other
    self.old = old
    self.new = new
  }

  var lines: [String] {
    [
      changed("名前", one.name, other.name), changed("性質", one.nature.rawValue, other.nature.rawValue),
      changed("窓口", old.officeName(one.office), new.officeName(other.office)),
      changed("だれ", who(one, old), who(other, new)),
    ].compactMap { $0 }
      + rows("条件", one.conditions.map(\.text), other.conditions.map(\.text))
      + rows("期限", one.deadlines.map { deadline($0, old) }, other.deadlines.map { deadline($0, new) })
      + [
        changed("過ぎたとき", one.whenLate ?? "なし", other.whenLate ?? "なし"), changed("根拠", one.basis, other.basis),
        changed("典拠", one.evidence.rawValue, other.evidence.rawValue),
      ].compactMap { $0 }
      + rows("持ち物", one.thingsToBring.map(thing), other.thingsToBring.map(thing))
      + rows("返すもの", one.thingsToReturn.map(thing), other.thingsToReturn.map(thing))
      + rows("受け取るもの", one.thingsToReceive.map(thing), other.thingsToReceive.map(thing))
      + rows("書類", papers(one, old), papers(other, new))
      + rows("伝えること", one.notes.map(note), other.notes.map(note))
      + [
        changed("手数料", fee(one), fee(other)), changed("後日", later(one), later(other)),
        changed("オンライン", one.online ?? "なし", other.online ?? "なし"),
      ].compactMap { $0 }
  }

  private func changed(_ what: String, _ before: String, _ after: String) -> String? {
    before == after ? nil : "\(what)： \(before) → \(after)"
  }

  /// Lines that went and lines that came; nothing where they are the same in another order.
  private func rows(_ what: String, _ before: [String], _ after: [String]) -> [String] {
    before.filter { !after.contains($0) }.map { "\(what)を消した： \($0.oneLine)" }
      + after.filter { !before.contains($0) }.map { "\(what)を足した： \($0.oneLine)" }
  }

  private func who(_ procedure: Procedure, _ catalog: Catalog) -> String {
    catalog.vocabulary.selectors.first { $0.name == procedure.who }?.label ?? procedure.who
  }

  private func thing(_ thing: Thing) -> String {
    thing.name + (thing.condition.map { "（\($0.text.oneLine) のとき）" } ?? "")
      + (thing.remark.map { "（\($0)）" } ?? "")
  }

  private func note(_ note: Procedure.Note) -> String {
    note.text + (note.condition.map { "（\($0.text.oneLine) のとき）" } ?? "")
  }

  private func fee(_ procedure: Procedure) -> String {
    (procedure.feeUnit.map { "1\($0) " } ?? "") + (procedure.fee?.text ?? "なし")
  }

  private func later(_ procedure: Procedure) -> String {
    procedure.later.map { $0.when + ($0.condition.map { "（\($0.text.oneLine) のとき）" } ?? "") } ?? "なし"
  }

  private func papers(_ procedure: Procedure, _ catalog: Catalog) -> [String] {
    procedure.papers.map { catalog.paper($0.paper)?.name ?? $0.paper }
      + procedure.includedIn.map { "\(catalog.paper($0.paper)?.name ?? $0.paper)への付記" }
      + (procedure.noPaper.map { ["書類なし（\($0.rawValue)）"] } ?? [])
  }

  /// «法定： 届出.異動日 から14日（住民基本台帳法第22条第1項）».
  private func deadline(_ rule: DeadlineRule, _ catalog: Catalog) -> String {
    let amount = rule.amount.map { amount in
      let name = amount.text.split(separator: ".").last.map(String.init) ?? ""
      let values = amount.text.hasPrefix("法.") ? catalog.law : catalog.municipality.values
      guard case .number(let number)? = values.first(where: { $0.name == name })?.value else {
        return amount.text
      }
      return "\(number)\(rule.unit.unit)"
    }
    let span =
      rule.start.map { "\($0.text.oneLine) から\(amount ?? "")（\(rule.counting.rawValue)）" }
      ?? rule.words ?? ""
    return [
      "\(rule.kind.rawValue)： \(span)", rule.condition.map { "条件 \($0.text.oneLine)" }, rule.basis,
      rule.whenLate.map { "過ぎると \($0)" },
    ].compactMap { $0 }.joined(separator: "／")
  }
}

extension String {
  fileprivate var oneLine: String {
    split(whereSeparator: \.isNewline).map { String($0).trimmingBlanks }.joined(separator: " ")
  }
}
