import Moji

/// How a passphrase would be guessed among the first (推測されやすいパスワード).
package enum PassphraseGuess: Hashable, Sendable {
  /// One common word, however often, with digits and signs.
  case commonWord
  /// The name of the account, of the section, the city or this program, with digits and signs.
  case ownName
  /// Digits and signs alone: a date, a number.
  case digits
  /// A few signs over and over.
  case repeated
  /// Neighbours on the keyboard, the alphabet or 五十音.
  case walk

  /// Why it is not taken, and what to do.
  package var sentence: String {
    let why =
      switch self {
      case .commonWord: "よく使われることば1つでは、すぐに当てられます"
      case .ownName: "名前・課・市・このプログラムの名前では、すぐに当てられます"
      case .digits: "数字や日付だけでは、すぐに当てられます"
      case .repeated: "同じ文字の繰り返しでは、すぐに当てられます"
      case .walk: "キーや五十音の並びでは、すぐに当てられます"
      }
    return why + "。関係のないことばを3つ以上つないでください"
  }
}

/// Tells what is easily guessed. `isCommon` answers for words of small letters a–z.
package struct PassphraseStrength {
  private let names: [String]
  private let isCommon: (String) -> Bool

  package init(names: [String], isCommon: @escaping (String) -> Bool) {
    self.names = (Self.program + names).map { Self.plain(Self.folded($0)) }.filter { $0.count > 1 }
      .sorted { $0.count > $1.count }
    self.isCommon = isCommon
  }

  private static let program = [
    "madoguchi", "窓口", "まどぐち", "市役所", "区役所", "しやくしょ", "shiyakusho", "yakusho", "kuyakusho", "市民課",
    "shiminka", "パスワード", "ぱすわーど", "あいことば", "合言葉", "ひみつ",
  ]

  /// nil for what has to be guessed at length.
  package func guess(_ passphrase: String) -> PassphraseGuess? {
    let text = Self.folded(passphrase)
    if Self.isRepeated(text) { return .repeated }
    let words = text.filter { !Self.isFiller($0) }
    if words.count < 4, Set(words).count < 4 { return .digits }
    if Self.isWalk(text) { return .walk }
    // Whatever digits and signs stand between is nothing to whoever guesses.
    let letters = Self.plain(text)
    var rest = letters
    for name in names { rest = rest.replacing(name, with: " ") }
    if rest.filter({ $0 != " " }).count < 4 { return .ownName }
    let left = rest.split(separator: " ").map(String.init)
    return Set(left.map(root)).count == 1 && left.allSatisfy({ isCommon(root($0)) }) ? .commonWord : nil
  }

  /// What a text repeats: «passwordpassword» is «password».
  private func root(_ text: String) -> String {
    let signs = Array(text)
    let period = (1...max(1, signs.count)).first { period in
      signs.indices.allSatisfy { signs[$0] == signs[$0 % period] }
    }
    return String(signs.prefix(period ?? signs.count))
  }

  // MARK: Folding

  private static func folded(_ text: String) -> String {
    text.widthFolded.lowercased().filter { !$0.isWhitespace }
  }

  private static func isFiller(_ sign: Character) -> Bool {
    sign.isNumber || sign.isPunctuation || sign.isSymbol
  }

  /// Letters alone, with those that were written as digits or signs inside a word: «p@ssw0rd2026» is «password».
  private static func plain(_ text: String) -> String {
    var (plain, word) = ("", [Character]())
    for sign in text + " " {
      if isLatin(sign) || !word.isEmpty && letters[sign] != nil {
        word.append(sign)
        continue
      }
      let end = (word.lastIndex(where: isLatin) ?? -1) + 1
      plain += word.prefix(end).map { letters[$0] ?? $0 }
      word = []
      if !isFiller(sign), sign != " " { plain.append(sign) }
    }
    return plain
  }

  private static func isLatin(_ sign: Character) -> Bool { ("a"..."z").contains(sign) }

  private static let letters: [Character: Character] = [
    "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i",
  ]

  // MARK: Shapes

  /// Fewer than five different signs, or a short run over and over that no word is.
  private static func isRepeated(_ text: String) -> Bool {
    let signs = Array(text)
    guard signs.count > 1 else { return true }
    if Set(signs).count < 5 { return true }
    return (1...max(1, signs.count / 3)).contains { period in
      period <= 6 && signs.indices.allSatisfy { signs[$0] == signs[$0 % period] }
    }
  }

  private static let tracks: [[Character]] = [
    "1234567890-^", "qwertyuiop@[", "asdfghjkl;:]", "zxcvbnm,./", "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujmikolp",
    "abcdefghijklmnopqrstuvwxyz",
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん", "いろはにほへとちりぬるをわかよたれそつねならむ",
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
  ].map { Array($0) }

  /// Whether runs of four or more neighbours, forwards or backwards, leave no more than three signs.
  private static func isWalk(_ text: String) -> Bool {
    let signs = Array(text)
    var (start, left) = (0, 0)
    while start < signs.count {
      let length = tracks.flatMap { [$0, $0.reversed()] }.map { run(signs[start...], along: $0) }.max() ?? 0
      if length >= 4 { start += length } else { (start, left) = (start + 1, left + 1) }
    }
    return left <= 3
  }

  private static func run(_ signs: ArraySlice<Character>, along track: [Character]) -> Int {
    guard let first = signs.first else { return 0 }
    return track.indices.filter { track[$0] == first }.map { position in
      zip(signs, track[position...]).prefix { $0 == $1 }.count
    }.max() ?? 0
  }
}
