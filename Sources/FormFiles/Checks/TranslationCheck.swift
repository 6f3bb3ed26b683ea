import Counter
import Feel

enum TranslationCheck: CatalogueCheck {
  static let name = "translation"
  static let title = "訳の過不足"
  static let explanation = """
    wording/ のことばには、住民の画面に出る文の訳が全部要ります。質問の聞き方と助け、質問で選ぶコード表の値、画面の決まったことばです。
    足りない訳、元の文がなくなった訳、元の文が変わったのに直していない訳、数字や { } の差し込みが元の文と違う訳が出ます。
    「控え」は元の文から決まる8桁です。訳を見直したら、出てきた値に書き直します。これで、見直していない訳がどれか分かります。

      - { 鍵: pets.聞き方, 文: いぬを かって いますか, 控え: 1a2b3c4d }
      - { 鍵: コード.学校.公立, 文: 市などの 学校, 控え: 2b3c4d5e }

    画面の決まったことば（鍵が「画面.」で始まるもの）の元の文は wording/ja/ の「元の文」に書きます。文は変えて構いませんが、鍵は
    プログラムが使うので、足したり消したりはできません。
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    let sentences = Translation.sentences(of: forms.catalog)
    let originals = Originals(sentences)
    let questions = Dictionary(
      forms.catalog.questions.map { ($0.id, $0.place) }, uniquingKeysWith: { first, _ in first })
    let languages = Dictionary(grouping: forms.translations.filter { !$0.isOriginal }, by: \.language)
    return words(forms)
      + languages.sorted { $0.key < $1.key }.flatMap { language, files -> [Finding] in
        let entries = files.flatMap(\.entries)
        let known = Set(entries.map(\.key))
        let missing = sentences.filter { !known.contains($0.key) }.map { sentence in
          Finding(
            self, at: forms.place(ofSentence: sentence.key, questions),
            "\(language) の訳「\(sentence.key)」がありません",
            correction:
              "wording/\(language)/ に - { 鍵: \(sentence.key), 文: …, 控え: \(Translation.stamp(of: sentence.text)) } を足してください"
          )
        }
        return missing + entries.compactMap { finding($0, originals) }
      }
  }

  /// Sentences that are translated, each with its stamp.
  private struct Originals {
    let sentences: [String: (text: String, stamp: String)]

    init(_ sentences: [(key: String, text: String)]) {
      self.sentences = Dictionary(
        sentences.map { ($0.key, ($0.text, Translation.stamp(of: $0.text))) },
        uniquingKeysWith: { first, _ in first })
    }

    /// The key that may have been meant: of the same part of a question, or of the same kind.
    func nearest(to key: String) -> String? {
      let parts = key.split(separator: ".").map(String.init)
      let isQuestion = parts.first?.allSatisfy(\.isASCII) ?? false
      return Spelling.nearest(
        to: key,
        in: sentences.keys.filter {
          isQuestion ? $0.hasSuffix(".\(parts.last ?? "")") : $0.hasPrefix("\(parts.first ?? "").")
        })
    }
  }

  /// The Japanese words of the screen are those that the program shows, no more and no less.
  private static func words(_ forms: CheckedForms) -> [Finding] {
    let entries = forms.translations.filter(\.isOriginal).flatMap(\.entries)
    let keys = Set(entries.map(\.key))
    let wanted = ScreenWord.allCases.map(\.wordingKey)
    let missing = wanted.filter { !keys.contains($0) }.map { key in
      Finding(
        self, at: Place(file: "wording/\(Phrasebook.original)", line: 1), "画面のことば「\(key)」がありません",
        correction: "このことばはプログラムが使います。「元の文」に - { 鍵: \(key), 文: … } を足してください")
    }
    return missing
      + entries.filter { !wanted.contains($0.key) }.map { entry in
        Finding(
          self, at: entry.place, "画面のことば「\(entry.key)」は、どの画面にも出ません",
          correction: Spelling.nearest(to: entry.key, in: wanted).map { "「\($0)」のことですか。違えば、この行を消してください" }
            ?? "この行を消してください")
      }
  }

  private static func finding(_ entry: Translation.Entry, _ originals: Originals) -> Finding? {
    guard let original = originals.sentences[entry.key] else {
      return Finding(
        self, at: entry.place, "訳の元「\(entry.key)」がありません",
        correction: originals.nearest(to: entry.key).map { "「\($0)」のことですか。元の文がなくなったのなら、この訳を消してください" }
          ?? "この訳を消してください")
    }
    if inserts(entry.text) != inserts(original.text) {
      return Finding(
        self, at: entry.place, "訳「\(entry.key)」の数字か差し込みが、元の文と違います",
        correction: "元の文にあるもの: \(inserts(original.text).joined(separator: "、"))")
    }
    guard entry.stamp != original.stamp else { return nil }
    return Finding(
      self, at: entry.place, severity: .warning, "訳「\(entry.key)」は、元の文が変わる前のものです",
      correction: "元の文「\(original.text)」と比べて直し、控えを \(original.stamp) にしてください")
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
  /// Where the sentence of a key stands. `questions` says where each begins, by its id.
  fileprivate func place(ofSentence key: String, _ questions: [String: Place]) -> Place {
    let parts = key.split(separator: ".").map(String.init)
    if let question = questions[parts.dropLast().joined(separator: ".")] {
      return load.place(of: "\(parts.last ?? ""):", after: question)
    }
    if let word = translations.filter(\.isOriginal).flatMap(\.entries).first(where: { $0.key == key }) {
      return word.place
    }
    let list = catalog.codeLists.first { list in
      list.codes.contains { CodeList.wordingKey(ofCode: $0.value, in: list.name) == key }
    }
    return list.map { load.place(of: parts.last ?? "", after: place(of: $0.name, .codeList)) }
      ?? place(of: parts.first ?? "", .question)
  }
}
