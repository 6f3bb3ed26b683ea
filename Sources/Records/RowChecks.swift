import Counter
import Feel

/// What makes a row one that cannot be taken, and what is to be looked at in one that is.
struct RowChecks {
  typealias Problem = ImportFindings.Problem

  let reader: RowReader
  /// The day of the import; nil where none is known, and nothing is in the future.
  let today: Day?
  /// Columns that are only shown and have days in them.
  private let dayColumns: [Int]

  init(_ reader: RowReader, today: Day?) {
    self.reader = reader
    self.today = today
    dayColumns = reader.header.indices.filter { index in
      let name = reader.header[index]
      switch ResidentColumn.named(name) {
      case nil, .residentSince, .reasonDay: return name.hasSuffix("日") || name.hasSuffix("期限")
      case .some: return false
      }
    }
  }

  /// The first thing for which a row is refused; nil for a good one.
  func refusal(of row: RowReader.Row) -> Problem? {
    if let (index, damage) = TextDamage.all(in: row.record).first {
      return Problem("「\(reader.name(index))」に\(damage.sentence)")
    }
    if row.record.hasHash,
      let index = (0..<reader.header.count).first(where: {
        row.record.look(at: $0, SpreadsheetDamage.isFailedCell)
      })
    {
      return Problem("「\(reader.name(index))」が表計算の誤り（#N/A など）になっています。表計算ソフトを通さずに書き出し直してください")
    }
    return empty(row) ?? days(row) ?? protection(row) ?? (reader.kind == .residents ? resident(row) : nil)
  }

  private func empty(_ row: RowReader.Row) -> Problem? {
    let needed: [ResidentColumn] =
      reader.kind == .residents ? [.number, .household, .name] : [.certificate, .name, .birth, .planned]
    return needed.first(where: row.isEmpty).map { Problem("「\($0.header)」が空です") }
  }

  private func days(_ row: RowReader.Row) -> Problem? {
    for column in [ResidentColumn.birth, .planned, .protectedFrom, .protectedUntil] where !row.isEmpty(column)
    {
      if let problem = row.look(at: column, SpreadsheetDamage.problem(ofDay:)) {
        return Problem("「\(column.header)」\(problem)")
      }
    }
    guard let birth = row.day(.birth) else { return nil }
    // 除票 are kept for 150 years (住民基本台帳法施行令第34条): nobody in them was born before these.
    if birth.year < 1750 { return Problem("「生年月日」の年が古すぎます") }
    if let today, birth > today { return Problem("「生年月日」が取り込む日より後です") }
    if row[.reason] == "死亡", let death = row.day(.reasonDay), death < birth {
      return Problem("死亡した日が生年月日より前です")
    }
    return nil
  }

  private func protection(_ row: RowReader.Row) -> Problem? {
    if reader.kind == .incoming, row.isMarked {
      return Problem("支援措置を受けている方です。一覧から除いて、紙の転出証明書で受け付けてください")
    }
    if let from = row.day(.protectedFrom), let until = row.day(.protectedUntil), until < from {
      return Problem("「\(ProtectionColumns.until)」が「\(ProtectionColumns.from)」より前です")
    }
    if !row.isEmpty(.protectionKind), !["仮", "本"].contains(row[.protectionKind]) {
      return Problem("「\(ProtectionColumns.kind)」は「仮」か「本」です（空は「本」）")
    }
    for (column, _) in ResidentColumn.restrictions where !row.isEmpty(column) {
      if reader.kind == .incoming { return Problem("「\(column.header)」は転出証明書情報では読めません。列を除いてください") }
      if Restriction.Level(rawValue: row[column]) == nil {
        return Problem("「\(column.header)」は「エラー」か「警告」です（ないときは空）")
      }
    }
    if !row.isMarked,
      let index = reader.protectionLeftOut.first(where: { ProtectionColumns.isFilled(row.record[$0]) })
    {
      return Problem("「\(reader.name(index))」に値がありますが、支援措置の日付が空です。「\(ProtectionColumns.from)」を入れてください")
    }
    return nil
  }

  private func resident(_ row: RowReader.Row) -> Problem? {
    for column in [ResidentColumn.number, .household] {
      if let problem = row.look(at: column, SpreadsheetDamage.problem(ofNumber:)) {
        return Problem("「\(column.header)」\(problem)")
      }
    }
    if Resident.State(rawValue: row[.state]) == nil { return Problem("「住民状態」は「住民」か「除票」です") }
    if row.isEmpty(.birth), row.isEmpty(.birthWritten) {
      return Problem("「生年月日」が空です。不詳なら「生年月日_不詳表記」に書いてください")
    }
    if SpreadsheetDamage.isBlockRewritten(row[.block]) {
      return Problem("「住所_番地号表記」が日付（2月3日 の形）になっています。表計算ソフトを通さずに書き出し直してください")
    }
    return nil
  }

  /// What is said of a row that is taken.
  func warnings(on row: RowReader.Row) -> [Problem] {
    var warnings: [Problem] = []
    if row.isEmpty(.protectedFrom), !row.isEmpty(.protectedUntil) {
      warnings.append(Problem("支援措置の終了だけがあり、開始がありません。支援措置の方として守ります"))
    }
    if let today, let birth = row.day(.birth), today.year - birth.year > 125, row[.state] == "住民" {
      warnings.append(Problem("125歳を超えています。「生年月日」を確かめてください"))
    }
    if row.record.count > reader.header.count + reader.namelessCount {
      warnings.append(Problem("右端に空の列があります。読み飛ばしました"))
    }
    for index in dayColumns where row.record.look(at: index, SpreadsheetDamage.isRewrittenDay) {
      warnings.append(Problem("「\(reader.name(index))」が 2026-11-20 の形の日付ではありません。表計算ソフトで変わっていないか確かめてください"))
    }
    if row.record.longest >= 255 {
      for index in 0..<reader.header.count where row.record.look(at: index, SpreadsheetDamage.isCutLength) {
        warnings.append(Problem("「\(reader.name(index))」が255文字ちょうどです。途中で切れていないか確かめてください"))
      }
    }
    return warnings
  }
}

extension RowReader {
  /// The name of a column as a sentence has it.
  func name(_ index: Int) -> String { index < header.count ? header[index] : "\(index + 1)列目" }
}
