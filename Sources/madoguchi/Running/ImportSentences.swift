import Counter
import Records

/// What an import found, as lines: counts and places only, never names or addresses.
extension ResidentsImport {
  /// What was taken, or would be, each fact with the one before it.
  func lines(of summary: RegisterImport.Summary, isTrial: Bool) -> [String] {
    var lines = summary.warnings.flatMap(\.lines)
    lines += summary.files.map(\.line)
    lines.append(
      isTrial
        ? "取り込むと、住民 \(summary.residents)人、転入予定 \(summary.incoming)人になります（第\(summary.generation)世代）。まだ取り込んでいません"
        : "住民 \(summary.residents)人、転入予定 \(summary.incoming)人を取り込みました（第\(summary.generation)世代）")
    if let before = summary.before { lines.append("前回は 住民 \(before.residents)人、転入予定 \(before.incoming)人") }
    if let comparison = summary.comparison {
      lines.append(
        "前回から 新しい方 \(comparison.added)人、変わった方 \(comparison.changed)人、うち世帯が変わった方 \(comparison.movedHousehold)人、いなくなった方 \(comparison.gone)人"
      )
    }
    guard terms.noProtectionDataBy == nil else { return lines }
    let before = summary.before.map { "前回 \($0.protected)人" } ?? "前回なし"
    let guarded = summary.guarded > 0 ? "、同じ世帯なので一緒に守る方 \(summary.guarded)人" : ""
    lines.append("支援措置 \(summary.protected)人（\(before)）\(guarded)")
    if let comparison = summary.comparison {
      lines.append(
        "支援措置が新しく付いた方 \(comparison.newlyProtected)人、外れた方 \(comparison.noLongerProtected)人、付いたままいなくなった方 \(comparison.protectedGone)人、一緒に守らなくなる方 \(comparison.noLongerGuarded)人"
      )
    }
    return lines
  }

  /// What somebody should look at before the counter opens; empty when nothing is.
  func cautions(of summary: RegisterImport.Summary) -> [String] {
    guard summary.refusals.isEmpty else {
      return summary.refusals.map(\.line) + ["このままでは取り込めません。今までの住民記録はそのままです"]
    }
    if let name = terms.noProtectionDataBy { return [ResidentsImport.withoutProtection(allowedBy: name)] }
    let goBack = "違っていれば madoguchi residents rollback で前の世代に戻してください"
    var lines: [String] = []
    if let comparison = summary.comparison, comparison.noLongerProtected > 0 {
      lines.append("【注意】支援措置が \(comparison.noLongerProtected)人から外れました。その方の住所は窓口に表示されます。\(goBack)")
    }
    if let before = summary.before, before.protected > summary.protected {
      lines.append(
        "【注意】支援措置の方が \(before.protected)人から \(summary.protected)人に減りました。減った方の住所は窓口に表示されます。\(goBack)")
    } else if summary.protected == 0 {
      lines.append("【注意】支援措置の方が1人もいません。抽出の条件に支援措置が入っているか確かめてください。\(goBack)")
    }
    if let before = summary.before, before.residents > summary.residents {
      lines.append("【注意】住民が \(before.residents)人から \(summary.residents)人に減りました。\(goBack)")
    }
    if let before = summary.before, before.incoming > 0, summary.incoming == 0 {
      lines.append("【注意】転入予定の方が \(before.incoming)人から 0人になりました。転出証明書情報の CSV も一緒に指定しているか確かめてください")
    }
    return lines + [age(of: summary)].compactMap { $0 }
  }

  /// A word on records with which the counter will not open.
  private func age(of summary: RegisterImport.Summary) -> String? {
    guard stamp == .real, let now = terms.now else { return nil }
    let age = now.day.number - summary.asOf.day.number
    guard age > terms.measure.days else { return nil }
    return
      "【注意】\(summary.asOf.day.iso) 現在の記録で、\(age)日たっています（この市は\(terms.measure.days)日まで）。この記録では窓口が開きません。新しい記録を取り込んでください"
  }

  static func withoutProtection(allowedBy name: String) -> String {
    "【注意】支援措置の情報がない住民記録です（許可した人: \(name)）。支援措置の方の住所も窓口に表示されます"
  }
}

extension RegisterImport.BadRow {
  /// «住民.csv:3: …», with how many more there are; a file alone where the whole of it is meant.
  var lines: [String] {
    ["\(line == 0 ? file : "\(file):\(line)"): \(reason)"]
      + (others > 0 ? ["\(file): 同じことが、ほか \(others)件"] : [])
  }
}

extension RegisterImport.FileCount {
  fileprivate var line: String {
    var parts: [String] = []
    if residents > 0 || incoming == 0 { parts.append("住民 \(residents)人") }
    if incoming > 0 { parts.append("転入予定 \(incoming)人") }
    guard let comparison else { return "\(file): \(parts.joined(separator: "、"))" }
    parts += [
      "新しい方 \(comparison.added)人", "変わった方 \(comparison.changed)人", "世帯が変わった方 \(comparison.movedHousehold)人",
      "支援措置が新しく付いた方 \(comparison.newlyProtected)人", "外れた方 \(comparison.noLongerProtected)人",
    ]
    return "\(file): \(parts.joined(separator: "、"))"
  }
}

extension ImportTerms.Refusal {
  var line: String {
    switch self {
    case .noResidents: "住民が1人もいません。住民情報の CSV を指定しているか、中身が空でないかを確かめてください"
    case .nothingToCompare: "今までの住民記録を読めず、人数を比べられません。取り込む人数が正しいと確かめてから、--accept-fewer を付けてください"
    case .notYet(let asOf): "記録の時点 \(asOf.line) がまだ来ていません。--as-of と、この機械の時計を確かめてください"
    case .older(let before, let after):
      "今の住民記録は \(before.line) 現在のもので、これは \(after.line) 現在のものです。古い記録に戻ります。正しいときだけ --accept-older を付けてください"
    case .fewerResidents(let before, let after, let percent):
      "住民が \(before)人から \(after)人に減ります（\(percent)％を超えて減っています）。ファイルが途中で切れていないか確かめてください。正しいときだけ --accept-fewer を付けてください"
    case .fewerProtected(let before, let after, let percent):
      "【注意】支援措置の方が \(before)人から \(after)人に減ります（0人になるか、\(percent)％を超えて減っています）。支援措置の列の中身を確かめてください。正しいときだけ --accept-fewer を付けてください"
    case .unprotected(let people):
      "【注意】\(people)人から支援措置が外れます。外れた方の住所は窓口に表示されます。支援措置は自動では終わりません。正しいときだけ --accept-fewer を付けてください"
    }
  }
}

extension Instant {
  /// «2026-11-20 06:00»
  fileprivate var line: String { "\(day.iso) \(Wording.clock(self))" }
}
