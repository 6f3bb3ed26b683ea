import Testing

@testable import Counter

/// What a reason says of its subject, in the forms a sentence needs.
@Suite struct PredicateTests {
  /// A phrase as it is written, before a noun and before another clause, and the same denied.
  struct Forms: Sendable {
    let phrase: String
    let (before, and): (String, String)
    let (notBefore, notAnd): (String, String)
  }

  @Test(arguments: [
    // 一段
    Forms(
      phrase: "支援措置を受ける", before: "支援措置を受ける", and: "支援措置を受けて", notBefore: "支援措置を受けない", notAnd: "支援措置を受けなくて"),
    Forms(
      phrase: "健康保険に入っている", before: "健康保険に入っている", and: "健康保険に入っていて", notBefore: "健康保険に入っていない",
      notAnd: "健康保険に入っていなくて"),
    Forms(phrase: "世帯から出る", before: "世帯から出る", and: "世帯から出て", notBefore: "世帯から出ない", notAnd: "世帯から出なくて"),
    // 五段
    Forms(phrase: "学区が変わる", before: "学区が変わる", and: "学区が変わって", notBefore: "学区が変わらない", notAnd: "学区が変わらなくて"),
    Forms(phrase: "引っ越す", before: "引っ越す", and: "引っ越して", notBefore: "引っ越さない", notAnd: "引っ越さなくて"),
    Forms(phrase: "書類を書く", before: "書類を書く", and: "書類を書いて", notBefore: "書類を書かない", notAnd: "書類を書かなくて"),
    Forms(phrase: "国外へ行く", before: "国外へ行く", and: "国外へ行って", notBefore: "国外へ行かない", notAnd: "国外へ行かなくて"),
    Forms(phrase: "急ぐ", before: "急ぐ", and: "急いで", notBefore: "急がない", notAnd: "急がなくて"),
    Forms(phrase: "日本に住む", before: "日本に住む", and: "日本に住んで", notBefore: "日本に住まない", notAnd: "日本に住まなくて"),
    Forms(phrase: "犬を飼う", before: "犬を飼う", and: "犬を飼って", notBefore: "犬を飼わない", notAnd: "犬を飼わなくて"),
    // する, ある
    Forms(phrase: "印鑑登録をする", before: "印鑑登録をする", and: "印鑑登録をして", notBefore: "印鑑登録をしない", notAnd: "印鑑登録をしなくて"),
    Forms(
      phrase: "住民記録がある", before: "住民記録がある", and: "住民記録があって", notBefore: "住民記録がない", notAnd: "住民記録がなくて"),
    // 形容詞
    Forms(phrase: "収入が少ない", before: "収入が少ない", and: "収入が少なくて", notBefore: "収入が少なくない", notAnd: "収入が少なくなくて"),
    Forms(phrase: "届け出たい", before: "届け出たい", and: "届け出たくて", notBefore: "届け出たくない", notAnd: "届け出たくなくて"),
    // 名詞
    Forms(phrase: "公務員", before: "公務員である", and: "公務員で", notBefore: "公務員ではない", notAnd: "公務員ではなく"),
    Forms(phrase: "65歳以上", before: "65歳以上である", and: "65歳以上で", notBefore: "65歳以上ではない", notAnd: "65歳以上ではなく"),
    Forms(phrase: "住まい", before: "住まいである", and: "住まいで", notBefore: "住まいではない", notAnd: "住まいではなく"),
  ])
  func `a phrase is bent as its class wants it`(forms: Forms) {
    let (yes, no) = (Predicate(forms.phrase), Predicate(forms.phrase, isDenied: true))
    #expect(yes.attributive == forms.before && yes.connective == forms.and)
    #expect(no.attributive == forms.notBefore && no.connective == forms.notAnd)
  }

  @Test func `a name is a noun however it ends`() {
    let (town, word) = (Predicate(noun: "まいる"), Predicate("まいる"))
    #expect(town.isNoun && !word.isNoun)
    #expect(town.attributive == "まいるである" && town.connective == "まいるで")
    #expect(Predicate(noun: "渡", isDenied: true).attributive == "渡ではない")
  }

  @Test func `a question takes the noun alone, and anything else as before a noun`() {
    #expect(Predicate("公務員").question == "公務員かどうか")
    #expect(Predicate("公務員", isDenied: true).question == "公務員ではないかどうか")
    #expect(Predicate("犬を飼っている").question == "犬を飼っているかどうか")
    #expect(Predicate("住民記録がある", isDenied: true).question == "住民記録がないかどうか")
  }

  @Test func `who has something stands in the dative`() {
    #expect(Predicate("要介護認定がある").particle == "に")
    #expect(Predicate("健康保険に入っている").particle == "が" && Predicate("公務員").particle == "が")
  }

  @Test func `words go in front, and what it was it stays`() {
    let name = Predicate(noun: "まいる", isDenied: true).behind("屋号が")
    #expect(name.phrase == "屋号がまいる" && name.isNoun && name.isDenied)
    let verb = Predicate("入っている").behind("健康保険に")
    #expect(verb.phrase == "健康保険に入っている" && !verb.isNoun && !verb.isDenied)
  }
}
