import Counter
import Feel

// The catalogue, its questions, facts, events and code lists. What a visit may never raise is a listing, read item by item.

extension Catalog: Kept {
  init(_ page: Page, _ it: Catalog?) throws(Malformed) {
    self.init(
      version: try page(it?.version), municipality: try page(it?.municipality),
      vocabulary: try page(it?.vocabulary), law: try page(it?.law), towns: try page(it?.towns),
      codeLists: try page(it?.codeLists), eras: try page(it?.eras), events: try page(it?.events),
      questions: try page(it?.questions), procedures: try page(it?.procedures), papers: try page(it?.papers),
      checklist: try page(it?.checklist), identity: try page(it?.identity),
      phrasebooks: try page(it?.phrasebooks))
  }
}

extension Vocabulary: Kept {
  init(_ page: Page, _ it: Vocabulary?) throws(Malformed) {
    self.init(facts: try page(it?.facts), selectors: try page(it?.selectors))
  }
}

extension Fact: Kept {
  init(_ page: Page, _ it: Fact?) throws(Malformed) {
    self.init(
      name: try page(it?.name), subject: try page(it?.subject), property: try page(it?.property),
      kind: try page(it?.kind), label: try page(it?.label), phrase: try page.optional(it?.phrase),
      supplies: Set(try page(it.map { fact in Fact.Supply.allCases.filter(fact.supplies.contains) })),
      column: try page.optional(it?.column),
      formula: try page.optional(it?.formula), gate: try page.optional(it?.gate),
      valueBehindGate: try page(it?.valueBehindGate), sensitivity: try page.choice(it?.sensitivity),
      length: try page.optional(it?.length), isShared: try page(it?.isShared),
      isHandedOn: try page(it?.isHandedOn), right: try page.optional(it?.right),
      shape: try page.choice(it?.shape), candidates: try page.optional(it?.candidates))
  }
}

extension Fact.Supply: Kept {
  init(_ page: Page, _ it: Fact.Supply?) throws(Malformed) { self = try page.choice(it) }
}

extension Subject.Kind: Kept {
  init(_ page: Page, _ it: Subject.Kind?) throws(Malformed) { self = try page.choice(it) }
}

extension Fact.Kind: Kept {
  /// Those that say nothing more.
  private static let plain: [Fact.Kind] = [.yesNo, .number, .day, .text, .name, .address, .person, .people]

  init(_ page: Page, _ it: Fact.Kind?) throws(Malformed) {
    let mark: Int? =
      switch it {
      case .code?: Fact.Kind.plain.count
      case .codes?: Fact.Kind.plain.count + 1
      case let kind?: Fact.Kind.plain.firstIndex(of: kind)
      case nil: nil
      }
    let list = it?.codeList
    switch Int(try page.unsigned(mark.map(UInt64.init))) {
    case let mark where mark < Fact.Kind.plain.count: self = Fact.Kind.plain[mark]
    case Fact.Kind.plain.count: self = .code(list: try page(list))
    case Fact.Kind.plain.count + 1: self = .codes(list: try page(list))
    default: throw Malformed()
    }
  }
}

extension Selector: Kept {
  init(_ page: Page, _ it: Selector?) throws(Malformed) {
    self.init(
      name: try page(it?.name), subject: try page(it?.subject), label: try page(it?.label),
      formula: try page.optional(it?.formula))
  }
}

extension Question: Kept {
  init(_ page: Page, _ it: Question?) throws(Malformed) {
    self.init(
      id: try page(it?.id), fact: try page(it?.fact), topic: try page(it?.topic),
      wording: try page(it?.wording), help: try page.optional(it?.help),
      drawing: try page.optional(it?.drawing), clerkNote: try page.optional(it?.clerkNote),
      conditions: try page(it?.conditions), isQuiet: try page(it?.isQuiet), place: try page(it?.place))
  }
}

extension Event: Kept {
  init(_ page: Page, _ it: Event?) throws(Malformed) {
    self.init(
      id: try page(it?.id), kind: try page(it?.kind), name: try page(it?.name), topic: try page(it?.topic),
      summary: try page(it?.summary), people: try page.choice(it?.people), opening: try page(it?.opening),
      gates: try page(it?.gates), words: try page(it?.words), takesRemoved: try page(it?.takesRemoved),
      process: try page.optional(it?.process), isQuiet: try page(it?.isQuiet),
      place: try page(it?.place))
  }
}

extension Restriction.Process: Kept {
  init(_ page: Page, _ it: Restriction.Process?) throws(Malformed) { self = try page.choice(it) }
}

extension Event.Gate: Kept {
  init(_ page: Page, _ it: Event.Gate?) throws(Malformed) {
    self.init(
      id: try page(it?.id), condition: try page(it?.condition), message: try page(it?.message),
      nextStep: try page(it?.nextStep), basis: try page(it?.basis))
  }
}

extension Event.Words: Kept {
  init(_ page: Page, _ it: Event.Words?) throws(Malformed) {
    self.init(fact: try page(it?.fact), words: try page(it?.words))
  }
}

extension CodeList: Kept {
  init(_ page: Page, _ it: CodeList?) throws(Malformed) {
    self.init(name: try page(it?.name), source: try page(it?.source), codes: try page(it?.codes))
  }
}

extension CodeList.Code: Kept {
  init(_ page: Page, _ it: CodeList.Code?) throws(Malformed) {
    self.init(value: try page(it?.value), label: try page(it?.label))
  }
}

extension Phrasebook: Kept {
  init(_ page: Page, _ it: Phrasebook?) throws(Malformed) {
    self.init(language: try page(it?.language), name: try page(it?.name), lines: try page(it?.lines))
  }
}
