import ArgumentParser
import Counter
import Foundation
import Records

extension VisitsCommand {
  struct Verify: GuardedCommand {
    static let act = Act.verify
    static let configuration = CommandConfiguration(
      abstract: "記録が書いたときのままかを確かめる（鎖、終わりの封印、控えた終わり）",
      discussion: """
        鍵を持たない人が書き換えたもの、消したもの、入れ替えたものが分かります。記録の全部を古い控えと取り替えたことと、\
        最後に控えた終わりより後を鍵を持つ人が消したことは、別の所に控えた終わり（visits head、heads- で始まるファイル）\
        と比べてはじめて分かります。
        """)
    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var store: StoreOptions
    @Option(
      name: .long, help: "控えた終わり: visits head が出した1行か、それを書いたファイル。何度でも指定できます")
    var head: [String] = []

    func settledPlaces() throws -> Places { try store.settledPlaces() }

    mutating func run(as actor: Operator) throws {
      let places = try store.settledPlaces()
      let heads = try head.flatMap(Verify.heads) + HeadFile(folder: places.heads).heads()
      let verification = try places.visitsToRead().verification(against: heads)
      for fault in verification.faults { Madoguchi.show(fault.line) }
      if !verification.missingKeys.isEmpty {
        Madoguchi.show(
          "鍵 \(verification.missingKeys.sorted().joined(separator: "、")) がないため、記録の終わりは確かめられません（\(places.keys)）"
        )
      }
      let unreadable = HeadFile(folder: places.heads).unreadableLines()
      for line in unreadable { Madoguchi.show("\(line): 控えた終わりとして読めません。この行とは比べていません") }
      guard verification.faults.isEmpty, verification.missingKeys.isEmpty, unreadable.isEmpty else {
        throw ExitCode.failure
      }
      Madoguchi.show(
        "受付 \(verification.visits)件と操作の記録 \(verification.operations)件は、すべて書いたときのままです")
      if let since = verification.sealedSince {
        Madoguchi.show("終わりの封印は \(since.day.iso) から。控えた終わり \(heads.count)件と比べました")
      }
    }

    private static func heads(_ text: String) throws -> [LogHead] {
      if let head = LogHead(text: text) { return [head] }
      let heads = HeadFile.heads(in: text)
      guard !heads.isEmpty else {
        throw Complaint("--head には visits head が出した1行か、それを書いたファイルを指定してください")
      }
      return heads
    }
  }

  struct Head: GuardedCommand {
    static let act = Act.exportHead
    static let configuration = CommandConfiguration(
      abstract: "操作の記録の終わりを1行で示す（毎日印刷して保管すると、あとで消されたことが分かります）")
    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var store: StoreOptions

    func settledPlaces() throws -> Places { try store.settledPlaces() }

    mutating func run(as actor: Operator) throws {
      guard let head = try store.store().logHead(on: Instant.wallClock.day) else {
        throw Complaint("操作の記録はまだ空です")
      }
      Madoguchi.show(head.text)
    }
  }
}

extension ChainFault {
  var line: String {
    switch self {
    case .visit(let day, let number, let sequence):
      "\(day.iso) 受付\(number): \(sequence)番目の記録が、書いたときのままではありません"
    case .visitEnd(let day, let number): "\(day.iso) 受付\(number): 終わりの記録が消されたか、足されています"
    case .visitSeal(let day, let number):
      "\(day.iso) 受付\(number): 封印が合いません（日・番号・中身のどれかが取り替えられています）"
    case .visitMissing(let day, let number): "\(day.iso) 受付\(number): 操作の記録にあるとおりの受付がありません"
    case .visitUnknown(let day, let number): "\(day.iso) 受付\(number): 操作の記録にない受付です"
    case .strays(let count): "どの受付のものでもない記録が \(count)件分あります"
    case .operations(let sequence): "操作の記録: \(sequence)番目が、書いたときのままではありません"
    case .operationsEnd: "操作の記録: 終わりの記録が消されたか、足されています"
    case .operationsSeal: "操作の記録: 終わりの封印が合いません"
    case .operationsBroken(let time):
      "操作の記録: \(time.day.iso) に書き足したとき、終わりが書いたときのままではありませんでした"
    case .operationsHead(let head): "操作の記録: \(head.day.iso) に控えた終わり（\(head.count)件）がありません"
    case .endLost: "最後に書いた記録がありません。書きかけの控え（visits.sqlite-wal）が失われたか、前の時点のファイルです"
    case .file: "受付の記録のファイルが壊れています。控えから戻してください"
    }
  }
}
