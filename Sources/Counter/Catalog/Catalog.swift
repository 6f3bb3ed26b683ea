/// Everything that `forms/` says, read and put in order; nothing in it is compiled yet.
package struct Catalog: Hashable, Sendable {
  /// Hash of all files, in hexadecimal; printed on papers as its first eight digits.
  package let version: String
  package let municipality: Municipality
  package let vocabulary: Vocabulary
  package let law: [NamedValue]
  package let towns: [Town]
  package let codeLists: Listing<CodeList>
  package let eras: EraTable
  package let events: Listing<Event>
  package let questions: Listing<Question>
  package var procedures: Listing<Procedure>
  package let papers: Listing<PaperForm>
  package let checklist: ChecklistForm
  package let identity: IdentityRules
  package let phrasebooks: Listing<Phrasebook>

  package init(
    version: String, municipality: Municipality, vocabulary: Vocabulary, law: [NamedValue], towns: [Town],
    codeLists: Listing<CodeList>, eras: EraTable, events: Listing<Event>, questions: Listing<Question>,
    procedures: Listing<Procedure>,
    papers: Listing<PaperForm>, checklist: ChecklistForm, identity: IdentityRules,
    phrasebooks: Listing<Phrasebook> = []
  ) {
    self.version = version
    self.municipality = municipality
    self.vocabulary = vocabulary
    self.law = law
    self.towns = towns
    self.codeLists = codeLists
    self.eras = eras
    self.events = events
    self.questions = questions
    self.procedures = procedures
    self.papers = papers
    self.checklist = checklist
    self.identity = identity
    self.phrasebooks = phrasebooks
  }

  package func event(ofKind kind: String) -> Event? { events.first { $0.kind == kind } }

  /// Kinds of event that conditions admit, by the row of 届出.種別; all of them without one.
  package func kinds(of conditions: [Formula]) -> Set<String> {
    Catalog.kinds(of: conditions, among: Set(events.map(\.kind)))
  }

  /// The same, of kinds that many conditions are asked about.
  package static func kinds(of conditions: [Formula], among kinds: Set<String>) -> Set<String> {
    conditions.lazy.compactMap(\.kinds).first.map(kinds.intersection) ?? kinds
  }

  /// Whole numbers that law and city name, of one unit (歳, 日, 円 …) or of any.
  package func namedNumbers(of unit: String? = nil) -> [Int] {
    (law + municipality.values).compactMap { value in
      guard unit == nil || value.unit == unit, case .number(let number) = value.value else { return nil }
      return number
    }
  }

  package func paper(_ id: String) -> PaperForm? { papers.first { $0.id == id } }
  package func codeList(_ name: String) -> CodeList? { codeLists.first { $0.name == name } }

  package func procedure(_ id: String) -> Procedure? { procedures.first { $0.id == id } }

  /// A fixed word of the visitor's screen, in Japanese where a language has none.
  package func text(of word: ScreenWord, in language: Phrasebook?) -> String {
    language?.word(word) ?? phrasebook(Phrasebook.original)?.word(word) ?? word.rawValue
  }

  package func window(_ id: String) -> Window? { municipality.windows.first { $0.id == id } }
  /// 調べる理由: why a clerk may search the register, the usual one first.
  package var searchReasons: [String] { codeList(CoreCode.searchReasons)?.codes.map(\.label) ?? [] }

  package func town(named name: String) -> Town? { towns.first { $0.name == name } }

  package func officeName(_ office: Procedure.Office) -> String {
    switch office {
    case .window(let index): municipality.windows[index].name
    case .outside(let index): municipality.outsideOffices[index].name
    }
  }
}
