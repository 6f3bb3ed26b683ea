import Counter
import Moji
import TerminalUI

/// Who came and how identity was shown; needed before anything is printed.
struct IdentityScreen: ScreenBehaviour {
  private enum Step: Hashable { case relation, person, documents }

  private var step = Step.relation
  private var relation: Int?
  private var name: String?
  private var nameEditor = LineEditor()
  private var shown: Set<String> = []
  private var cursor = Cursor()
  private var sawProof = false
  /// Who was looked for when the visit began: they stand first among the names.
  private let sought: Int?
  /// The last entry that the screen had shown when the check was begun.
  private let basis: Int

  init(_ open: OpenVisit, sought: Int? = nil) {
    self.sought = sought
    basis = open.session.shown
    guard let check = open.visit.visitor else { return }
    relation = IdentityScreen.proxies(open).firstIndex { $0.relation == check.relation }
    name = check.name
    shown = Set(check.documents)
    sawProof = check.sawProof
    step = .documents
  }

  var shows: Counter.Act { .identify }
  var help: [String] {
    [
      "窓口に来た方がどなたか、どの書類で確かめたかを記録します。書類の番号や写しは残しません。",
      "顔写真のある官公署の書類は1点、ないものは組み合わせで確かめます。代理の方は委任状などを見たら 0 を押します。",
    ]
  }

  func title(_ open: OpenVisit) -> String { open.title("窓口に来た方") }

  func actions(_ open: OpenVisit) -> [Request: String] {
    [.enter: "選ぶ", .commit: "確認した", .stepBack: step == .relation ? "あとで" : "戻る", .back: "一覧へ"]
  }

  private static func proxies(_ open: OpenVisit) -> [IdentityRules.Proxy] {
    open.catalog.identity.proxies(for: open.situation.filings.map(\.kind))
  }

  private func proxy(_ open: OpenVisit) -> IdentityRules.Proxy? {
    relation.map { IdentityScreen.proxies(open)[$0] }
  }

  /// Who of the visit can be standing there: not the dead, nor a child just born.
  private func people(_ open: OpenVisit) -> [Int] {
    let situation = open.situation
    let absent = situation.filings.indices.flatMap { filing -> [Int] in
      let event = open.catalog.event(ofKind: situation.filings[filing].kind)
      return event?.people.areAbsent ?? false ? situation.movers(of: filing) ?? [] : []
    }
    let present = (0..<situation.personCount).filter { !absent.contains($0) }
    return present.filter { $0 == sought } + present.filter { $0 != sought }
  }

  /// What the record says against the documents that are shown: a reason to look again.
  func hint(_ open: OpenVisit) -> (text: String, role: Role) {
    guard let name, let person = people(open).first(where: { open.situation.name(ofPerson: $0) == name })
    else {
      return ("", .plain)
    }
    let warnings = open.catalog.identity.warnings(shown, of: person, in: open.situation)
    return warnings.first.map { ("！ " + open.redacted($0.sentence(open.catalog.eras)), .error) } ?? (
      "", .plain
    )
  }

  // MARK: Drawing

  /// Positions of a press: relations, then people, then documents.
  private static let (firstPerson, firstDocument, proof) = (100, 200, 999)

  func draw(into frame: inout Frame, rows: Range<Int>, _ open: OpenVisit) {
    let top = rows.lowerBound
    frame.put("1 どなたですか", row: top, column: 1, role: .heading)
    for (index, proxy) in IdentityScreen.proxies(open).enumerated() {
      let mark = relation == index ? "■" : "  "
      frame.putRow(
        "\(Choice.mark(index)) \(proxy.relation) \(mark)", row: top + 1 + index,
        isFocused: step == .relation && cursor.index == index, width: 26, position: index)
    }
    drawPeople(into: &frame, top: top, open)
    drawDocuments(into: &frame, rows: top + 8..<rows.upperBound, open)
  }

  private func drawPeople(into frame: inout Frame, top: Int, _ open: OpenVisit) {
    frame.put("2 お名前", row: top, column: 30, role: .heading)
    guard let proxy = proxy(open) else { return }
    let width = frame.columns - 32
    if proxy.isOutsider {
      nameEditor.draw(
        into: &frame, row: top + 1, column: 32, width: min(width, 60), isFocused: step == .person)
      if let name, step != .person { frame.put(name, row: top + 1, column: 32) }
      return
    }
    let people = people(open)
    let distinct = open.situation.distinctNames(of: people, in: open.catalog)
    let height = 6
    let scroll = Scroll().revealing(step == .person ? cursor.index : 0, count: people.count, height: height)
    for (offset, person) in people.dropFirst(scroll.top).prefix(height).enumerated() {
      let index = scroll.top + offset
      let full = open.situation.name(ofPerson: person)
      // Whoever is written like another is told apart; everybody else has their whole name.
      let label = full.withMark(of: distinct[index], columns: width - 8)
      frame.putRow(
        "\(Choice.mark(index)) \(label) \(name == full ? "■" : "")",
        row: top + 1 + offset,
        isFocused: step == .person && cursor.index == index, column: 30, width: width,
        position: Self.firstPerson + index)
    }
  }

  private func drawDocuments(into frame: inout Frame, rows: Range<Int>, _ open: OpenVisit) {
    let rules = open.catalog.identity
    frame.put("3 本人確認の書類（数字で選ぶ。1点か、組み合わせ）", row: rows.lowerBound, column: 1, role: .heading)
    if let proxy = proxy(open), ruling(proxy, open).needsProof {
      frame.put(
        "0 \(proxy.document ?? "代理の書類") を見た \(sawProof ? "■" : "□")", row: rows.lowerBound, column: 52,
        role: sawProof ? .plain : .error)
      frame.target(row: rows.lowerBound, columns: 52..<frame.columns, .position(Self.proof))
    }
    let height = rows.count - 2
    let columnWidth = frame.columns / 2
    let page = step == .documents ? cursor.index / (height * 2) * height * 2 : 0
    for (offset, document) in rules.documents.dropFirst(page).prefix(height * 2).enumerated() {
      let index = page + offset
      let mark = shown.contains(document.id) ? "■" : "□"
      frame.putRow(
        "\(Choice.mark(index)) \(mark) \(document.group.fitted(toColumns: 3)) \(document.name)",
        row: rows.lowerBound + 1 + offset % height,
        isFocused: step == .documents && cursor.index == index, column: offset / height * columnWidth,
        width: columnWidth, position: Self.firstDocument + index)
    }
    let isEnough = isEnough(open)
    frame.put(
      isEnough ? "書類は足りています。\(Request.commit) で次へ" : "書類がまだ足りません", row: rows.upperBound - 1, column: 1,
      role: isEnough ? .added : .undecided)
  }

  private func ruling(_ proxy: IdentityRules.Proxy, _ open: OpenVisit) -> IdentityRules.Proxy.Ruling {
    open.visit.concernsProtected ? proxy.rulingForProtected : proxy.ruling
  }

  private func isEnough(_ open: OpenVisit) -> Bool {
    !(proxy(open)?.showsIdentity ?? true) || open.catalog.identity.isEnough(shown)
  }

  // MARK: Inputs

  mutating func handle(_ input: ScreenInput, _ open: OpenVisit) -> Outcome {
    switch input {
    case .paste(let text):
      if step == .person { nameEditor.insert(text) }
      return .stay
    case .press(let position): press(position, open)
    case .key(let key): return handle(key, open)
    case .request(let request): return handle(request, open)
    }
    return .stay
  }

  private mutating func press(_ position: Int, _ open: OpenVisit) {
    switch position {
    case Self.proof: sawProof.toggle()
    case ..<Self.firstPerson: choose(relation: position, open)
    case ..<Self.firstDocument: choose(person: position - Self.firstPerson, open)
    default: toggle(position - Self.firstDocument, open)
    }
  }

  private mutating func handle(_ key: Key, _ open: OpenVisit) -> Outcome {
    if step == .person, let proxy = proxy(open), proxy.isOutsider {
      _ = nameEditor.handle(key)
      return .stay
    }
    if key == .character(" "), step == .documents {
      toggle(cursor.index, open)
      return .stay
    }
    if digit(of: key) == 0 {
      if step == .documents { sawProof.toggle() }
      return .stay
    }
    guard let position = Choice.position(of: key) else { return .ignored }
    switch step {
    case .relation: choose(relation: position, open)
    case .person: choose(person: position, open)
    case .documents: toggle(position, open)
    }
    return .stay
  }

  private mutating func handle(_ request: Request, _ open: OpenVisit) -> Outcome {
    if cursor.move(request, count: count(open)) { return .stay }
    switch request {
    case .enter: return enter(open)
    case .commit: return commit(open)
    case .stepBack:
      switch step {
      case .relation: return .pop
      case .person: (step, cursor) = (.relation, Cursor(relation ?? 0))
      case .documents: (step, cursor) = (.person, Cursor())
      }
    case .back: return .toList
    default: return .ignored
    }
    return .stay
  }

  private mutating func enter(_ open: OpenVisit) -> Outcome {
    switch step {
    case .relation: choose(relation: cursor.index, open)
    case .person:
      guard let proxy = proxy(open), proxy.isOutsider else {
        choose(person: cursor.index, open)
        return .stay
      }
      let typed = nameEditor.text.trimmingBlanks
      guard !typed.isEmpty else { return .say(.error("窓口に来た方の氏名を入力してください")) }
      name = typed
      (step, cursor) = (.documents, Cursor())
    case .documents:
      if isEnough(open) { return commit(open) }
      toggle(cursor.index, open)
    }
    return .stay
  }

  private func count(_ open: OpenVisit) -> Int {
    switch step {
    case .relation: IdentityScreen.proxies(open).count
    case .person: people(open).count
    case .documents: open.catalog.identity.documents.count
    }
  }

  private mutating func choose(relation index: Int, _ open: OpenVisit) {
    guard IdentityScreen.proxies(open).indices.contains(index) else { return }
    relation = index
    (step, cursor) = (.person, Cursor())
    if let proxy = proxy(open), !proxy.isOutsider, people(open).count == 1 { choose(person: 0, open) }
  }

  private mutating func choose(person index: Int, _ open: OpenVisit) {
    guard people(open).indices.contains(index) else { return }
    name = open.situation.name(ofPerson: people(open)[index])
    (step, cursor) = (.documents, Cursor())
  }

  private mutating func toggle(_ index: Int, _ open: OpenVisit) {
    guard open.catalog.identity.documents.indices.contains(index) else { return }
    let id = open.catalog.identity.documents[index].id
    if shown.remove(id) == nil { shown.insert(id) }
  }

  private mutating func commit(_ open: OpenVisit) -> Outcome {
    if let proxy = proxy(open), proxy.isOutsider, step == .person, !nameEditor.text.trimmingBlanks.isEmpty {
      name = nameEditor.text.trimmingBlanks
      (step, cursor) = (.documents, Cursor())
    }
    guard let proxy = proxy(open), let name else {
      step = relation == nil ? .relation : .person
      return .say(.error("窓口に来た方を選んでください"))
    }
    if proxy.ruling == .refused { return .say(.error("\(proxy.relation)の方は届け出られません（\(proxy.basis)）")) }
    // Whoever stands there learns nothing from the sentence.
    if ruling(proxy, open) == .refused {
      return .say(.error("\(proxy.relation)の方からは受け付けられません。責任者に引き継いでください"))
    }
    if ruling(proxy, open).needsProof, !sawProof {
      return .say(.error("\(proxy.document ?? "代理の書類")を確かめて 0 を押してください"))
    }
    guard isEnough(open) else {
      step = .documents
      let enough = open.catalog.identity.combinations.map { $0.map { "「\($0)」" }.joined(separator: "と") }
      return .say(.error("本人確認の書類が足りません。\(enough.joined(separator: "、"))のどれかがそろうように選んでください"))
    }
    let documents = open.catalog.identity.documents.filter { shown.contains($0.id) }
    let check = Entry.VisitorCheck(
      name: name, relation: proxy.relation, documents: documents.map(\.id),
      shown: documents.map(\.name).joined(separator: "・"), sawProof: sawProof)
    return .write([VisitSession.Act(.visitorChecked(check), begunAt: basis)], pops: true)
  }
}
