import CPangoCairo
import Counter
import Foundation

/// Turns orders into PDF files.
package struct PaperPress {
  private let backgrounds = Backgrounds()

  package init() {}

  /// Names of fonts that papers need and that are not installed.
  package static func missingFonts() -> [String] { Fonts.missing() }

  /// Sets everything of an order into one PDF; the file appears whole or not at all.
  package func print(_ order: PrintOrder) -> PrintOutcome {
    let missing = Fonts.missing()
    guard missing.isEmpty else {
      return failed(order, "書体 \(missing.joined(separator: "、")) がありません。.ci/setup を実行して入れてください")
    }
    guard let draft = PaperPress.emptyDraft(of: order.path) else {
      return failed(order, "書き出し先を開けません。フォルダーと空き容量を確かめてください")
    }
    var isKept = false
    defer { if !isKept { unlink(draft) } }
    guard let surface = cairo_pdf_surface_create(draft, 595, 842) else { return failed(order, "メモリが足りません") }
    defer { cairo_surface_destroy(surface) }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let measure = TextMeasure(surface: surface)
    else {
      return failed(order, "書き出し先を開けません。フォルダーと空き容量を確かめてください")
    }
    cairo_pdf_surface_set_metadata(
      surface, CAIRO_PDF_METADATA_TITLE, order.visitNumber == 0 ? order.footer : "受付 \(order.visitNumber)")
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, order.at.iso)
    let pages = pages(of: order, measure)
    let painter = PagePainter(measure: measure)
    for page in pages {
      cairo_pdf_surface_set_size(
        surface, page.width * TextMeasure.pointsPerMillimetre, page.height * TextMeasure.pointsPerMillimetre)
      do {
        let background = try page.background.map { try backgrounds.surface(of: $0, in: order.papersFolder) }
        painter.paint(page, over: background)
      } catch let refusal as BackgroundFile.Refusal {
        return failed(order, refusal.sentence)
      } catch {
        return failed(order, "下敷きを読めません")
      }
    }
    cairo_surface_finish(surface)
    isKept = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS && rename(draft, order.path) == 0
    guard isKept else {
      return failed(order, "ファイルを書けません。空き容量を確かめてください")
    }
    return PrintOutcome(
      job: order.job, visit: order.visit, ids: order.ids, path: order.path, pages: pages.count,
      problems: painter.problems,
      failure: nil)
  }

  /// Millimetres of an order's sheets where they are all alike and not the printer's ordinary A4; nil else.
  package static func sheet(of order: PrintOrder) -> (width: Double, height: Double)? {
    order.ticket.map { _ in (TicketLayout.width, TicketLayout.height) }
  }

  /// A new file beside the one to be written, readable by its owner only before Cairo opens it; no link that somebody put
  /// there is followed. It bears the process, so that one that a killed process left is known.
  private static func emptyDraft(of path: String) -> String? {
    let draft = "\(path).\(getpid())-\(UInt64.random(in: 0 ... .max)).draft"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return fchmod(descriptor, 0o600) == 0 ? draft : nil
  }

  private func failed(_ order: PrintOrder, _ reason: String) -> PrintOutcome {
    PrintOutcome(
      job: order.job, visit: order.visit, ids: order.ids, path: order.path, pages: 0, problems: [],
      failure: reason)
  }

  private func pages(of order: PrintOrder, _ measure: TextMeasure) -> [Page] {
    var pages = order.questions.map { QuestionSheetLayout.pages(of: $0, measure: measure) } ?? []
    pages += order.papers.flatMap { paper in
      paper.pages.map {
        Page(
          width: paper.width, height: paper.height, items: $0.items.map(PageItem.item),
          background: $0.background)
      }
    }
    if let checklist = order.checklist {
      pages += ChecklistLayout.pages(of: checklist, isLarge: order.isLargeType, measure: measure)
    }
    if let record = order.record, let size = order.checklist {
      pages += ExplanationRecordLayout.pages(
        of: record, width: size.width, height: size.height, measure: measure)
    }
    if let ticket = order.ticket { return [TicketLayout.page(of: ticket, measure: measure)] }
    return pages.enumerated().map { index, page in
      var page = page
      page.items += marks(page, order, number: index + 1, of: pages.count)
      return page
    }
  }

  /// What every page bears: 受付番号, time, catalogue version, n/m; 架空データ or 訓練.
  private func marks(_ page: Page, _ order: PrintOrder, number: Int, of count: Int) -> [PageItem] {
    func text(_ text: String, _ frame: PaperForm.Frame, _ size: Double, _ alignment: PaperForm.Alignment)
      -> PageItem
    {
      .item(
        .text(
          FilledPaper.TextItem(
            box: nil, frame: frame, text: text, size: size, minimumSize: 5, alignment: alignment,
            face: .gothic)))
    }
    let foot = PaperForm.Frame(x: 15, y: page.height - 11, width: page.width - 30, height: 5)
    // The code at the corner needs white around it to be read.
    let end = PaperForm.Frame(
      x: foot.x, y: foot.y, width: foot.width - (order.code.isEmpty ? 0 : 4), height: 5)
    var items = [
      text(order.footer, foot, 9, .leading), text("\(number)／\(count)", end, 9, .trailing),
    ]
    if !order.code.isEmpty {
      items.append(
        .qr(
          PageCode(visit: order.code, page: number, pages: count).text, x: page.width - 14,
          y: page.height - 14,
          size: 9.5))
    }
    if !order.stamp.isEmpty {
      items.append(
        text(order.stamp, PaperForm.Frame(x: page.width - 60, y: 5, width: 45, height: 6), 10, .trailing))
    }
    return items
  }
}

extension Instant {
  /// ISO 8601 in Japan's time.
  fileprivate var iso: String {
    let (hour, minute) = clock
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    return "\(day.iso)T\(two(hour)):\(two(minute)):00+09:00"
  }
}
