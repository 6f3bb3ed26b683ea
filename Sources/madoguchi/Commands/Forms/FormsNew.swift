import ArgumentParser
import Counter
import FormFiles
import Foundation

struct FormsNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "自分の市の forms を作り始める", subcommands: [Municipality.self])

  struct Municipality: ActingCommand {
    static let act = Act.workOnContent
    static let configuration = CommandConfiguration(
      abstract: "見本の forms を写し、市の名前を入れ、市の値を「要確認」にする")

    @Argument(help: "作るフォルダー（まだないもの）") var destination: String
    @Option(name: .long, help: "市区町村の名前") var name = "見本市"
    @Option(name: .long, help: "都道府県の名前") var prefecture = "見本県"
    @Option(name: .long, help: "団体コード（6桁）") var code = "000000"
    @OptionGroup var options: FormsOptions

    mutating func run() throws {
      let source = try options.path()
      guard !FileManager.default.fileExists(atPath: destination) else {
        throw Complaint("\(destination) はもうあります。ない名前を指定してください")
      }
      guard code.count == 6, code.allSatisfy({ $0.isASCII && $0.isNumber }) else {
        throw Complaint("団体コードは半角の6桁です（例: --code 131016）")
      }
      let model = try FormsFolder(at: source)
      let city = CityCopy(model: model, name: name, prefecture: prefecture, code: code)
      do {
        try FileManager.default.copyItem(atPath: source, toPath: destination)
        for (path, text) in city.files {
          try Data(text.utf8).write(to: URL(fileURLWithPath: "\(destination)/\(path)"))
        }
      } catch { throw Complaint("\(destination) に書けません。場所と権限を確かめてください") }
      let outcome = CatalogReader.read(try FormsFolder(at: destination))
      Madoguchi.show(FormsCheck.report(outcome, in: try FormsFolder(at: destination)))
      defer { if outcome.hasErrors { Madoguchi.show("写しに直すところがあります。上の行を直してから始めてください。") } }
      Madoguchi.show(
        """

        \(destination) ができました。次にすること:
          1. \(destination)/municipality.yaml … 窓口、開庁日、市の値を直し、根拠を確かめた行の「典拠: 未確認」を消す
          2. \(destination)/towns.yaml … 町丁と学区を自分の市のものにする
          3. 使わない手続と、その例を消す。条例の手続を足す
          4. madoguchi forms check \(destination) … 直すたびに確かめる（madoguchi forms watch \(destination) なら保存のたび）
          5. madoguchi desk --forms \(destination) … 窓口を開く
        """)
    }
  }
}

/// The files of a model city with another city's name in them, and its own values marked as not yet confirmed.
struct CityCopy {
  let files: [(path: String, text: String)]

  init(model: FormsFolder, name: String, prefecture: String, code: String) {
    let original = CatalogReader.catalog(model)?.municipality
    // A prefecture that the examples come from must not become the city's own.
    let other = ["沖縄県", "鳥取県"].first { far in
      far != prefecture && !model.files.contains { $0.text.contains(far) }
    }
    files = model.files.map { path, text in
      var text = text
      if let other { text = text.replacing(prefecture, with: other) }
      if let original {
        text = text.replacing(original.name, with: name).replacing(original.prefecture, with: prefecture)
      }
      switch path {
      case "municipality.yaml": text = CityCopy.municipality(text, code: code)
      case "towns.yaml": text = "# 見本の町丁です。自分の市の町丁・郵便番号・通学区域に直してください。\n" + text
      default: break
      }
      return (path, text)
    }
  }

  private static func municipality(_ text: String, code: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      if line.hasPrefix("#") { return String(line).replacing("架空の市です。", with: "自分の市の値に直してください。") }
      if line.hasPrefix("団体コード:") { return "団体コード: '\(code)'" }
      if line.hasPrefix("架空:") { return "架空: いいえ" }
      guard line.hasPrefix("  - { 名前: "), line.hasSuffix(" }"), !line.contains("典拠:") else {
        return String(line)
      }
      return line.dropLast(2) + ", 典拠: 未確認 }"
    }.joined(separator: "\n")
  }
}
