import Counter
import FormFiles
import Foundation
import Records

/// An import as somebody orders it: notes it in 操作の記録 and says what went wrong in sentences without names.
struct ResidentsImport {
  let files: [String]
  let places: Places
  let stamp: DataStamp
  /// The moment of the records.
  let asOf: Instant
  let terms: ImportTerms
  /// Who orders it.
  var actor = NSUserName()

  /// Looks what the files would change, and writes nothing.
  func examine() throws -> RegisterImport.Summary {
    // Nothing is made: what is not sealed yet is sealed with a key that is kept nowhere.
    let keys = (try? Installation.keys(of: places.data, in: places.keys)) ?? KeyRing()
    return try told { () throws(RegisterImport.Failure) in
      try RegisterImport.examine(
        files: files, against: places.data, stamp: stamp, asOf: asOf, keys: keys, terms: terms)
    }
  }

  func run() throws -> RegisterImport.Summary {
    let operations = try OperationLog(places, stamp: stamp, at: terms.now ?? asOf)
    let keys = try places.keyRing()
    let summary = try told { () throws(RegisterImport.Failure) in
      try RegisterImport.run(
        files: files, into: places.data, stamp: stamp, asOf: asOf, keys: keys, terms: terms)
    }
    try operations.note(
      .imported(
        generation: summary.generation, residents: summary.residents,
        protected: terms.noProtectionDataBy == nil ? summary.protected : nil,
        allowedBy: terms.noProtectionDataBy,
        acceptedFewer: terms.acceptsFewer && summary.hasFewer ? true : nil), by: actor,
      else: "住民記録は入れ替えましたが、操作の記録に書けませんでした。空き容量と権限を確かめて、もう一度取り込んでください")
    return summary
  }

  private func told(_ work: () throws(RegisterImport.Failure) -> RegisterImport.Summary) throws
    -> RegisterImport.Summary
  {
    do {
      return try work()
    } catch .badRows(let rows, let count) {
      throw Complaint(
        (rows.flatMap(\.lines) + ["\(count)件の直すところがあるため、取り込みませんでした。今までの住民記録はそのままです"])
          .joined(separator: "\n"))
    } catch .refused(let refusals) {
      throw Complaint((refusals.map(\.line) + ["取り込みませんでした。今までの住民記録はそのままです"]).joined(separator: "\n"))
    } catch .store(let failure) {
      throw Complaint(failure.line)
    }
  }

  /// The terms of the city; the usual ones, and a word on it, while forms/ cannot be read.
  static func terms(
    _ places: Places, keepsSnapshot: Bool, acceptsFewer: Bool, acceptsOlder: Bool,
    noProtectionDataBy: String?,
    leftOut: [String], now: Instant
  ) -> ImportTerms {
    let catalog = catalog(places, keepsSnapshot: keepsSnapshot)
    return ImportTerms(
      measure: catalog?.municipality.importMeasure ?? .standard, acceptsFewer: acceptsFewer,
      acceptsOlder: acceptsOlder, noProtectionDataBy: noProtectionDataBy, leftOut: leftOut,
      knownColumns: catalog.map { Set($0.vocabulary.facts.compactMap(\.column)) }, now: now)
  }

  static func measure(_ places: Places) -> Municipality.ImportMeasure {
    catalog(places, keepsSnapshot: true)?.municipality.importMeasure ?? .standard
  }

  private static func catalog(_ places: Places, keepsSnapshot: Bool) -> Catalog? {
    do {
      return try CatalogLoading.rulebook(forms: places.forms, cache: places.data, keeps: keepsSnapshot)
        .catalog
    } catch {
      Madoguchi.say("\(places.forms) を読めないため、取り込みの注意はふつうの値で確かめます。madoguchi forms check で確かめてください")
      return nil
    }
  }
}

extension RegisterImport.Summary {
  /// Whether there were more residents or more protected people before.
  fileprivate var hasFewer: Bool {
    before.map { $0.residents > residents || $0.protected > protected } ?? false
      || (comparison?.noLongerProtected ?? 0) > 0
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

  /// `sentence` says what stands when it cannot be written.
  func note(_ operation: DeskOperation, by actor: String, else sentence: String) throws {
    do { try store.record(operation, by: actor, at: now) } catch { throw Complaint(sentence) }
  }
}
