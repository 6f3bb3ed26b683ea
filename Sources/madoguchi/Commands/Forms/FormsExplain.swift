import ArgumentParser
import Counter
import Feel
import FormFiles
import Foundation

struct FormsExplain: ActingCommand {
  static let act = Act.readWrittenVisit
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "手続・質問・事実について、いつ要るのか、なぜそうなるのかを文で示す",
    discussion: "受付ファイルを渡すと、その受付での判定の理由を示します。")

  @Argument(help: "手続や質問の id、または事実の名前") var id: String
  @Option(name: .long, help: "受付ファイル（書き方は forms/README.md の「例」）") var visit: String?
  @Flag(name: .long, help: "条件式をそのまま示す") var source = false
  @OptionGroup var options: FormsOptions

  mutating func run() throws {
    let folder = try FormsFolder(at: try options.path())
    let outcome = CatalogReader.read(folder)
    guard let rulebook = outcome.rulebook else {
      throw Complaint(FormsExplain.brokenForms)
    }
    let explainer = RuleExplainer(rulebook: rulebook, examples: outcome.examples, showsSource: source)
    guard let visit else {
      guard let lines = explainer.lines(about: id) else {
        throw Complaint(outcome.hasErrors ? FormsExplain.brokenForms : explainer.unknown(id))
      }
      return Madoguchi.show(lines.joined(separator: "\n"))
    }
    for example in try VisitFile.examples(at: visit, rulebook.catalog) {
      guard let lines = explainer.lines(about: id, in: example) else {
        throw Complaint(explainer.unknown(id))
      }
      Madoguchi.show((["■ \(example.name)（\(example.situation.day.iso)）"] + lines).joined(separator: "\n"))
    }
  }
}

/// What a rule, a question or a fact is about, by itself and in a visit.
struct RuleExplainer {
  let rulebook: Rulebook
  let examples: [Example]
  let showsSource: Bool

  private var catalog: Catalog { rulebook.catalog }

  func unknown(_ id: String) -> String {
    let ids =
      catalog.procedures.map(\.id) + catalog.questions.map(\.id) + catalog.vocabulary.facts.map(\.name)
    let hint =
      Spelling.nearest(to: id, in: ids).map { "「\($0)」のことですか" }
      ?? "手続の id は procedures/、質問の id は questions/、事実の名前は vocabulary/ にあります"
    return "「\(id)」という手続も質問も事実もありません。\(hint)"
  }

  // MARK: By itself

  /// nil for what is neither a procedure, a question nor a fact.
  func lines(about id: String) -> [String]? {
    if let procedure = catalog.procedures.first(where: {
      $0.id == id || $0.name == id || $0.aliases.contains(id)
    }) {
      return lines(procedure)
    }
    if let question = catalog.questions.first(where: { $0.id == id }) { return lines(question) }
    return catalog.vocabulary.fact(named: id).map(lines)
  }

  private func lines(_ procedure: Procedure) -> [String] {
    var lines = ["\(procedure.name)（\(procedure.nature.rawValue)・\(catalog.officeName(procedure.office))）"]
    let who = procedure.unit == .person ? procedure.nature == .duty ? "その人に" : "その人が" : ""
    lines.append("次のすべてに当てはまるとき、\(who)\(procedure.nature.verdict)。")
    lines += ReasonText.rule(of: procedure, in: catalog).map { "  ・\($0)" }
    if showsSource { lines += procedure.conditions.map { "  式 \($0.text)" } }
    for deadline in procedure.deadlines {
      let parts = [ReasonText.term(deadline, in: catalog), deadline.basis ?? ""].filter { !$0.isEmpty }
      lines.append("期限【\(deadline.kind.rawValue)】 \(parts.joined(separator: "　"))")
    }
    if let validity = procedure.validity {
      lines.append("有効 \(validity.from?.iso ?? "")〜\(validity.to?.iso ?? "")（\(validity.basis.rawValue)で判断）")
    }
    lines.append("根拠 \(procedure.basis)\(procedure.evidence == .unverified ? "【要確認】" : "")")
    let shown = examples.filter { $0.expected.contains { $0.procedure == procedure.id } }
    lines.append(
      "例 \(shown.isEmpty ? "ありません" : shown.map { "\($0.place.file):\($0.place.line) \($0.name)" }.joined(separator: "\n   "))"
    )
    return lines
  }

  private func lines(_ question: Question) -> [String] {
    var lines = ["\(question.wording)（\(question.topic)）"]
    if !question.conditions.isEmpty {
      lines.append(
        "この聞き方を使うとき: "
          + question.conditions.compactMap { ReasonText.phrase(of: $0, in: catalog) }.joined(separator: "、"))
    }
    return lines + (catalog.vocabulary.fact(named: question.fact).map(self.lines) ?? [])
  }

  private func lines(_ fact: Fact) -> [String] {
    var lines = [
      "\(fact.name)（\(fact.label)）", "出どころ \(fact.supplies.map(\.rawValue).sorted().joined(separator: "、"))",
    ]
    if let formula = fact.formula {
      let phrase = ReasonText.phrase(of: formula, in: catalog)
      lines.append("計算 \(showsSource || phrase == nil ? formula.text : phrase ?? "")")
    }
    if let gate = fact.gate {
      lines.append("\(ReasonText.phrase(of: gate, in: catalog) ?? gate.text)ときだけ聞きます")
    }
    let readers = RuleReaders(catalog).procedures(reading: fact.name)
    lines.append(readers.isEmpty ? "この事実を読む手続はありません" : "この事実で決まる手続（\(readers.count)件）")
    return lines + readers.map { "  ・\($0.id) \($0.name)" }
  }

  // MARK: In a visit

  func lines(about id: String, in example: Example) -> [String]? {
    let deliberation = Deliberation(rulebook, example.situation)
    let determination = deliberation.determine()
    let text = ReasonText(deliberation)
    if catalog.procedures.contains(where: { $0.id == id }) {
      let decisions = determination.decisions.filter { catalog.procedures[$0.procedure].id == id }
      guard !decisions.isEmpty else { return ["  この届出では、対象になりません。"] }
      return decisions.flatMap { lines($0, deliberation, text) }
    }
    let fact = catalog.questions.first { $0.id == id }?.fact ?? id
    guard catalog.vocabulary.fact(named: fact) != nil else { return nil }
    let items = rulebook.interview(deliberation, determination).items.filter { $0.fact == fact }
    guard let item = items.first else { return ["  いまは聞きません。分かっているか、どの手続にも要らないためです。"] }
    let words = FactText(catalog: catalog, situation: example.situation)
    return item.subjects.flatMap { subject in
      ["  \(words.name(subject))"]
        + text.sentences(ofQuestion: FactKey(fact, of: subject)).map { "    \(FormsExplain.spoken($0))" }
    }
  }

  private func lines(_ decision: Decision, _ deliberation: Deliberation, _ text: ReasonText) -> [String] {
    let words = FactText(catalog: catalog, situation: deliberation.situation)
    var lines = text.sentences(of: decision).map { "  \(FormsExplain.spoken($0))" }
    let reason = rulebook.reason(of: decision, deliberation)
    if showsSource {
      lines += reason.children.map { "    \($0.holds.map { $0 ? "○" : "×" } ?? "？") \($0.source)" }
    }
    var seen: Set<FactKey> = []
    for reading in reason.children.flatMap(\.readings) where seen.insert(reading.key).inserted {
      let value = reading.value.flatMap { value in
        catalog.vocabulary.fact(named: reading.key.fact).map { words.text(value, of: $0) }
      }
      let origin = reading.value == nil && reading.known == nil ? "未回答" : words.origin(reading.known)
      lines.append("    \(words.name(reading.key.subject))：\(reading.label)　\(value ?? "分からない")　\(origin)")
    }
    return lines + ["    根拠 \(catalog.procedures[decision.procedure].basis)"]
  }
}

extension FormsExplain {
  static let brokenForms = "forms にまちがいがあるため、分かりません。madoguchi forms check で直してください"

  static func spoken(_ sentence: ReasonText.Sentence) -> String {
    (sentence.isQuiet ? "【声に出さない】" : "") + sentence.text
  }
}
