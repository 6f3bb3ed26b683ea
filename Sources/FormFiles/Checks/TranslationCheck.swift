import Counter
import Feel

enum TranslationCheck: CatalogueCheck {
  static let name = "translation"
  static let title = "訳の過不足"
  static let explanation = """
    wording/ のことばには、住民が読む文（質問の聞き方と助け）の訳が全部要ります。足りない訳、元の文がなくなった訳、元の文が変わったのに
    直していない訳、数字や { } の差し込みが元の文と違う訳が出ます。
    「控え」は元の文から決まる8桁です。訳を見直したら、出てきた値に書き直します。これで、見直していない訳がどれか分かります。

      - { 鍵: pets.聞き方, 文: いぬを かって いますか, 控え: 1a2b3c4d }
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    let sentences = Translation.sentences(of: forms.catalog)
    let texts = Dictionary(sentences, uniquingKeysWith: { first, _ in first })
    let languages = Dictionary(grouping: forms.translations, by: \.language)
    return languages.sorted { $0.key < $1.key }.flatMap { language, files -> [Finding] in
      let entries = files.flatMap(\.entries)
      let known = Set(entries.map(\.key))
      let missing = sentences.filter { !known.contains($0.key) }.map { sentence in
        Finding(
          self, at: forms.place(ofSentence: sentence.key), "\(language) の訳「\(sentence.key)」がありません",
          correction:
            "wording/\(language)/ に - { 鍵: \(sentence.key), 文: …, 控え: \(Translation.stamp(of: sentence.text)) } を足してください"
        )
      }
      return missing + entries.compactMap { finding($0, texts[$0.key], Array(texts.keys)) }
    }
  }

  private static func finding(_ entry: Translation.Entry, _ original: String?, _ keys: [String]) -> Finding? {
    guard let original else {
      let part = entry.key.split(separator: ".").last.map(String.init) ?? ""
      let nearest = Spelling.nearest(to: entry.key, in: keys.filter { $0.hasSuffix(".\(part)") })
      return Finding(
        self, at: entry.place, "訳の元「\(entry.key)」がありません",
        correction: nearest.map { "「\($0)」のことですか。元の文がなくなったのなら、この訳を消してください" } ?? "この訳を消してください")
    }
    if inserts(entry.text) != inserts(original) {
      return Finding(
        self, at: entry.place, "訳「\(entry.key)」の数字か差し込みが、元の文と違います",
        correction: "元の文にあるもの: \(inserts(original).joined(separator: "、"))")
    }
    let stamp = Translation.stamp(of: original)
    guard entry.stamp != stamp else { return nil }
    return Finding(
      self, at: entry.place, severity: .warning, "訳「\(entry.key)」は、元の文が変わる前のものです",
      correction: "元の文「\(original)」と比べて直し、控えを \(stamp) にしてください")
  }

  /// Numbers and {…} of a sentence, in order of the alphabet.
  private static func inserts(_ text: String) -> [String] {
    var found: [String] = []
    var digits = ""
    var name: String?
    for sign in text + " " {
      if let open = name {
        name = sign == "}" ? nil : open + String(sign)
        if sign == "}" { found.append("{\(open)}") }
      } else if sign == "{" {
        name = ""
      } else if sign.isASCII, sign.isNumber {
        digits.append(sign)
        continue
      }
      if !digits.isEmpty {
        found.append(digits)
        digits = ""
      }
    }
    return found.sorted()
  }
}

extension CheckedForms {
  /// Where the sentence of a key stands.
  fileprivate func place(ofSentence key: String) -> Place {
    let parts = key.split(separator: ".").map(String.init)
    guard let question = catalog.questions.first(where: { $0.id == parts.dropLast().joined(separator: ".") })
    else {
      return place(of: parts.first ?? "", .question)
    }
    return reading.place(of: "\(parts.last ?? ""):", after: question.place)
  }
}
