/// Everything that `forms/` says, read and put in order; nothing in it is compiled yet.
public struct Catalog: Hashable, Sendable, Codable {
  /// Hash of all files, in hexadecimal; printed on papers as its first eight digits.
  public let version: String
  public let municipality: Municipality
  public let vocabulary: Vocabulary
  public let law: [NamedValue]
  public let towns: [Town]
  public let codeLists: [CodeList]
  public let eras: EraTable
  public let events: [Event]
  public let questions: [Question]
  public var procedures: [Procedure]
  public let papers: [PaperForm]
  public let checklist: ChecklistForm
  public let identity: IdentityRules
  public let phrasebooks: [Phrasebook]

  public init(
    version: String, municipality: Municipality, vocabulary: Vocabulary, law: [NamedValue], towns: [Town],
    codeLists: [CodeList], eras: EraTable, events: [Event], questions: [Question], procedures: [Procedure],
    papers: [PaperForm], checklist: ChecklistForm, identity: IdentityRules,
    phrasebooks: [Phrasebook] = []
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

  public func event(ofKind kind: String) -> Event? { events.first { $0.kind == kind } }

  /// Kinds of event that conditions admit, by the row of 届出.種別; all of them without one.
  public func kinds(of conditions: [Formula]) -> Set<String> {
    Catalog.kinds(of: conditions, among: Set(events.map(\.kind)))
  }

  /// The same, of kinds that many conditions are asked about.
  public static func kinds(of conditions: [Formula], among kinds: Set<String>) -> Set<String> {
    conditions.lazy.compactMap(\.kinds).first.map(kinds.intersection) ?? kinds
  }

  /// Whole numbers that law and city name, of one unit (歳, 日, 円 …) or of any.
  public func namedNumbers(of unit: String? = nil) -> [Int] {
    (law + municipality.values).compactMap { value in
      guard unit == nil || value.unit == unit, case .number(let number) = value.value else { return nil }
      return number
    }
  }

  public func paper(_ id: String) -> PaperForm? { papers.first { $0.id == id } }
  public func codeList(_ name: String) -> CodeList? { codeLists.first { $0.name == name } }

  public func procedure(_ id: String) -> Procedure? { procedures.first { $0.id == id } }

  /// The language in which the visitor of a visit reads; Japanese until they say.
  public func language(of situation: Situation) -> Phrasebook? {
    let language = situation.text(CoreFact.visitorLanguage, of: .visitor)
    return phrasebooks.first { $0.language == language }
  }

  /// A fixed word of the visitor's screen, in Japanese where a language has none.
  public func text(of word: ScreenWord, in language: Phrasebook?) -> String {
    language?.word(word) ?? phrasebook(Phrasebook.original)?.word(word) ?? word.rawValue
  }

  public func window(_ id: String) -> Window? { municipality.windows.first { $0.id == id } }
  /// 調べる理由: why a clerk may search the register, the usual one first.
  public var searchReasons: [String] { codeList(CoreFact.searchReasons)?.codes.map(\.label) ?? [] }

  public func town(named name: String) -> Town? { towns.first { $0.name == name } }

  public func officeName(_ office: Procedure.Office) -> String {
    switch office {
    case .window(let index): municipality.windows[index].name
    case .outside(let index): municipality.outsideOffices[index].name
    }
  }
}
