import Feel

/// A procedure of the counter (手続).
package struct Procedure: Hashable, Sendable {
  /// 性質.
  package enum Nature: String, Hashable, Sendable, CaseIterable {
    case duty = "義務"
    case right = "権利"
    case wish = "任意"
    /// 受けられるかもしれない制度: who it concerns is told of it; whether they get it the office finds out.
    case possible = "見込み"

    /// Where it stands among others: duties first.
    package var rank: Int { Nature.allCases.firstIndex(of: self) ?? 0 }

    /// What lists put before it.
    package var mark: String {
      switch self {
      case .duty: "◎"
      case .right, .wish: "○"
      case .possible: "△"
      }
    }

    /// What is said of it where it applies: «必要です», «できます».
    package var verdict: String {
      switch self {
      case .duty: "必要です"
      case .right: "できます"
      case .wish: "ご希望によりできます"
      case .possible: "できることがあります"
      }
    }
  }

  /// Where it is done.
  package enum Office: Hashable, Sendable {
    /// Index into the municipality's windows.
    case window(Int)
    /// 庁外: index into the outside offices.
    case outside(Int)
  }

  /// 単位.
  package enum Unit: String, Hashable, Sendable, CaseIterable {
    case person = "人"
    case household = "世帯"
    case filing = "届出"
  }

  /// 典拠: how sure the content is.
  package enum Evidence: String, Hashable, Sendable, CaseIterable {
    case statute = "条文"
    case municipalPage = "自治体"
    case unverified = "未確認"
  }

  /// 確認: what somebody read against the text of the law, and when.
  package struct Confirmation: Hashable, Sendable {
    /// 項目.
    package enum Item: String, Hashable, Sendable, CaseIterable {
      case conditions = "条件"
      case deadline = "期限"
      case who = "だれ"
      case things = "持ち物"
      case whenLate = "過ぎたとき"
      case fee = "手数料"
    }

    package let day: Day
    /// The articles that were read, as they are cited.
    package let articles: [String]
    package let items: [Item]

    package init(day: Day, articles: [String], items: [Item]) {
      self.day = day
      self.articles = articles
      self.items = items
    }
  }

  /// 書類なし: why nothing has to be written here.
  package enum NoPaper: String, Hashable, Sendable, CaseIterable {
    /// It is talked over.
    case talk = "相談"
    /// The office does it of itself.
    case office = "職権"
    /// It is made at a terminal of the window, with what that prints.
    case terminal = "窓口の端末で"
    /// The people bring a form that others filled: of a doctor, of a school, of the state.
    case brought = "持参の届書"
    /// Something is given back or shown, and no more.
    case handedOver = "返すだけ"
    /// It is told of, and done elsewhere or by oneself.
    case told = "案内だけ"
  }

  /// 伝えること: a sentence, for whom it is true.
  package struct Note: Hashable, Sendable {
    package let text: String
    /// nil where it is always said.
    package let condition: Formula?

    package init(text: String, condition: Formula?) {
      self.text = text
      self.condition = condition
    }
  }

  /// 後日: it can be done only on another day, after something that has not happened yet.
  package struct Later: Hashable, Sendable {
    /// いつ: «葬儀が終わってから».
    package let when: String
    /// nil where it always waits.
    package let condition: Formula?

    package init(when: String, condition: Formula?) {
      self.when = when
      self.condition = condition
    }
  }

  package let id: String
  package let name: String
  package let nature: Nature
  package let office: Office
  package let unit: Unit
  /// Name of the selector.
  package let who: String
  /// 対象 row by row, then 条件.
  package var conditions: [Formula]
  package let deadlines: [DeadlineRule]
  /// 過ぎたとき, unless a deadline says its own.
  package let whenLate: String?
  package let basis: String
  package let evidence: Evidence
  /// nil while nobody has compared it with the law.
  package let confirmation: Confirmation?
  package let includedIn: [Inclusion]
  package let papers: [PaperUse]
  /// nil where a paper is written, here or with another one.
  package let noPaper: NoPaper?
  package let thingsToBring: [Thing]
  package let thingsToReturn: [Thing]
  package let thingsToReceive: [Thing]
  /// 手数料 in yen.
  package let fee: Formula?
  /// 手数料の数え方: what the fee is paid for, «通»; nil where it is paid once.
  package let feeUnit: String?
  /// nil for what can be done on the day of the visit.
  package let later: Later?
  /// 伝えること.
  package let notes: [Note]
  /// 別名 for searching.
  package let aliases: [String]
  /// 順 前に: ids of procedures to be done before this one.
  package let after: [String]
  /// 順 一緒に: ids of procedures best done at the same time.
  package let together: [String]
  /// 順 どちらか: ids of procedures of which only one or this one is done.
  package let alternatives: [String]
  /// オンライン: how it can be done without coming, nil when it cannot.
  package let online: String?
  package let validity: Validity?
  /// 参照: ids of the domain reference.
  package let references: [String]
  package let place: Place

  package init(
    id: String, name: String, nature: Nature, office: Office, unit: Unit, who: String, conditions: [Formula],
    deadlines: [DeadlineRule], whenLate: String?, basis: String, evidence: Evidence,
    confirmation: Confirmation? = nil, includedIn: [Inclusion], papers: [PaperUse], noPaper: NoPaper? = nil,
    thingsToBring: [Thing],
    thingsToReturn: [Thing], thingsToReceive: [Thing],
    fee: Formula?, feeUnit: String? = nil, later: Later? = nil,
    notes: [Note] = [], aliases: [String], after: [String], together: [String] = [],
    alternatives: [String] = [],
    online: String? = nil, validity: Validity?, references: [String], place: Place
  ) {
    self.id = id
    self.name = name
    self.nature = nature
    self.office = office
    self.unit = unit
    self.who = who
    self.conditions = conditions
    self.deadlines = deadlines
    self.whenLate = whenLate
    self.basis = basis
    self.evidence = evidence
    self.confirmation = confirmation
    self.includedIn = includedIn
    self.papers = papers
    self.noPaper = noPaper
    self.thingsToBring = thingsToBring
    self.thingsToReturn = thingsToReturn
    self.thingsToReceive = thingsToReceive
    self.fee = fee
    self.feeUnit = feeUnit
    self.later = later
    self.notes = notes
    self.aliases = aliases
    self.after = after
    self.together = together
    self.alternatives = alternatives
    self.online = online
    self.validity = validity
    self.references = references
    self.place = place
  }
}

/// 併せて済む: noting it on another paper is the filing (みなし届出).
package struct Inclusion: Hashable, Sendable {
  package let paper: String
  package let condition: Formula?
  package let basis: String
  /// Whether the window must still be visited.
  package let needsVisit: Bool

  package init(paper: String, condition: Formula?, basis: String, needsVisit: Bool) {
    self.paper = paper
    self.condition = condition
    self.basis = basis
    self.needsVisit = needsVisit
  }
}

/// A paper that a procedure needs.
package struct PaperUse: Hashable, Sendable {
  package let paper: String
  package let condition: Formula?

  package init(paper: String, condition: Formula?) {
    self.paper = paper
    self.condition = condition
  }
}

/// 持ち物, 返すもの, 受け取るもの.
package struct Thing: Hashable, Sendable {
  package let id: String
  package let name: String
  package let condition: Formula?
  /// 省略 (when it can be left out) or あとで (how it arrives).
  package fileprivate(set) var remark: String?

  package init(id: String, name: String, condition: Formula?, remark: String?) {
    self.id = id
    self.name = name
    self.condition = condition
    self.remark = remark
  }
}

extension Array<Thing> {
  /// Each thing once, by its id; it can be left out only where nobody who asks for it says otherwise (省略).
  package var merged: [Thing] {
    var merged: [Thing] = []
    for thing in self {
      guard let index = merged.firstIndex(where: { $0.id == thing.id }) else {
        merged.append(thing)
        continue
      }
      if merged[index].remark != thing.remark { merged[index].remark = nil }
    }
    return merged
  }
}

/// 期限 as written.
package struct DeadlineRule: Hashable, Sendable {
  /// 種類.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Late is punishable or costs.
    case statutory = "法定"
    /// Late is lost for good.
    case forfeit = "失権"
    /// A claim that lapses in years.
    case claim = "請求"
    case guide = "目安"
  }

  package enum Unit: String, Hashable, Sendable, CaseIterable {
    case days = "日数"
    case months = "月数"
    case years = "年数"
  }

  package let kind: Kind
  package let condition: Formula?
  /// 起算; nil when the deadline is words only.
  package let start: Formula?
  package let unit: Unit
  package let amount: Formula?
  package let counting: Period.Counting
  package let closedDay: Period.ClosedDay
  package let words: String?
  package let basis: String?
  /// 過ぎたとき; nil where the procedure's own holds.
  package let whenLate: String?

  package init(
    kind: Kind, condition: Formula?, start: Formula?, unit: Unit, amount: Formula?, counting: Period.Counting,
    closedDay: Period.ClosedDay, words: String?, basis: String?, whenLate: String? = nil
  ) {
    self.kind = kind
    self.condition = condition
    self.start = start
    self.unit = unit
    self.amount = amount
    self.counting = counting
    self.closedDay = closedDay
    self.words = words
    self.basis = basis
    self.whenLate = whenLate
  }
}
