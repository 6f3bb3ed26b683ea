import Yams

extension YAMLFile {
  /// The sections of a file that is one list.
  func sections(of what: String, reading: Reading) -> [Section] {
    guard let sequence = root.sequence else {
      reading.report(
        Finding(
          ValueCheck.self, at: root.place(in: path), "このファイルは\(what)の一覧です",
          correction: "1件ずつ行の頭に「- 」を付けて並べてください"))
      return []
    }
    return sequence.compactMap { Section($0, file: path, reading: reading, of: what) }
  }

  func section(of what: String, reading: Reading) -> Section? {
    Section(root, file: path, reading: reading, of: what)
  }
}
