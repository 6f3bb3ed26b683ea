import ArgumentParser
import Counter
import Feel
import FormFiles
import Foundation

struct FormsLaw: ActingCommand {
  static let act = Act.workOnContent
  static let configuration = CommandConfiguration(
    commandName: "law", abstract: "根拠の条文が、読んだときから変わっていないかを確かめる",
    discussion: """
      法令のフォルダーには、e-Gov の法令の XML（法令1つを1つのファイルに。名前の「_20270401_」は施行日です）か、条ごとの文を置きます。
      条ごとの文は「# 題名」で始め、条は「## 22」「## 30-45」「## 附則2」の次に書きます。「# 施行 2027-04-01」があればその日からの文です。
      変わった条文と、それを根拠にする手続・期限・値・書類を示します。読み直したら --keep で記録します。
      変わったものがあれば終わりの値は 1 です。
      """)

  @Argument(help: "法令のフォルダー") var statutes: String
  @OptionGroup var options: FormsOptions
  @Flag(name: .long, help: "いまの条文を読んだものとして articles.txt に残す") var keep = false
  @Option(name: .long, help: "--keep で残す条文（「住民基本台帳法第22条」）。省くと根拠の条文を全部") var only: [String] = []
  @Option(name: .long, help: "今日の日。省くと時計の日") var day: String?

  mutating func run() throws {
    let forms = try options.path()
    guard let today = day.map({ Day(iso: $0) }) ?? Instant(seconds: Int(Date().timeIntervalSince1970)).day
    else {
      throw Complaint("--day は 2026-11-20 のように書きます")
    }
    let folder = try FormsFolder(at: forms)
    let statutes: StatuteFolder
    do { statutes = try StatuteFolder(at: self.statutes) } catch {
      throw Complaint("フォルダー「\(self.statutes)」を開けません。名前と権限を確かめてください")
    }
    for file in statutes.unread { Madoguchi.say("\(file.file): \(file.reason)") }
    let path = forms + "/" + ReadArticles.file
    var read = ReadArticles((try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
    if let line = read.unreadableLines.first {
      throw Complaint("\(path) の\(line)行目が「指紋 読んだ日 法令 条」になっていません。控えから戻すか、--keep で作り直してください")
    }
    let watch = LawWatch(folder, statutes, read, on: today)
    guard keep else {
      Madoguchi.show(watch.text)
      if watch.hasChanges || !statutes.unread.isEmpty { throw ExitCode(1) }
      return
    }
    let wanted = watch.cited.filter { only.isEmpty || only.contains($0.text) }
    if let unknown = only.first(where: { text in !watch.cited.contains { $0.text == text } }) {
      throw Complaint("「\(unknown)」を根拠にするものはありません。「住民基本台帳法第22条」のように書きます")
    }
    var kept = 0
    for article in wanted {
      guard let texts = statutes.statutes[article.statute],
        let text = LawWatch.inForce(texts, on: today)?.articles[article.number]
      else { continue }
      read.keep(article, text, on: today)
      kept += 1
    }
    if only.isEmpty { read.keepOnly(watch.cited) }
    do { try Data(read.text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
      throw Complaint("\(path) に書けません。場所と権限を確かめてください")
    }
    Madoguchi.show("\(path) に\(kept)条を残しました")
  }
}
