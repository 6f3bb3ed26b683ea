import Moji

/// 番地・号 and 方書 as written behind a town: «91-2 コーポ桜 101», «91番2号コーポ桜101», «91の2».
struct TypedBlock {
  /// The numbers in their order; nil where the front is written some other way.
  private let numbers: [Int]?
  /// 方書 behind the numbers, as it was written; nil without one.
  private let building: String?
  /// The whole text with one blank before the 方書; figures and hyphens are half-width where the front has nothing else.
  let asTyped: String

  init(_ text: String) {
    let written = text.trimmingBlanks
    asTyped = Self.asTyped(written)
    let folded = Array(written.widthFolded)
    let end = Self.end(ofNumbersIn: folded)
    guard end > 0, end == folded.count || !folded[end].isNumber else {
      (numbers, building) = (nil, nil)
      return
    }
    numbers = folded[..<end].split { !$0.isNumber }.compactMap { Int(String($0)) }
    let rest = String(folded[end...]).trimmingBlanks
    building = rest.isEmpty ? nil : String(written.suffix(rest.count))
  }

  private static func asTyped(_ text: String) -> String {
    let parts = text.split(maxSplits: 1, whereSeparator: { $0 == " " || $0 == "\u{3000}" }).map(String.init)
    let front = parts.first ?? ""
    let figures = front.unicodeScalars.map { $0.figure ?? ($0.isHyphen ? "-" : nil) }
    let block = figures.contains(nil) ? front : String(figures.compactMap { $0 })
    return parts.count > 1 ? "\(block)\u{3000}\(parts[1].trimmingBlanks)" : block
  }

  /// How far «91-2», «91番2号», «91番地の2» or «91の2» goes from the front.
  private static func end(ofNumbersIn text: [Character]) -> Int {
    var end = 0
    var index = 0
    while index < text.count {
      if text[index].isNumber, text[index].isASCII {
        index += 1
        end = index
        continue
      }
      // Signs between numbers, and 番地 or 号 behind them.
      let signs = ["番地の", "番地", "番", "号", "の"].first { sign in
        text[index...].starts(with: Array(sign)) && index > 0
      }
      if let signs {
        let after = index + signs.count
        let goesOn = after < text.count && text[after].isNumber
        guard goesOn || ["番地", "号", "番"].contains(signs) else { break }
        index = after
        if !goesOn { end = after }
        if signs == "号" { return after }
        continue
      }
      guard text[index].unicodeScalars.first?.isHyphen == true, index + 1 < text.count,
        text[index + 1].isNumber,
        index > 0
      else { break }
      index += 1
    }
    return end
  }

  /// As a town numbers its buildings: «91番2号　コーポ桜 101» (住居表示), «91番地2» (地番). Other forms stay as they are typed.
  func written(_ numbering: Town.Numbering) -> String {
    guard let numbers, (1...2).contains(numbers.count) else { return asTyped }
    let block =
      switch (numbering, numbers.count) {
      case (.residences, 2): "\(numbers[0])番\(numbers[1])号"
      case (.lots, 2): "\(numbers[0])番地\(numbers[1])"
      case (_, _): "\(numbers[0])番地"
      }
    return building.map { "\(block)\u{3000}\($0)" } ?? block
  }
}
