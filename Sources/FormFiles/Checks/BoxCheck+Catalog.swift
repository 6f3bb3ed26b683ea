import Counter

enum BoxCheck: CatalogueCheck {
  static let name = "box"
  static let title = "書類の欄"
  static let explanation = """
    欄に入れる事実がない、欄が紙からはみ出している、同じ書類に同じ id の欄が2つある、のどれかです。
    手で書く欄は「空欄: はい」と書きます。

      × 欄: { id: 電話, x: 60, y: 31, 幅: 120, 高さ: 8 }
      ○ 欄: { id: 電話, x: 60, y: 31, 幅: 120, 高さ: 8, 値: 来庁者.連絡先 }
      ○ 欄: { id: 署名, x: 60, y: 31, 幅: 120, 高さ: 8, 空欄: はい }
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    forms.uses.compactMap { use in
      guard use.role == .box, let expression = use.expression,
        !expression.parts.contains(where: { if case .path = $0 { true } else { false } })
      else { return nil }
      return Finding(
        self, at: use.formula.place, "この欄の「値」は、どの事実も読んでいません", correction: "事実を書くか、決まった文なら「文字」を使ってください")
    }
  }

  /// A frame that leaves the paper, or the row it stands in.
  static func look(at frame: PaperForm.Frame, in area: PaperForm.Frame, _ section: Section) {
    let isInside =
      frame.x >= 0 && frame.y >= 0 && frame.width > 0 && frame.height > 0
      && area.x + frame.x + frame.width <= area.width && area.y + frame.y + frame.height <= area.height
    guard !isInside, !section.isProbe else { return }
    section.report(
      as: self, "紙（\(Int(area.width))×\(Int(area.height))ミリ）からはみ出しています",
      correction: "x・y は 0 以上、x + 幅 と y + 高さ が紙に収まるように直してください")
  }
}
