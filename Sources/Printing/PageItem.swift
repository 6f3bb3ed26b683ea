import Counter

/// What stands on a page besides the items of a filled paper.
enum PageItem {
  case item(FilledPaper.Item)
  /// A QR code, in millimetres.
  case qr(String, x: Double, y: Double, size: Double)
  case shade(PaperForm.Frame)
}

/// A page of a given size in millimetres.
struct Page {
  let width: Double
  let height: Double
  var items: [PageItem]
  /// What lies below; nil where the page is drawn whole.
  var background: FilledPaper.Page.Sheet?
}
