import Yams

extension YAMLFile {
  /// The sections of a file that is one list.
  func sections(of what: String, load: FormsLoad) -> [Section] {
    guard let sequence = root.sequence else {
      load.report(
        Finding(
          ValueCheck.self, at: root.place(in: path), "このファイルは\(what)の一覧です",
          correction: "1件ずつ行の頭に「- 」を付けて並べてください"))
      return []
    }
    guard sequence.count <= YAMLFile.itemLimit else {
      load.giveUp(
        path,
        Finding(
          ValueCheck.self, at: sequence[YAMLFile.itemLimit].place(in: path),
          "一覧が長すぎます（1つのファイルに\(YAMLFile.itemLimit)件まで）", correction: "いくつかのファイルに分けてください"))
      return []
    }
    return sequence.compactMap { Section($0, file: path, load: load, of: what) }
  }

  func section(of what: String, load: FormsLoad) -> Section? {
    Section(root, file: path, load: load, of: what)
  }
}
