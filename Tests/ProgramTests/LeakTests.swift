import Counter
import Foundation
import Records
import TestSupport
import Testing

/// Where a protected household lives (支援措置) stands in nothing that the programs leave or say: pictures of another desk,
/// papers, commands, logs, errors, and every file of the data. Two cities differ in that alone; their outputs are equal, and no
/// file holds a part of it.
@Suite struct LeakTests {
  /// What tells where the household lives, was to go, and whatever leads there.
  private static let needles = [
    "本町2丁目", "94番2号", "本町第二マンション", "999-0041", "本町小学校", "青葉", "97番地3", "999-0052", "青葉小学校",
    "大字山手", "97番地3", "999-0071", "山手小学校", "港町1丁目", "95番3号", "999-0032", "港小学校",
  ]

  /// A city whose household 杉本 lives at one of two places.
  private final class City {
    let folder: TemporaryFolder
    private let places: (town: String, block: String, building: String, postalCode: String, next: String)
    /// Marks of the household in the register.
    private let marked: Int
    private(set) var outputs: [String: String] = [:]

    var data: String { folder.path + "/data" }

    init(first: Bool, marked: Int) throws {
      folder = try TemporaryFolder()
      self.marked = marked
      places =
        first
        ? ("本町2丁目", "94番2号", "本町第二マンション 601", "999-0041", "aoba 97-3")
        : ("大字山手", "97番地3", "", "999-0071", "minato1 95-3")
      try takeResidents()
    }

    private func takeResidents() throws {
      let file = try folder.write("people.csv", try residents())
      let taken = try run(
        "residents", "import", "--fictional", file, "--as-of", "2026-11-20T06:00", "--now", "2026-11-20T06:30"
      )
      try #require(taken.status == 0, "\(taken.err)")
      // The extract is the base system's, not the program's.
      unlink(file)
    }

    private func residents() throws -> String {
      let shipped = try String(
        contentsOfFile: Repository.path + "/forms/fiction/residents.csv", encoding: .utf8)
      var lines = shipped.split(separator: "\n").map(String.init)
      let header = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      // Of the others nobody lives where the needles point to.
      lines =
        [lines[0]]
        + lines.dropFirst().filter { line in
          line.contains(",000000000800028,") || !LeakTests.needles.contains { line.contains($0) }
        }
      var left = marked
      for index in lines.indices where lines[index].contains(",000000000800028,") {
        var fields = lines[index].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        var changes = [
          "住所_町字": places.town, "住所_番地号表記": places.block, "住所_方書": places.building,
          "住所_郵便番号": places.postalCode,
        ]
        if left == 0 {
          for column in ["支援措置開始年月日", "支援措置終了年月日", "支援措置区分", "支援措置相手方氏名"] { changes[column] = "" }
        }
        left = max(0, left - 1)
        for (column, value) in changes { header.firstIndex(of: column).map { fields[$0] = value } }
        lines[index] = fields.joined(separator: ",")
      }
      return lines.joined(separator: "\n") + "\n"
    }

    @discardableResult
    func run(_ words: String..., data: String? = nil) throws -> Program.Output {
      try Program.run(words + ["--data", data ?? self.data])
    }

    /// A desk of the demo fed with keys; its pictures are kept by name.
    func desk(
      _ name: String, _ window: String, _ clerk: String, at time: String, script: String, data: String? = nil
    ) throws {
      let pictures = folder.path + "/pictures"
      try? FileManager.default.createDirectory(atPath: pictures, withIntermediateDirectories: true)
      let text = script.replacingOccurrences(of: ":see ", with: ":save-screen \(pictures)/")
      let ran = try run(
        "demo", "--window", window, "--clerk", clerk, "--now", time, "--script",
        try folder.write("script.txt", text),
        data: data)
      try #require(ran.status == 0, "\(ran.err)")
      for file in try FileManager.default.contentsOfDirectory(atPath: pictures) {
        outputs["screen \(name) \(file)"] = try String(
          contentsOfFile: pictures + "/" + file, encoding: .utf8
        ).replacingOccurrences(of: folder.path, with: "FOLDER")
        unlink(pictures + "/" + file)
      }
    }

    /// The desk that takes the household's move, and what it was told; its own pictures are not what is looked at.
    func takeMove(protecting: String = "") throws {
      try desk(
        "handling", "市民課 窓口2", "佐々木", at: "2026-11-20T10:00",
        script: """
          "000000000900063" Enter "1" "1" "1" "1" "1" "1" F10
          "11/18" Enter "3" Enter "\(places.next)" Enter
          \(protecting)
          F3
          """)
      outputs = [:]
    }

    /// The family says on the visitor's screen that it asks for protection.
    func askForProtection() throws {
      let journal = try VisitStore(
        folder: data, stamp: .fictional, keys: Installation.keysOrNew(of: data, in: Program.keys))
      let said = FactAnswer(
        FactKey("届出.あてはまること", of: .filing(0)), .value(.texts(["支援措置"])))
      _ = try journal.append(.answered([said]), to: 1, by: "来庁者", at: Instant(seconds: 0))
    }

    /// Another desk looks at everything, and prints.
    func look(at time: String, data: String? = nil) throws {
      let searches = [
        "sugimoto", "000000000900063", "800028", "S62.4.16", "本町2丁目", "本町2丁目94番2号", "大字山手", "大字山手97番地3",
        "青葉", "港町1丁目95番3号",
      ]
      let found = searches.enumerated().map {
        "\"\($1)\" Enter\n:see search\($0)\nF12\n:see search\($0)-F12\nF3 F3"
      }
      let pages = ["F2", "F4", "F6", "F7", "F8", "F9", "Ctrl-N", "Ctrl-O", "Ctrl-P", "Ctrl-T"]
      let looked = pages.map {
        ":size 80x24\n\"1\" Enter\n\($0)\n:see page-\($0)\nEnter\n:see page-\($0)-Enter\nF3 F3 F3"
      }
      try desk(
        "other", "保険年金課 窓口1", "田中", at: time,
        script: (found + looked).joined(separator: "\n") + """

          "1" Enter
          :see board
          :size 120x40
          :see wide
          F10
          :see end
          F10
          :idle
          :see printed
          """, data: data)
      try readPapers(in: (data ?? self.data) + "/prints")
    }

    private func readPapers(in prints: String) throws {
      for file in (try? FileManager.default.contentsOfDirectory(atPath: prints)) ?? [] {
        let text = try Program.run(["-layout", prints + "/" + file, "-"], program: "pdftotext").out
        // The code of the visit is random.
        outputs["paper"] =
          (outputs["paper"] ?? "")
          + text.replacingOccurrences(
            of: "[a-hjkmnp-z2-9]{16}|[A-HJKMNP-Z2-9]{16}", with: "#", options: .regularExpression)
      }
    }

    /// Codes, sums, sizes and times, which differ from run to run.
    private static let passing =
      "[a-hjkmnp-z2-9]{16}|[0-9a-f]{16,64}|([0-9a-f]{8} ){7}[0-9a-f]{8}"
      + "|[0-9]+ MB|[0-9]+:[0-9]{2}|[0-9]+秒"

    /// What a command says of the fictional city, without what differs from folder to folder and from visit to visit.
    func command(_ command: String, _ words: [String], data: String? = nil) throws {
      let isImport = words.first == "import"
      let ran = try Program.run(
        [command] + words + ["--data", data ?? self.data] + (isImport ? [] : ["--demo"]))
      outputs[
        ([command] + words.filter { !$0.hasPrefix("/") && !$0.hasPrefix("--fic") }).reduce("command") {
          $0 + " " + $1
        }] =
        (ran.out + ran.err).replacingOccurrences(of: data ?? self.data, with: "DATA").replacingOccurrences(
          of: folder.path, with: "FOLDER"
        ).replacingOccurrences(
          of: Self.passing, with: "#", options: .regularExpression)
    }

    /// Files of a folder that hold a needle, by the end of their path. Papers of the desk that handles the move say where it goes.
    func filesThatTell(_ folder: String) -> Set<String> {
      var found: Set<String> = []
      for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
        // The content of the city, with all its towns, as it is kept for the next start.
        if name.hasPrefix("catalog") || name.hasPrefix("content") { continue }
        guard let bytes = FileManager.default.contents(atPath: folder + "/" + name) else { continue }
        if LeakTests.needles.contains(where: { bytes.range(of: Data($0.utf8)) != nil }) { found.insert(name) }
      }
      return found
    }
  }

  /// Outputs in which the two cities differ.
  private func differences(_ cities: (City, City)) -> [String: String] {
    var found: [String: String] = [:]
    for (name, text) in cities.0.outputs where cities.1.outputs[name] != text {
      found[name] = text + "\n≠\n" + (cities.1.outputs[name] ?? "nothing")
    }
    return found
  }

  private func look(_ cities: (City, City), at time: String = "2026-11-20T10:05", data: String = "/data")
    throws
  {
    for city in [cities.0, cities.1] {
      let folder = city.folder.path + data
      try city.look(at: time, data: folder)
      for words in [
        ["list"], ["show", "2026-11-20", "1"],
        ["show", "2026-11-20", "1", "--format", "json"], ["log"], ["verify"], ["head"],
      ] {
        try city.command("visits", words, data: folder)
      }
      try city.command("visits", ["replay", "2026-11-20", "1"], data: folder)
      try city.command("report", [], data: folder)
      try city.command("doctor", [], data: folder)
    }
  }

  enum State: CaseIterable { case wholly, partly, duringTheVisit, releaseEnded, restored }

  @Test(arguments: State.allCases) func `where a protected household lives stands in nothing`(_ state: State)
    throws
  {
    let marked = state == .partly ? 1 : state == .duringTheVisit ? 0 : 2
    let cities = try (City(first: true, marked: marked), City(first: false, marked: marked))
    var data = "/data"
    for city in [cities.0, cities.1] {
      switch state {
      case .wholly, .partly, .restored: try city.takeMove()
      case .duringTheVisit:
        try city.takeMove()
        try city.askForProtection()
      case .releaseEnded: try city.takeMove(protecting: "Ctrl-P \"支援措置\" Enter \"課長\" Enter \"国保の証\" F10")
      }
      guard state == .restored else { continue }
      let backup = city.folder.path + "/backup"
      #expect(try city.run("backup", backup, "--demo").status == 0)
      let again = try city.run("restore", backup, "--demo", data: city.folder.path + "/restored")
      #expect(again.status == 0, "\(again.err)")
      #expect(city.filesThatTell(backup) == [])
      data = "/restored"
    }
    try look(cities, at: state == .releaseEnded ? "2026-11-20T10:20" : "2026-11-20T10:05", data: data)
    #expect(differences(cities) == [:])
    #expect(
      cities.0.outputs.count > 50 && cities.0.outputs["paper"] != nil, "\(cities.0.outputs.keys.sorted())")
    for city in [cities.0, cities.1] {
      // What an extract does not mark lies open in the register until the next one; no desk shows it.
      let told = city.filesThatTell(city.folder.path + data).filter {
        state != .duringTheVisit || !$0.hasPrefix("register")
      }
      #expect(told == [])
    }
  }

  @Test func `of a household that nobody protects, every kind of output tells it`() throws {
    let cities = try (City(first: true, marked: 0), City(first: false, marked: 0))
    for city in [cities.0, cities.1] { try city.takeMove() }
    try look(cities)
    let found = Set(differences(cities).keys)
    for kind in ["screen other search0", "screen other board", "paper", "command visits show 2026-11-20 1"] {
      #expect(found.contains(kind), "\(kind) \(found.sorted())")
    }
    #expect(cities.0.filesThatTell(cities.0.data).contains { $0.hasPrefix("register") })
  }

  @Test func `what is planted in a journal, a log, an error or a file is found`() throws {
    let cities = try (City(first: true, marked: 2), City(first: false, marked: 2))
    for (city, place) in [(cities.0, "本町2丁目94番2号"), (cities.1, "大字山手97番地3")] {
      try city.takeMove()
      let journal = try VisitStore(folder: city.data, stamp: .fictional)
      try journal.record(.searched(reason: place, hits: 1), by: "田中", at: Instant(seconds: 0))
      try city.command("visits", ["log"])
      try city.command("residents", ["import", "--fictional", city.folder.path + "/" + place + ".csv"])
      _ = try city.folder.write("data/left-behind.csv", place)
    }
    #expect(Set(differences(cities).keys) == ["command visits log", "command residents import"])
    #expect(cities.0.filesThatTell(cities.0.data) == ["left-behind.csv", "visits.sqlite"])
  }
}
