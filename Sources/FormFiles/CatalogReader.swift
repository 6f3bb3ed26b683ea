import Counter

/// Reads a `forms/` folder into a checked catalogue: folder → YAML → sections → catalogue → rulebook → checks.
package struct CatalogReader {
  /// What a folder says: the rulebook when nothing is wrong in its formulas, and everything found, sorted.
  package struct Outcome: Sendable {
    package let rulebook: Rulebook?
    package let examples: [Example]
    package let translations: [Translation]
    package let findings: [Finding]

    package var hasErrors: Bool { findings.contains { $0.severity == .error } }
  }

  private let folder: FormsFolder
  private let load: FormsLoad

  private init(folder: FormsFolder) {
    self.folder = folder
    load = FormsLoad(folder)
  }

  /// Reads and checks everything. Files are compared only when all of them can be read, and examples are decided only
  /// where nothing else is wrong: one slip would make many of them fail.
  package static func read(_ folder: FormsFolder) -> Outcome { CatalogReader(folder: folder).outcome() }

  /// The catalogue as far as it can be read, whatever is wrong in it; nil when a whole file is missing or no YAML.
  package static func catalog(_ folder: FormsFolder) -> Catalog? { CatalogReader(folder: folder).catalog([]) }

  private func outcome() -> Outcome {
    let translations = folder.files(in: "wording").compactMap { file in
      yaml(file)?.section(of: "訳", load: load).map(Translation.read)
    }
    guard let catalog = catalog(translations) else {
      return Outcome(rulebook: nil, examples: [], translations: [], findings: load.findings.sorted())
    }
    let forms = checked(catalog, translations)
    for path in folder.overlooked {
      load.report(
        Finding(
          YAMLSyntaxCheck.self, at: Place(file: path, line: 1), "このファイルはどこからも読まれません",
          correction: "名前の終わりを .yaml にし、README.md の表にあるフォルダーに置いてください"))
    }
    var findings = load.findings
    let isReadable = load.unreadable.isEmpty
    if isReadable { for check in Checks.catalogue { findings += check.findings(in: forms) } }
    if isReadable, !findings.contains(where: { $0.severity == .error && $0.check != CoverageCheck.name }) {
      for check in Checks.deciding { findings += check.findings(in: forms) }
    }
    return Outcome(
      rulebook: forms.rulebook, examples: forms.examples, translations: forms.translations,
      findings: Array(Set(findings)).sorted())
  }

  private func checked(_ catalog: Catalog, _ translations: [Translation]) -> CheckedForms {
    let examples = folder.files(in: "examples").flatMap { file in
      yaml(file).map { ExampleReader(catalog: catalog).examples($0, load: load) } ?? []
    }
    let groups = list("groups", of: "組").compactMap { section in
      ProcedureSet.read(section, in: catalog)
    }
    var rulebook: Rulebook?
    do throws(Rulebook.Problems) { rulebook = try Rulebook(catalog) } catch {
      let values = catalog.law.map { "法.\($0.name)" } + catalog.municipality.values.map { "市.\($0.name)" }
      let names = Set(Subject.Kind.allCases.map(\.rawValue) + catalog.vocabulary.facts.map(\.name) + values)
      let codes = Rulebook.scope(of: catalog).codes
      for problem in error.list.flatMap(SignCheck.problems) where !isConsequence(problem) {
        load.report(FormulaFindings.finding(problem, names: names, codes: codes, load))
      }
    }
    return CheckedForms(
      folder: folder, load: load, catalog: catalog, rulebook: rulebook, examples: examples,
      translations: translations, groups: groups)
  }

  /// Whether a formula only speaks of a fact that its own file could not say rightly, which is reported there.
  private func isConsequence(_ problem: RuleProblem) -> Bool {
    guard case .unknownName(let name, _) = problem.diagnostic.problem else { return false }
    return load.isDeclared(name, as: .fact)
  }

  private func yaml(_ file: (path: String, text: String)) -> YAMLFile? {
    YAMLFile(path: file.path, text: file.text, load: load)
  }

  private func single(_ path: String, of what: String) -> Section? {
    guard let file = folder.files.first(where: { $0.path == path }) else {
      load.report(
        Finding(
          MissingKeyCheck.self, at: Place(file: path, line: 1), "ファイルがありません",
          correction: "README.md のひな形から作ってください"))
      return nil
    }
    return yaml(file)?.section(of: what, load: load)
  }

  private func list(_ subfolder: String, of what: String) -> [Section] {
    folder.files(in: subfolder).compactMap(yaml).flatMap { $0.sections(of: what, load: load) }
  }

  private func catalog(_ translations: [Translation]) -> Catalog? {
    var codes = CodesReader()
    for file in folder.files(in: "codes").compactMap(yaml) {
      if let section = file.section(of: "コード表", load: load) { codes.read(section) }
    }
    let vocabulary = folder.files(in: "vocabulary").compactMap(yaml).compactMap {
      $0.section(of: "語彙", load: load).map(VocabularyReader.read)
    }
    let law = single("law.yaml", of: "法律の値").map(MunicipalityReader.law)
    let towns = single("towns.yaml", of: "町丁").map(MunicipalityReader.towns)
    let municipality = single("municipality.yaml", of: "市の値と窓口").map {
      MunicipalityReader.municipality($0, holidays: codes.holidays)
    }
    let identity = folder.files(in: "people").compactMap(yaml).compactMap {
      $0.section(of: "本人確認と代理", load: load).map(EventReader.identity)
    }.first
    guard let law, let towns, let municipality else { return nil }
    let reader = ProcedureReader(municipality: municipality)
    let papers = PaperReader.papers(list("papers", of: "書類"))
    let checklist = papers.compactMap { if case .checklist(let form) = $0 { form } else { nil } }.first
    guard let identity, let checklist else {
      if identity == nil { missing("people", "本人確認と代理のファイルがありません") }
      if checklist == nil { missing("papers", "手続案内票（種類: 案内票）がありません") }
      return nil
    }
    return Catalog(
      version: folder.version, municipality: municipality,
      vocabulary: Vocabulary(
        facts: vocabulary.flatMap(\.facts), selectors: vocabulary.flatMap(\.selectors)), law: law,
      towns: towns,
      codeLists: Listing(codes.lists), eras: EraTable(eras: codes.eras),
      events: Listing(list("events", of: "届出の種類").compactMap(EventReader.event)),
      questions: Listing(list("questions", of: "質問").map(EventReader.question)),
      procedures: Listing(list("procedures", of: "手続").compactMap(reader.procedure)),
      papers: Listing(papers.compactMap { if case .form(let form) = $0 { form } else { nil } }),
      checklist: checklist, identity: identity,
      phrasebooks: Listing(CatalogReader.phrasebooks(translations)))
  }

  /// The original first, then in the order of the languages' names in ASCII.
  private static func phrasebooks(_ translations: [Translation]) -> [Phrasebook] {
    let languages = Dictionary(grouping: translations, by: \.language).sorted { $0.key < $1.key }
    let original = languages.filter { $0.key == Phrasebook.original }
    return (original + languages.filter { $0.key != Phrasebook.original }).map { language, files in
      Phrasebook(
        language: language, name: files.first?.name ?? language,
        sentences: files.flatMap(\.entries).map { ($0.key, $0.text) })
    }
  }

  private func missing(_ folder: String, _ message: String) {
    load.report(
      Finding(
        MissingKeyCheck.self, at: Place(file: folder, line: 1), message, correction: "README.md のひな形から作ってください"
      ))
  }
}
