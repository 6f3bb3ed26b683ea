/// Reads a 根拠: «住民基本台帳法第22条・同法施行令第30条の20» names two articles.
struct Citations {
  /// Titles by the names that are used for them.
  let shortNames: [String: String]
  /// Titles and short names that hold a «・», «、» or «第» of their own, the longest first.
  private let whole: [String]

  private static let endings = ["施行令", "施行規則", "施行法"]

  init(titles: some Sequence<String>, shortNames: [String: String]) {
    self.shortNames = shortNames
    whole = (Array(titles) + shortNames.keys + shortNames.values).filter { name in
      name.contains { "・、第（".contains($0) }
    }.distinct.sorted { ($0.count, $1) > ($1.count, $0) }
  }

  /// In the order of the text, each once. An article without a law's name is of the law before it; a range names all between.
  func articles(in text: String) -> [Statute.Article] {
    // «（令和3年法律第24号）» stands between a law's name and its article.
    var marked = text.replacing(/（[^（）]*第[0-9]+号）/, with: "")
    for (index, name) in whole.enumerated() where marked.contains(name) {
      marked = marked.replacing(name, with: "@\(index)法")
    }
    var found: [Statute.Article] = []
    var law: String?
    var last: (statute: String, number: Int)?
    for match in marked.matches(
      of:
        /([^・、。，（）()\s第～〜0-9]*(?:@[0-9]+)?[^・、。，（）()\s第～〜0-9]*?(?:法律|法|令|規則|規程|省令))?(附則)?(第?)([0-9]+)条((?:の[0-9]+)*)/
    ) {
      let (_, name, annex, sign, number, rest) = match.output
      // «3条件» is no article; a bare number is one after a law's name alone.
      if name == nil, sign.isEmpty { continue }
      if let name { law = title(String(name), after: law) }
      guard let law, let first = Int(number) else { continue }
      let isRange = marked[..<match.range.lowerBound].last.map { "～〜".contains($0) } ?? false
      if isRange, rest.isEmpty, annex == nil, let last, last.statute == law, first - last.number < 100 {
        for between in stride(from: last.number + 1, to: first, by: 1) {
          found.append(Statute.Article(law, String(between)))
        }
      }
      last = rest.isEmpty && annex == nil ? (law, first) : nil
      found.append(
        Statute.Article(law, String(annex ?? "") + number + rest.replacing("の", with: "-")))
    }
    return found.distinct
  }

  /// The title that a name in a text stands for; nil for «同法» after nothing.
  private func title(_ name: String, after law: String?) -> String? {
    // «保険税の市は地方税法»
    var name = name.split(separator: "は").last.map(String.init) ?? name
    for (index, title) in whole.enumerated() { name = name.replacing("@\(index)法", with: title) }
    for lead in ["及び", "又は", "並びに", "から", "まで", "と", "の", "条", "項", "号"] where name.hasPrefix(lead) {
      name = String(name.dropFirst(lead.count))
    }
    if name.hasPrefix("同") {
      guard let law else { return nil }
      let ending = Citations.endings.first { law.hasSuffix($0) } ?? ""
      name = name.hasPrefix("同法") ? String(law.dropLast(ending.count) + name.dropFirst(2)) : law
    }
    return full(name)
  }

  private func full(_ name: String) -> String {
    for ending in [""] + Citations.endings where name.hasSuffix(ending) {
      if let title = shortNames[String(name.dropLast(ending.count))] { return title + ending }
    }
    return name
  }
}
