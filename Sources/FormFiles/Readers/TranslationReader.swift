import Counter
import Crypto
import Foundation

/// wording/: a language's sentences, keyed by what they translate.
package struct Translation: Sendable {
  package struct Entry: Sendable {
    /// `move-date-in.聞き方`, `コード.学校.公立` or `画面.はい`.
    package let key: String
    package let text: String
    /// 控え: the stamp of the Japanese sentence that was translated; nil of an original.
    package let stamp: String?
    let place: Place
  }

  /// 確認: whether somebody who speaks the language has read the file.
  package enum SignOff: String, CaseIterable, Sendable {
    case pending = "未確認"
    case done = "確認済み"
  }

  /// ja-easy, en, …
  package let language: String
  /// 名: what the language is called on the screen.
  package let name: String
  package let signOff: SignOff
  package let entries: [Entry]
  let place: Place

  /// Whether it holds no translations but the Japanese words of the screen themselves.
  package var isOriginal: Bool { language == Phrasebook.original }

  static func read(_ section: Section) -> Translation {
    defer { section.close() }
    let language = section.text("言語")
    let name = section.text("名")
    let signOff = section.choice("確認", default: SignOff.pending) ?? .pending
    let isOriginal = language == Phrasebook.original
    var entries: [Entry] = []
    if isOriginal || section.isProbe { entries += read(section, "元の文", areOriginals: true) }
    if !isOriginal || section.isProbe { entries += read(section, "訳", areOriginals: false) }
    return Translation(
      language: language, name: name, signOff: signOff, entries: entries, place: section.place)
  }

  private static func read(_ section: Section, _ list: String, areOriginals: Bool) -> [Entry] {
    section.sections(list, of: areOriginals ? "画面のことば" : "訳文").map { entry in
      defer { entry.close() }
      return Entry(
        key: entry.name("鍵", of: .translation), text: entry.text("文"),
        stamp: areOriginals ? nil : entry.text("控え"), place: entry.place)
    }
  }

  /// The stamp of a sentence: eight hexadecimal digits that change with it, the first of its SHA-256.
  package static func stamp(of sentence: String) -> String {
    String(FormsFolder.hexadecimal(SHA256.hash(data: Data(sentence.utf8))).prefix(8))
  }

  /// What visitors read of a catalogue, by key: questions, the choices of those that have some, words of the screen.
  package static func sentences(of catalog: Catalog) -> [(key: String, text: String)] {
    let questions = catalog.questions.flatMap { question in
      [(question.wordingKey, question.wording)]
        + [question.help.map { (question.helpKey, $0) }].compactMap { $0 }
    }
    let codes = lists(of: catalog).flatMap { list in
      list.codes.map { (CodeList.wordingKey(ofCode: $0.value, in: list.name), $0.label) }
    }
    let words = catalog.phrasebook(Phrasebook.original).map { original in
      ScreenWord.allCases.compactMap { word in original.word(word).map { (word.wordingKey, $0) } }
    }
    return questions + codes + (words ?? [])
  }

  /// Code lists that visitors choose from, each once.
  private static func lists(of catalog: Catalog) -> [CodeList] {
    var seen: Set<String> = []
    return catalog.questions.compactMap { question in
      switch catalog.vocabulary.fact(named: question.fact)?.kind {
      case .code(let list), .codes(let list):
        seen.insert(list).inserted ? catalog.codeList(list) : nil
      case .yesNo, .number, .day, .text, .name, .address, .person, .people, nil: nil
      }
    }
  }
}
