import Counter
import Feel

/// 支援措置 and 抑止 of one person as a row of the register keeps them: empty for nearly everybody.
///
/// `from;until;kind;names`, with days as numbers, and a line for each 抑止 after it: `異動=エラー`.
struct KeptProtection: Equatable {
  struct Measure: Equatable {
    let from: Day?
    let until: Day?
    let isProvisional: Bool
    /// 相手方 as the extract has them.
    let counterparties: String
  }

  var measure: Measure?
  var restrictions: [Restriction] = []

  init(measure: Measure? = nil, restrictions: [Restriction] = []) {
    self.measure = measure
    self.restrictions = restrictions
  }

  var text: String {
    guard measure != nil || !restrictions.isEmpty else { return "" }
    let first = measure.map { measure in
      let days = [measure.from, measure.until].map { $0.map { String($0.number) } ?? "" }
      return
        (days + [
          measure.isProvisional ? "仮" : "本",
          measure.counterparties.split(whereSeparator: \.isNewline).joined(separator: "、"),
        ]).joined(separator: ";")
    }
    return ([first ?? ""] + restrictions.map { "\($0.process.rawValue)=\($0.level.rawValue)" }).joined(
      separator: "\n")
  }

  /// What cannot be read is left out; that somebody is protected stands in a column of its own.
  init(text: String) {
    guard !text.isEmpty else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let parts = lines[0].split(separator: ";", maxSplits: 3, omittingEmptySubsequences: false)
    if parts.count == 4 {
      measure = Measure(
        from: Int(parts[0]).map { Day(number: $0) }, until: Int(parts[1]).map { Day(number: $0) },
        isProvisional: parts[2] == "仮", counterparties: String(parts[3]))
    }
    restrictions = lines.dropFirst().compactMap { line in
      let parts = line.split(separator: "=").map(String.init)
      guard parts.count == 2, let process = Restriction.Process(rawValue: parts[0]),
        let level = Restriction.Level(rawValue: parts[1])
      else { return nil }
      return Restriction(process, level)
    }
  }

  func measure(isMarked: Bool) -> ProtectionMeasure? {
    guard isMarked else { return nil }
    return ProtectionMeasure(
      from: measure?.from, until: measure?.until, isProvisional: measure?.isProvisional ?? false,
      counterparties: Counterparties(measure?.counterparties ?? ""))
  }
}
