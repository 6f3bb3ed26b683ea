import Crypto
import Foundation

/// The commonest words of passphrases, which are guessed first (`Resources/README.md`).
enum CommonWords {
  /// Bytes of a word's hash that are kept.
  private static let width = 4

  /// Whether a word of small letters a–z is one of them.
  static func contain(_ word: String) -> Bool {
    let hash = SHA256.hash(data: Data(word.utf8)).prefix(width)
    let bytes = PackageResources.common_words_bin
    var (low, high) = (0, bytes.count / width)
    while low < high {
      let middle = (low + high) / 2
      let kept = bytes[middle * width..<(middle + 1) * width]
      if kept.elementsEqual(hash) { return true }
      if kept.lexicographicallyPrecedes(hash) { low = middle + 1 } else { high = middle }
    }
    return false
  }
}
