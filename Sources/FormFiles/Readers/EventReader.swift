import Counter

/// events/, questions/ and people/.
enum EventReader {
  static func event(_ section: Section) -> Event? {
    defer { section.close() }
    guard let people = section.choice("人の選び方", as: Event.People.self) else { return nil }
    return Event(
      id: section.name("id", of: .event), kind: section.reference("種別", to: .eventKind),
      name: section.text("名"), topic: section.text("分類"), summary: section.text("説明"),
      people: people, opening: section.references("はじめに聞くこと", to: .fact),
      gates: section.sections("関門", of: "関門").compactMap(gate),
      words: section.sections("言い方", of: "言い方").map { words in
        defer { words.close() }
        return Event.Words(fact: words.reference("事実", to: .fact), words: words.text("言い方"))
      }, takesRemoved: section.yesNo("除票の人", default: false),
      process: section.optionalChoice("処理", as: Restriction.Process.self),
      isQuiet: section.yesNo("配慮", default: false), place: section.place)
  }

  private static func gate(_ section: Section) -> Event.Gate? {
    defer { section.close() }
    let id = section.text("id")
    guard let condition = section.formula("満たすこと", isRequired: true) else { return nil }
    return Event.Gate(
      id: id, condition: condition, message: section.text("文"), nextStep: section.text("次にすること"),
      basis: section.text("根拠"))
  }

  static func question(_ section: Section) -> Question {
    defer { section.close() }
    return Question(
      id: section.name("id", of: .question), fact: section.reference("事実", to: .fact),
      topic: section.text("話題"),
      wording: section.text("聞き方"),
      help: section.optionalText("助け"), drawing: section.optionalText("図"),
      clerkNote: section.optionalText("職員メモ"),
      conditions: section.rows("対象"),
      isQuiet: section.yesNo("配慮", default: false), place: section.place)
  }

  static func identity(_ section: Section) -> IdentityRules {
    defer { section.close() }
    let documents = section.sections("本人確認書類", of: "本人確認書類").map { document in
      defer { document.close() }
      _ = document.optionalText("根拠")
      return IdentityRules.Document(
        id: document.name("id", of: .document), name: document.text("名"),
        group: document.name("区分", of: .documentGroup),
        ownership: document.optionalReference("記録", to: .fact),
        expiry: document.optionalReference("期限", to: .fact))
    }
    let proxies = section.sections("代理", of: "代理").compactMap { proxy -> IdentityRules.Proxy? in
      defer { proxy.close() }
      guard let ruling = proxy.choice("届出", as: IdentityRules.Proxy.Ruling.self) else { return nil }
      let isOutsider = proxy.yesNo("世帯の外", default: ruling.needsProof)
      let strict = IdentityRules.Proxy.strict(ruling, isOutsider: isOutsider)
      return IdentityRules.Proxy(
        relation: proxy.text("関係"), kinds: proxy.references("種別", to: .eventKind), ruling: ruling,
        isOutsider: isOutsider,
        showsIdentity: proxy.yesNo("本人確認", default: true), document: proxy.optionalText("要るもの"),
        basis: proxy.text("根拠"),
        rulingForProtected: proxy.choice("支援措置", default: strict) ?? strict)
    }
    return IdentityRules(
      documents: documents, combinations: section.lists("組合せ", to: .documentGroup), proxies: proxies,
      basis: section.text("根拠"))
  }
}
