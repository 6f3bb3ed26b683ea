import Counter
import Moji
import TerminalUI

/// Who came and how identity was shown; needed before anything is printed.
struct VisitorScreen: ScreenBehaviour {
  private enum Step: Hashable { case relation, person, documents }

  private var step = Step.relation
  private var relation: Int?
  private var name: String?
  private var nameEditor = LineEditor()
  private var shown: Set<String> = []
  private var selected = 0
  private var sawProof = false

  init(_ context: DeskContext) {
    guard let check = context.open?.visit.visitor else { return }
    relation = VisitorScreen.proxies(context).firstIndex { $0.relation == check.relation }
    name = check.name
    shown = Set(check.documents)
    sawProof = check.sawProof
    step = .documents
  }

  var help: [String] {
    [
      "窓口に来た方がどなたか、どの書類で確かめたかを記録します。書類の番号や写しは残しません。",
      "顔写真のある官公署の書類は1点、ないものは組み合わせで確かめます。代理の方は委任状などを見たら 0 を押します。",
    ]
  }

  func title(_ context: DeskContext) -> String {
    context.title("窓口に来た方")
  }

  func actions(_ context: DeskContext) -> [Request: String] {
    [.enter: "選ぶ", .commit: "確認した", .stepBack: step == .relation ? "あとで" : "戻る", .back: "一覧へ"]
  }

  private static func proxies(_ context: DeskContext) -> [IdentityRules.Proxy] {
    context.catalog.identity.proxies(for: context.open?.visit.situation.filings.map(\.kind) ?? [])
  }

  private func proxy(_ context: DeskContext) -> IdentityRules.Proxy? {
    relation.map { VisitorScreen.proxies(context)[$0] }
  }

  /// Who of the visit can be standing there: not the dead, nor a child just born.
  private func people(_ context: DeskContext) -> [Int] {
    guard let situation = context.open?.visit.situation else { return [] }
    let absent = situation.filings.indices.flatMap { filing -> [Int] in
      let event = context.catalog.event(ofKind: situation.filings[filing].kind)
      return event?.people.areAbsent ?? false ? situation.movers(of: filing) ?? [] : []
    }
    return (0..<situation.personCount).filter { !absent.contains($0) }
  }

  // MARK: Drawing

  func draw(into frame: inout Frame, rows: Range<Int>, _ context: DeskContext) {
    let top = rows.lowerBound
    frame.put("1 どなたですか", row: top, column: 1, role: .heading)
    for (index, proxy) in VisitorScreen.proxies(context).enumerated() {
      let mark = relation == index ? "■" : "  "
      frame.putRow(
        "\(index + 1) \(proxy.relation) \(mark)", row: top + 1 + index,
        isFocused: step == .relation && selected == index, width: 26)
    }
    drawPeople(into: &frame, top: top, context)
    drawDocuments(into: &frame, rows: top + 8..<rows.upperBound, context)
  }

  private func drawPeople(into frame: inout Frame, top: Int, _ context: DeskContext) {
    frame.put("2 お名前", row: top, column: 30, role: .heading)
    guard let proxy = proxy(context), let visit = context.open?.visit else { return }
    if proxy.isOutsider {
      nameEditor.draw(into: &frame, row: top + 1, column: 32, width: 34, isFocused: step == .person)
      if let name, step != .person { frame.put(name, row: top + 1, column: 32) }
      return
    }
    for (index, person) in people(context).prefix(6).enumerated() {
      let full = visit.situation.name(ofPerson: person)
      frame.putRow(
        "\(index + 1) \(full) \(name == full ? "■" : "")", row: top + 1 + index,
        isFocused: step == .person && selected == index, column: 30, width: 46)
    }
  }

  private func drawDocuments(into frame: inout Frame, rows: Range<Int>, _ context: DeskContext) {
    let rules = context.catalog.identity
    frame.put("3 本人確認の書類（数字で選ぶ。1点か、組み合わせ）", row: rows.lowerBound, column: 1, role: .heading)
    if let proxy = proxy(context), proxy.ruling.needsProof {
      frame.put(
        "0 \(proxy.document ?? "代理の書類") を見た \(sawProof ? "■" : "□")", row: rows.lowerBound, column: 52,
        role: sawProof ? .plain : .error)
    }
    let height = rows.count - 2
    let columnWidth = frame.columns / 2
    let page = step == .documents ? selected / (height * 2) * height * 2 : 0
    for (offset, document) in rules.documents.dropFirst(page).prefix(height * 2).enumerated() {
      let index = page + offset
      let mark = shown.contains(document.id) ? "■" : "□"
      let number = index < 9 ? "\(index + 1)" : " "
      frame.putRow(
        "\(number) \(mark) \(document.group.fitted(toColumns: 3)) \(document.name)",
        row: rows.lowerBound + 1 + offset % height,
        isFocused: step == .documents && selected == index, column: offset / height * columnWidth,
        width: columnWidth)
    }
    let isEnough = isEnough(context)
    frame.put(
      isEnough ? "書類は足りています。F10 で次へ" : "書類がまだ足りません", row: rows.upperBound - 1, column: 1,
      role: isEnough ? .added : .undecided)
  }

  private func isEnough(_ context: DeskContext) -> Bool {
    !(proxy(context)?.showsIdentity ?? true) || context.catalog.identity.isEnough(shown)
  }

  // MARK: Inputs

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    switch input {
    case .paste(let text):
      if step == .person { nameEditor.insert(text) }
      return .stay
    case .key(let key): return handle(key, context)
    case .request(let request): return handle(request, context)
    }
  }

  private mutating func handle(_ key: Key, _ context: DeskContext) -> Outcome {
    if step == .person, let proxy = proxy(context), proxy.isOutsider {
      _ = nameEditor.handle(key)
      return .stay
    }
    if key == .character(" "), step == .documents {
      toggle(selected, context)
      return .stay
    }
    guard let number = digit(of: key) else { return .ignored }
    if number == 0 {
      if step == .documents { sawProof.toggle() }
      return .stay
    }
    switch step {
    case .relation: choose(relation: number - 1, context)
    case .person: choose(person: number - 1, context)
    case .documents: toggle(number - 1, context)
    }
    return .stay
  }

  private mutating func handle(_ request: Request, _ context: DeskContext) -> Outcome {
    switch request {
    case .next: selected = min(max(0, count(context) - 1), selected + 1)
    case .previous: selected = max(0, selected - 1)
    case .enter:
      switch step {
      case .relation: choose(relation: selected, context)
      case .person:
        if let proxy = proxy(context), proxy.isOutsider {
          let typed = nameEditor.text.trimmingBlanks
          guard !typed.isEmpty else { return .say(.error("窓口に来た方の氏名を入力してください")) }
          name = typed
          (step, selected) = (.documents, 0)
        } else {
          choose(person: selected, context)
        }
      case .documents:
        if isEnough(context) { return commit(context) }
        toggle(selected, context)
      }
    case .commit: return commit(context)
    case .stepBack:
      switch step {
      case .relation: return .pop
      case .person: (step, selected) = (.relation, relation ?? 0)
      case .documents: (step, selected) = (.person, 0)
      }
    case .back: return .toList
    default: return .ignored
    }
    return .stay
  }

  private func count(_ context: DeskContext) -> Int {
    switch step {
    case .relation: VisitorScreen.proxies(context).count
    case .person: people(context).count
    case .documents: context.catalog.identity.documents.count
    }
  }

  private mutating func choose(relation index: Int, _ context: DeskContext) {
    guard VisitorScreen.proxies(context).indices.contains(index) else { return }
    relation = index
    selected = 0
    step = .person
    if let proxy = proxy(context), !proxy.isOutsider, people(context).count == 1 {
      choose(person: 0, context)
    }
  }

  private mutating func choose(person index: Int, _ context: DeskContext) {
    guard let visit = context.open?.visit, people(context).indices.contains(index) else { return }
    name = visit.situation.name(ofPerson: people(context)[index])
    (step, selected) = (.documents, 0)
  }

  private mutating func toggle(_ index: Int, _ context: DeskContext) {
    guard context.catalog.identity.documents.indices.contains(index) else { return }
    let id = context.catalog.identity.documents[index].id
    if shown.remove(id) == nil { shown.insert(id) }
  }

  private mutating func commit(_ context: DeskContext) -> Outcome {
    if let proxy = proxy(context), proxy.isOutsider, step == .person, !nameEditor.text.trimmingBlanks.isEmpty
    {
      name = nameEditor.text.trimmingBlanks
      (step, selected) = (.documents, 0)
    }
    guard let proxy = proxy(context), let name else {
      step = relation == nil ? .relation : .person
      return .say(.error("窓口に来た方を選んでください"))
    }
    if proxy.ruling == .refused { return .say(.error("\(proxy.relation)の方は届け出られません（\(proxy.basis)）")) }
    if proxy.ruling.needsProof, !sawProof {
      return .say(.error("\(proxy.document ?? "代理の書類")を確かめて 0 を押してください"))
    }
    guard isEnough(context) else {
      step = .documents
      let enough = context.catalog.identity.combinations.map { $0.map { "「\($0)」" }.joined(separator: "と") }
      return .say(.error("本人確認の書類が足りません。\(enough.joined(separator: "、"))のどれかがそろうように選んでください"))
    }
    let documents = context.catalog.identity.documents.map(\.id).filter { shown.contains($0) }
    let names = context.catalog.identity.documents.filter { shown.contains($0.id) }.map(\.name).joined(
      separator: "・")
    let check = Entry.VisitorCheck(
      name: name, relation: proxy.relation, documents: documents, shown: names, sawProof: sawProof)
    return .appendAndPop([.visitorChecked(check)])
  }
}
