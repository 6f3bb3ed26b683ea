import ArgumentParser
import Counter
import Feel
import FormFiles
import Foundation

struct FormsTry: ActingCommand {
  static let act = Act.readWrittenVisit
  static let configuration = CommandConfiguration(
    commandName: "try", abstract: "事実を1つずつ決めて、手続の判定が変わるのを見る",
    discussion: "「番号 値」か「事実 値」と打ちます。「？」で書き方が出ます。")

  @Argument(help: "手続の id") var id: String
  @Option(name: .long, help: "届出の種別（省くと、その手続の最初のもの）") var kind: String?
  @Option(name: .long, help: "人の数") var people = 1
  @Option(name: .long, help: "届出の日（省くと今日）") var day: String?
  @OptionGroup var options: FormsOptions

  mutating func run() throws {
    let outcome = CatalogReader.read(try FormsFolder(at: try options.path()))
    guard let rulebook = outcome.rulebook else {
      throw Complaint(FormsExplain.brokenForms)
    }
    let today = try day.map { text -> Day in
      guard let day = Day(iso: text) else { throw Complaint("--day は 2026-11-20 のように書きます") }
      return day
    }
    if let kind, let kinds = RuleTrial.kinds(of: id, rulebook), !kinds.contains(kind) {
      throw Complaint("\(kind)では「\(id)」の対象になりません。--kind は \(kinds.joined(separator: "、")) です")
    }
    guard
      var trial = RuleTrial(
        rulebook, procedure: id, kind: kind, people: max(1, min(people, 20)),
        day: today ?? Instant(seconds: Int(Date().timeIntervalSince1970)).day)
    else {
      if outcome.hasErrors { throw Complaint(FormsExplain.brokenForms) }
      throw Complaint(RuleExplainer(rulebook: rulebook, examples: [], showsSource: false).unknown(id))
    }
    Madoguchi.show(trial.opening)
    Madoguchi.show(trial.report)
    while true {
      Madoguchi.show("> ", terminator: "")
      fflush(nil)
      guard let line = readLine() else { break }
      let reply = trial.take(line)
      if let text = reply { Madoguchi.show(text) } else { break }
    }
    Madoguchi.show()
  }
}

/// A procedure tried on a made-up visit, one fact after another.
struct RuleTrial {
  private let rulebook: Rulebook
  private let procedure: Int
  private let deliberation: Deliberation
  /// What was set, for taking it back: the fact and what it was before.
  private var history: [(key: FactKey, before: KnownFact?)] = []
  /// The facts of the last list, by the numbers they were shown with.
  private var numbered: [FactKey] = []
  private let kind: String

  /// nil when there is no such procedure, or it is not of that kind of event.
  init?(_ rulebook: Rulebook, procedure id: String, kind: String?, people: Int, day: Day) {
    guard let procedure = rulebook.catalog.procedures.firstIndex(where: { $0.id == id }) else { return nil }
    let events = rulebook.catalog.events.filter { rulebook.procedures(ofKind: $0.kind).contains(procedure) }
    guard let event = events.first(where: { kind == nil || $0.kind == kind }) else { return nil }
    self.rulebook = rulebook
    self.procedure = procedure
    self.kind = event.kind
    var situation = Situation(trying: event, people: people, on: day)
    if event.people != .joining {
      situation.set(CoreFact.movers, of: .filing(0), to: .people(Array(0..<people)))
    }
    situation.set(CoreFact.eventDay, of: .filing(0), to: .day(day))
    deliberation = Deliberation(rulebook, situation)
    renumber()
  }

  /// Kinds of event that can raise a procedure; nil when there is no such procedure.
  static func kinds(of id: String, _ rulebook: Rulebook) -> [String]? {
    rulebook.catalog.procedures.firstIndex { $0.id == id }.map { procedure in
      rulebook.catalog.events.map(\.kind).filter { rulebook.procedures(ofKind: $0).contains(procedure) }
    }
  }

  private var catalog: Catalog { rulebook.catalog }

  var opening: String {
    "\(catalog.procedures[procedure].name)を、\(kind)、\(deliberation.situation.personCount)人で試します（全員の届出、異動日は\(deliberation.situation.day.iso)）。？ で書き方、終わり で終わります。"
  }

  private var decisions: [Decision] {
    deliberation.determine().decisions.filter { $0.procedure == procedure }
  }

  private mutating func renumber() {
    numbered = []
    for decision in decisions {
      switch decision.verdict {
      case .undecided(let needs), .toConfirm(let needs):
        for need in needs where !numbered.contains(need) { numbered.append(need) }
      case .applies, .doesNotApply, .refused: continue
      }
    }
  }

  /// The verdicts with their reasons, and the facts they wait for with numbers to set them by.
  var report: String {
    let text = ReasonText(deliberation)
    let words = FactText(catalog: catalog, situation: deliberation.situation)
    var lines: [String] = []
    for decision in decisions {
      let sentences = text.sentences(of: decision)
      lines.append(
        "\(mark(decision.verdict)) \(words.name(decision.subject))  \(sentences.map(\.text).joined())")
    }
    if decisions.isEmpty { lines.append("この届出では、対象になる人がいません。") }
    for (number, key) in numbered.enumerated() {
      guard let fact = catalog.vocabulary.fact(named: key.fact) else { continue }
      lines.append("  \(number + 1) \(name(key))（\(fact.label)） ← \(choices(fact))")
    }
    return lines.joined(separator: "\n")
  }

  private func mark(_ verdict: Verdict) -> String {
    switch verdict {
    case .applies: "◎"
    case .doesNotApply: "－"
    case .undecided: "？"
    case .toConfirm: "！"
    case .refused: "×"
    }
  }

  private func name(_ key: FactKey) -> String {
    guard case .person(let number) = key.subject, deliberation.situation.personCount > 1 else {
      return key.fact
    }
    return "\(key.fact)@\(number + 1)"
  }

  private func choices(_ fact: Fact) -> String {
    switch fact.kind {
    case .code(let list), .codes(let list):
      (catalog.codeList(list)?.codes.map(\.value) ?? []).joined(separator: "・")
    case .day where fact.name == CoreFact.birth: "1980-03-02 か 46歳"
    case .person: "人の番号（1人目は 1）"
    default: fact.kind.howToWrite
    }
  }

  /// The reply to a line; nil ends.
  mutating func take(_ line: String) -> String? {
    let parts = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "　" || $0 == "=" || $0 == "＝" })
      .map(String.init)
    switch parts.first {
    case nil: return report
    case "終わり", "quit", "exit": return nil
    case "？", "?":
      return """
        番号 値            1 はい
        事実 値            人.国保 はい    届出.異動日 2026-11-18    人.生年月日 38歳
        ある人の事実       人.国保@2 いいえ
        わからない・答えない・空 も、いくつも選べるものには どれもない も書けます。戻す で1つ前、式 で条件式、終わり で終わります。
        """
    case "戻す":
      guard let last = history.popLast() else { return "戻すものがありません。" }
      deliberation.learn(last.key, as: last.before)
      renumber()
      return report
    case "式": return catalog.procedures[procedure].conditions.map { "  \($0.text)" }.joined(separator: "\n")
    default: break
    }
    guard parts.count >= 2 else { return "「1 はい」のように、番号か事実のあとに値を書いてください（？ で書き方、終わり で終わります）。" }
    guard let key = key(parts[0]), let fact = catalog.vocabulary.fact(named: key.fact) else {
      let nearest = Spelling.nearest(to: parts[0], in: catalog.vocabulary.facts.map(\.name))
      return "「\(parts[0])」という番号も事実もありません。\(nearest.map { "「\($0)」のことですか。" } ?? "")"
    }
    let written = parts.dropFirst().joined(separator: " ")
    guard let answer = answer(written, fact) else {
      return "「\(fact.name)」に「\(written)」は使えません。\(choices(fact)) と書いてください。"
    }
    if key.fact == CoreFact.birth, case .value(.day(let birth)) = answer, birth > deliberation.situation.day {
      return "生年月日が届出の日より後です。"
    }
    history.append((key, deliberation.situation.facts[key]))
    deliberation.learn(key, as: KnownFact(answer, from: .heard(at: Instant(seconds: 0))))
    renumber()
    return report
  }

  private func key(_ text: String) -> FactKey? {
    if let number = Int(text) {
      return (1...max(1, numbered.count)).contains(number) ? numbered.dropFirst(number - 1).first : nil
    }
    let parts = text.split(separator: "@").map(String.init)
    guard let name = parts.first, let fact = catalog.vocabulary.fact(named: name) else { return nil }
    let person = parts.count > 1 ? Int(parts[1]) ?? 0 : 1
    guard fact.subject == .person else { return FactKey(fact.name, of: fact.subject.first) }
    return (1...deliberation.situation.personCount).contains(person)
      ? FactKey(fact.name, of: .person(person - 1)) : nil
  }

  private func answer(_ text: String, _ fact: Fact) -> Answer? {
    if let answer = Answer(word: text, for: fact.kind) { return answer }
    switch fact.kind {
    case .person:
      return Int(text).flatMap {
        (1...deliberation.situation.personCount).contains($0) ? .value(.person($0 - 1)) : nil
      }
    case .codes(let list):
      let items = text == "なし" ? [] : text.split(whereSeparator: { "、,・ ".contains($0) }).map(String.init)
      let legal = catalog.codeList(list)?.codes.map(\.value) ?? []
      return items.allSatisfy(legal.contains) ? .value(.texts(items)) : nil
    case .day where text.hasSuffix("歳"):
      let today = deliberation.situation.day
      return Int(text.dropLast()).flatMap { (0...150).contains($0) ? $0 : nil }.flatMap {
        Day(year: today.year - $0, month: 1, day: 2)
      }.map {
        .value(.day($0))
      }
    default: return FactValue(parsing: text, as: fact.kind, in: catalog).map { .value($0) }
    }
  }
}
