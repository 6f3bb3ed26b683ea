import Counter

enum BackgroundCheck: CatalogueCheck {
  static let name = "background"
  static let title = "下敷きの PDF"
  static let explanation = """
    書類の「下敷き」に書いた PDF です。papers フォルダーに置き、欄を合わせたときの指紋を書いておきます。
    PDF を差し替えると指紋が変わり、欄の場所がずれるおそれがあるので、ここで止まります。

      ○ 下敷き: { 紙: idou.pdf, 頁数: 1, 指紋: 3f2a… }   （papers/idou.pdf。madoguchi papers fields が書きます）
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    forms.catalog.papers.compactMap { paper -> Finding? in
      guard let background = paper.background else { return nil }
      if background.file.hasPrefix("/") || background.file.split(separator: "/").contains("..") {
        return Finding(
          self, at: paper.place, "下敷き「\(background.file)」は papers フォルダーの外です",
          correction: "papers フォルダーに置いてください")
      }
      guard let fingerprint = forms.folder.fingerprint(of: "papers/" + background.file) else {
        return Finding(
          self, at: paper.place, "下敷き「\(background.file)」がありません",
          correction: "papers フォルダーに、その名前の PDF を置いてください"
        )
      }
      guard fingerprint == background.fingerprint else {
        return Finding(
          self, at: paper.place, "下敷き「\(background.file)」が、欄を合わせたときのものと違います",
          correction:
            "madoguchi papers grid で欄の場所を確かめてから、指紋を \(fingerprint) に直してください")
      }
      return nil
    }
  }
}
