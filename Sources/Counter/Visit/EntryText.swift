import Feel

/// The entries of a visit's journal as sentences for people, in the words of the catalogue.
package struct EntryText {
  private let catalog: Catalog
  private let visit: Visit
  private let veil: JournalVeil
  private let text: FactText

  /// `journal` is the whole one: people are called by the names that it knows at its end.
  package init(_ journal: [JournalEntry], catalog: Catalog, columns: Set<String> = []) {
    self.catalog = catalog
    visit = Visit(journal)
    veil = JournalVeil(journal, catalog: catalog, columns: columns)
    text = FactText(
      catalog: catalog, situation: visit.situation, hidden: catalog.vocabulary.facts(hiddenFrom: columns))
  }

  /// «3 14:32 佐々木　答え：転入した日 令和8年11月18日»
  package func line(_ entry: JournalEntry) -> String {
    "\(entry.sequence) \(Wording.clock(entry.time)) \(entry.actor)　\(sentence(veil.veiled(entry.entry)))"
  }

  /// What happened; one case for every kind of entry.
  private func sentence(_ entry: Entry) -> String {
    switch entry {
    case .began(let began): sentence(began)
    case .filed(let filed): sentence(filed)
    case .joined(let joined): "いまある世帯の方を加えました：\(people(last: joined.people.count, of: joined.facts))"
    case .visitorChecked(let check): sentence(check)
    case .answered(let answers): "答え：" + answers.map(said).joined(separator: "、")
    case .withdrawn(let keys): "答えを取り消しました：" + keys.map(asked).joined(separator: "、")
    case .undone: "1つ前の操作を元に戻しました"
    case .redone: "元に戻した操作をやり直しました"
    case .overridden(let override): sentence(override)
    case .printed(let paper): "印刷しました：\(catalog.paperName(paper))"
    case .explained(let procedures): "説明しました：" + procedures.map(procedure).joined(separator: "、")
    case .brought(let things): "持参の確認：" + things.map(brought).joined(separator: "、")
    case .opened(let desk): "「\(desk)」で開きました"
    case .left(let desk): "「\(desk)」で閉じました"
    case .sent(let errands): "引き継ぎました：\(listed(errands))"
    case .received(let window): "\(catalog.windowName(window))が受け取りました"
    case .done(let errands): "終えました：\(listed(errands))"
    case .postponed(let errands, let reason): "きょうはできません：\(listed(errands))（理由 \(reason)）"
    case .reminded(let errands): "窓口に伝えました：\(listed(errands))"
    case .released(let released): sentence(released)
    case .releaseEnded: "支援措置の方の住所の表示を終えました"
    case .held: "保留にしました"
    case .resumed: "保留から戻しました"
    case .finished: "受付を終えました"
    case .reopened(let reason): "終えた受付を開き直しました（理由 \(reason)）"
    case .voided(let reason): "受付を取り消しました（理由 \(reason)）"
    case .unknown(let kind): "この版のプログラムでは読めない記録です（\(kind)）"
    }
  }

  // MARK: What has more to say

  private func sentence(_ began: Entry.Began) -> String {
    let paper = began.takenOnPaper.map { "、\(Wording.moment($0, eras: catalog.eras))に紙で受け付けたもの" } ?? ""
    return
      "受付を始めました（\(catalog.eras.long(began.day))の受付\(paper)、住民記録 第\(began.registerGeneration)世代、内容の版 \(began.catalogVersion.prefix(8))、プログラム \(began.programVersion)）"
  }

  private func sentence(_ filed: Entry.Filed) -> String {
    let names = filed.filing.people.map { visit.situation.name(ofPerson: $0) }.joined(separator: "、")
    let copied = filed.facts.count { if case .register = $0.known.origin { true } else { false } }
    let notes =
      (filed.filing.people.isEmpty ? [] : ["\(filed.filing.people.count)人"])
      + (copied > 0 ? ["住民記録から \(copied)項目"] : [])
    return "届出「\(filed.filing.kind)」を選びました：\(names)"
      + (notes.isEmpty ? "" : "（\(notes.joined(separator: "、"))）")
  }

  /// A thing by the name that a procedure gives it.
  private func brought(_ thing: Brought) -> String {
    let name = catalog.procedures.lazy.compactMap { procedure in
      (procedure.thingsToBring + procedure.thingsToReturn).first { $0.id == thing.thing }?.name
    }.first
    let state =
      switch thing.state {
      case .seen: "見た"
      case .missing: "ない"
      case .notSaid: "まだ"
      }
    return "\(name ?? thing.thing)（\(state)）"
  }

  private func sentence(_ check: Entry.VisitorCheck) -> String {
    let shown = check.shown.isEmpty ? "" : "、見たもの \(check.shown)"
    return "来た方を確かめました：\(check.name)（\(check.relation)\(shown)\(check.sawProof ? "、委任状などを見た" : "")）"
  }

  private func sentence(_ override: Entry.Override) -> String {
    let verdict = override.applies ? "必要" : "不要"
    let before = override.appliedBefore.map { $0 ? "必要" : "不要" } ?? "未定"
    let whose = owner(override.subject).map { "（\($0)）" } ?? ""
    return
      "判定を変えました：\(procedure(override.procedure))\(whose)を「\(before)」から「\(verdict)」に（理由 \(override.reason)）"
  }

  private func sentence(_ released: Entry.Released) -> String {
    let release = released.release
    let whose = visit.residentNumbers.firstIndex(of: released.resident).map {
      visit.situation.name(ofPerson: $0)
    }
    return
      "支援措置の方の住所の表示を許しました：\(whose ?? "宛名番号 \(released.resident)")（許可 \(release.supervisor)、\(Wording.hourAndMinute(release.end))まで、理由 \(release.reason)）"
  }

  // MARK: Parts

  private func people(last count: Int, of facts: [FactRecord]) -> String {
    let named = facts.filter { $0.fact == CoreFact.name }.compactMap { record -> String? in
      if case .value(.text(let name)) = record.known.answer { name } else { nil }
    }
    return named.isEmpty ? "\(count)人" : named.joined(separator: "、")
  }

  /// «若葉 太郎の国民健康保険 はい»
  private func said(_ answer: FactAnswer) -> String { "\(asked(answer.key)) \(value(answer))" }

  private func value(_ answer: FactAnswer) -> String {
    // What the veil put there is no code of the fact.
    if case .value(.text(let words)) = answer.answer, [FactText.guarded, FactText.hidden].contains(words) {
      return words
    }
    guard let fact = catalog.vocabulary.fact(named: answer.fact) else { return "（今の内容にない項目）" }
    return text.text(answer.answer, of: fact)
  }

  private func asked(_ key: FactKey) -> String {
    let label = catalog.vocabulary.fact(named: key.fact)?.label ?? key.fact
    return owner(key.subject).map { "\($0)の\(label)" } ?? label
  }

  /// Whose a fact is, where that has to be said.
  private func owner(_ subject: Subject) -> String? {
    let filings = visit.situation.filings
    switch subject {
    case .person(let number): return visit.situation.name(ofPerson: number)
    case .filing(let number), .household(let number), .formerHousehold(let number),
      .remainingHousehold(let number):
      return filings.count > 1 && filings.indices.contains(number) ? "「\(filings[number].kind)」" : nil
    case .visitor: return "来た方"
    case .city, .law: return nil
    }
  }

  private func procedure(_ id: String) -> String { catalog.procedure(id)?.name ?? id }

  private func listed(_ errands: [Errand.Key]) -> String {
    errands.map { errand in
      "\(catalog.windowName(errand.window)) \(errand.isWholeVisit ? "受付の続き" : procedure(errand.procedure))"
    }.joined(separator: "、")
  }
}

extension Catalog {
  /// What a paper is called by those who print it; its id when it is no longer there.
  package func paperName(_ id: String) -> String {
    switch id {
    case "checklist": "手続の一覧"
    case "questions": "控え用紙"
    default: paper(id)?.name ?? id
    }
  }

  /// A window by its id; the id when it is no longer there.
  package func windowName(_ id: String) -> String { window(id)?.name ?? id }
}
