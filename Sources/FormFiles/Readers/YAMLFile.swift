import Counter
import Yams

/// One YAML file of `forms/`, composed to nodes that know their lines.
struct YAMLFile {
  /// Path inside `forms/`.
  let path: String
  let root: Node

  /// nil after a finding; an empty file counts as wrong.
  init?(path: String, text: String, load: FormsLoad) {
    self.path = path
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
}
