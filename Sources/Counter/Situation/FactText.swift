import Feel

/// Values of facts as people read them.
package struct FactText: Sendable {
  private let catalog: Catalog
  private let situation: Situation
  /// Names of the facts whose values the reader may not see (権限).
  private let hidden: Set<String>
  /// Whether where people live is kept from the reader (支援措置).
  private let hidesAddresses: Bool

  /// What is shown in place of a value that the reader has no right to see.
  package static let hidden = "［表示の権限がありません］"
  /// What is shown in place of where a protected person lives.
  package static let guarded = "【支援措置】"

  package init(
    catalog: Catalog, situation: Situation, hidden: Set<String> = [], hidesAddresses: Bool = false
  ) {
    self.catalog = catalog
    self.situation = situation
    self.hidden = hidden
    self.hidesAddresses = hidesAddresses
  }

  package func text(_ value: FactValue, of fact: Fact) -> String {
    if hidesAddresses, fact.tellsAddress { return FactText.guarded }
    if hidden.contains(fact.name) { return FactText.hidden }
    switch value {
    case .absent: return "なし"
    case .yesNo(let flag): return flag ? "はい" : "いいえ"
    case .number(let number): return String(number)
    case .day(let day): return catalog.eras.long(day)
    case .text(let text):
      if case .code(let list) = fact.kind { return catalog.codeList(list)?.label(of: text) ?? text }
      return text
    case .texts(let texts):
      guard case .codes(let list) = fact.kind else { return texts.joined(separator: "、") }
      return texts.isEmpty
        ? "どれもない" : texts.map { catalog.codeList(list)?.label(of: $0) ?? $0 }.joined(separator: "、")
    case .person(let number): return situation.name(ofPerson: number)
    case .people(let numbers):
      return numbers.isEmpty
        ? "いない" : numbers.map { situation.givenName(ofPerson: $0) }.joined(separator: "、")
    }
  }

  package func text(_ answer: Answer, of fact: Fact) -> String {
    if hidesAddresses, fact.tellsAddress { return FactText.guarded }
    return switch answer {
    case .value(let value): text(value, of: fact)
    case .doesNotKnow: "わからない"
    case .willNotSay: "答えない"
    }
  }

  /// «住民記録 11月20日», «聞き取り 14:32», «未回答».
  package func origin(_ known: KnownFact?) -> String {
    switch known?.origin {
    case nil: return "計算"
    case .register(let day): return "住民記録 \(day.month)月\(day.day)日"
    case .certificate: return "転出証明書情報"
    case .heard(let instant):
      return "聞き取り \(Wording.clock(instant))"
    case .reception: return "受付"
    case .derived: return "計算"
    }
  }

  /// Whom a subject is called: a given name, or the thing itself.
  package func name(_ subject: Subject) -> String {
    if case .person(let number) = subject { return situation.givenName(ofPerson: number) }
    return subject.kind.rawValue
  }
}
