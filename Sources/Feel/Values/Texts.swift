extension Value {
  /// The value as the language writes it; `null` for what has no text of its own.
  public var text: String { Texts.string(of: self) ?? "null" }
}

/// Values as texts (DMN 10.3.4.1, `string`).
enum Texts {
  /// nil for what has no text of its own (null, a function, a record of the host).
  static func string(of value: Value) -> String? {
    switch value {
    case .null, .record, .function: nil
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let number): number.text
    case .string(let text): text.string
    case .date(let day): day.iso
    case .time(let time): string(of: time)
    case .dateTime(let moment): moment.day.iso + "T" + string(of: moment.time)
    case .duration(let duration): string(of: duration)
    case .months(let count): months(count)
    case .list(let items): "[" + items.map { nested($0) }.joined(separator: ", ") + "]"
    case .context(let entries):
      "{" + entries.map { "\(key($0.name)): \(nested($0.value))" }.joined(separator: ", ") + "}"
    case .range(let range): string(of: range)
    }
  }

  private static func string(of time: Time) -> String {
    var text = "\(padded(time.hour, 2)):\(padded(time.minute, 2)):\(padded(time.second, 2))"
    if time.nanosecond > 0 { text += fraction(time.nanosecond) }
    switch time.zone {
    case nil: return text
    case .offset(0): return text + "Z"
    case .offset(let seconds):
      let rest = abs(seconds)
      text += (seconds < 0 ? "-" : "+") + "\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2))"
      return rest % 60 == 0 ? text : text + ":\(padded(rest % 60, 2))"
    case .named(let name): return text + "@" + name
    }
  }

  /// `.5` for 500,000,000 nanoseconds.
  private static func fraction(_ nanosecond: Int) -> String {
    var digits = padded(nanosecond, 9)
    while digits.last == "0" { digits.removeLast() }
    return "." + digits
  }

  private static func string(of duration: DayTimeDuration) -> String {
    let total = duration.nanoseconds.magnitude
    let (seconds, nanosecond) = (total / UInt128(Time.second), Int(total % UInt128(Time.second)))
    var text = duration.nanoseconds < 0 ? "-P" : "P"
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60)
    if days > 0 { text += "\(days)D" }
    guard seconds % 86_400 > 0 || nanosecond > 0 || days == 0 else { return text }
    text += "T"
    if hours > 0 { text += "\(hours)H" }
    if minutes > 0 { text += "\(minutes)M" }
    if seconds % 60 > 0 || nanosecond > 0 || total == 0 {
      text += "\(seconds % 60)" + (nanosecond > 0 ? fraction(nanosecond) : "") + "S"
    }
    return text
  }

  private static func months(_ count: Int) -> String {
    let (years, rest) = (count.magnitude / 12, count.magnitude % 12)
    let text = (years > 0 ? "\(years)Y" : "") + (rest > 0 || years == 0 ? "\(rest)M" : "")
    return (count < 0 ? "-" : "") + "P" + text
  }

  private static func key(_ name: String) -> String {
    let isPlain = name.unicodeScalars.allSatisfy { $0.continuesName }
    return isPlain && !name.isEmpty ? name : quoted(name)
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// Inside a list or context texts stand in quotes.
  private static func nested(_ value: Value) -> String {
    if case .string(let text) = value { return quoted(text.string) }
    return string(of: value) ?? "null"
  }

  private static func string(of range: ValueRange) -> String {
    let lower = range.lower.map { ($0.isIncluded ? "[" : "(") + nested($0.value.value) } ?? "("
    let upper = range.upper.map { nested($0.value.value) + ($0.isIncluded ? "]" : ")") } ?? ")"
    return lower + ".." + upper
  }

  /// Where a part begins in a text, in scalars; nil when it does not occur. Knuth, Morris and Pratt's way: its time grows
  /// with the two lengths and never with their product.
  static func position(of part: [Unicode.Scalar], in whole: [Unicode.Scalar]) -> Int? {
    guard !part.isEmpty else { return 0 }
    guard whole.count >= part.count else { return nil }
    // For each beginning of the part, how much of its own beginning it ends with.
    var borders = [0]
    var length = 0
    for scalar in part.dropFirst() {
      while length > 0, part[length] != scalar { length = borders[length - 1] }
      if part[length] == scalar { length += 1 }
      borders.append(length)
    }
    length = 0
    for (index, scalar) in whole.enumerated() {
      while length > 0, part[length] != scalar { length = borders[length - 1] }
      if part[length] == scalar { length += 1 }
      if length == part.count { return index + 1 - length }
    }
    return nil
  }
}

extension String {
  init(_ scalars: ArraySlice<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
