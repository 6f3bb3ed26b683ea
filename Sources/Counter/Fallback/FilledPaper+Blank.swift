extension FilledPaper {
  /// A form as it is laid out, every box empty and every row of people there.
  package init(blank form: PaperForm) {
    self.init(
      form: form.id, name: form.name, person: nil, width: form.width, height: form.height,
      pages: FilledPaper.pages(form.elements.flatMap { FilledPaper.items($0, dx: 0, dy: 0) }, of: form),
      emptyBoxes: [])
  }

  private static func items(_ element: PaperForm.Element, dx: Double, dy: Double) -> [Item] {
    switch element {
    case .label(let label): [.text(TextItem(label, dx: dx, dy: dy))]
    case .rule(let x1, let y1, let x2, let y2, let width):
      [.rule(x1: x1 + dx, y1: y1 + dy, x2: x2 + dx, y2: y2 + dy, width: width)]
    case .rectangle(let frame, let width): [.rectangle(frame.moved(byX: dx, y: dy), width: width)]
    case .box, .choices, .day: []
    case .tick(let tick): [.tick(x: tick.x + dx, y: tick.y + dy, size: tick.size, isTicked: false)]
    case .rows(let rows):
      (0..<rows.count).flatMap { position in
        rows.elements.flatMap {
          items($0, dx: dx + rows.x, dy: dy + rows.y + Double(position) * rows.height)
        }
      }
    }
  }
}

extension FilledPaper.TextItem {
  /// The fixed words of a form, never shrunk.
  init(_ label: PaperForm.Label, dx: Double, dy: Double) {
    self.init(
      box: nil, frame: label.frame.moved(byX: dx, y: dy), text: label.text, size: label.size,
      minimumSize: label.size, alignment: label.alignment, face: label.face)
  }
}
