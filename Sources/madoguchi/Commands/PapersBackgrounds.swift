import ArgumentParser
import Counter
import FormFiles
import Foundation

extension PapersCommand {
  /// What the printing process finds in a PDF.
  fileprivate static func report(on path: String) throws -> BackgroundReport {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Places.programFolder + "/madoguchi-paper")
    process.arguments = ["--inspect", path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch {
      throw Complaint("印刷のプログラム madoguchi-paper を動かせません。本体と同じフォルダーにあるか確かめてください")
    }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard let report = try? JSONDecoder().decode(BackgroundReport.self, from: data) else {
      throw Complaint("\(path): 描くのに時間かメモリがかかりすぎる PDF です。作り直したものを使ってください")
    }
    if let problem = report.problem { throw Complaint("\(path): \(problem)") }
    guard let first = report.sheets.first,
      report.sheets.allSatisfy({ abs($0.width - first.width) < 1 && abs($0.height - first.height) < 1 })
    else { throw Complaint("\(path): 頁ごとに大きさが違います。大きさの同じ頁ごとに、別の PDF に分けてください") }
    return report
  }

  /// Prints a PDF with a grid in millimetres and the boxes of a paper over it.
  struct Grid: ActingCommand {
    static let act = Act.workOnContent
    static let configuration = CommandConfiguration(
      abstract: "市の様式（PDF）に、ミリの目盛りと欄の枠を重ねた PDF を作る")

    @OptionGroup var places: PlaceOptions
    @Argument(help: "市の様式の PDF") var file: String
    @Option(name: .long, help: "枠を重ねる書類の id") var paper: String?
    @Option(name: .shortAndLong, help: "書き出す PDF") var output = "grid.pdf"

    mutating func run() throws {
      let report = try PapersCommand.report(on: file)
      let url = URL(fileURLWithPath: file)
      let background = PaperForm.Background(
        file: url.lastPathComponent, fingerprint: report.fingerprint, pages: report.sheets.count)
      let (width, height) = (report.sheets[0].width, report.sheets[0].height)
      let form = try form()
      let pages = report.sheets.indices.map { page in
        FilledPaper.Page(
          items: GridLines(width: width, height: height).items
            + (form.map { GridLines.boxes(of: $0, page: page) } ?? [])
            + report.fields.filter { $0.page == page + 1 }.flatMap { GridLines.box($0.frame, $0.name) },
          background: FilledPaper.Page.Sheet(of: background, page: page))
      }
      let paper = FilledPaper(
        form: "grid", name: file, person: nil, width: width, height: height, pages: pages, emptyBoxes: [])
      let order = PrintOrder(
        visit: 0, visitNumber: 0, footer: "", stamp: "", papers: [paper], checklist: nil,
        papersFolder: url.deletingLastPathComponent().path, at: .wallClock, path: output)
      for printed in try PapersCommand.printed([order]) {
        Madoguchi.show("\(printed.path)（\(printed.pages)ページ）")
      }
    }

    private func form() throws -> PaperForm? {
      guard let paper else { return nil }
      let environment = ProcessInfo.processInfo.environment
      let places = try Places(
        places, kind: "-demo", settings: try Settings.load(environment: environment), environment: environment
      )
      let outcome = CatalogReader.read(try FormsFolder(at: places.forms))
      guard let form = outcome.rulebook?.catalog.paper(paper) else {
        throw Complaint("書類「\(paper)」がありません。forms/papers の id を確かめてください")
      }
      return form
    }
  }

  /// Lists the fields of an interactive PDF and writes the paper file to start from.
  struct Fields: ActingCommand {
    static let act = Act.workOnContent
    static let configuration = CommandConfiguration(
      abstract: "市の様式（PDF）の入力欄を調べ、書き始めの書類ファイルを作る")

    @OptionGroup var places: PlaceOptions
    @Argument(help: "市の様式の PDF") var file: String
    @Option(name: .long, help: "書類の id。省くとファイルの名前") var id: String?
    @Option(name: .shortAndLong, help: "書き出すファイル。省くと画面に出す") var output: String?

    mutating func run() throws {
      let report = try PapersCommand.report(on: file)
      let environment = ProcessInfo.processInfo.environment
      let places = try Places(
        places, kind: "-demo", settings: try Settings.load(environment: environment), environment: environment
      )
      let vocabulary = try? CatalogReader.read(try FormsFolder(at: places.forms)).rulebook?.catalog.vocabulary
      let name = URL(fileURLWithPath: file).lastPathComponent
      let text = BackgroundPaper(
        report: report, file: name, id: id ?? BackgroundPaper.id(of: name), vocabulary: vocabulary
      ).text
      for font in report.missingFonts {
        Madoguchi.say("注意： 書体「\(font)」が PDF に入っていません。書体を埋め込んで書き出すと、どの機械でも同じ字になります")
      }
      guard let output else { return Madoguchi.show(text) }
      guard !FileManager.default.fileExists(atPath: output) else {
        throw Complaint("\(output) はもうあります。消すか、別の名前にしてください")
      }
      do { try text.write(toFile: output, atomically: true, encoding: .utf8) } catch {
        throw Complaint("\(output) に書けません。場所と権限を確かめてください")
      }
      Madoguchi.show("\(output) に書きました（欄 \(report.fields.count)、頁 \(report.sheets.count)）")
    }
  }
}

/// A grid in millimetres over a page: a line every 5, stronger and numbered every 10.
private struct GridLines {
  let width: Double
  let height: Double

  var items: [FilledPaper.Item] {
    lines(to: width) { .rule(x1: $0, y1: 0, x2: $0, y2: height, width: $1) }
      + lines(to: height) { .rule(x1: 0, y1: $0, x2: width, y2: $0, width: $1) }
      + numbers(to: width).map { Self.label(String($0), x: Double($0) + 0.3, y: 0.5) }
      + numbers(to: height).map { Self.label(String($0), x: 0.5, y: Double($0) + 0.1) }
  }

  private func lines(to end: Double, _ line: (Double, Double) -> FilledPaper.Item) -> [FilledPaper.Item] {
    stride(from: 5.0, to: end, by: 5).map {
      line($0, $0.truncatingRemainder(dividingBy: 10) == 0 ? 0.12 : 0.04)
    }
  }

  private func numbers(to end: Double) -> [Int] { Array(stride(from: 10, to: Int(end), by: 10)) }

  private static func label(_ text: String, x: Double, y: Double) -> FilledPaper.Item {
    .text(
      FilledPaper.TextItem(
        box: nil, frame: PaperForm.Frame(x: x, y: y, width: 9, height: 2.6), text: text, size: 6,
        minimumSize: 5,
        alignment: .leading, face: .gothic))
  }

  /// A frame with its name in the corner.
  static func box(_ frame: PaperForm.Frame, _ name: String) -> [FilledPaper.Item] {
    [
      .rectangle(frame, width: 0.35),
      .text(
        FilledPaper.TextItem(
          box: nil,
          frame: PaperForm.Frame(
            x: frame.x + 0.4, y: frame.y + 0.2, width: max(4, frame.width - 0.8), height: min(3, frame.height)
          ),
          text: name, size: 6, minimumSize: 4, alignment: .leading, face: .gothic)),
    ]
  }

  /// The boxes of a paper on one of its pages.
  static func boxes(of form: PaperForm, page: Int) -> [FilledPaper.Item] {
    func boxes(_ elements: [PaperForm.Element], dx: Double, dy: Double) -> [FilledPaper.Item] {
      elements.flatMap { element -> [FilledPaper.Item] in
        switch element {
        case .box(let box):
          let frame = PaperForm.Frame(
            x: box.frame.x + dx, y: box.frame.y + dy, width: box.frame.width, height: box.frame.height)
          return self.box(frame, box.label)
        case .tick(let tick):
          return self.box(
            PaperForm.Frame(x: tick.x + dx, y: tick.y + dy, width: tick.size, height: tick.size), tick.id)
        case .rows(let rows):
          return (0..<rows.count).flatMap {
            boxes(rows.elements, dx: dx + rows.x, dy: dy + rows.y + Double($0) * rows.height)
          }
        case .label, .rule, .rectangle, .choices, .day: return []
        }
      }
    }
    let top = Double(page) * form.height
    return boxes(form.elements, dx: 0, dy: -top).filter { item in
      switch item {
      case .rectangle(let frame, _): (0..<form.height).contains(frame.y)
      case .text(let text): (0..<form.height).contains(text.frame.y)
      default: true
      }
    }
  }
}

/// The paper file that a PDF begins with: every field with its place, and a value where the field's name says which.
private struct BackgroundPaper {
  let report: BackgroundReport
  let file: String
  let id: String
  let vocabulary: Vocabulary?

  /// Letters, digits and hyphens of a file's name.
  static func id(of file: String) -> String {
    let name = file.split(separator: ".").first.map(String.init) ?? file
    let letters = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let id = String(letters).split(separator: "-").joined(separator: "-")
    return id.isEmpty || id.first?.isNumber ?? true ? "paper-" + id : id
  }

  var text: String {
    let sheet = report.sheets[0]
    return """
      # \(file) の欄から作りました。「空欄: はい」を「値: 人.氏名」のように書き、要らない欄は消してください。
      # madoguchi papers grid \(file) --paper \(id) で、欄の場所が見られます。
      - id: \(id)
        名: \(file.split(separator: ".").first.map(String.init) ?? file)
        単位: 届出
        用紙: { 幅: \(number(sheet.width)), 高さ: \(number(sheet.height)) }
        下敷き: { 紙: \(file), 頁数: \(report.sheets.count), 指紋: \(report.fingerprint) }
        要素:
      \(elements.joined(separator: "\n"))

      """
  }

  private var elements: [String] {
    if report.fields.isEmpty {
      return ["    - 欄: { id: 氏名, 見出し: 氏名, x: 30, y: 40, 幅: 60, 高さ: 8, 値: 来庁者.氏名, 大きさ: 11, 最小: 7 }"]
    }
    return report.fields.enumerated().map { index, field in
      let page = field.page > 1 ? "頁: \(field.page), " : ""
      let frame = field.frame
      let name = "'\(field.name.isEmpty ? "欄\(index + 1)" : field.name.replacing("'", with: "''"))'"
      switch field.kind {
      case .tick:
        let size = number(min(frame.width, frame.height))
        return
          "    - { \(page)チェック: { id: \(name), x: \(number(frame.x)), y: \(number(frame.y)), 大きさ: \(size), 条件: 'false' } }"
      case .text, .choice:
        let squares = field.squares > 0 ? ", 升: \(field.squares)" : ""
        let heading = field.label.isEmpty ? name : "'\(field.label.replacing("'", with: "''"))'"
        let value = fact(of: field).map { "値: \($0), 空でよい: はい" } ?? "空欄: はい"
        let size = number(min(11, max(7, frame.height * 1.9)))
        return
          "    - { \(page)欄: { id: \(name), 見出し: \(heading), x: \(number(frame.x)), y: \(number(frame.y)), 幅: \(number(frame.width)), 高さ: \(number(frame.height)), 大きさ: \(size), 最小: 6\(squares), \(value) } }"
      }
    }
  }

  /// The one fact of the filing or of whoever came that is called like the field; nil where there is none, or several.
  private func fact(of field: BackgroundReport.Field) -> String? {
    guard let vocabulary else { return nil }
    let words = [field.name, field.label].filter { !$0.isEmpty }
    let facts = vocabulary.facts.filter { fact in
      (fact.subject == .filing || fact.subject == .visitor) && words.contains(fact.label)
    }
    return facts.count == 1 ? facts[0].name : nil
  }

  private func number(_ value: Double) -> String {
    let rounded = (value * 10).rounded() / 10
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }
}
