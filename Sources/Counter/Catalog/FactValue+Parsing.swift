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

extension Answer {
  /// Words that people write for an answer that is no value of the fact's kind: わからない, 答えない, 空, and どれもない where
  /// several may be chosen; the answer each means.
  package static func words(for kind: Fact.Kind) -> [(word: String, answer: Answer)] {
    let words: [(String, Answer)] = [
      ("わからない", .doesNotKnow), ("答えない", .willNotSay), ("空", .value(.absent)),
    ]
    switch kind {
    case .codes: return words + [("どれもない", .value(.texts([])))]
    case .people: return words + [("どれもない", .value(.people([])))]
    case .yesNo, .number, .day, .text, .name, .address, .code, .person: return words
    }
  }

  /// nil for anything but such a word.
  package init?(word: String, for kind: Fact.Kind) {
    guard let found = Answer.words(for: kind).first(where: { $0.word == word }) else { return nil }
    self = found.answer
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
