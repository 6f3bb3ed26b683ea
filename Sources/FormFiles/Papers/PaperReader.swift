import Counter

/// papers/: application forms and the checklist.
enum PaperReader {
  /// 種類.
  private enum Kind: String, CaseIterable {
    case form = "申請書"
    case checklist = "案内票"
    case part = "部品"
  }

  enum Paper {
    case form(PaperForm)
    case checklist(ChecklistForm)
  }

  /// Papers of all files; blocks that they have in common are read before them.
  static func papers(_ sections: [Section]) -> [Paper] {
    var parts: PaperTable.Parts = [:]
    let papers = sections.filter { section in
      guard section.isPart else { return true }
      defer { section.close() }
      _ = section.choice("種類", default: Kind.form)
      parts[section.name("id", of: .paperPart)] = PaperTable(section, parts: [:]).blocks
      return false
    }
    return papers.compactMap { paper($0, parts) }
  }

  static func paper(_ section: Section, _ parts: PaperTable.Parts = [:]) -> Paper? {
    defer { section.close() }
    let (id, name) = (section.name("id", of: .paper), section.optionalText("名") ?? "")
    if name.isEmpty, !section.isProbe { section.missing("名") }
    let sheet = section.section("用紙", of: "用紙")
    defer { sheet?.close() }
    let (width, height) = (sheet?.number("幅") ?? 210, sheet?.number("高さ") ?? 297)
    let isChecklist = section.choice("種類", default: Kind.form) == .checklist
    if isChecklist || section.isProbe {
      let chapters = section.sections("章", of: "章").compactMap { chapter -> ChecklistForm.Chapter? in
        defer { chapter.close() }
        let heading = chapter.text("見出し")
        return chapter.choice("内容", as: ChecklistForm.Content.self).map {
          .init(content: $0, heading: heading)
        }
      }
      let size = section.number("大きさ", default: 10)
      if isChecklist {
        return .checklist(
          ChecklistForm(id: id, name: name, width: width, height: height, size: size, chapters: chapters))
      }
    }
    guard let unit = section.choice("単位", default: Procedure.Unit.filing) else { return nil }
    let who = section.optionalReference("誰", to: .selector)
    let area = PaperForm.Frame(x: 0, y: 0, width: width, height: height)
    let background = background(section)
    return .form(
      PaperForm(
        id: id, name: name, unit: unit, who: who, width: width, height: height,
        elements: table(section, parts, title: name, area)
          + elements(section, area, pages: background?.pages ?? 1), background: background,
        place: section.place))
  }

  /// What is written as a table (表), under the title, the addressee and the day.
  private static func table(
    _ section: Section, _ parts: PaperTable.Parts, title: String, _ area: PaperForm.Frame
  ) -> [PaperForm.Element] {
    let words = section.texts("添え書き")
    let addressee = section.optionalText("宛先")
    let table = PaperTable(section, parts: parts)
    guard !table.blocks.isEmpty else { return [] }
    var head = PaperHead(
      title: title, words: words, addressee: addressee, width: area.width, place: section.place)
    let elements = head.elements()
    var layout = PaperTableLayout(width: area.width, height: area.height)
    if let missing = layout.set(table, from: head.bottom) {
      section.report(
        as: BoxCheck.self, "この表は用紙に入りません（縦にあと \(Int(missing.rounded(.up)))ミリ）",
        correction: "行か注を減らすか、「行数」を減らしてください")
    }
    return elements + layout.elements
  }

  private static func background(_ section: Section) -> PaperForm.Background? {
    guard let lower = section.section("下敷き", of: "下敷き") else { return nil }
    defer { lower.close() }
    return PaperForm.Background(
      file: lower.text("紙"), fingerprint: lower.text("指紋"), pages: lower.integer("頁数", in: 1...50, default: 1)
    )
  }

  /// `pages` is how many a background has; an element of a later one says which (頁).
  private static func elements(_ section: Section, _ sheet: PaperForm.Frame, pages: Int = 1)
    -> [PaperForm.Element]
  {
    section.sections("要素", of: "要素").compactMap { outer in
      defer { outer.close() }
      let page = outer.integer("頁", in: 1...pages, default: 1)
      let area = sheet
      let readers: [(String, (Section, PaperForm.Frame) -> PaperForm.Element?)] = [
        ("文字", label), ("線", rule), ("枠", rectangle), ("欄", box), ("チェック", tick), ("繰返し", rows),
      ]
      let read = readers.compactMap { kind, read -> PaperForm.Element?? in
        outer.section(kind, of: kind).map { part in
          defer { part.close() }
          return read(part, area)
        }
      }
      if read.count != 1, !outer.isProbe { outer.report("要素は 文字、線、枠、欄、チェック、繰返し のどれか1つです") }
      let element = read.first ?? nil
      return page == 1 ? element : element?.moved(byY: Double(page - 1) * sheet.height)
    }
  }

  private static func frame(_ section: Section, in area: PaperForm.Frame) -> PaperForm.Frame {
    let frame = PaperForm.Frame(
      x: section.number("x"), y: section.number("y"), width: section.number("幅"),
      height: section.number("高さ"))
    if ["x", "y", "幅", "高さ"].allSatisfy(section.has) { BoxCheck.look(at: frame, in: area, section) }
    return frame
  }

  private static func rectangle(_ section: Section, _ area: PaperForm.Frame) -> PaperForm.Element? {
    .rectangle(frame(section, in: area), width: section.number("太さ", default: 0.2))
  }

  private static func label(_ section: Section, _ area: PaperForm.Frame) -> PaperForm.Element? {
    .label(
      PaperForm.Label(
        frame: frame(section, in: area), text: section.text("内容"), size: section.number("大きさ", default: 9),
        alignment: section.choice("揃え", default: PaperForm.Alignment.leading) ?? .leading,
        face: section.choice("書体", default: PaperForm.Face.gothic) ?? .gothic))
  }

  private static func rule(_ section: Section, _ area: PaperForm.Frame) -> PaperForm.Element? {
    func point(_ key: String) -> (Double, Double)? {
      let numbers = section.numbers(key)
      guard numbers.count == 2 else {
        section.refuse(key, "「\(key)」は [x, y] の形で書きます", correction: "例: \(key): [20, 40]")
        return nil
      }
      return (numbers[0], numbers[1])
    }
    let (start, end, width) = (point("から"), point("まで"), section.number("太さ", default: 0.2))
    guard let (x1, y1) = start, let (x2, y2) = end else { return nil }
    return .rule(x1: x1, y1: y1, x2: x2, y2: y2, width: width)
  }

  private static func box(_ section: Section, _ area: PaperForm.Frame) -> PaperForm.Element? {
    let id = section.name("id", of: .box)
    let isBlank = section.yesNo("空欄", default: false)
    let value = section.formula("値")
    if value == nil, !isBlank {
      section.report(as: BoxCheck.self, "欄「\(id)」に「値」がありません", correction: "「値: 事実」か「空欄: はい」を書いてください")
    }
    let size = section.number("大きさ", default: 10)
    return .box(
      PaperForm.Box(
        id: id, label: section.optionalText("見出し") ?? id, frame: frame(section, in: area),
        value: isBlank ? nil : value,
        size: size,
        minimumSize: section.number("最小", default: size),
        alignment: section.choice("揃え", default: PaperForm.Alignment.leading) ?? .leading,
        mayBeEmpty: section.yesNo("空でよい", default: isBlank),
        squares: section.integer("升", in: 0...60, default: 0)))
  }

  private static func tick(_ section: Section, _ area: PaperForm.Frame) -> PaperForm.Element? {
    let id = section.text("id")
    guard let condition = section.formula("条件", isRequired: true) else { return nil }
    return .tick(
      PaperForm.Tick(
        id: id, x: section.number("x"), y: section.number("y"), size: section.number("大きさ", default: 3.5),
        condition: .formula(condition)))
  }

  private static func rows(_ section: Section, _ area: PaperForm.Frame) -> PaperForm.Element? {
    let (x, y, height) = (section.number("x"), section.number("y"), section.number("高さ"))
    let count = section.integer("行")
    let row = PaperForm.Frame(x: area.x + x, y: area.y + y, width: area.width, height: area.height)
    let all = PaperForm.Frame(x: x, y: y, width: 1, height: height * Double(count))
    BoxCheck.look(at: all, in: area, section)
    return .rows(
      PaperForm.Rows(
        who: section.reference("誰", to: .selector), x: x, y: y, height: height, count: count,
        elements: elements(section, row)))
  }
}

extension Section {
  /// Whether it holds blocks for other papers.
  fileprivate var isPart: Bool { entries.contains { $0.key == "種類" && $0.value.scalar?.string == "部品" } }
}

extension PaperForm.Element {
  /// The same, so many millimetres further down.
  fileprivate func moved(byY dy: Double) -> PaperForm.Element {
    func lower(_ frame: PaperForm.Frame) -> PaperForm.Frame {
      PaperForm.Frame(x: frame.x, y: frame.y + dy, width: frame.width, height: frame.height)
    }
    switch self {
    case .label(let label):
      return .label(
        PaperForm.Label(
          frame: lower(label.frame), text: label.text, size: label.size, alignment: label.alignment,
          face: label.face))
    case .rule(let x1, let y1, let x2, let y2, let width):
      return .rule(x1: x1, y1: y1 + dy, x2: x2, y2: y2 + dy, width: width)
    case .rectangle(let frame, let width): return .rectangle(lower(frame), width: width)
    case .box(let box):
      return .box(
        PaperForm.Box(
          id: box.id, label: box.label, frame: lower(box.frame), value: box.value, size: box.size,
          minimumSize: box.minimumSize, alignment: box.alignment, mayBeEmpty: box.mayBeEmpty,
          squares: box.squares))
    case .tick(let tick):
      return .tick(
        PaperForm.Tick(id: tick.id, x: tick.x, y: tick.y + dy, size: tick.size, condition: tick.condition))
    case .rows(let rows):
      return .rows(
        PaperForm.Rows(
          who: rows.who, x: rows.x, y: rows.y + dy, height: rows.height, count: rows.count,
          elements: rows.elements))
    // They come of tables alone, which have no background.
    case .choices, .day: return self
    }
  }
}
