import Counter

/// vocabulary/.
enum VocabularyReader {
  static func read(_ section: Section) -> Vocabulary {
    let facts = section.sections("事実", of: "事実").compactMap(fact)
    let selectors = section.sections("選択", of: "選択").compactMap(selector)
    section.close()
    return Vocabulary(facts: facts, selectors: selectors)
  }

  /// Endings of a 言い方 that cannot be denied: «出していなくない», «受けていたではない».
  private static let unsayable = ["ない", "た", "です", "ます", "ません", "。"]

  private static func fact(_ section: Section) -> Fact? {
    defer { section.close() }
    let name = section.name("名前", of: .fact)
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    let kind = kind(section)
    let label = section.text("見出し")
    let phrase = section.optionalText("言い方")
    let supplies = Set(section.choices("出どころ", as: Fact.Supply.self))
    let column = section.optionalText("列")
    let (formula, gate) = (section.formula("式"), section.formula("門"))
    let sensitivity = section.choice("取扱い", default: Fact.Sensitivity.ordinary) ?? .ordinary
    let length = section.integer("長さ", default: 0)
    let isShared = section.yesNo("受付で共通", default: false)
    let isHandedOn = section.yesNo("引き継ぐ", default: false)
    let right = section.optionalText("権限")
    let behindGate = valueBehindGate(section, kind ?? .text)
    let shape = section.choice("形", default: TextShape.free) ?? .free
    let candidates = section.formula("選べる人")
    if shape != .free, let kind, kind != .text {
      section.refuse("形", "「形」は、型が文字の事実にだけ書けます", correction: "「形: \(shape.rawValue)」を消してください")
    }
    if candidates != nil, kind.map({ $0 != .person && $0 != .people }) ?? false, !section.isProbe {
      section.refuse("選べる人", "「選べる人」は、型が人か人の列の事実にだけ書けます", correction: "「選べる人」を消してください")
    }
    if kind == .yesNo, let phrase, let ending = unsayable.first(where: { phrase.hasSuffix($0) }) {
      section.refuse(
        "言い方", "「言い方」が「\(ending)」で終わっていると、打ち消した理由が文になりません",
        correction: "「国民健康保険に入っている」「公務員」「要介護認定がある」のように、いまのこととして、打ち消しを使わずに書いてください")
    }
    guard parts.count == 2, let subject = Subject.Kind(rawValue: parts[0]) else {
      if section.has("名前") {
        section.refuse(
          "名前", "「\(name)」は「主体.名前」の形ではありません",
          correction: "主体は " + Subject.Kind.allCases.map(\.rawValue).joined(separator: "、"))
      }
      return nil
    }
    guard let kind else { return nil }
    return Fact(
      name: name, subject: subject, property: parts[1], kind: kind, label: label, phrase: phrase,
      supplies: supplies,
      column: column, formula: formula, gate: gate, valueBehindGate: behindGate, sensitivity: sensitivity,
      length: length > 0 ? length : nil, isShared: isShared, isHandedOn: isHandedOn, right: right,
      shape: shape, candidates: candidates)
  }

  /// 型.
  private enum TypeWord: String, CaseIterable {
    case yesNo = "はい・いいえ"
    case number = "数"
    case day = "日"
    case text = "文字"
    case name = "氏名"
    case address = "住所"
    case code = "コード"
    case codes = "コードの列"
    case person = "人"
    case people = "人の列"
  }

  private static func kind(_ section: Section) -> Fact.Kind? {
    let list = section.optionalReference("コード", to: .codeList)
    switch section.choice("型", as: TypeWord.self) {
    case .yesNo: return .yesNo
    case .number: return .number
    case .day: return .day
    case .text: return .text
    case .name: return .name
    case .address: return .address
    case .person: return .person
    case .people: return .people
    case .code, .codes:
      guard let list else {
        section.report(as: MissingKeyCheck.self, "「コード」がありません", correction: "「コード: コード表の名前」を足してください")
        return nil
      }
      return section.choice("型", as: TypeWord.self) == .code ? .code(list: list) : .codes(list: list)
    case nil: return nil
    }
  }

  /// What a fact is when its gate does not hold: いいえ, none, or the value written.
  private static func valueBehindGate(_ section: Section, _ kind: Fact.Kind) -> FactValue {
    guard let text = section.optionalText("門が外れると") else {
      switch kind {
      case .yesNo: return .yesNo(false)
      case .codes: return .texts([])
      default: return .absent
      }
    }
    switch kind {
    case .yesNo where text == "はい" || text == "いいえ": return .yesNo(text == "はい")
    case .number where Int(text) != nil: return Int(text).map { .number($0) } ?? .absent
    case .yesNo, .number:
      section.refuse(
        "門が外れると", "「門が外れると」に「\(text)」は使えません", correction: kind == .yesNo ? "はい か いいえ" : "半角の数字")
      return .absent
    default: return .text(text)
    }
  }

  private static func selector(_ section: Section) -> Selector? {
    defer { section.close() }
    guard let subject = section.choice("主体", as: Subject.Kind.self) else { return nil }
    return Selector(
      name: section.name("名前", of: .selector), subject: subject, label: section.text("見出し"),
      formula: section.formula("式"))
  }
}
