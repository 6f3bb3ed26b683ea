import ArgumentParser
import Counter
import FormFiles
import Foundation

struct FormsSchemaCommand: ActingCommand {
  static let act = Act.workOnContent
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "書きながら補完と確かめができるように、編集用の決まり（JSON Schema）を出す",
    discussion: "種類を省くと一覧を出します。--write でフォルダーに全部を書きます（使い方は forms/README.md）。")

  @Argument(help: "ファイルの種類") var kind: String?
  @OptionGroup var options: FormsOptions
  @Option(name: .long, help: "全部を書くフォルダー") var write: String?

  mutating func run() throws {
    let forms = try options.path()
    guard let catalog = CatalogReader.catalog(try FormsFolder(at: forms)) else {
      throw Complaint("forms を読めません。madoguchi forms check \(forms) でまちがいを直してください")
    }
    let schema = FormsSchema(catalog)
    if let write {
      do {
        try FileManager.default.createDirectory(atPath: write, withIntermediateDirectories: true)
        for kind in FormsSchema.kinds {
          try Data(try schema.text(kind).utf8).write(to: URL(fileURLWithPath: "\(write)/\(kind.name).json"))
        }
      } catch { throw Complaint("\(write) に書けません。場所と権限を確かめてください") }
      Madoguchi.show("\(write) に\(FormsSchema.kinds.count)種類を書きました")
      return
    }
    guard let name = kind else {
      Madoguchi.show("ファイルの種類（madoguchi forms schema 種類）\n")
      for kind in FormsSchema.kinds {
        Madoguchi.show("  \(kind.name.padding(toLength: 14, withPad: " ", startingAt: 0)) \(kind.pattern)")
      }
      return
    }
    guard let kind = FormsSchema.kinds.first(where: { $0.name == name }) else {
      throw Complaint("種類「\(name)」はありません。どれか: \(FormsSchema.kinds.map(\.name).joined(separator: "、"))")
    }
    Madoguchi.give(json: Data(try schema.text(kind).utf8))
  }
}
