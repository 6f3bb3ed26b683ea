import ArgumentParser
import Counter
import FormFiles
import Foundation
import Records

extension VisitsCommand {
  struct Replay: GuardedCommand {
    static let act = Act.replay
    static let configuration = CommandConfiguration(
      abstract: "1件の判定を、そのときの内容と今の内容でやり直して比べる（氏名は出しません）")
    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var store: StoreOptions
    @Argument(help: "日") var day: String
    @Argument(help: "受付番号") var number: Int

    func settledPlaces() throws -> Places { try store.settledPlaces() }

    mutating func run(as actor: Operator) throws {
      let visits = try store.store()
      let places = try store.settledPlaces()
      let listing = try StoreOptions.visit(day, number, in: visits)
      let visit = Visit(try visits.journal(of: listing.id))
      guard let began = visit.began else { throw Complaint(StoreFailure.damaged(path: places.data).line) }
      let then = try Replay.rulebook(of: began.catalogVersion, places)
      let now = try CatalogLoading.rulebook(forms: places.forms, cache: places.data, keeps: false)
      let comparison = VerdictComparison(visit, then: then, now: now)
      Madoguchi.show(
        "\(listing.day.iso) 受付\(number)： 内容の版 \(then.catalog.version.prefix(8))、今は \(now.catalog.version.prefix(8))"
      )
      if began.programVersion != Madoguchi.version {
        Madoguchi.show("プログラムは \(began.programVersion) でした（今は \(Madoguchi.version)）。やり直しは今のプログラムで行います")
      }
      for line in comparison.lines { Madoguchi.show(line) }
    }

    /// The rules that the visit was decided with.
    private static func rulebook(of version: String, _ places: Places) throws -> Rulebook {
      let files: [(path: String, text: String)]
      do throws(StoreFailure) { files = try ContentCopies(data: places.data).files(of: version) } catch {
        if case .missing = error { throw Complaint("その受付の内容（版 \(version.prefix(8))）の写しがないため、やり直せません") }
        throw Complaint(error.line)
      }
      let outcome = CatalogReader.read(FormsFolder(files: files))
      guard let rulebook = outcome.rulebook, rulebook.catalog.version == version else {
        throw Complaint("その受付の内容（版 \(version.prefix(8))）の写しを、今のプログラムでは読めません")
      }
      return rulebook
    }
  }
}

/// The verdicts of one visit under two contents. People are numbers: 人1.
struct VerdictComparison {
  struct Row: Hashable {
    let procedure: String
    let subject: Subject
  }

  let lines: [String]

  init(_ visit: Visit, then: Rulebook, now: Rulebook) {
    let (before, after) = (Self.verdicts(visit, then), Self.verdicts(visit, now))
    var lines = ["そのときの内容での判定"]
    lines += before.order.filter { before.words[$0] != "不要です" }.map {
      "  [\(before.words[$0] ?? "")] \(Self.name($0, then, now))"
    }
    for override in visit.overrides {
      let row = Row(procedure: override.procedure, subject: override.subject)
      lines.append("  窓口で変えたもの： \(Self.name(row, then, now)) → \(override.applies ? "必要です" : "不要です")")
    }
    let rows = before.order + after.order.filter { before.words[$0] == nil }
    let changed = rows.filter { before.words[$0] != after.words[$0] }
    lines.append(changed.isEmpty ? "今の内容でも、判定は同じです" : "今の内容での違い")
    lines += changed.map {
      "  \(Self.name($0, then, now))： \(before.words[$0] ?? "手続がない") → \(after.words[$0] ?? "手続がない")"
    }
    self.lines = lines
  }

  private static func verdicts(_ visit: Visit, _ rulebook: Rulebook) -> (order: [Row], words: [Row: String]) {
    var (order, words): ([Row], [Row: String]) = ([], [:])
    for decision in rulebook.determine(visit.situation).decisions {
      let row = Row(
        procedure: rulebook.catalog.procedures[decision.procedure].id, subject: decision.subject)
      if words[row] == nil { order.append(row) }
      words[row] = decision.verdict.word
    }
    return (order, words)
  }

  private static func name(_ row: Row, _ then: Rulebook, _ now: Rulebook) -> String {
    let procedure =
      then.catalog.procedures.first { $0.id == row.procedure }
      ?? now.catalog.procedures.first { $0.id == row.procedure }
    let name = procedure?.name ?? row.procedure
    return "\(name)（\(row.subject.text)）"
  }
}
