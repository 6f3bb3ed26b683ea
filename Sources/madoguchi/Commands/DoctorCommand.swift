import ArgumentParser
import CNcursesw
import Counter
import FormFiles
import Foundation
import Moji
import Records

struct DoctorCommand: ActingCommand {
  static let act = Act.checkMachine
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "動かす前の点検: 文字、端末、書体、ディスク、データベース、時計")

  @OptionGroup var places: PlaceOptions
  @Flag(name: .long, help: "demo のデータを点検する") var demo = false

  mutating func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let places = try Places(
      places, kind: demo ? "-demo" : "", settings: try Settings.load(environment: environment),
      environment: environment)
    var checkup = Checkup()
    checkup.note("文字", nc_set_locale() != 0, "UTF-8", "UTF-8 のロケールがありません。LANG=C.UTF-8 にしてください")
    terminal(environment, &checkup)
    fonts(&checkup)
    disk(places, &checkup)
    database(places, &checkup)
    clock(&checkup)
    forms(places, &checkup)
    postalTable(places, &checkup)
    Madoguchi.show(checkup.lines.joined(separator: "\n"))
    if checkup.hasFailed { throw ExitCode.failure }
  }

  private struct Checkup {
    var lines: [String] = []
    var hasFailed = false

    mutating func note(_ what: String, _ isGood: Bool, _ good: String, _ bad: String) {
      lines.append("\(isGood ? "○" : "×") \(what)： \(isGood ? good : bad)")
      if !isGood { hasFailed = true }
    }

    /// What works, and is to be looked at.
    mutating func caution(_ what: String, _ line: String) { lines.append("！ \(what)： \(line)") }
  }

  private func terminal(_ environment: [String: String], _ checkup: inout Checkup) {
    let name = environment["TERM"] ?? ""
    checkup.note(
      "端末", !["", "dumb", "linux", "unknown"].contains(name), name,
      "TERM=\(name.isEmpty ? "（なし）" : name) では使えません。TERM=xterm-256color などの端末で実行してください")
  }

  private func fonts(_ checkup: inout Checkup) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Places.programFolder + "/madoguchi-paper")
    process.arguments = ["--fonts"]
    let output = Pipe()
    process.standardOutput = output
    do {
      try process.run()
      let missing = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).split(
        separator: "\n")
      process.waitUntilExit()
      checkup.note(
        "書体", missing.isEmpty, "そろっています", "\(missing.joined(separator: "、")) がありません。.ci/setup で入れてください")
    } catch {
      checkup.note("書体", false, "", "madoguchi-paper がありません。swift build -c release で両方を作ってください")
    }
  }

  private func disk(_ places: Places, _ checkup: inout Checkup) {
    guard FileManager.default.fileExists(atPath: places.data) else {
      checkup.note("ディスク", true, "\(places.data) はまだありません（はじめて開くときに作ります）", "")
      return
    }
    let kind = MountTable.kind(of: places.data)
    checkup.note(
      "置き場所", !MountTable.isNetwork(kind), "\(places.data)（\(kind)）",
      "ネットワークのフォルダー（\(kind)）です。この機械のディスクに置いてください")
    if DataFolder.isOpenToOthers(places.data) {
      checkup.caution("権限", "\(places.data) をほかの利用者も開けます。chmod 700 \(places.data) で閉じてください")
    }
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: places.data)
    let free = ((attributes?[.systemFreeSize] as? NSNumber)?.intValue ?? 0) / 1_048_576
    checkup.note("空き", free >= 500, "\(free) MB", "残り \(free) MB です。500 MB 以上あけてください")
  }

  private func database(_ places: Places, _ checkup: inout Checkup) {
    let stamp: DataStamp = demo ? .fictional : .real
    do throws(StoreFailure) {
      let keys = try Installation.keys(of: places.data, in: places.keys)
      let register = try Register(folder: places.data, stamp: stamp, keys: keys)
      let day = register.asOf.day
      checkup.note("住民記録", true, "\(register.residentCount)人、第\(register.generation)世代、\(day.iso) 現在", "")
      try register.verify()
      protection(register, places, &checkup)
    } catch {
      checkup.note("住民記録", false, "", error.line)
    }
    guard FileManager.default.fileExists(atPath: places.data + "/visits.sqlite") else { return }
    do throws(StoreFailure) {
      let store = try VisitStore(
        reading: places.data, keys: try Installation.keys(of: places.data, in: places.keys))
      checkup.note("受付の記録", true, "開けます", "")
      records(store, &checkup)
    } catch {
      if case .missing(let path) = error {
        checkup.note("鍵", false, "", "記録の鍵が \(path) にありません。控えてある鍵を戻してください")
      } else {
        checkup.note("受付の記録", false, "", error.line)
      }
    }
  }

  private func records(_ store: VisitStore, _ checkup: inout Checkup) {
    do {
      checkup.note(
        "記録の鎖", try store.verify().isEmpty, "つながっています", "変わった記録があります。madoguchi visits verify を実行してください")
    } catch {
      checkup.note("受付の記録", false, "", (error as? StoreFailure)?.line ?? "開けません")
    }
  }

  private func protection(_ register: Register, _ places: Places, _ checkup: inout Checkup) {
    if let name = register.noProtectionDataBy {
      checkup.caution("支援措置", ResidentsImport.withoutProtection(allowedBy: name))
    } else {
      checkup.note("支援措置", true, "\(register.protectedCount)人", "")
      measures(register, &checkup)
    }
    if !register.leftOut.isEmpty {
      checkup.caution(
        "除いた列", "\(register.leftOut.joined(separator: "、"))（--drop-column により取り込んでいません）".harmless)
    }
    if let refusal = Freshness.refusal(
      of: register, on: Instant.wallClock.day, ResidentsImport.measure(places))
    {
      checkup.note("記録の新しさ", false, "", refusal)
    }
  }

  /// Measures that somebody has to look at: none ends by itself.
  private func measures(_ register: Register, _ checkup: inout Checkup) {
    guard let measures = try? register.measures() else { return }
    let notices = measures.compactMap { $0.notice(on: Instant.wallClock.day) }
    let (provisional, over) = (
      notices.count { $0 == .provisional }, notices.count { if case .isOver = $0 { true } else { false } }
    )
    let ending = notices.count - provisional - over
    guard !notices.isEmpty else { return }
    checkup.caution("支援措置の期間", "仮 \(provisional)人、1か月以内に終わる \(ending)人、過ぎた \(over)人（過ぎても守り続けます）")
  }

  private func clock(_ checkup: inout Checkup) {
    let now = Instant.wallClock
    checkup.note("時計", (2024...2100).contains(now.day.year), now.day.iso, "日付が \(now.day.iso) です。時計を合わせてください")
  }

  private func forms(_ places: Places, _ checkup: inout Checkup) {
    do {
      _ = try CatalogLoading.rulebook(forms: places.forms, cache: nil)
      checkup.note("forms", true, places.forms, "")
    } catch {
      checkup.note("forms", false, "", "\(error)")
    }
  }

  private func postalTable(_ places: Places, _ checkup: inout Checkup) {
    guard let table = PostalTable(path: places.postalTable) else {
      let help = "郵便番号から住所を引けません。見本の forms の postal フォルダーを写してください"
      checkup.note("郵便番号の表", false, "", "\(places.postalTable) がありません。\(help)")
      return
    }
    let fault = table.firstFault()
    checkup.note(
      "郵便番号の表", fault == nil, "\(table.date ?? "時点の記載なし") 時点",
      "\(places.postalTable):\(fault ?? 1) から読めません。見本の forms の postal フォルダーを写し直してください")
  }
}

/// What kind of file system a folder is on, from the kernel's table of mounts.
enum MountTable {
  static func kind(of folder: String) -> String {
    let path = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    let table = (try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8)) ?? ""
    let mounts = table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }.filter {
      $0.count > 2
    }
    let containing = mounts.filter { path == $0[1] || path.hasPrefix($0[1] == "/" ? "/" : $0[1] + "/") }
    return containing.max { $0[1].count < $1[1].count }?[2] ?? "不明"
  }

  /// Whose locks and flushes do not keep what SQLite promises.
  static func isNetwork(_ kind: String) -> Bool {
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.glusterfs"].contains(
      kind)
  }
}
