import Counter

/// Reads a `forms/` folder into a checked catalogue: folder → YAML → sections → catalogue → rulebook → checks.
public struct CatalogReader {
  /// What a folder says: the rulebook when nothing is wrong, and everything found, sorted.
  public struct Outcome: Sendable {
    public let rulebook: Rulebook?
    public let examples: [Example]
    public let findings: [Finding]

    public var hasErrors: Bool { findings.contains { $0.severity == .error } }
  }

  private let folder: FormsFolder
  private let findings = Findings()

  public static func read(_ folder: FormsFolder) -> Outcome { CatalogReader(folder: folder).outcome() }

  private func outcome() -> Outcome {
    guard let catalog = catalog() else {
      return Outcome(rulebook: nil, examples: [], findings: findings.list.sorted())
    }
    ReferenceCheck(catalog: catalog, findings: findings).run()
    do throws(Rulebook.Problems) {
      let rulebook = try Rulebook(catalog)
      let examples = folder.files(in: "examples").flatMap { file in
        yaml(file).map { ExampleReader(catalog: catalog).examples($0, findings: findings) } ?? []
      }
      return Outcome(rulebook: rulebook, examples: examples, findings: findings.list.sorted())
    } catch {
      for problem in error.list { findings.add(DiagnosticSentence.finding(problem)) }
      return Outcome(rulebook: nil, examples: [], findings: findings.list.sorted())
    }
  }

  private func yaml(_ file: (path: String, text: String)) -> YAMLFile? {
    YAMLFile(path: file.path, text: file.text, findings: findings)
  }

  private func single(_ path: String) -> YAMLFile? {
    guard let file = folder.files.first(where: { $0.path == path }) else {
      findings.add(Finding(file: path, line: 1, message: "ファイルがありません", correction: "README.md のひな形から作ってください"))
      return nil
    }
    return yaml(file)
  }

  private func list(_ subfolder: String, of what: String) -> [Section] {
    folder.files(in: subfolder).compactMap(yaml).flatMap { $0.sections(of: what, findings: findings) }
  }

  private func catalog() -> Catalog? {
    var codes = CodesReader()
    for file in folder.files(in: "codes").compactMap(yaml) { codes.read(file, findings: findings) }
    let vocabulary = single("vocabulary.yaml").map { VocabularyReader.read($0, findings: findings) }
    let law = single("law.yaml").map { MunicipalityReader.law($0, findings: findings) }
    let towns = single("towns.yaml").map { MunicipalityReader.towns($0, findings: findings) }
    let municipality = single("municipality.yaml").flatMap {
      MunicipalityReader.municipality($0, holidays: codes.holidays, findings: findings)
    }
    let identity = folder.files(in: "people").compactMap(yaml).compactMap {
      EventReader.identity($0, findings: findings)
    }.first
    guard let vocabulary, let law, let towns, let municipality else { return nil }
    let reader = ProcedureReader(municipality: municipality)
    let papers = list("papers", of: "書類").compactMap(PaperReader.paper)
    let checklist = papers.compactMap { if case .checklist(let form) = $0 { form } else { nil } }.first
    guard let identity, let checklist else {
      if identity == nil { findings.add(Finding(file: "people", line: 1, message: "本人確認と代理のファイルがありません")) }
      if checklist == nil { findings.add(Finding(file: "papers", line: 1, message: "手続案内票（種類: 案内票）がありません")) }
      return nil
    }
    return Catalog(
      version: folder.version, municipality: municipality, vocabulary: vocabulary, law: law, towns: towns,
      codeLists: codes.lists, eras: EraTable(eras: codes.eras),
      events: list("events", of: "届出の種類").compactMap(EventReader.event),
      questions: list("questions", of: "質問").map(EventReader.question),
      procedures: list("procedures", of: "手続").compactMap(reader.procedure),
      papers: papers.compactMap { if case .form(let form) = $0 { form } else { nil } }, checklist: checklist,
      identity: identity)
  }
}
