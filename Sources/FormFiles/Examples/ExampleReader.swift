import Counter
import Feel
import Yams

/// examples/: reads visit files (受付ファイル). A fact of the register or of a 転出証明書情報 that a person does not
/// mention counts as いいえ, なし or none, as an empty column of an import does.
public struct ExampleReader {
  let catalog: Catalog

  public init(catalog: Catalog) { self.catalog = catalog }

  /// The visits of one text; a single visit need not be a list.
  public func examples(path: String, text: String) -> (examples: [Example], findings: [Finding]) {
    let findings = Findings()
    let file = YAMLFile(path: path, text: text, findings: findings)
    let examples = file.map { self.examples($0, findings: findings) } ?? []
    return (examples, findings.list.sorted())
  }

  func examples(_ file: YAMLFile, findings: Findings) -> [Example] {
    let sections =
      file.root.mapping != nil
      ? [file.section(of: "例", findings: findings)].compactMap { $0 }
      : file.sections(of: "例", findings: findings)
    return sections.compactMap(example)
  }

  private func example(_ section: Section) -> Example? {
    defer { section.close() }
    let name = section.text("例")
    guard let day = section.day("日") else {
      section.report("「日」がありません", correction: "日: 2026-11-20")
      return nil
    }
    let people = section["人"]?.mapping?.map { $0.key.string ?? "" } ?? []
    var builder = SituationBuilder(catalog: catalog, section: section, people: people, day: day)
    builder.readFilings()
    builder.readPeople()
    builder.readAnswers(section["答え"])
    let expectation = section.section("期待", of: "期待")
    defer { expectation?.close() }
    return Example(
      name: name, situation: builder.situation, people: people,
      expected: expectation?.sections("手続", of: "期待").flatMap { expectations($0, builder) } ?? [],
      absent: expectation?.texts("ない") ?? [], papers: expectation?.texts("書類") ?? [],
      variations: section.sections("変えると", of: "変えると").map { variation($0, builder) }, place: section.place)
  }

  /// One expectation for each of 誰; one for any subject when nobody is named.
  private func expectations(_ section: Section, _ builder: SituationBuilder) -> [Example.Expectation] {
    defer { section.close() }
    let id = section.text("id")
    known(id, section)
    let deadline = section.day("期限")
    let subjects = section.texts("誰").map { who -> Subject? in
      let subject = builder.subject(named: who)
      if subject == nil { section.report("「\(who)」という人はこの例にいません", at: section["誰"]) }
      return subject
    }
    return (subjects.isEmpty ? [nil] : subjects).map {
      Example.Expectation(procedure: id, subject: $0, deadline: deadline, place: section.place)
    }
  }

  private func variation(_ section: Section, _ builder: SituationBuilder) -> Example.Variation {
    defer { section.close() }
    var changed = builder
    changed.situation.facts = [:]
    changed.readAnswers(section["変える"])
    let (gone, came) = (section.texts("消える"), section.texts("現れる"))
    for id in gone + came { known(id, section) }
    return Example.Variation(
      facts: changed.situation.facts, disappearing: gone, appearing: came, place: section.place)
  }

  private func known(_ id: String, _ section: Section) {
    guard !catalog.procedures.contains(where: { $0.id == id }) else { return }
    section.report(
      "「\(id)」という手続はありません",
      correction: Spelling.nearest(to: id, in: catalog.procedures.map(\.id)).map { "「\($0)」のことですか" })
  }
}
