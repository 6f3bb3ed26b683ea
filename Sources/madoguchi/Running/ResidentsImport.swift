import Counter
import FormFiles
import Foundation
import Records

/// Runs an import, notes it in 操作の記録 and says what went wrong in sentences without names.
enum ResidentsImport {
  static func run(
    _ files: [String], into places: Places, stamp: DataStamp, asOf: Instant, terms: ImportTerms,
    at now: Instant
  ) throws -> RegisterImport.Summary {
    let operations = try OperationLog(places, stamp: stamp, at: now)
    let folder = places.data
    let summary: RegisterImport.Summary
    do {
      summary = try RegisterImport.run(files: files, into: folder, stamp: stamp, asOf: asOf, terms: terms)
    } catch .badRows(let rows, let count) {
      let lines = rows.map { "\($0.place): \($0.reason)" }.joined(separator: "\n")
      let more = count > rows.count ? "\n（ほか \(count - rows.count)行）" : ""
      throw Complaint("\(lines)\(more)\n\(count)行に直すところがあるため、取り込みませんでした。今までの住民記録はそのままです")
    } catch .refused(let refusal) {
      throw Complaint("\(refusal.line)。今までの住民記録はそのままです")
    } catch .store(let failure) {
      throw Complaint(failure.line)
    }
    try operations.note(
      .imported(
        generation: summary.generation, residents: summary.residents,
        protected: terms.noProtectionDataBy == nil ? summary.protected : nil,
        allowedBy: terms.noProtectionDataBy,
        acceptedFewer: terms.acceptsFewer && summary.hasFewer ? true : nil),
      else: "住民記録は入れ替えましたが、操作の記録に書けませんでした。空き容量と権限を確かめて、もう一度取り込んでください")
    return summary
  }

  /// What was taken, each fact with the one before it.
  static func lines(of summary: RegisterImport.Summary, terms: ImportTerms) -> [String] {
    var lines = summary.warnings.map { "\($0.place): \($0.reason)" }
    lines.append(
      "住民 \(summary.residents)人、転入予定 \(summary.incoming)人を取り込みました（第\(summary.generation)世代）")
    if let before = summary.before { lines.append("前回は 住民 \(before.residents)人") }
    guard terms.noProtectionDataBy == nil else { return lines }
    let before = summary.before.map { "前回 \($0.protected)人" } ?? "前回なし"
    let guarded = summary.guarded > 0 ? "、同じ世帯なので一緒に守る方 \(summary.guarded)人" : ""
    lines.append("支援措置 \(summary.protected)人（\(before)）\(guarded)")
    return lines
  }

  /// What somebody should look at before the counter opens; empty when nothing is.
  static func cautions(of summary: RegisterImport.Summary, terms: ImportTerms) -> [String] {
    if let name = terms.noProtectionDataBy { return [withoutProtection(allowedBy: name)] }
    let goBack = "違っていれば madoguchi residents rollback で前の世代に戻してください"
    var lines: [String] = []
    if let before = summary.before, before.protected > summary.protected {
      lines.append(
        "【注意】支援措置の方が \(before.protected)人から \(summary.protected)人に減りました。減った方の住所は窓口に表示されます。\(goBack)")
    } else if summary.protected == 0 {
      lines.append("【注意】支援措置の方が1人もいません。抽出の条件に支援措置が入っているか確かめてください。\(goBack)")
    }
    if let before = summary.before, before.residents > summary.residents {
      lines.append("【注意】住民が \(before.residents)人から \(summary.residents)人に減りました。\(goBack)")
    }
    return lines
  }

  static func withoutProtection(allowedBy name: String) -> String {
    "【注意】支援措置の情報がない住民記録です（許可した人: \(name)）。支援措置の方の住所も窓口に表示されます"
  }

  /// The measure of the city; the usual one, and a word on it, while forms/ cannot be read.
  static func measure(_ places: Places) -> Municipality.ImportMeasure {
    do {
      return try CatalogLoading.rulebook(forms: places.forms, cache: places.data).catalog
        .municipality
        .importMeasure
    } catch {
      FileHandle.standardError.write(
        Data("\(places.forms) を読めないため、取り込みの注意はふつうの値で確かめます。madoguchi forms check で確かめてください\n".utf8))
      return .standard
    }
  }
}

extension RegisterImport.Summary {
  /// Whether there were more residents or more protected people before.
  fileprivate var hasFewer: Bool {
    before.map { $0.residents > residents || $0.protected > protected } ?? false
  }
}

extension RegisterImport.BadRow {
  /// «住民.csv:3»; a file alone where the whole of it is meant.
  var place: String { line == 0 ? file : "\(file):\(line)" }
}

extension ImportTerms.Refusal {
  var line: String {
    switch self {
    case .noResidents: "住民が1人もいません。住民情報の CSV を指定しているか、中身が空でないかを確かめてください"
    case .nothingToCompare: "今までの住民記録を読めず、人数を比べられません。取り込む人数が正しいと確かめてから、--accept-fewer を付けてください"
    case .fewerResidents(let before, let after, let percent):
      "住民が \(before)人から \(after)人に減ります（\(percent)％を超えて減っています）。ファイルが途中で切れていないか確かめてください。正しいときだけ --accept-fewer を付けてください"
    case .fewerProtected(let before, let after, let percent):
      "【注意】支援措置の方が \(before)人から \(after)人に減ります（0人になるか、\(percent)％を超えて減っています）。支援措置の列の中身を確かめてください。正しいときだけ --accept-fewer を付けてください"
    }
  }
}

/// 操作の記録 for what is done to the register from the command line, opened before anything is changed.
struct OperationLog {
  private let store: VisitStore
  private let now: Instant

  init(_ places: Places, stamp: DataStamp, at now: Instant) throws {
    self.now = now
    store = try places.visits(stamp: stamp, by: NSUserName(), at: now)
  }

  /// By the user of the system; `sentence` says what stands when it cannot be written.
  func note(_ operation: DeskOperation, else sentence: String) throws {
    do { try store.record(operation, by: NSUserName(), at: now) } catch { throw Complaint(sentence) }
  }
}
