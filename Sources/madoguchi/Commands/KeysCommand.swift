import ArgumentParser
import Counter
import Foundation
import Records

struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "記録を封じる鍵（データとは別の場所にあります）",
    discussion: "鍵が失われると、記録の終わりを確かめられず、封じた住所を読めません。控えを、データの控えとは別の所に保管してください。",
    subcommands: [Show.self, Rotate.self, Backup.self])

  struct Show: GuardedCommand {
    static let act = Act.verify
    static let configuration = CommandConfiguration(abstract: "鍵の場所と番号を示す（鍵そのものは出しません）")
    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var store: VisitsCommand.StoreOptions

    func settledPlaces() throws -> Places { try store.settledPlaces() }

    mutating func run(as actor: Operator) throws {
      let places = try store.settledPlaces()
      let folder = try KeysCommand.folder(places)
      let ring: KeyRing
      do { ring = try folder.ring() } catch { throw Complaint(places.keyLine(error)) }
      Madoguchi.show("\(folder.path) に \(ring.count)本。使っている鍵は \(ring.current.id) です")
    }
  }

  struct Rotate: GuardedCommand {
    static let act = Act.backUp
    static let configuration = CommandConfiguration(
      abstract: "新しい鍵を作り、これからの記録に使う（今までの鍵も残します）")
    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var store: VisitsCommand.StoreOptions

    func settledPlaces() throws -> Places { try store.settledPlaces() }

    mutating func run(as actor: Operator) throws {
      let folder = try KeysCommand.folder(try store.settledPlaces())
      do {
        let ring = try folder.rotate()
        Madoguchi.show(
          "新しい鍵 \(ring.current.id) を作りました。開いている窓口は、次に開くときから使います。madoguchi keys backup で控えを取ってください")
      } catch {
        throw Complaint(error.line)
      }
    }
  }

  struct Backup: GuardedCommand {
    static let act = Act.backUp
    static let configuration = CommandConfiguration(
      abstract: "鍵の控えをフォルダーに写す（戻すときは、同じ名前のファイルを鍵の場所に写します）")
    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var store: VisitsCommand.StoreOptions
    @Argument(help: "写す先のフォルダー") var target: String

    func settledPlaces() throws -> Places { try store.settledPlaces() }

    mutating func run(as actor: Operator) throws {
      let folder = try KeysCommand.folder(try store.settledPlaces())
      do { try folder.copy(to: target) } catch { throw Complaint(error.line) }
      Madoguchi.show("鍵を \(target) に写しました。データの控えとは別の所に保管してください。戻す場所は \(folder.path) です")
    }
  }

  private static func folder(_ places: Places) throws -> KeyFolder {
    do throws(StoreFailure) {
      guard let id = try Installation.id(of: places.data) else {
        throw StoreFailure.missing(path: Installation.file(in: places.data))
      }
      return KeyFolder(keys: places.keys, installation: id)
    } catch {
      if case .missing = error { throw Complaint("\(places.data) にはまだ鍵がありません。窓口を一度開くと作られます") }
      throw Complaint(error.line)
    }
  }
}
