/// 番地・号 and 方書 as typed behind a town: «91-2 コーポ桜 101».
struct TypedBlock {
  /// 番地・号. Figures and hyphens are half-width where there is nothing else.
  private let block: String
  /// 方書; nil without one.
  private let building: String?

  init(_ text: String) {
    let parts = text.split(maxSplits: 1, whereSeparator: { $0 == " " || $0 == "\u{3000}" }).map(String.init)
    let typed = parts.first ?? ""
    let numbers = typed.unicodeScalars.map { $0.figure ?? ($0.isHyphen ? "-" : nil) }
    block = numbers.contains(nil) ? typed : String(numbers.compactMap { $0 })
    building = parts.count > 1 ? parts[1].trimmingBlanks : nil
  }

  /// «91-2　コーポ桜 101»: where it is not known whether 91-2 is 91番2号 or 91番地2.
  var asTyped: String { joined(block) }

  /// «91番2号　コーポ桜 101»: for towns with 住居表示. Other forms stay as they are typed.
  var inNumbers: String {
    let numbers = block.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard !numbers.contains(nil), numbers.count == 1 || numbers.count == 2 else { return asTyped }
    let plain = numbers.compactMap { $0 }
    return joined(plain.count == 2 ? "\(plain[0])番\(plain[1])号" : "\(plain[0])番地")
  }

  private func joined(_ block: String) -> String { building.map { "\(block)\u{3000}\($0)" } ?? block }
}
