import Counter
import Testing

@testable import FormFiles

/// Choices and words of the visitor's screen are translated like questions, and the checker says where they are not.
@Suite struct TranslationTests {
  private func findings(_ path: String, _ right: String, _ wrong: String) throws -> [Finding] {
    try ShippedForms.changed(path) { $0.replacing(right, with: wrong, maxReplacements: 1) }.findings.filter {
      $0.check == "translation"
    }
  }

  /// Lists that some question's answer is chosen from.
  private func lists(_ catalog: Catalog) -> [CodeList] {
    catalog.questions.compactMap { catalog.vocabulary.fact(named: $0.fact) }.compactMap { fact in
      switch fact.kind {
      case .code(let list), .codes(let list): catalog.codeList(list)
      case .yesNo, .number, .day, .text, .name, .address, .person, .people: nil
      }
    }
  }

  @Test func `every question, choice and word of the screen can be read in every language`() throws {
    let catalog = try ShippedForms.rulebook().catalog
    let languages = catalog.phrasebooks.filter { $0.language != Phrasebook.original }
    #expect(languages.map(\.language) == ["en", "ja-easy"])
    for book in languages {
      let untold = catalog.questions.filter {
        book.sentence(of: $0) == nil || ($0.help == nil) != (book.help(of: $0) == nil)
      }
      #expect(untold.map(\.id) == [], "\(book.language)")
      let keys = lists(catalog).flatMap { list in
        list.codes.map { CodeList.wordingKey(ofCode: $0.value, in: list.name) }
      }
      #expect(keys.count > 400)
      #expect(keys.filter { book.sentence($0) == nil } == [], "\(book.language)")
      #expect(book.label(ofCode: "公立", in: "学校") == book.sentence("コード.学校.公立"))
    }
    for book in catalog.phrasebooks {
      #expect(ScreenWord.allCases.filter { book.word($0) == nil } == [], "\(book.language)")
      #expect(book.word(.remaining)?.contains("{数}") == true)
    }
  }

  @Test func `the phrasebook of the original comes first and translates no question`() throws {
    let catalog = try ShippedForms.rulebook().catalog
    let original = try #require(catalog.phrasebooks.first)
    #expect(original.language == Phrasebook.original)
    #expect(original.word(.answeredUnseen) == "職員に見せずに答えられます")
    #expect(catalog.questions.allSatisfy { original.sentence(of: $0) == nil })
  }

  @Test func `a choice that is added lacks its translations, at its place in the list`() throws {
    let found = try findings(
      "codes/codes.yaml", "{ 値: 原付など, ", "{ 値: 猫, 表示: 猫を飼っている }, { 値: 原付など, ")
    #expect(found.map(\.severity) == [.error, .error])
    #expect(found.allSatisfy { $0.file == "codes/codes.yaml" && $0.message.contains("コード.市に登録するもの.猫") })
    #expect(
      found.first?.correction?.contains("控え: \(Translation.stamp(of: "猫を飼っている"))") == true)
  }

  @Test func `a choice whose label changed has lapsed translations`() throws {
    let found = try findings("codes/codes.yaml", "表示: 公立の小・中学校", "表示: 公立の学校")
    #expect(found.map(\.severity) == [.warning, .warning])
    #expect(found.map(\.file) == ["wording/en/move.yaml", "wording/ja-easy/move.yaml"])
    #expect(found.allSatisfy { $0.message.contains("コード.学校.公立") })
  }

  @Test func `a translation of a choice that is gone is superfluous`() throws {
    let found = try findings("wording/en/move.yaml", "鍵: コード.学校.公立", "鍵: コード.学校.公率")
    #expect(found.count == 2)
    let superfluous = try #require(found.first { $0.message.contains("訳の元「コード.学校.公率」がありません") })
    #expect(superfluous.correction?.contains("「コード.学校.公立」のことですか") == true)
  }

  @Test func `a word of the screen that changed or lost its insert is found in each language`() throws {
    let lapsed = try findings("wording/ja/screen.yaml", "文: 全員", "文: みなさん")
    #expect(lapsed.map(\.severity) == [.warning, .warning])
    let inserts = try findings("wording/en/screen.yaml", "About {数} left", "A few left")
    #expect(inserts.map(\.message) == ["訳「画面.のこり」の数字か差し込みが、元の文と違います"])
  }

  @Test func `a word that the program shows is missed, and one that it does not is refused`() throws {
    let found = try findings("wording/ja/screen.yaml", "鍵: 画面.つづき", "鍵: 画面.つずき")
    #expect(found.contains { $0.message == "画面のことば「画面.つづき」がありません" })
    let other = try #require(found.first { $0.file == "wording/ja/screen.yaml" })
    #expect(other.message.contains("どの画面にも出ません") && other.correction?.contains("画面.つづき") == true)
    #expect(found.filter { $0.message.contains("訳の元「画面.つづき」がありません") }.count == 2)
  }

  @Test func `originals stand in the file of the original, and translations in the others`() throws {
    let outcome = try ShippedForms.changed("wording/en/screen.yaml") { $0.replacing("\n訳:", with: "\n元の文:") }
    #expect(
      outcome.findings.contains {
        $0.file == "wording/en/screen.yaml" && $0.message.contains("「元の文」というキーはありません")
      })
  }

  @Test func `a file is signed off only where it says so`() throws {
    let pending = try ShippedForms.outcome().translations.filter { !$0.isOriginal }
    #expect(pending.allSatisfy { $0.signOff == .pending })
    let outcome = try ShippedForms.changed("wording/en/screen.yaml") {
      $0.replacing("確認: 未確認", with: "確認: 確認済み")
    }
    let rulebook = try #require(outcome.rulebook)
    let text = FormsStatistics(rulebook: rulebook, examples: [], translations: outcome.translations).text
    let count = pending.count { $0.language == "en" }
    #expect(text.contains("en English") && text.contains("未確認のファイル \(count - 1)/\(count)（abroad.yaml、"))
    #expect(text.contains("ja-easy やさしい日本語") && text.contains("未確認のファイル \(count)/\(count)\n"))
  }
}
