import ArgumentParser
import Counter
import FormFiles

struct FormsHelp: ActingCommand {
  static let act = Act.workOnContent
  static let configuration = CommandConfiguration(
    commandName: "help", abstract: "検査の説明を読む", discussion: "名前を省くと、検査の一覧を出します。")

  @Argument(help: "検査の名前（forms check が出す）") var check: String?

  mutating func run() throws {
    guard let name = check else {
      Madoguchi.show("検査の一覧（madoguchi forms help 名前 で説明が出ます）\n")
      for check in Checks.all {
        Madoguchi.show("  \(check.name.padding(toLength: 12, withPad: " ", startingAt: 0)) \(check.title)")
      }
      return
    }
    guard let check = Checks.named(name) else {
      throw Complaint("検査「\(name)」はありません。madoguchi forms help で一覧が出ます")
    }
    Madoguchi.show("\(check.title)（\(check.name)）\n\n\(check.explanation)")
  }
}
