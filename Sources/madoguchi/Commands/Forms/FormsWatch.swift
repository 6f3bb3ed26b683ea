import ArgumentParser
import Counter
import FormFiles
import Foundation

struct FormsWatch: ActingCommand {
  static let act = Act.workOnContent
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "保存するたびに確かめ直す（Ctrl-C で終わる）")

  @Argument(help: "forms フォルダー") var folder: String?

  mutating func run() throws {
    let path = try FormsOptions.path(folder)
    let watcher = try FolderWatcher([path])
    check(path)
    while true {
      watcher.wait()
      check(path)
    }
  }

  private func check(_ path: String) {
    do throws(Finding) {
      let folder = try FormsFolder(at: path)
      let outcome = CatalogReader.read(folder)
      Madoguchi.show(FormsCheck.report(outcome, in: folder))
    } catch { Madoguchi.show(error.sentence) }
    Madoguchi.show("── 保存を待っています（\(path)） ──\n")
    fflush(nil)
  }
}
