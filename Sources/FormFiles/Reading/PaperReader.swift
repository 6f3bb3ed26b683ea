import Counter
import Yams

/// papers/: application forms and the checklist.
enum PaperReader {
  enum Paper {
    case form(PaperForm)
    case checklist(ChecklistForm)
  }

  static func paper(_ section: Section) -> Paper? {
    defer { section.close() }
    let (id, name) = (section.text("id"), section.text("名"))
    let sheet = section.section("用紙", of: "用紙")
    defer { sheet?.close() }
    let (width, height) = (sheet?.number("幅") ?? 210, sheet?.number("高さ") ?? 297)
    if section.optionalText("種類") == "案内票" {
      let chapters = section.sections("章", of: "章").compactMap { chapter -> ChecklistForm.Chapter? in
        defer { chapter.close() }
        let heading = chapter.text("見出し")
        return chapter.choice("内容", as: ChecklistForm.Content.self).map {
          .init(content: $0, heading: heading)
        }
      }
      return .checklist(
        ChecklistForm(
          id: id, name: name, width: width, height: height, size: section.number("大きさ", default: 10),
          chapters: chapters))
    }
    guard let unit = section.choice("単位", as: Procedure.Unit.self) else { return nil }
    return .form(
      PaperForm(
        id: id, name: name, unit: unit, who: section.optionalText("誰"), width: width, height: height,
        elements: elements(section), place: section.place))
  }

  private static func elements(_ section: Section) -> [PaperForm.Element] {
    section.sections("要素", of: "要素").compactMap { outer in
      defer { outer.close() }
      if let part = outer.section("文字", of: "文字") { return closing(part, label) }
      if let part = outer.section("線", of: "線") { return closing(part, rule) }
      if let part = outer.section("枠", of: "枠") {
        return closing(part) { .rectangle(frame($0), width: $0.number("太さ", default: 0.2)) }
      }
      if let part = outer.section("欄", of: "欄") { return closing(part, box) }
      if let part = outer.section("チェック", of: "チェック") { return closing(part, tick) }
      if let part = outer.section("繰返し", of: "繰返し") { return closing(part, rows) }
      outer.report("要素は 文字、線、枠、欄、チェック、繰返し のどれかです")
      return nil
    }
  }

  private static func closing(
    _ section: Section, _ read: (Section) -> PaperForm.Element?
  ) -> PaperForm.Element? {
    defer { section.close() }
    return read(section)
  }

  private static func frame(_ section: Section) -> PaperForm.Frame {
    PaperForm.Frame(
      x: section.number("x"), y: section.number("y"), width: section.number("幅"), height: section.number("高さ")
    )
  }

  private static func label(_ section: Section) -> PaperForm.Element? {
    .label(
      PaperForm.Label(
        frame: frame(section), text: section.text("内容"), size: section.number("大きさ", default: 9),
        alignment: section.choice("揃え", default: PaperForm.Alignment.leading) ?? .leading,
        face: section.choice("書体", default: PaperForm.Face.gothic) ?? .gothic))
  }

  private static func rule(_ section: Section) -> PaperForm.Element? {
    func point(_ key: String) -> (Double, Double)? {
      let numbers = section[key]?.sequence?.compactMap { $0.scalar.flatMap { Double($0.string) } } ?? []
      guard numbers.count == 2 else {
        section.report("「\(key)」は [x, y] の形で書きます", at: section[key])
        return nil
      }
      return (numbers[0], numbers[1])
    }
    guard let (x1, y1) = point("から"), let (x2, y2) = point("まで") else { return nil }
    return .rule(x1: x1, y1: y1, x2: x2, y2: y2, width: section.number("太さ", default: 0.2))
  }

  private static func box(_ section: Section) -> PaperForm.Element? {
    let id = section.text("id")
    let isBlank = section.yesNo("空欄", default: false)
    let value = section.formula("値")
    if value == nil, !isBlank { section.report("欄「\(id)」に「値」がありません", correction: "「値: 事実」か「空欄: はい」を書いてください") }
    let size = section.number("大きさ", default: 10)
    return .box(
      PaperForm.Box(
        id: id, label: section.optionalText("見出し") ?? id, frame: frame(section), value: isBlank ? nil : value,
        size: size,
        minimumSize: section.number("最小", default: size),
        alignment: section.choice("揃え", default: PaperForm.Alignment.leading) ?? .leading,
        mayBeEmpty: section.yesNo("空でよい", default: isBlank)))
  }

  private static func tick(_ section: Section) -> PaperForm.Element? {
    let id = section.text("id")
    guard let condition = section.formula("条件") else {
      section.report("チェック「\(id)」に「条件」がありません")
      return nil
    }
    return .tick(
      PaperForm.Tick(
        id: id, x: section.number("x"), y: section.number("y"), size: section.number("大きさ", default: 3.5),
        condition: condition))
  }

  private static func rows(_ section: Section) -> PaperForm.Element? {
    .rows(
      PaperForm.Rows(
        who: section.text("誰"), x: section.number("x"), y: section.number("y"), height: section.number("高さ"),
        count: section.integer("行"), elements: elements(section)))
  }
}
