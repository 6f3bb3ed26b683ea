import Counter
import Feel

/// What changed between two states of `forms/`, in sentences for who decides about them.
package struct FormsDifference: Sendable {
  /// A heading with the lines under it; none are empty.
  package struct Chapter: Hashable, Sendable {
    package let heading: String
    package let lines: [String]
  }

  package let chapters: [Chapter]

  /// `old` and `new` were read without errors. `visits` are the same visits as each of them reads them, which are then compared in
  /// place of the examples.
  package init(
    from old: CatalogReader.Outcome, _ before: Rulebook, to new: CatalogReader.Outcome, _ after: Rulebook,
    visits: (old: [Example], new: [Example])? = nil
  ) {
    let difference = CatalogDifference(before.catalog, after.catalog)
    let compared = visits ?? (old.examples, new.examples)
    let lines = ExampleDifference(compared.old, before, compared.new, after).lines
    let what = visits == nil ? "例" : "受付ファイル"
    chapters = (difference.chapters + [Chapter(heading: "\(what)の判定・期限・書類の変わるもの", lines: lines)]).filter {
      !$0.lines.isEmpty
    }
  }

  package var text: String {
    guard !chapters.isEmpty else { return "変わったところはありません" }
    return chapters.map {
      (["■ \($0.heading)（\($0.lines.count { !$0.hasPrefix("　") })件）"] + $0.lines.map { "  \($0)" }).joined(
        separator: "\n")
    }
    .joined(separator: "\n\n")
  }
}

/// Procedures, questions, papers and values that were added, removed or changed.
private struct CatalogDifference {
  private let old: Catalog
  private let new: Catalog

  init(_ old: Catalog, _ new: Catalog) {
    self.old = old
    self.new = new
  }

  var chapters: [FormsDifference.Chapter] {
    [
      chapter("足した手続", added(new.procedures, to: old.procedures, \.id).map(title)),
      chapter("消した手続", added(old.procedures, to: new.procedures, \.id).map(title)),
      chapter("変わった手続", changed(old.procedures, new.procedures, \.id).flatMap(lines)),
      chapter("足した質問", added(new.questions, to: old.questions, \.id).map(\.wording)),
      chapter("消した質問", added(old.questions, to: new.questions, \.id).map(\.wording)),
      chapter("変わった質問", changed(old.questions, new.questions, \.id).flatMap(question)),
      chapter("足した書類", added(new.papers, to: old.papers, \.id).map(\.name)),
      chapter("消した書類", added(old.papers, to: new.papers, \.id).map(\.name)),
      chapter(
        "変わった書類",
        changed(old.papers, new.papers, \.id).filter { $0.elements != $1.elements }.map { "\($1.name)の欄か置き方" }
      ),
      chapter("法律の値", values(old.law, new.law)),
      chapter("市の値", values(old.municipality.values, new.municipality.values)),
      chapter("式の変わった事実", changed(facts(old), facts(new), \.name).compactMap(fact)),
    ]
  }

  private func chapter(_ heading: String, _ lines: [String]) -> FormsDifference.Chapter {
    FormsDifference.Chapter(heading: heading, lines: lines)
  }

  private func facts(_ catalog: Catalog) -> [Fact] { Array(catalog.vocabulary.facts) }

  /// Those of a list that another has not.
  private func added<Items: Sequence>(
    _ list: Items, to other: Items, _ id: (Items.Element) -> String
  ) -> [Items.Element] {
    let known = Set(other.map(id))
    return list.filter { !known.contains(id($0)) }
  }

  /// Those of both that are not the same.
  private func changed<Items: Sequence>(
    _ list: Items, _ other: Items, _ id: (Items.Element) -> String
  ) -> [(Items.Element, Items.Element)] {
    let before = Dictionary(list.map { (id($0), $0) }, uniquingKeysWith: { first, _ in first })
    return other.compactMap { item in before[id(item)].map { ($0, item) } }
  }

  private func title(_ procedure: Procedure) -> String {
    "\(procedure.name)（\(procedure.id)）"
  }

  private func values(_ before: [NamedValue], _ after: [NamedValue]) -> [String] {
    func text(_ value: NamedValue) -> String { "\(value.value.plain)\(value.unit)" }
    return added(after, to: before, \.name).map { "\($0.name)： 足した（\(text($0))、\($0.basis)）" }
      + added(before, to: after, \.name).map { "\($0.name)： 消した（\(text($0))）" }
      + changed(before, after, \.name).compactMap { one, other in
        text(one) != text(other)
          ? "\(other.name)： \(text(one)) → \(text(other))"
          : one.basis != other.basis ? "\(other.name)： 根拠 \(one.basis) → \(other.basis)" : nil
      }
  }

  private func question(_ one: Question, _ other: Question) -> [String] {
    guard
      one.wording != other.wording || one.help != other.help
        || one.conditions.map(\.text) != other.conditions.map(\.text)
    else { return [] }
    return one.wording != other.wording ? ["\(one.wording) → \(other.wording)"] : ["\(other.wording)： 助けか対象"]
  }

  private func fact(_ one: Fact, _ other: Fact) -> String? {
    let (before, after) = (one.formula?.text, other.formula?.text)
    guard before != after else { return nil }
    return "\(other.name)（\(other.label)）"
  }

  private func lines(_ one: Procedure, _ other: Procedure) -> [String] {
    let lines = ProcedureDifference(one, old, other, new).lines
    return lines.isEmpty ? [] : [title(other)] + lines.map { "　\($0)" }
  }
}

extension FactValue {
  /// As a value of law.yaml or municipality.yaml is written.
  fileprivate var plain: String {
    switch self {
    case .yesNo(let flag): flag ? "はい" : "いいえ"
    case .number(let number): String(number)
    case .text(let text): text
    case .texts(let texts): texts.joined(separator: "、")
    case .day(let day): day.iso
    case .absent, .person, .people: ""
    }
  }
}
