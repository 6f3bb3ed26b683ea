import Counter
import Moji

/// What can be told of a procedure without a visit: its law, its window, what is lost when it is late.
struct ProcedureCard {
  private let catalog: Catalog
  private let procedure: Procedure

  /// `index` is the procedure's in the catalogue.
  init(_ catalog: Catalog, _ index: Int) {
    self.catalog = catalog
    procedure = catalog.procedures[index]
  }

  /// A line a matter, each with its label.
  var legal: [String] {
    var parts: [String] = []
    for late in ([procedure.whenLate] + procedure.deadlines.map(\.whenLate)).compactMap(\.self) {
      parts.append("過ぎると  \(late)")
    }
    parts.append("根拠      \(procedure.basis)\(procedure.evidence == .unverified ? "【要確認】" : "")")
    parts.append("窓口      \(catalog.officeName(procedure.office))")
    if let online = procedure.online { parts.append("来なくても  \(online)") }
    let others: [(String, [String])] = [
      ("先にする", procedure.after), ("一緒に", procedure.together), ("どちらか", procedure.alternatives),
    ]
    for (label, ids) in others {
      let names = ids.compactMap { catalog.procedure($0)?.name }
      if !names.isEmpty { parts.append(label.fitted(toColumns: 10) + names.joined(separator: "・")) }
    }
    for note in procedure.notes { parts.append("伝える    \(note.text)") }
    return parts
  }

  /// For a screen of its own.
  var lines: [String] {
    let nature = "\(procedure.nature.mark) \(procedure.name)"
    return ([nature, ""] + legal).flatMap { $0.lines(ofColumns: 76) } + [
      "", "受付を開くと、だれに必要か、いつまでか、なぜかが出ます。",
    ]
  }
}
