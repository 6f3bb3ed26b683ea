import Counter
import Moji
import TerminalUI

/// Finding the visitor: residents and families on their way in, for one typed line.
struct SearchScreen: ScreenBehaviour {
  private var line: LineEditor
  let result: SearchResult?
  /// Families on their way in first, then residents.
  private var selected: Int?
  /// The household of the focused resident, looked up by the desk.
  var household: [Resident] = []

  init(line: String, result: SearchResult?) {
    self.line = LineEditor(line)
    self.result = result
    selected = (result?.residents.isEmpty ?? true) && (result?.certificates.isEmpty ?? true) ? nil : 0
  }

  private var count: Int { (result?.residents.count ?? 0) + (result?.certificates.count ?? 0) }

  /// The resident under the cursor, nil on a certificate.
  var focused: Resident? {
    guard let selected, let result, selected >= result.certificates.count else { return nil }
    return result.residents[selected - result.certificates.count]
  }

  private var certificate: MoveOutCertificate? {
    guard let selected, let result, selected < result.certificates.count else { return nil }
    return result.certificates[selected]
  }

  var shows: Counter.Act { .search }
  var help: [String] {
    [
      "名前・かな・ローマ字・生年月日（和暦・西暦）・宛名番号・世帯番号で探します。清音と濁音、小さい字、長音、空白、異体字の違いは問いません。",
      "数字で選ぶか、↑↓ で選んで \(Request.enter) を押します。同姓同名の方がいたら、生年月日と住所を来庁者に確かめてください。",
      "【支援措置】の方の住所は、どの画面にも出ません。",
      "転入する方で転出証明書情報が届いていないときは、\(Request.commit) で家族を入力します。",
    ]
  }

  func title(_ place: DeskPlace) -> String {
    let asOf = place.site.registerAsOf
    return place.title("住民を探す  住民記録 \(asOf.day.month)月\(asOf.day.day)日 \(Wording.hourAndMinute(asOf))現在")
  }

  func actions(_ place: DeskPlace) -> [Request: String] {
    [
      .back: "一覧へ", .enter: selected == nil ? "探す" : "選ぶ", .search: "探し直す", .commit: "家族を入力", .list: "理由",
      .stepBack: "戻る",
    ]
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ place: DeskPlace) {
    let prompt = " さがす："
    frame.put(prompt, row: rows.lowerBound, column: 0)
    line.draw(
      into: &frame, row: rows.lowerBound, column: prompt.columns, width: 40, isFocused: selected == nil)
    drawReason(into: &frame, row: rows.lowerBound + 1, place)
    guard let result else { return }
    frame.put(found(result), row: rows.lowerBound, column: 51, role: result.isTooMany ? .error : .plain)
    let width = frame.columns
    frame.put(
      SearchScreen.columns("氏名（ふりがな）", "生年月日", "住所", "続柄", width), row: rows.lowerBound + 2, column: 4,
      role: .quiet)
    let height = rows.count - 8
    let scroll = Scroll().revealing(selected ?? 0, count: count, height: height)
    for index in scroll.top..<min(count, scroll.top + height) {
      frame.putRow(
        Choice.mark(index) + " " + row(index, result, place, width),
        row: rows.lowerBound + 3 + index - scroll.top,
        isFocused: selected == index, position: index)
    }
    drawDetail(into: &frame, rows: rows.upperBound - 4..<rows.upperBound, place)
  }

  /// Why it is searched, which every search leaves in the log.
  private func drawReason(into frame: inout Frame, row: Int, _ place: DeskPlace) {
    frame.put("調べる理由： \(place.searchReason)（\(Request.list) で変える）", row: row, column: 1, role: .quiet)
  }

  private func found(_ result: SearchResult) -> String {
    if result.isTooMany { return "1,000人を超えます" }
    if count == 0 { return "見つかりません" }
    let residents = result.count > 0 ? "\(result.count)人" : ""
    let certificates = result.certificates.isEmpty ? "" : "転入予定 \(result.certificates.count)件"
    return [residents, certificates].filter { !$0.isEmpty }.joined(separator: "・")
  }

  private static func columns(
    _ name: String, _ birth: String, _ address: String, _ relation: String, _ width: Int
  ) -> String {
    let room = width - 6
    return name.fitted(toColumns: 34) + " " + birth.fitted(toColumns: 11) + " "
      + address.fitted(toColumns: room - 53) + " "
      + relation.fitted(toColumns: 6)
  }

  private func row(_ index: Int, _ result: SearchResult, _ place: DeskPlace, _ width: Int) -> String {
    let eras = place.catalog.eras
    if index < result.certificates.count {
      let certificate = result.certificates[index]
      let first = certificate.people.first
      return SearchScreen.columns(
        (first?.name.text ?? "")
          + (certificate.people.count > 1 ? " ほか\(certificate.people.count - 1)人" : ""),
        first.map { eras.short($0.birth) } ?? "", "【転入予定】\(certificate.prefecture)\(certificate.address)", "",
        width)
    }
    let resident = result.residents[index - result.certificates.count]
    let name = resident.name.text + "（\(resident.reading)）"
    let birth =
      resident.birthAsWritten.isEmpty ? resident.birth.map(eras.short) ?? "" : resident.birthAsWritten
    let place: String
    switch (resident.state, resident.address) {
    case (.removed, _): place = resident.isProtected ? "除票【支援措置】" : "除票（\(resident.removal)）"
    case (.resident, nil): place = "【支援措置】非表示"
    case (.resident, let address?): place = address.text
    }
    let restricted = resident.restrictions.isEmpty ? "" : "【抑止】"
    return SearchScreen.columns(
      name, birth, restricted + place, resident.relationship == CoreCode.head ? "主" : resident.relationship,
      width)
  }

  /// By what the people under the cursor are known again in today's visits.
  private var people: Set<String> {
    if let certificate { return Set(certificate.people.map(\.name.text)) }
    return Set([focused?.number].compactMap { $0 } + household.map(\.number))
  }

  private func drawDetail(into frame: inout Frame, rows: Range<Int>, _ place: DeskPlace) {
    frame.rule(row: rows.lowerBound)
    if let sentence = place.earlierVisits(of: people) {
      frame.put(
        sentence.clipped(toColumns: frame.columns - 2), row: rows.upperBound - 1, column: 1, role: .notice)
    }
    if let certificate {
      let people = certificate.people.map {
        "\($0.relationship) \($0.name.text) \(Age.yearsFromBirthday(born: $0.birth, on: place.today))歳"
      }
      frame.put(
        "転出証明書 \(certificate.number)  \(certificate.isByCard ? CoreCode.byCard : CoreCode.byCertificate + "（紙）")  転出予定 \(place.catalog.eras.long(certificate.plannedDay))",
        row: rows.lowerBound + 1, column: 1)
      frame.put(people.joined(separator: "・"), row: rows.lowerBound + 2, column: 1)
      return
    }
    guard let focused else { return }
    if focused.isProtected {
      frame.put("【支援措置】 世帯の方も、住所も表示しません。", row: rows.lowerBound + 1, column: 1, role: .notice)
      drawRestrictions(of: focused, into: &frame, row: rows.lowerBound + 2)
      return
    }
    let people = household.map { member in
      let age = member.birth.map { "\(Age.yearsFromBirthday(born: $0, on: place.today))歳" } ?? ""
      return "\(member.relationship == CoreCode.head ? "主" : member.relationship) \(member.name.text) \(age)"
    }
    let lines = ("世帯  " + people.joined(separator: "・")).lines(ofColumns: frame.columns - 2)
    for (row, text) in zip(rows.dropFirst(), lines) { frame.put(text, row: row, column: 1) }
    drawRestrictions(of: focused, into: &frame, row: rows.upperBound - 1)
    let same = result?.residents.filter { $0.name == focused.name && $0.birth == focused.birth }.count ?? 0
    if same > 1 {
      frame.put("同姓同名で生年月日も同じ方がいます。住所を来庁者に確かめてください。", row: rows.upperBound - 1, column: 1, role: .error)
    }
  }

  private func drawRestrictions(of resident: Resident, into frame: inout Frame, row: Int) {
    guard !resident.restrictions.isEmpty else { return }
    frame.put(
      "【抑止】 \(resident.restrictions.map(\.text).joined(separator: "・"))", row: row, column: 1, role: .notice)
  }

  mutating func handle(_ input: ScreenInput, _ place: DeskPlace) -> Outcome {
    switch input {
    case .paste(let text):
      line.insert(text)
      selected = nil
      return .stay
    case .press(let position):
      guard position < count else { return .ignored }
      selected = position
      return choose(place)
    case .key(let key):
      if selected != nil, let position = Choice.position(of: key), position < count {
        selected = position
        return choose(place)
      }
      if line.handle(key) { selected = nil }
      return .stay
    case .request(let request): return handle(request, place)
    }
  }

  private mutating func handle(_ request: Request, _ place: DeskPlace) -> Outcome {
    switch request {
    case .enter:
      if selected != nil { return choose(place) }
      let text = line.text.trimmingBlanks
      return text.isEmpty ? .stay : .search(text)
    case .search:
      selected = nil
      line = LineEditor()
      return .stay
    case .next:
      if count > 0 { selected = min(count - 1, (selected ?? -1) + 1) }
      return .lookUp
    case .previous:
      selected = selected.flatMap { $0 > 0 ? $0 - 1 : nil }
      return .lookUp
    case .nextPage:
      if count > 0 { selected = min(count - 1, (selected ?? 0) + 10) }
      return .lookUp
    case .previousPage:
      if count > 0 { selected = max(0, (selected ?? 0) - 10) }
      return .lookUp
    case .list, .reason: return .push(PickScreen(searchReason: place.searchReason, of: place.catalog))
    case .commit: return .push(TypedFamilyScreen(name: line.text))
    case .stepBack: return .pop
    case .back: return .toList
    default: return .ignored
    }
  }

  private func choose(_ place: DeskPlace) -> Outcome {
    if let certificate { return .push(EventScreen(.certificate(certificate))) }
    return focused.map { .chooseHousehold($0) } ?? .stay
  }
}
