import Yams

extension YAMLFile {
  /// The sections of a file that is one list.
  func sections(of what: String, findings: Findings) -> [Section] {
    guard let sequence = root.sequence else {
      findings.add(
        Finding(
          file: path, line: root.line, message: "このファイルは\(what)の一覧です",
          correction: "1件ずつ行の頭に「- 」を付けて並べてください"))
      return []
    }
    return sequence.compactMap { Section($0, file: path, findings: findings, of: what) }
  }

  func section(of what: String, findings: Findings) -> Section? {
    Section(root, file: path, findings: findings, of: what)
  }
}
