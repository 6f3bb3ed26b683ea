import Counter
import Yams

/// One YAML file of `forms/`, composed to nodes that know their lines.
struct YAMLFile {
  /// Path inside `forms/`.
  let path: String
  let root: Node
  /// A file that is a list may have so many items.
  static let itemLimit = 2_000
  /// A line may have so many bytes.
  private static let lineLimit = 100_000

  /// nil after a finding; an empty file counts as wrong.
  init?(path: String, text: String, load: FormsLoad) {
    self.path = path
    if let refusal = YAMLFile.refusal(of: text, path) {
      load.giveUp(path, refusal)
      return nil
    }
    do {
      // What a plain scalar would be to YAML is asked by none: each key knows what it takes.
      guard let root = try Yams.compose(yaml: text, .basic) else {
        load.giveUp(
          path,
          Finding(
            YAMLSyntaxCheck.self, at: Place(file: path, line: 1), "中身がありません",
            correction: "README.md のひな形を写してください"))
        return nil
      }
      self.root = root
    } catch let error as YamlError {
      load.giveUp(path, YAMLSyntaxCheck.finding(error, in: path, text: text))
      return nil
    } catch {
      load.giveUp(
        path,
        Finding(YAMLSyntaxCheck.self, at: Place(file: path, line: 1), "読み取れません（\(error)）"))
      return nil
    }
  }

  /// What is not even given to the parser; nil for what may be.
  private static func refusal(of text: String, _ path: String) -> Finding? {
    if text.utf8.count > PlainFile.limit {
      let (message, correction) = PlainFile.Refusal.isTooLarge(limit: PlainFile.limit).sentence
      return Finding(YAMLSyntaxCheck.self, at: Place(file: path, line: 1), message, correction: correction)
    }
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if let index = lines.firstIndex(where: { $0.count > lineLimit }) {
      return Finding(
        YAMLSyntaxCheck.self, at: Place(file: path, line: index + 1),
        "1行が長すぎます（\(lineLimit)バイトまで）", correction: "「- 」で行を分けるか、「|」で始まる文にしてください")
    }
    return YAMLAliases.firstUse(in: text, of: path).map {
      Finding(
        YAMLSyntaxCheck.self, at: $0, "YAML の別名（&名前 と *名前）は使えません",
        correction: "同じ内容をもう一度書くか、文の中の * や & なら全体を ' ' で囲んでください")
    }
  }
}
