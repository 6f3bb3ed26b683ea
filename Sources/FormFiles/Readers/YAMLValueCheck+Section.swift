import Counter
import Feel
import Yams

extension YAMLValueCheck {
  /// A formula that YAML took for a list or a mapping.
  static func reportStructure(_ node: Node, under key: String, in section: Section) {
    let line = section.load.line(node.line, of: section.file)
    let written = line.dropFirst(node.column - 1)
    let isAlone = node.sequence?.mark?.line == node.line || node.mapping?.mark?.line == node.line
    let isWhole =
      isAlone
      && (written.hasPrefix("[") && written.hasSuffix("]")
        || written.hasPrefix("{") && written.hasSuffix("}"))
    let isOwnLine = line.prefix(max(0, node.column - 1)).allSatisfy { $0 != "{" }
    section.report(
      as: self, "「\(key)」の式が、YAML の一覧や表として読まれました", at: node,
      correction: "式全体を ' ' で囲むか、「\(key): |」の次の行に書いてください",
      replacement: isWhole && isOwnLine ? .init(String(written), by: "'\(written)'") : nil)
  }

  /// `[18..64]` right of a row's colon, which YAML reads as a list of one text.
  static func isRangeTakenForList(_ node: Node, in section: Section) -> Bool {
    guard let items = node.sequence, items.count == 1, let text = items.first?.scalar?.string,
      text.contains("..")
    else { return false }
    section.report(
      as: self, "範囲 [\(text)] が、YAML の一覧として読まれました", at: node, correction: "'[\(text)]' のように ' ' で囲んでください",
      replacement: .init("[\(text)]", by: "'[\(text)]'"))
    return true
  }

  /// «週に1回 #要予約»: words that YAML throws away as a comment. A comment has a blank behind its sign.
  static func lookForLostWords(_ node: Node, in section: Section) {
    guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else { return }
    // Looking for the sign is quick; finding a column is not, in a long line of many values.
    guard section.load.line(node.line, of: section.file).utf8.contains(UInt8(ascii: "#")) else { return }
    let rest = section.load.rest(from: node.place(in: section.file))
    guard rest.hasPrefix(scalar.string) else { return }
    let lost = rest.dropFirst(scalar.string.count).drop { $0 == " " }
    guard lost.hasPrefix("#"), lost.count > 1, !lost.hasPrefix("# "), !lost.hasPrefix("##") else { return }
    section.report(
      as: self, "「\(lost)」は、YAML の注釈として捨てられます", at: node,
      correction: "文の続きなら値全体を ' ' で囲み、注釈なら「# 」のように # のあとに半角スペースを置いてください")
  }

  /// A plain scalar that YAML reads as something else, or cut short.
  static func look(at scalar: Node.Scalar, _ node: Node, in section: Section) {
    guard scalar.style == .plain || scalar.style == .any else { return }
    let text = scalar.string
    func report(_ message: String, _ correction: String, _ replacement: String?) {
      section.report(
        as: self, message, at: node, correction: correction,
        replacement: replacement.map { .init(text, by: $0) })
    }
    if let word = YesNoWord.yaml(text) {
      return report("「\(text)」は、YAML がはい・いいえとして読みます", "\(word) と書いてください", word)
    }
    let digits = text.allSatisfy { $0.isASCII && $0.isNumber }
    if digits, text.count > 1, text.hasPrefix("0") {
      return report("0 で始まる「\(text)」は、YAML が8進数として読みます", "'\(text)' のように ' ' で囲んでください", "'\(text)'")
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count > 1, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }) {
      return report("「\(text)」は、YAML が60進の数として読みます", "'\(text)' のように ' ' で囲んでください", "'\(text)'")
    }
    if Day(iso: text) != nil {
      return report(
        "日付を式に直接書いています", "'date(\"\(text)\")' と書いてください", "'date(\"\(text)\")'")
    }
    guard text.filter({ $0 == "\"" }).count % 2 == 1 else { return }
    let rest = section.load.rest(from: node.place(in: section.file))
    if rest.hasPrefix(text), rest.dropFirst(text.count).drop(while: { $0 == " " }).hasPrefix("#") {
      section.report(
        as: self, "「#」から後ろが、YAML の注釈として捨てられています", at: node, correction: "式全体を ' ' で囲んでください",
        replacement: .init(String(rest), by: "'\(rest)'"))
    }
  }
}
