import Counter
import Feel

// The city: its windows, its days, who may come.

extension Municipality: Kept {
  init(_ page: Page, _ it: Municipality?) throws(Malformed) {
    self.init(
      name: try page(it?.name), prefecture: try page(it?.prefecture), code: try page(it?.code),
      isFictional: try page(it?.isFictional), telephone: try page(it?.telephone), hours: try page(it?.hours),
      calendar: try page(it?.calendar), windows: try page(it?.windows),
      walkingMinutesOnFloor: try page(it?.walkingMinutesOnFloor),
      walkingMinutesPerFloor: try page(it?.walkingMinutesPerFloor),
      outsideOffices: try page(it?.outsideOffices), values: try page(it?.values),
      visitRetentionDays: try page(it?.visitRetentionDays), ringMinutes: try page(it?.ringMinutes),
      searchMeasure: try page(it?.searchMeasure), importMeasure: try page(it?.importMeasure))
  }
}

extension Municipality.SearchMeasure: Kept {
  init(_ page: Page, _ it: Municipality.SearchMeasure?) throws(Malformed) {
    self.init(count: try page(it?.count), minutes: try page(it?.minutes))
  }
}

extension Municipality.ImportMeasure: Kept {
  init(_ page: Page, _ it: Municipality.ImportMeasure?) throws(Malformed) {
    self.init(
      residentFall: try page(it?.residentFall), protectedFall: try page(it?.protectedFall),
      days: try page(it?.days), generationDays: try page(it?.generationDays))
  }
}

extension Window: Kept {
  init(_ page: Page, _ it: Window?) throws(Malformed) {
    self.init(
      id: try page(it?.id), name: try page(it?.name), departments: try page(it?.departments),
      floor: try page(it?.floor), number: try page(it?.number), telephone: try page(it?.telephone),
      minutes: try page(it?.minutes), hours: try page.optional(it?.hours), payments: try page(it?.payments),
      takesOnScreen: try page(it?.takesOnScreen))
  }
}

extension OutsideOffice: Kept {
  init(_ page: Page, _ it: OutsideOffice?) throws(Malformed) {
    self.init(
      id: try page(it?.id), name: try page(it?.name), departments: try page(it?.departments),
      telephone: try page(it?.telephone))
  }
}

extension NamedValue: Kept {
  init(_ page: Page, _ it: NamedValue?) throws(Malformed) {
    self.init(
      name: try page(it?.name), value: try page(it?.value), unit: try page(it?.unit),
      basis: try page(it?.basis), isVerified: try page(it?.isVerified))
  }
}

extension Town: Kept {
  init(_ page: Page, _ it: Town?) throws(Malformed) {
    self.init(
      id: try page(it?.id), name: try page(it?.name), reading: try page(it?.reading),
      postalCode: try page(it?.postalCode), primarySchool: try page(it?.primarySchool),
      middleSchool: try page(it?.middleSchool), numbering: try page.choice(it?.numbering))
  }
}

extension OpeningHours: Kept {
  init(_ page: Page, _ it: OpeningHours?) throws(Malformed) {
    self.init(usual: try page(it?.usual), exceptions: try page(it?.exceptions))
  }
}

extension OpeningHours.Exception: Kept {
  init(_ page: Page, _ it: OpeningHours.Exception?) throws(Malformed) {
    self.init(weekday: try page(it?.weekday), span: try page.optional(it?.span))
  }
}

extension OpeningHours.Span: Kept {
  init(_ page: Page, _ it: OpeningHours.Span?) throws(Malformed) {
    let (opens, closes) = (try page(it?.opens), try page(it?.closes))
    guard let span = OpeningHours.Span(from: opens, to: closes) else { throw Malformed() }
    self = span
  }
}

extension OpeningCalendar: Kept {
  init(_ page: Page, _ it: OpeningCalendar?) throws(Malformed) {
    self.init(
      openWeekdays: Set(try page(it?.openWeekdays.sorted())), holidays: try page(it?.holidays),
      closures: try page(it?.closures))
  }
}

extension OpeningCalendar.Holiday: Kept {
  init(_ page: Page, _ it: OpeningCalendar.Holiday?) throws(Malformed) {
    self.init(day: try page(it?.day), name: try page(it?.name))
  }
}

extension OpeningCalendar.Closure: Kept {
  init(_ page: Page, _ it: OpeningCalendar.Closure?) throws(Malformed) {
    self.init(from: try page(it?.from), to: try page(it?.to), reason: try page(it?.reason))
  }
}

extension EraTable: Kept {
  init(_ page: Page, _ it: EraTable?) throws(Malformed) { self.init(eras: try page(it?.eras)) }
}

extension EraTable.Era: Kept {
  init(_ page: Page, _ it: EraTable.Era?) throws(Malformed) {
    self.init(name: try page(it?.name), letter: try page(it?.letter), firstDay: try page(it?.firstDay))
  }
}

extension IdentityRules: Kept {
  init(_ page: Page, _ it: IdentityRules?) throws(Malformed) {
    self.init(
      documents: try page(it?.documents), combinations: try page(it?.combinations),
      proxies: try page(it?.proxies), basis: try page(it?.basis))
  }
}

extension IdentityRules.Document: Kept {
  init(_ page: Page, _ it: IdentityRules.Document?) throws(Malformed) {
    self.init(
      id: try page(it?.id), name: try page(it?.name), group: try page(it?.group),
      ownership: try page.optional(it?.ownership), expiry: try page.optional(it?.expiry))
  }
}

extension IdentityRules.Proxy: Kept {
  init(_ page: Page, _ it: IdentityRules.Proxy?) throws(Malformed) {
    self.init(
      relation: try page(it?.relation), kinds: try page(it?.kinds), ruling: try page.choice(it?.ruling),
      isOutsider: try page(it?.isOutsider), showsIdentity: try page(it?.showsIdentity),
      document: try page.optional(it?.document), basis: try page(it?.basis),
      rulingForProtected: try page.choice(it?.rulingForProtected))
  }
}
