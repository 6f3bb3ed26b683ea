import Foundation
import Yams

/// One YAML file of `forms/`, composed to nodes that know their lines.
struct YAMLFile {
  /// Path inside `forms/`.
  let path: String
  let root: Node

  /// nil after a finding; an empty file counts as wrong.
  init?(path: String, text: String, findings: Findings) {
    self.path = path
    do {
      guard let root = try Yams.compose(yaml: text) else {
        findings.add(Finding(file: path, line: 1, message: "中身がありません", correction: "README.md のひな形を写してください"))
        return nil
      }
      self.root = root
    } catch let error as YamlError {
      findings.add(YAMLFile.finding(error, in: path, text: text))
      return nil
    } catch {
      findings.add(Finding(file: path, line: 1, message: "読み取れません（\(error)）"))
      return nil
    }
  }

  private static func finding(_ error: YamlError, in path: String, text: String) -> Finding {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let tab =
        text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(mark.line - 1).first?
        .contains("\t") ?? false
      return Finding(
        file: path, line: mark.line, column: mark.column, message: "YAML の書き方ではありません（\(problem)）",
        correction: tab
          ? "タブの代わりに半角スペースで字下げしてください" : "字下げ、: のあとの半角スペース、引用符の閉じ忘れを見てください")
    case .duplicatedKeysInMapping(let duplicates, let context):
      return Finding(
        file: path, line: context.mark.line, column: context.mark.column,
        message: "同じキーが2つあります（\(duplicates.map { "\($0)" }.sorted().joined(separator: "、"))）",
        correction: "片方を消してください")
    default:
      return Finding(file: path, line: 1, message: "YAML として読み取れません（\(error)）")
    }
  }
}
