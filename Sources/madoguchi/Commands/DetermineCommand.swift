import ArgumentParser
import Counter
import Feel
import FormFiles
import Foundation

struct DetermineCommand: ActingCommand {
  static let act = Act.readWrittenVisit
  static let configuration = CommandConfiguration(
    commandName: "determine", abstract: "受付ファイルの判定を、窓口を開かずに見る")

  @OptionGroup var places: PlaceOptions
  @Argument(help: "受付ファイル（書き方は forms/README.md の「例」）") var file: String
  @Option(name: .long, help: "判定する日。省くとファイルの「日」") var day: String?
  @Option(name: .long, help: "text か json") var format = ReportFormat.text

  mutating func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let places = try Places(
      places, kind: "", settings: try Settings.load(environment: environment), environment: environment)
    let rulebook = try CatalogLoading.rulebook(forms: places.forms, cache: places.data, keeps: false)
    let examples = try VisitFile.examples(at: file, rulebook.catalog)
    let chosen = try day.map { text -> Day in
      guard let day = Day(iso: text) else { throw Complaint("--day は 2026-11-20 のように書きます") }
      return day
    }
    var reports: [DeterminationReport] = []
    for example in examples {
      var situation = example.situation
      if let chosen { situation.day = chosen }
      reports.append(
        DeterminationReport(
          name: example.name, rulebook: rulebook, situation: situation, tellsDenials: format == .json))
    }
    switch format {
    case .text:
      for report in reports { Madoguchi.show(report.text) }
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      Madoguchi.give(json: try encoder.encode(reports))
    }
  }
}

/// Every verdict of one visit with its reason, for reading or for another program.
struct DeterminationReport: Encodable {
  struct Row: Encodable {
    let id: String
    let procedure: String
    let subject: String
    let verdict: String
    let reason: [String]
    let deadline: String?
    let deadlineKind: String?
    let bring: [String]
    let papers: [String]
    let includedIn: String?
    let basis: String
    let waitsFor: [String]

    /// Whether the deadline is that of a procedure which is not decided yet.
    var isOpen: Bool { verdict != "必要です" }
  }

  struct OpenQuestion: Encodable {
    let fact: String
    let question: String
    let subjects: [String]
    let wouldDecide: Int
  }

  let name: String
  let day: String
  let procedures: [Row]
  let papers: [String]
  let open: [OpenQuestion]

  /// With `tellsDenials` also why a procedure does not apply.
  init(name: String, rulebook: Rulebook, situation: Situation, tellsDenials: Bool) {
    self.name = name
    day = situation.day.iso
    let deliberation = Deliberation(rulebook, situation)
    let determination = deliberation.determine()
    let words = FactText(catalog: rulebook.catalog, situation: situation)
    let losses = rulebook.openLosses(rulebook.groups(of: determination, deliberation), deliberation)
    let open = losses.flatMap(\.group.decisions)
    let losing = Set(open)
    // What applies in the order of the files, then what is not decided and loses something by waiting.
    let decisions =
      determination.applying + open
      + determination.decisions.filter { $0.verdict != .applies && !losing.contains($0) }
    procedures = decisions.map {
      DeterminationReport.row(
        $0, rulebook, deliberation, words, tellsReason: tellsDenials || $0.verdict != .doesNotApply)
    }
    papers = rulebook.papers(for: determination, in: situation).map(\.form)
    self.open = rulebook.interview(deliberation, determination).items.map { item in
      OpenQuestion(
        fact: item.fact, question: rulebook.catalog.questions[item.question].wording,
        subjects: item.subjects.map(words.name),
        wouldDecide: item.wouldDecide)
    }
  }

  private static func row(
    _ decision: Decision, _ rulebook: Rulebook, _ deliberation: Deliberation, _ words: FactText,
    tellsReason: Bool
  ) -> Row {
    let procedure = rulebook.catalog.procedures[decision.procedure]
    let detail = decision.verdict == .applies ? rulebook.detail(of: decision, deliberation) : nil
    let first = detail?.firstDeadline ?? rulebook.openLoss(of: decision, deliberation)
    let (verdict, waits) = word(decision.verdict)
    return Row(
      id: procedure.id, procedure: procedure.name, subject: words.name(decision.subject), verdict: verdict,
      reason: tellsReason ? ReasonText(deliberation).sentences(of: decision).dropFirst().map(\.text) : [],
      deadline: first?.day?.iso ?? first?.words, deadlineKind: first?.kind.rawValue,
      bring: detail?.bring.map(\.name) ?? [],
      papers: detail?.papers ?? [], includedIn: detail?.inclusion?.paper, basis: procedure.basis,
      waitsFor: waits.map { "\($0.fact)（\(words.name($0.subject))）" })
  }

  static func word(_ verdict: Verdict) -> (String, [FactKey]) {
    switch verdict {
    case .applies: ("必要です", [])
    case .doesNotApply: ("不要です", [])
    case .undecided(let needs): ("未定", needs)
    case .toConfirm(let needs): ("要確認", needs)
    case .refused: ("受付できない", [])
    }
  }

  var text: String {
    var lines = ["■ \(name)（\(day)）"]
    for row in procedures where row.verdict != "不要です" {
      let deadline = row.deadline.map { " \(row.isOpen ? "要る場合の期限" : "期限") \($0)" } ?? ""
      let kind = row.deadlineKind.map { "【\($0)】" } ?? ""
      lines.append("  [\(row.verdict)] \(row.procedure)（\(row.subject)）\(deadline)\(kind)")
      if !row.reason.isEmpty { lines.append("      理由: " + row.reason.joined()) }
      if !row.bring.isEmpty { lines.append("      要るもの: " + row.bring.joined(separator: "、")) }
      if let paper = row.includedIn { lines.append("      \(paper) に含めて届け出る") }
      if !row.waitsFor.isEmpty { lines.append("      待っている答え: " + row.waitsFor.joined(separator: "、")) }
      lines.append("      根拠: \(row.basis)")
    }
    let no = procedures.filter { $0.verdict == "不要です" }
    lines.append("  不要: \(no.count)件（--format json で理由を見る）")
    lines.append("  書類: " + (papers.isEmpty ? "なし" : papers.joined(separator: "、")))
    for question in open {
      lines.append("  聞くこと: \(question.question)（\(question.subjects.joined(separator: "、"))）")
    }
    return lines.joined(separator: "\n")
  }
}
