import Counter

extension BoxCheck {
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
