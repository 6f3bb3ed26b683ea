import Foundation
import TerminalUI
import Yams

/// `settings.yaml` of the site: everything in it can be left out.
struct Settings: Codable {
  var forms: String?
  var data: String?
  /// Folder of the keys, kept apart from the data.
  var keys: String?
  /// Folder for the daily heads of 操作の記録.
  var heads: String?
  var window: String?
  var clerk: String?
  var colours: String?
  /// Minutes without a key after which one has to sign in again.
  var lockMinutes: Int?
  /// nil where papers become PDFs and no more.
  var printers: PrinterSettings?

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case forms, data, keys, heads, window, clerk, colours, printers
    case lockMinutes = "lock-minutes"
  }

  /// Reads `$MADOGUCHI_SETTINGS` or `$XDG_CONFIG_HOME/madoguchi/settings.yaml`; none is no error. One that is there and cannot
  /// be read is: its data folder would be forgotten, and another one opened.
  static func load(environment: [String: String]) throws -> Settings {
    let path = path(environment: environment)
    var status = stat()
    guard lstat(path, &status) == 0 || errno != ENOENT else { return Settings() }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Complaint("\(path): 設定を開けません。場所と権限を確かめてください")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw Complaint("\(path): 設定が UTF-8 の文字ではありません。控えから戻すか、madoguchi settings が出す見本から作り直してください")
    }
    do {
      guard let node = try Yams.compose(yaml: text) else { return Settings() }
      guard let mapping = node.mapping else {
        if node.scalar?.string.isEmpty == true { return Settings() }
        throw Complaint("\(path): 設定を読めません。madoguchi settings が出す見本と見比べてください")
      }
      let known = CodingKeys.allCases.map(\.rawValue)
      if let unknown = mapping.keys.first(where: { !known.contains($0.string ?? "") }) {
        throw Complaint(
          "\(path):\(unknown.mark?.line ?? 1): 「\(unknown.string ?? "")」という設定はありません。使えるもの: \(known.joined(separator: "、"))"
        )
      }
      func line(of key: String) -> Int { mapping.first { $0.key.string == key }?.key.mark?.line ?? 1 }
      if let minutes = mapping["lock-minutes"], minutes.int == nil {
        throw Complaint(
          "\(path):\(line(of: "lock-minutes")): lock-minutes は 1 から 240 の数字で書いてください。madoguchi settings が出す見本と見比べてください"
        )
      }
      if let printers = mapping["printers"], let fault = PrinterSettings.fault(in: printers) {
        throw Complaint("\(path):\(fault.line): \(fault.sentence)")
      }
      let settings = try YAMLDecoder().decode(Settings.self, from: text)
      let kinds = Scheme.Kind.allCases.map(\.rawValue)
      if let colours = settings.colours, !kinds.contains(colours) {
        throw Complaint(
          "\(path):\(line(of: "colours")): colours に「\(colours)」は使えません。どれか1つを書いてください: \(kinds.joined(separator: "、"))"
        )
      }
      if let minutes = settings.lockMinutes, !(1...240).contains(minutes) {
        throw Complaint("\(path):\(line(of: "lock-minutes")): lock-minutes は 1 から 240 の数字で書いてください")
      }
      return settings
    } catch let complaint as Complaint {
      throw complaint
    } catch {
      throw Complaint("\(path): 設定を読めません。madoguchi settings が出す見本と見比べてください")
    }
  }

  static func path(environment: [String: String]) -> String {
    if let named = environment["MADOGUCHI_SETTINGS"] { return named }
    return folder(environment: environment) + "/settings.yaml"
  }

  /// `$XDG_CONFIG_HOME/madoguchi`.
  static func folder(environment: [String: String]) -> String {
    let home = environment["HOME"] ?? "."
    return (environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.config")
      + "/madoguchi"
  }

  static let sample = """
    # madoguchi の設定。要らない行は消して構いません（消した行は、書いてある値で動きます）。

    # 手続や書類の内容があるフォルダー
    # forms: /srv/madoguchi/forms

    # 住民記録と受付の記録を置くフォルダー（同じ機械のディスクに。ネットワークのフォルダーは使えません）
    # data: /srv/madoguchi/data

    # 記録を封じる鍵を置くフォルダー（データとは別の場所に。控えも別に取ってください）
    # keys: /etc/madoguchi/keys

    # 操作の記録の終わりを毎日書くフォルダー（データを書き換えられる人が書けない所がよい）
    # heads: /var/log/madoguchi

    # この端末の窓口の名前
    # window: 窓口2

    # 職員の名前（アカウントの名前が入る前の表示）
    # clerk: 佐々木

    # キーを押さないまま、この分数がたつと画面を閉じる（もう一度サインインすると続きから）
    # lock-minutes: 10

    # プリンター。書かなければ PDF を作るだけです。名前は lpstat -e で出るもの
    # printers:
    #   papers: { queue: kyoku-2, tray: tray-1 }      # 申請書
    #   checklist: { queue: kyoku-2 }                 # 手続案内票
    #   ticket: { host: 192.0.2.7, port: 9100 }       # 番号札（80ミリの札のプリンター）
    #   windows:                                      # 窓口ごとに違うとき
    #     窓口2: { papers: { queue: kyoku-3 } }

    # 色: colour（ふつう） monochrome（白黒） high-contrast（はっきり）
    # colours: colour
    """
}
