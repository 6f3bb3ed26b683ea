import Feel
import Moji

extension FactValue {
  /// Reads a value as people write it in a file or type it: はい, a date of any kind, a code or its label.
  /// nil when the text is no value of that kind, or the kind is not written as one text.
  package init?(parsing text: String, as kind: Fact.Kind, in catalog: Catalog) {
    switch kind {
    case .yesNo:
      switch text {
      case "はい", "1", "有", "true": self = .yesNo(true)
      case "いいえ", "0", "無", "false": self = .yesNo(false)
      default: return nil
      }
    case .number:
      guard let number = Int(text.widthFolded) else { return nil }
      self = .number(number)
    case .day:
      guard let day = catalog.eras.day(in: text) else { return nil }
      self = .day(day)
    case .text, .name, .address: self = .text(text)
    case .code(let list):
      guard let code = catalog.codeList(list)?.codes.first(where: { $0.value == text || $0.label == text })
      else { return nil }
      self = .text(code.value)
    case .codes, .person, .people: return nil
    }
  }
}

extension Fact {
  /// What an empty column of a record says: no, none, zero, or absent.
  package func blankValue(in catalog: Catalog) -> FactValue {
    switch kind {
    case .yesNo: return .yesNo(false)
    case .number: return .number(0)
    case .code(let list):
      return catalog.codeList(list)?.codes.contains { $0.value == "なし" } ?? false ? .text("なし") : .absent
    case .codes: return .texts([])
    case .day, .text, .name, .address, .person, .people: return .absent
    }
  }
}
