import Counter
import Feel

// Procedures and what they are made of.

extension Procedure: Kept {
  init(_ page: Page, _ it: Procedure?) throws(Malformed) {
    self.init(
      id: try page(it?.id), name: try page(it?.name), nature: try page.choice(it?.nature),
      office: try page(it?.office), unit: try page.choice(it?.unit), who: try page(it?.who),
      conditions: try page(it?.conditions), deadlines: try page(it?.deadlines),
      whenLate: try page.optional(it?.whenLate), basis: try page(it?.basis),
      evidence: try page.choice(it?.evidence), confirmation: try page.optional(it?.confirmation),
      includedIn: try page(it?.includedIn), papers: try page(it?.papers),
      noPaper: try page.optional(it?.noPaper),
      thingsToBring: try page(it?.thingsToBring),
      thingsToReturn: try page(it?.thingsToReturn), thingsToReceive: try page(it?.thingsToReceive),
      fee: try page.optional(it?.fee), feeUnit: try page.optional(it?.feeUnit),
      later: try page.optional(it?.later), notes: try page(it?.notes), aliases: try page(it?.aliases),
      after: try page(it?.after), together: try page(it?.together), alternatives: try page(it?.alternatives),
      online: try page.optional(it?.online), validity: try page.optional(it?.validity),
      references: try page(it?.references), place: try page(it?.place))
  }
}

extension Procedure.Note: Kept {
  init(_ page: Page, _ it: Procedure.Note?) throws(Malformed) {
    self.init(text: try page(it?.text), condition: try page.optional(it?.condition))
  }
}

extension Procedure.Later: Kept {
  init(_ page: Page, _ it: Procedure.Later?) throws(Malformed) {
    self.init(when: try page(it?.when), condition: try page.optional(it?.condition))
  }
}

extension Procedure.Confirmation: Kept {
  init(_ page: Page, _ it: Procedure.Confirmation?) throws(Malformed) {
    self.init(day: try page(it?.day), articles: try page(it?.articles), items: try page(it?.items))
  }
}

extension Procedure.Confirmation.Item: Kept {
  init(_ page: Page, _ it: Procedure.Confirmation.Item?) throws(Malformed) { self = try page.choice(it) }
}

extension Procedure.NoPaper: Kept {
  init(_ page: Page, _ it: Procedure.NoPaper?) throws(Malformed) { self = try page.choice(it) }
}

extension Procedure.Office: Kept {
  init(_ page: Page, _ it: Procedure.Office?) throws(Malformed) {
    let number: Int? =
      switch it {
      case .window(let index)?: index * 2
      case .outside(let index)?: index * 2 + 1
      case nil: nil
      }
    let kept = try page.unsigned(number.map(UInt64.init))
    self = kept % 2 == 0 ? .window(Int(kept / 2)) : .outside(Int(kept / 2))
  }
}

extension Validity: Kept {
  init(_ page: Page, _ it: Validity?) throws(Malformed) {
    self.init(
      from: try page.optional(it?.from), to: try page.optional(it?.to), basis: try page.choice(it?.basis))
  }
}

extension Thing: Kept {
  init(_ page: Page, _ it: Thing?) throws(Malformed) {
    self.init(
      id: try page(it?.id), name: try page(it?.name), condition: try page.optional(it?.condition),
      remark: try page.optional(it?.remark))
  }
}

extension PaperUse: Kept {
  init(_ page: Page, _ it: PaperUse?) throws(Malformed) {
    self.init(paper: try page(it?.paper), condition: try page.optional(it?.condition))
  }
}

extension Inclusion: Kept {
  init(_ page: Page, _ it: Inclusion?) throws(Malformed) {
    self.init(
      paper: try page(it?.paper), condition: try page.optional(it?.condition), basis: try page(it?.basis),
      needsVisit: try page(it?.needsVisit))
  }
}

extension DeadlineRule: Kept {
  init(_ page: Page, _ it: DeadlineRule?) throws(Malformed) {
    self.init(
      kind: try page.choice(it?.kind), condition: try page.optional(it?.condition),
      start: try page.optional(it?.start), unit: try page.choice(it?.unit),
      amount: try page.optional(it?.amount), counting: try page.choice(it?.counting),
      closedDay: try page.choice(it?.closedDay), words: try page.optional(it?.words),
      basis: try page.optional(it?.basis), whenLate: try page.optional(it?.whenLate))
  }
}
