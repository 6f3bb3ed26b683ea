import Counter
import Moji

/// The head of a form that is written as a table: title, words under it, addressee and day.
struct PaperHead {
  let title: String
  let words: [String]
  /// 宛先; nil for the mayor (市長), «なし» for nobody.
  let addressee: String?
  let width: Double
  let place: Place
  /// Where the head ends, in millimetres.
  private(set) var bottom = 22.0

  init(title: String, words: [String], addressee: String?, width: Double, place: Place) {
    self.title = title
    self.words = words
    self.addressee = addressee
    self.width = width
    self.place = place
  }

  mutating func elements() -> [PaperForm.Element] {
    let margin = PaperTableLayout.Measure.margin
    let room = width - 2 * margin
    var elements: [PaperForm.Element] = [
      label(
        title, PaperForm.Frame(x: margin, y: 11, width: room, height: 9),
        title.size(in: room, from: 17, to: 10, lines: 1), .centre)
    ]
    if addressee != "なし" {
      let frame = PaperForm.Frame(x: margin, y: bottom, width: room * 0.6, height: 6)
      elements.append(
        addressee.map { label("（あて先）\($0)", frame, 10.5, .leading) }
          ?? box("宛先", Formula(.expression("\"（あて先）\" + 市.名前 + \"長\""), at: place), frame, .leading))
      elements.append(
        box(
          "届出の日", Formula(.expression("和暦(届出.届出日)"), at: place),
          PaperForm.Frame(x: margin + room * 0.6, y: bottom, width: room * 0.4, height: 6), .trailing))
      bottom += 7
    }
    for text in words {
      let size = text.size(in: room, from: 9, to: 7.5, lines: 2)
      let em = size * 25.4 / 72
      let lines = Double(max(1, text.lines(ofColumns: Int(room / em * 2)).count))
      elements.append(
        label(
          text, PaperForm.Frame(x: margin, y: bottom, width: room, height: lines * em * 1.35), size, .leading)
      )
      bottom += lines * em * 1.35
    }
    bottom += 1.5
    return elements
  }

  private func label(
    _ text: String, _ frame: PaperForm.Frame, _ size: Double, _ alignment: PaperForm.Alignment
  )
    -> PaperForm.Element
  {
    .label(PaperForm.Label(frame: frame, text: text, size: size, alignment: alignment, face: .gothic))
  }

  private func box(
    _ name: String, _ formula: Formula, _ frame: PaperForm.Frame, _ alignment: PaperForm.Alignment
  )
    -> PaperForm.Element
  {
    .box(
      PaperForm.Box(
        id: name, label: name, frame: frame, value: formula, size: 10.5, minimumSize: 7, alignment: alignment,
        mayBeEmpty: false))
  }
}
