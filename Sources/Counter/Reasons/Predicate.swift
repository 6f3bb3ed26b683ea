/// What a sentence says of its subject, in the forms that a reason needs: a Japanese predicate in its dictionary form,
/// or a noun, affirmed or denied.
struct Predicate: Hashable, Sendable {
  /// «国民健康保険に入っている», «公務員».
  let phrase: String
  /// Whether it is denied: «入っていない», «公務員ではない».
  let isDenied: Bool

  init(_ phrase: String, isDenied: Bool = false) {
    self.phrase = phrase
    self.isDenied = isDenied
  }

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

  /// «…です», «…ます»: the end of a polite sentence.
  var polite: String {
    if isDenied {
      switch wordClass {
      case .noun: return phrase + "ではありません"
      case .adjective: return negativeStem + "ありません"
      case .existing: return String(phrase.dropLast(2)) + "ありません"
      default: return politeStem + "ません"
      }
    }
    switch wordClass {
    case .noun, .adjective: return phrase + "です"
    case .existing: return String(phrase.dropLast(2)) + "あります"
    default: return politeStem + "ます"
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

  /// 連用形.
  private var politeStem: String {
    let stem = String(phrase.dropLast())
    switch wordClass {
    case .vowelVerb: return stem
    case .irregular: return String(phrase.dropLast(2)) + "し"
    case .consonantVerb(let ending): return stem + (Predicate.continuative[ending] ?? "り")
    case .noun, .adjective, .existing: return phrase
    }
  }

  private static let negative: [Character: String] = [
    "う": "わ", "く": "か", "ぐ": "が", "す": "さ", "つ": "た", "ぬ": "な", "ぶ": "ば", "む": "ま", "る": "ら",
  ]
  private static let continuative: [Character: String] = [
    "う": "い", "く": "き", "ぐ": "ぎ", "す": "し", "つ": "ち", "ぬ": "に", "ぶ": "び", "む": "み", "る": "り",
  ]

  private var wordClass: Class {
    guard let last = phrase.last, let ending = Predicate.negative[last] == nil && last != "い" ? nil : last
    else {
      return .noun
    }
    if phrase.hasSuffix("する") { return .irregular }
    if phrase == "ある" || phrase.hasSuffix("がある") || phrase.hasSuffix("である") || phrase.hasSuffix("もある") {
      return .existing
    }
    if ending == "い" {
      return phrase.hasSuffix("ない") || phrase.hasSuffix("しい") || phrase.hasSuffix("たい") ? .adjective : .noun
    }
    guard ending == "る" else { return .consonantVerb(ending) }
    // いる and える verbs: the kana before る is of the i or e row, 受ける, 入っている, 続けて使える.
    let before = phrase.dropLast().last ?? " "
    return Predicate.vowelRow.contains(before) ? .vowelVerb : .consonantVerb("る")
  }

  private static let vowelRow = Set("いきしちにひみりぎじびえけせてねへめれげぜでべ")
}
