import Counter
import Yams

/// Names from which fictional residents are made (fiction/names.yaml).
package struct FictionNames: Sendable {
  package struct Entry: Sendable {
    package let kanji: String
    package let reading: String
    /// 年代, empty for surnames.
    package let generation: String
  }

  package let surnames: [Entry]
  package let men: [Entry]
  package let women: [Entry]

  /// Reads the names of a `forms/` folder; throws the first finding.
  package init(_ folder: FormsFolder) throws(Finding) {
    let load = FormsLoad(folder)
    guard let text = folder.files.first(where: { $0.path == "fiction/names.yaml" })?.text,
      let file = YAMLFile(path: "fiction/names.yaml", text: text, load: load),
      let section = file.section(of: "架空の住民の名前", load: load)
    else {
      throw load.findings.first
        ?? Finding(YAMLSyntaxCheck.self, at: Place(file: "fiction/names.yaml", line: 1), "ファイルがありません")
    }
    func entries(_ key: String) -> [Entry] {
      section.sections(key, of: key).map { entry in
        Entry(kanji: entry.text("漢字"), reading: entry.text("かな"), generation: entry.optionalText("年代") ?? "")
      }
    }
    surnames = entries("姓")
    men = entries("男")
    women = entries("女")
    if let finding = load.findings.first { throw finding }
    guard !surnames.isEmpty, !men.isEmpty, !women.isEmpty else {
      throw Finding(
        ValueCheck.self, at: Place(file: "fiction/names.yaml", line: 1), "姓・男・女の名前が要ります")
    }
  }
}
