import Counter
import Feel

extension DeadlineCheck: CatalogueCheck {
  static func findings(in forms: CheckedForms) -> [Finding] {
    forms.catalog.procedures.flatMap { procedure in
      procedure.deadlines.compactMap { finding($0, forms) }
    }
  }

  private static func finding(_ deadline: DeadlineRule, _ forms: CheckedForms) -> Finding? {
    guard let formula = deadline.amount, case .expression(let text) = formula.form else { return nil }
    let name = text.split(separator: ".", maxSplits: 1).last.map(String.init) ?? ""
    let values =
      text.hasPrefix("法.") ? forms.catalog.law : text.hasPrefix("市.") ? forms.catalog.municipality.values : []
    guard let value = values.first(where: { $0.name == name }) else { return nil }
    if value.unit != deadline.unit.unit, !value.unit.isEmpty {
      let right = DeadlineRule.Unit.allCases.first { $0.unit == value.unit }
      return Finding(
        self, at: formula.place, "「\(deadline.unit.rawValue)」に、単位が\(value.unit)の値が書かれています",
        correction: right.map { "「\($0.rawValue): \(text)」と書くか、単位が\(deadline.unit.unit)の値を書いてください" }
          ?? "単位が\(deadline.unit.unit)の値を書いてください")
    }
    guard let basis = deadline.basis, text.hasPrefix("法.") else { return nil }
    let articles = Articles(basis)
    guard !articles.isEmpty, !articles.meets(Articles(value.basis)) else { return nil }
    let named = forms.catalog.law.first {
      $0.name != name && $0.unit == value.unit && $0.value != value.value
        && articles.meets(Articles($0.basis))
    }
    return named.map { other in
      Finding(
        self, at: formula.place, "根拠の条（\(basis)）の値は「法.\(other.name)」ですが、「\(text)」で数えています",
        correction: "「法.\(other.name)」と書くか、根拠を直してください", replacement: .init(text, by: "法.\(other.name)"))
    }
  }
}

extension DeadlineRule.Unit {
  /// 単位 of the values it counts.
  var unit: String {
    switch self {
    case .days: "日"
    case .months: "か月"
    case .years: "年"
    }
  }
}

/// The articles that a basis names: 国民健康保険法施行規則第2条・第3条.
struct Articles {
  private let list: [Substring]

  init(_ basis: String) {
    var list: [Substring] = []
    var law = ""
    var article = ""
    let parts = basis.replacing("並びに", with: "・").replacing("及び", with: "・").split { "・、（".contains($0) }
    for part in parts {
      guard let start = part.firstIndex(of: "第") else { continue }
      if start != part.startIndex { law = String(part[..<start]) }
      let rest = part[start...]
      // «第17条第8項・第9項»: a paragraph by itself is of the article before it.
      if rest.contains("条") { article = law + rest.prefix { $0 != "条" } + "条" }
      list.append(rest.contains("条") ? Substring(law + rest) : Substring(article + rest))
    }
    self.list = list
  }

  /// Whether some article is named by both, one perhaps more closely: 第22条 and 第22条第1項, not 第2号 and 第3号.
  func meets(_ other: Articles) -> Bool {
    list.contains { one in
      other.list.contains { two in
        one == two || one.hasPrefix("\(two)第") || two.hasPrefix("\(one)第")
      }
    }
  }

  var isEmpty: Bool { list.isEmpty }
}
