import Counter

enum SubjectCheck: CatalogueCheck {
  static let name = "subject"
  static let title = "単位と誰の組み合わせ"
  static let explanation = """
    「単位」が人の手続には人の選択、世帯の手続には世帯の選択、届出の手続には「届出」を「誰」に書きます。

      × 単位: 世帯                          ○ 単位: 世帯
        誰: 異動する人                        誰: 残る世帯

    本人確認書類の「記録」にははい・いいえの、「期限」には日の、人の事実を書きます。
    """

  static func findings(in forms: CheckedForms) -> [Finding] { procedures(in: forms) + documents(in: forms) }

  private static func procedures(in forms: CheckedForms) -> [Finding] {
    forms.catalog.procedures.compactMap { procedure in
      guard let selector = forms.catalog.vocabulary.selector(named: procedure.who),
        !fits(selector.subject, procedure.unit)
      else { return nil }
      let fitting = forms.catalog.vocabulary.selectors.filter { fits($0.subject, procedure.unit) }.map(\.name)
      return Finding(
        self, at: forms.place(ofReference: procedure.who, .selector, under: procedure.place),
        "単位が「\(procedure.unit.rawValue)」の手続に、誰「\(procedure.who)」は使えません",
        correction: "どれか: " + fitting.joined(separator: "、") + "（または「単位」を直してください）",
        replacement: fitting.count == 1 ? .init(procedure.who, by: fitting[0]) : nil)
    }
  }

  /// What a record says of a document is a fact of the person who shows it.
  private static func documents(in forms: CheckedForms) -> [Finding] {
    forms.catalog.identity.documents.flatMap { document -> [Finding] in
      [("記録", document.ownership, Fact.Kind.yesNo, "はい・いいえ"), ("期限", document.expiry, .day, "日")].compactMap {
        key, name, kind, word in
        guard let name, let fact = forms.catalog.vocabulary.fact(named: name),
          fact.subject != .person || fact.kind != kind
        else { return nil }
        let place = forms.place(of: document.id, .document)
        return Finding(
          self, at: forms.place(ofReference: name, .fact, under: place),
          "本人確認書類の「\(key)」に「\(name)」は使えません", correction: "型が\(word)の、人の事実を書いてください")
      }
    }
  }

  private static func fits(_ subject: Subject.Kind, _ unit: Procedure.Unit) -> Bool {
    switch unit {
    case .person: subject == .person
    case .filing: subject == .filing
    case .household: [.household, .formerHousehold, .remainingHousehold].contains(subject)
    }
  }
}

extension CheckedForms {
  /// Where an entry that begins at a place speaks of a name.
  func place(ofReference name: String, _ kind: NameKind, under entry: Place) -> Place {
    load.referred.first {
      $0.kind == kind && $0.text == name && $0.place.file == entry.file && entry <= $0.place
    }?
    .place ?? entry
  }
}
