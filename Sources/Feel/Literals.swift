/// Texts of dates and durations (DMN 10.3.4.1).
enum Literals {
  /// A date `2026-11-20`, years and months `P1Y6M`, or whole days `P14D`; nil for anything else.
  static func temporal(_ text: String) -> Value? {
    if let day = Day(iso: text) { return .date(day) }
    return duration(text)
  }

  static func duration(_ text: String) -> Value? {
    var rest = Substring(text)
    let isNegative = rest.first == "-"
    if isNegative { rest.removeFirst() }
    guard rest.first == "P" else { return nil }
    rest.removeFirst()
    var amounts: [Character: Int] = [:]
    var digits = ""
    for character in rest {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        guard "YMD".contains(character), amounts[character] == nil, let amount = Int(digits) else {
          return nil
        }
        amounts[character] = amount
        digits = ""
      }
    }
    guard digits.isEmpty, !amounts.isEmpty else { return nil }
    let sign = isNegative ? -1 : 1
    if let days = amounts["D"] { return amounts.count == 1 ? .days(sign * days) : nil }
    return .months(sign * ((amounts["Y"] ?? 0) * 12 + (amounts["M"] ?? 0)))
  }
}
