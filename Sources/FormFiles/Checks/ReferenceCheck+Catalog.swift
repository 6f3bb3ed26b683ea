import Counter

enum ReferenceCheck: CatalogueCheck {
  static let name = "reference"
  static let title = "ないものへの参照"
  static let explanation = """
    ほかのファイルにない名前を書いています。窓口と庁外は municipality.yaml、誰は vocabulary/ の「選択」、書類は papers/、
    順と例の id は procedures/、コードは codes/ にある名前を書きます。

      × 窓口: 市民科                        ○ 窓口: 市民課
      × 書類: [{ id: resident-mov }]        ○ 書類: [{ id: resident-move }]
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    var declared = NameKind.names(in: forms.catalog)
    for named in forms.reading.declared { declared[named.kind, default: []].append(named.text) }
    return unknown(in: forms.reading.referred, declared: declared)
  }

  static func unknown(in referred: [Reading.Named], declared: [NameKind: [String]]) -> [Finding] {
    let known = declared.mapValues(Set.init)
    return referred.filter { !(known[$0.kind]?.contains($0.text) ?? false) }.map { named in
      .unknown(
        self, named.text, in: (known[named.kind] ?? []).sorted(), at: named.place,
        "\(named.kind.rawValue)「\(named.text)」が \(named.kind.home)\(named.kind.home.hasSuffix("」") ? "" : " ")にありません",
        otherwise: (known[named.kind]?.count ?? 0) > 24 ? "\(named.kind.home) にある名前を書いてください" : nil)
    }
  }
}

extension NameKind {
  /// The names that a catalogue declares.
  static func names(in catalog: Catalog) -> [NameKind: [String]] {
    [
      .event: catalog.events.map(\.id), .question: catalog.questions.map(\.id),
      .eventKind: catalog.codeList("届出種別")?.codes.map(\.value) ?? [],
      .procedure: catalog.procedures.map(\.id), .paper: catalog.papers.map(\.id) + [catalog.checklist.id],
      .fact: catalog.vocabulary.facts.map(\.name), .selector: catalog.vocabulary.selectors.map(\.name),
      .window: catalog.municipality.windows.map(\.name),
      .windowID: catalog.municipality.windows.map(\.id),
      .office: catalog.municipality.outsideOffices.map(\.name),
      .officeID: catalog.municipality.outsideOffices.map(\.id),
      .town: catalog.towns.map(\.id), .codeList: catalog.codeLists.map(\.name),
      .lawValue: catalog.law.map(\.name), .cityValue: catalog.municipality.values.map(\.name),
      .document: catalog.identity.documents.map(\.id),
      .documentGroup: catalog.identity.documents.map(\.group),
    ]
  }
}
