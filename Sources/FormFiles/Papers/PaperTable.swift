import Counter

/// A form as staff write it (表): blocks of rows and cells with proportions, from which the program finds the millimetres.
struct PaperTable {
  var blocks: [Block] = []

  enum Block {
    /// Rows of cells, beside a heading that runs down the left side.
    case rows(heading: String, [[Cell]])
    /// 人ごと: one line of cells for each person of a selector, `count` lines on a sheet; others on a further sheet.
    case people(who: String, heading: String, count: Int, [Cell])
    /// Words across the form.
    case words([String])
    /// 注: what the filer should know.
    case notes([String])
    /// 職員: fields of the office, at the foot.
    case office([String])
  }

  struct Cell {
    var label: String
    var content: Content
    /// 割: its part of the row.
    var share: Double
    /// 段: its height, in lines.
    var lines: Double
    /// 後: what stands after the value: 円, 通.
    var suffix: String
    var mayBeEmpty: Bool
  }

  enum Content {
    /// A value, in squares of one character where there are any.
    case value(Formula, squares: Int)
    /// Written by hand: 署名, 個人番号, 住民票コード.
    case blank(squares: Int)
    case choices(Formula?, [Word])
    case ticks([Tick])
    /// 日, with the eras that are printed to be circled.
    case day(Formula?, eras: [String])
  }

  /// A word to be circled.
  struct Word {
    let text: String
    let value: String
  }

  struct Tick {
    let text: String
    let condition: PaperForm.Tick.Condition
  }
}

extension PaperTable {
  /// Blocks that several forms have in common (部品), by their id.
  typealias Parts = [String: [Block]]

  /// The blocks under 表.
  init(_ section: Section, parts: Parts) {
    blocks = section.sections("表", of: "表の段").flatMap { block -> [Block] in
      defer { block.close() }
      if let part = block.optionalReference("部品", to: .paperPart) { return parts[part] ?? [] }
      return [Self.block(block)].compactMap { $0 }
    }
  }

  private static func block(_ section: Section) -> Block? {
    let heading = section.optionalText("章") ?? ""
    let who = section.optionalReference("人ごと", to: .selector)
    let count = section.integer("行数", in: 1...30, default: 4)
    let columns = section.sections("列", of: "欄").map(cell)
    let rows = section.rowsOfSections("行", of: "欄").map { $0.map(cell) }
    let (words, notes, office) = (section.texts("文"), section.texts("注"), section.texts("職員"))
    if section.isProbe { return nil }
    if let who {
      guard !columns.isEmpty else {
        section.missing("列", "人ごとの欄を「列: [{ 見出し: …, 値: … }]」のように書いてください")
        return nil
      }
      return .people(who: who, heading: heading, count: count, columns)
    }
    if !rows.isEmpty { return .rows(heading: heading, rows) }
    if !words.isEmpty { return .words(words) }
    if !notes.isEmpty { return .notes(notes) }
    if !office.isEmpty { return .office(office) }
    section.report("表の段には「行」「人ごと」「文」「注」「職員」「部品」のどれかを書きます")
    return nil
  }

  private static func cell(_ section: Section) -> Cell {
    defer { section.close() }
    let label = section.optionalText("見出し")
    let content = content(section)
    var cell = Cell(
      label: label ?? "", content: content ?? .blank(squares: 0), share: section.number("割", default: 1),
      lines: section.number("段", default: 1), suffix: section.optionalText("後") ?? "",
      mayBeEmpty: section.yesNo("空でよい", default: false))
    if section.isProbe {
      _ = section.rest(.any, .formula)
    } else if content == nil, label == nil || !section.has("空欄") {
      // 「氏名: 人.氏名」: a heading with its value.
      let shorthand = section.rest(.any, .formula)
      if shorthand.count == 1, let entry = shorthand.first {
        cell.label = entry.key
        if let formula = section.formula(entry.key) { cell.content = .value(formula, squares: 0) }
      } else {
        section.report("欄には「値」「日」「から」「チェック」「空欄」のどれかを書きます", correction: "例: { 見出し: 氏名, 値: 人.氏名 }")
      }
    }
    if cell.share <= 0 || cell.share > 20 {
      section.refuse("割", "「割」は 0 より大きく 20 までの数です", correction: "例: 割: 2")
    }
    if cell.lines <= 0 || cell.lines > 12 {
      section.refuse("段", "「段」は 0 より大きく 12 までの数です", correction: "例: 段: 2")
    }
    return cell
  }

  private static func content(_ section: Section) -> Content? {
    let (value, day, chosen) = (section.formula("値"), section.formula("日"), section.formula("選ぶ"))
    let squares = section.integer("升", in: 0...40, default: 0)
    let eras = section.texts("元号")
    let words = section.textsOrSections("から", of: "語", isRequired: false, word)
    let ticks = section.textsOrSections("チェック", of: "チェックの語", isRequired: false, tick)
    let isBlank = section.yesNo("空欄", default: false)
    if !ticks.isEmpty { return .ticks(ticks) }
    if !words.isEmpty { return .choices(chosen, words) }
    if day != nil || !eras.isEmpty { return .day(isBlank ? nil : day, eras: eras.isEmpty ? Self.eras : eras) }
    if isBlank { return .blank(squares: squares) }
    return value.map { .value($0, squares: squares) }
  }

  /// 明治, 大正, 昭和, 平成, 令和.
  private static let eras = ["明", "大", "昭", "平", "令"]

  private static func word(_ text: String?, _ section: Section?) -> Word? {
    if let text { return Word(text: text, value: text) }
    guard let section else { return nil }
    defer { section.close() }
    return Word(text: section.text("語"), value: section.text("値"))
  }

  private static func tick(_ text: String?, _ section: Section?) -> Tick? {
    if let text { return Tick(text: text, condition: .never) }
    guard let section else { return nil }
    defer { section.close() }
    let word = section.text("語")
    let procedures = section.references("手続", to: .procedure)
    let formula = section.formula("条件", isRequired: !section.isProbe && procedures.isEmpty)
    return Tick(
      text: word,
      condition: procedures.isEmpty
        ? formula.map { .formula($0) } ?? .never : .applies(procedures: procedures))
  }
}

extension Section {
  /// Rows under a key: each a list of sections, or one section alone.
  fileprivate func rowsOfSections(_ key: String, of what: String) -> [[Section]] {
    if let shape {
      let inner = Shape(what, in: shape)
      shape.note(key, .list(.either(.section(inner, isList: true), .section(inner, isList: false))))
      return [[Section(probing: inner)]]
    }
    guard let value = self[key] else { return [] }
    return items(value, key).map { row in
      (row.sequence.map(Array.init) ?? [row]).compactMap {
        Section($0, file: file, load: load, of: what)
      }
    }
  }
}
