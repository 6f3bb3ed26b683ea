import Counter

/// Sets 番号札 on a roll of 80 mm.
enum TicketLayout {
  static let width = 80.0
  static let height = 92.0

  static func page(of ticket: Ticket, measure: TextMeasure) -> Page {
    var items: [PageItem] = []
    func add(_ text: String, y: Double, height: Double, size: Double) {
      guard !text.isEmpty else { return }
      items.append(
        .item(
          .text(
            FilledPaper.TextItem(
              box: nil, frame: PaperForm.Frame(x: 5, y: y, width: width - 10, height: height), text: text,
              size: size, minimumSize: 8, alignment: .centre, face: .gothic))))
    }
    add(ticket.city, y: 4, height: 7, size: 13)
    add("番号札", y: 11, height: 6, size: 11)
    add(Wording.visitNumber(ticket.number), y: 17, height: 20, size: 44)
    add(ticket.drawnAt, y: 38, height: 5.5, size: 10)
    add(ticket.waiting == 0 ? "まもなくお呼びします" : "前にお待ちの方 \(ticket.waiting)人", y: 44, height: 6, size: 11)
    items.append(.qr(ticket.token, x: (width - 24) / 2, y: 52, size: 24))
    add("番号が呼ばれるまでお待ちください。", y: 78, height: 5.5, size: 10)
    add(ticket.stamp, y: 84, height: 5, size: 9)
    return Page(width: width, height: height, items: items)
  }
}
