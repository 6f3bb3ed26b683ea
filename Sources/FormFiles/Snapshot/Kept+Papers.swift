import Counter

// Application forms and the 手続案内票.

extension PaperForm: Kept {
  init(_ page: Page, _ it: PaperForm?) throws(Malformed) {
    self.init(
      id: try page(it?.id), name: try page(it?.name), unit: try page.choice(it?.unit),
      who: try page.optional(it?.who), width: try page(it?.width), height: try page(it?.height),
      elements: try page(it?.elements), background: try page.optional(it?.background),
      place: try page(it?.place))
  }
}

extension PaperForm.Background: Kept {
  init(_ page: Page, _ it: PaperForm.Background?) throws(Malformed) {
    self.init(file: try page(it?.file), fingerprint: try page(it?.fingerprint), pages: try page(it?.pages))
  }
}

extension PaperForm.Element: Kept {
  init(_ page: Page, _ it: PaperForm.Element?) throws(Malformed) {
    guard let it else {
      switch try page.byte(nil) {
      case 0: self = .label(try page(nil))
      case 1:
        self = .rule(
          x1: try page(nil), y1: try page(nil), x2: try page(nil), y2: try page(nil), width: try page(nil))
      case 2: self = .rectangle(try page(nil), width: try page(nil))
      case 3: self = .box(try page(nil))
      case 4: self = .tick(try page(nil))
      case 5: self = .rows(try page(nil))
      case 6: self = .choices(try page(nil))
      case 7: self = .day(try page(nil))
      default: throw Malformed()
      }
      return
    }
    switch it {
    case .label(let label): _ = (try page.byte(0), try page(label))
    case .rule(let x1, let y1, let x2, let y2, let width):
      _ = (try page.byte(1), try page(x1), try page(y1), try page(x2), try page(y2), try page(width))
    case .rectangle(let frame, let width): _ = (try page.byte(2), try page(frame), try page(width))
    case .box(let box): _ = (try page.byte(3), try page(box))
    case .tick(let tick): _ = (try page.byte(4), try page(tick))
    case .rows(let rows): _ = (try page.byte(5), try page(rows))
    case .choices(let choices): _ = (try page.byte(6), try page(choices))
    case .day(let parts): _ = (try page.byte(7), try page(parts))
    }
    self = it
  }
}

extension PaperForm.Frame: Kept {
  init(_ page: Page, _ it: PaperForm.Frame?) throws(Malformed) {
    self.init(
      x: try page(it?.x), y: try page(it?.y), width: try page(it?.width), height: try page(it?.height))
  }
}

extension PaperForm.Label: Kept {
  init(_ page: Page, _ it: PaperForm.Label?) throws(Malformed) {
    self.init(
      frame: try page(it?.frame), text: try page(it?.text), size: try page(it?.size),
      alignment: try page.choice(it?.alignment), face: try page.choice(it?.face))
  }
}

extension PaperForm.Box: Kept {
  init(_ page: Page, _ it: PaperForm.Box?) throws(Malformed) {
    self.init(
      id: try page(it?.id), label: try page(it?.label), frame: try page(it?.frame),
      value: try page.optional(it?.value), size: try page(it?.size), minimumSize: try page(it?.minimumSize),
      alignment: try page.choice(it?.alignment), mayBeEmpty: try page(it?.mayBeEmpty),
      squares: try page(it?.squares))
  }
}

extension PaperForm.Tick: Kept {
  init(_ page: Page, _ it: PaperForm.Tick?) throws(Malformed) {
    self.init(
      id: try page(it?.id), x: try page(it?.x), y: try page(it?.y), size: try page(it?.size),
      condition: try page(it?.condition))
  }
}

extension PaperForm.Tick.Condition: Kept {
  init(_ page: Page, _ it: PaperForm.Tick.Condition?) throws(Malformed) {
    guard let it else {
      switch try page.byte(nil) {
      case 0: self = .formula(try page(nil))
      case 1: self = .applies(procedures: try page(nil))
      case 2: self = .never
      default: throw Malformed()
      }
      return
    }
    switch it {
    case .formula(let formula): _ = (try page.byte(0), try page(formula))
    case .applies(let procedures): _ = (try page.byte(1), try page(procedures))
    case .never: _ = try page.byte(2)
    }
    self = it
  }
}

extension PaperForm.Choices: Kept {
  init(_ page: Page, _ it: PaperForm.Choices?) throws(Malformed) {
    self.init(
      label: try page(it?.label), value: try page.optional(it?.value), options: try page(it?.options))
  }
}

extension PaperForm.Choices.Option: Kept {
  init(_ page: Page, _ it: PaperForm.Choices.Option?) throws(Malformed) {
    self.init(value: try page(it?.value), frame: try page(it?.frame))
  }
}

extension PaperForm.DayParts: Kept {
  init(_ page: Page, _ it: PaperForm.DayParts?) throws(Malformed) {
    self.init(
      label: try page(it?.label), value: try page.optional(it?.value), eras: try page(it?.eras),
      year: try page(it?.year), month: try page(it?.month), day: try page(it?.day),
      size: try page(it?.size), mayBeEmpty: try page(it?.mayBeEmpty))
  }
}

extension PaperForm.Rows: Kept {
  init(_ page: Page, _ it: PaperForm.Rows?) throws(Malformed) {
    self.init(
      who: try page(it?.who), x: try page(it?.x), y: try page(it?.y), height: try page(it?.height),
      count: try page(it?.count), elements: try page(it?.elements))
  }
}

extension ChecklistForm: Kept {
  init(_ page: Page, _ it: ChecklistForm?) throws(Malformed) {
    self.init(
      id: try page(it?.id), name: try page(it?.name), width: try page(it?.width),
      height: try page(it?.height), size: try page(it?.size), chapters: try page(it?.chapters))
  }
}

extension ChecklistForm.Chapter: Kept {
  init(_ page: Page, _ it: ChecklistForm.Chapter?) throws(Malformed) {
    self.init(content: try page.choice(it?.content), heading: try page(it?.heading))
  }
}
