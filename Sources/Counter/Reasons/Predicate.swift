/// What a sentence says of its subject, in the forms that a reason needs: a Japanese predicate in its dictionary form,
/// or a noun, affirmed or denied.
struct Predicate: Hashable, Sendable {
  /// «国民健康保険に入っている», «公務員».
  let phrase: String
  /// Whether it is denied: «入っていない», «公務員ではない».
  let isDenied: Bool

  /// Whether it is a noun however it ends: a value, a code's label, a name.
  private let isName: Bool

  init(_ phrase: String, isDenied: Bool = false) {
    self.phrase = phrase
    self.isDenied = isDenied
    isName = false
  }

  init(noun: String, isDenied: Bool = false) {
    phrase = noun
    self.isDenied = isDenied
    isName = true
  }

  var affirmed: Predicate { isName ? Predicate(noun: phrase) : Predicate(phrase) }

  /// The predicate with words in front of it.
  func behind(_ words: String) -> Predicate {
    isName
      ? Predicate(noun: words + phrase, isDenied: isDenied) : Predicate(words + phrase, isDenied: isDenied)
  }

  /// «太郎さんに要介護認定がある», «太郎さんが国民健康保険に入っている».
  var particle: String { phrase.hasSuffix("がある") ? "に" : "が" }

  /// Whether it is a noun rather than a verb or an adjective.
  var isNoun: Bool { if case .noun = wordClass { true } else { false } }

  private enum Class {
    /// 一段: 受ける.
    case vowelVerb
    /// 五段, with the kana it ends in: 変わる.
    case consonantVerb(Character)
    /// する and what ends in it.
    case irregular
    /// ある.
    case existing
    /// 形容詞: ない.
    case adjective
    case noun
  }

  /// «…ため»: before a noun.
  var attributive: String {
    guard isDenied else {
      if case .noun = wordClass { return phrase + "である" }
      return phrase
    }
    return negativeStem + "ない"
  }

  /// «…て、»: before another clause.
  var connective: String {
    if isDenied {
      if case .noun = wordClass { return phrase + "ではなく" }
      return negativeStem + "なくて"
    }
    let stem = String(phrase.dropLast())
    switch wordClass {
    case .noun: return phrase + "で"
    case .vowelVerb: return stem + "て"
    case .existing: return stem + "って"
    case .irregular: return String(phrase.dropLast(2)) + "して"
    case .adjective: return stem + "くて"
    case .consonantVerb(let ending):
      // 引っ越す → 引っ越して, 書く → 書いて, 住む → 住んで, 変わる → 変わって.
      switch ending {
      case "す": return stem + "して"
      case "く": return stem + (phrase.hasSuffix("行く") ? "って" : "いて")
      case "ぐ": return stem + "いで"
      case "む", "ぶ", "ぬ": return stem + "んで"
      default: return stem + "って"
      }
    }
  }

  /// «…かどうか».
  var question: String {
    if case .noun = wordClass, !isDenied { return phrase + "かどうか" }
    return attributive + "かどうか"
  }

  /// «入って» of «入っていない»: what «ない» follows.
  private var negativeStem: String {
    let stem = String(phrase.dropLast())
    switch wordClass {
    case .noun: return phrase + "では"
    case .vowelVerb: return stem
    case .existing: return String(phrase.dropLast(2))
    case .irregular: return String(phrase.dropLast(2)) + "し"
    case .adjective: return stem + "く"
    case .consonantVerb(let ending): return stem + (Predicate.negative[ending] ?? "ら")
    }
  }

  private static let negative: [Character: String] = [
    "う": "わ", "く": "か", "ぐ": "が", "す": "さ", "つ": "た", "ぬ": "な", "ぶ": "ば", "む": "ま", "る": "ら",
  ]
  private var wordClass: Class {
    guard !isName, let last = phrase.last,
      let ending = Predicate.negative[last] == nil && last != "い" ? nil : last
    else {
      return .noun
    }
    if phrase.hasSuffix("する") { return .irregular }
    if phrase.hasSuffix("ある") { return .existing }
    if ending == "い" {
      return phrase.hasSuffix("ない") || phrase.hasSuffix("しい") || phrase.hasSuffix("たい") ? .adjective : .noun
    }
    guard ending == "る" else { return .consonantVerb(ending) }
    // いる and える verbs: the kana before る is of the i or e row, 受ける, 入っている, 続けて使える.
    let before = phrase.dropLast().last ?? " "
    return Predicate.vowelRow.contains(before) || Predicate.shortStems.contains(before)
      ? .vowelVerb : .consonantVerb("る")
  }

  /// Kanji that are the whole stem of a 一段 verb: 出る, 見る.
  private static let shortStems = Set("出見得寝着似経居")

  private static let vowelRow = Set("いきしちにひみりぎじびえけせてねへめれげぜでべ")
}
