import Counter
import Feel
import Yams

/// examples/: reads visit files (受付ファイル). A fact of the register or of a 転出証明書情報 that a person does not
/// mention counts as いいえ, なし or none, as an empty column of an import does.
package struct ExampleReader {
  let catalog: Catalog
  /// People of one visit; a rule about pairs of them looks at the square.
  static let peopleLimit = 1_000
  /// 届出 of one visit.
  static let filingLimit = 10

  package init(catalog: Catalog) { self.catalog = catalog }

  /// The visits of one text; a single visit need not be a list.
  package func examples(path: String, text: String) -> (examples: [Example], findings: [Finding]) {
    let load = FormsLoad(FormsFolder(files: [(path: path, text: text)]))
    let file = YAMLFile(path: path, text: text, load: load)
    let examples = file.map { self.examples($0, load: load) } ?? []
    let unknown = ReferenceCheck.unknown(in: load.referred, declared: NameKind.names(in: catalog))
    return (examples, (load.findings + unknown).sorted())
  }

  func examples(_ file: YAMLFile, load: FormsLoad) -> [Example] {
    let sections =
      file.root.mapping != nil
      ? [file.section(of: "例", load: load)].compactMap { $0 }
      : file.sections(of: "例", load: load)
    return sections.compactMap(example)
  }

  func example(_ section: Section) -> Example? {
    let count = section.entries.first { $0.key == "人" }?.value.mapping?.count ?? 0
    guard count <= ExampleReader.peopleLimit else {
      section.refuse(
        "人", "人が多すぎます（\(count)人。1つの受付に\(ExampleReader.peopleLimit)人まで）",
        correction: "いくつかの受付に分けてください")
      return nil
    }
    defer { section.close() }
    let name = section.text("例")
    let day = section.day("日")
    if day == nil, !section.has("日") {
      section.report(as: MissingKeyCheck.self, "「日」がありません", correction: "「日: 2026-11-20」の行を足してください")
    }
    let people = section.map("人", .any, .map(.properties(of: Subject.Kind.person.rawValue), .answers))
    var builder = SituationBuilder(
      catalog: catalog, section: section, people: people.map(\.key), day: day ?? Day(number: 0))
    builder.readFilings()
    if builder.situation.filings.count > ExampleReader.filingLimit {
      section.refuse(
        "届出", "届出が多すぎます（1つの受付に\(ExampleReader.filingLimit)件まで）", correction: "いくつかの受付に分けてください")
    }
    builder.read(people)
    builder.readAnswers(section.map("答え", .facts, .answers))
    let expectation = section.section("期待", of: "期待")
    defer { expectation?.close() }
    let example = Example(
      name: name, situation: builder.situation, people: people.map(\.key),
      expected: expectation?.sections("手続", of: "手続の期待").flatMap { expectations($0, builder) } ?? [],
      absent: expectation?.mentions("ない", of: .procedure) ?? [],
      papers: expectation?.mentions("書類", of: .paper) ?? [],
      variations: section.sections("変えると", of: "変えると").map { variation($0, builder) },
      place: section.place)
    return day == nil ? nil : example
  }

  /// One expectation for each of 誰; one for any subject when nobody is named.
  private func expectations(_ section: Section, _ builder: SituationBuilder) -> [Example.Expectation] {
    defer { section.close() }
    let id = section.reference("id", to: .procedure)
    let deadline = section.day("期限")
    let things = section.has("持ち物") || section.isProbe ? section.texts("持ち物") : nil
    let subjects = section.items("誰").map { who, node -> Subject? in
      let subject = builder.subject(named: who)
      if subject == nil { builder.refuse(who, at: node) }
      return subject
    }
    return (subjects.isEmpty ? [nil] : subjects).map {
      Example.Expectation(
        procedure: id, subject: $0, deadline: deadline, things: things, place: section.place)
    }
  }

  private func variation(_ section: Section, _ builder: SituationBuilder) -> Example.Variation {
    defer { section.close() }
    var changed = builder
    changed.situation.facts = [:]
    changed.readAnswers(section.map("変える", .facts, .answers))
    let (gone, came) = (
      section.references("消える", to: .procedure), section.references("現れる", to: .procedure)
    )
    return Example.Variation(
      facts: changed.situation.facts, disappearing: gone, appearing: came, place: section.place)
  }
}

extension Section {
  fileprivate func mentions(_ key: String, of kind: NameKind) -> [Example.Mention] {
    zip(references(key, to: kind), items(key)).map { Example.Mention(id: $0, place: valuePlace($1.node)) }
  }
}
