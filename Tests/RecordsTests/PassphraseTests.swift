import Counter
import Testing

@testable import Records

/// Passphrases that are guessed among the first.
@Suite struct PassphraseTests {
  private let strength = PassphraseStrength(names: ["架空市", "税務課", "佐々木"], isCommon: CommonWords.contain)

  private func guess(_ passphrase: String) -> PassphraseGuess? { strength.guess(passphrase) }

  @Test(arguments: [
    ("111111111111", PassphraseGuess.repeated), ("abcabcabcabcabc", .repeated), ("ああああああああああああ", .repeated),
    ("password1234", .commonWord), ("P@ssw0rd2026!", .commonWord), ("passwordpassword", .commonWord),
    ("123iloveyou456", .commonWord), ("ｐａｓｓｗｏｒｄ１２３４", .commonWord),
    ("madoguchi1234", .ownName), ("窓口madoguchi2026", .ownName), ("架空市2026年4月", .ownName),
    ("佐々木佐々木0401", .ownName), ("shiyakusho2026", .ownName), ("パスワードパスワード12", .ownName),
    ("202604010830", .digits), ("2026-04-01 08:30", .digits), ("R8.11.20-14:30", .digits),
    ("qwertyuiop12", .walk), ("1qaz2wsx3edc", .walk), ("abcdefghijkl", .walk), ("poiuytrewq98", .walk),
    ("あいうえおかきくけこさし", .walk), ("asdfghjkl;:]", .walk),
  ])
  func `what is guessed among the first is told as such`(passphrase: String, wanted: PassphraseGuess) {
    #expect(guess(passphrase) == wanted)
    #expect(wanted.sentence.hasSuffix("つないでください"))
  }

  @Test(arguments: [
    "correct horse battery", "another long passphrase", "正しい馬の電池の留め金です", "まったく新しい合言葉です", "が ぎ ぐ げ ご と ga",
    "ねこ 砂場 切符 七輪", "kaki no tane 88 gram", "t7Gq-vL2x-Mp9e",
  ])
  func `what has to be guessed at length is taken`(passphrase: String) {
    #expect(guess(passphrase) == nil)
  }

  @Test func `the list knows the commonest words and no others`() {
    #expect(["password", "qwerty", "dragon", "monkey"].allSatisfy(CommonWords.contain))
    #expect(!["madoguchi", "hokkaidokotsu", "", "correcthorsebattery"].contains(where: CommonWords.contain))
  }

  @Test(arguments: [
    ("佐々木 花子", true), ("O'Brien-Smith", true), ("辻\u{E0100}", true), ("a.b_c", true), ("s", true),
    ("田中・マリア", true), (String(repeating: "渡", count: 16), true),
    (String(repeating: "渡", count: 17), false), (String(repeating: "a", count: 5000), false),
    ("../../etc", false),
    ("a/b", false), ("a\\b", false), (".", false), ("-rf", false), ("", false), ("　", false),
    ("佐々\u{200B}木", false),
    ("a\u{7}", false), ("a\u{202E}b", false), ("a" + String(repeating: "\u{301}", count: 100), false),
    ("😀", false),
    ("a\nb", false), ("名\u{E0041}", false),
  ])
  func `a name has the shape of a name`(name: String, isUsable: Bool) {
    #expect(Account.isUsable(name: name) == isUsable)
  }
}
