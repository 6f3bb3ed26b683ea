import Feel
import Testing

@testable import Counter

private func fact(
  _ name: String, _ subject: Subject.Kind, _ kind: Fact.Kind, _ label: String,
  _ sensitivity: Fact.Sensitivity = .ordinary, right: String? = nil
) -> Fact {
  Fact(
    name: name, subject: subject, property: name, kind: kind, label: label, phrase: nil, supplies: [],
    column: nil,
    formula: nil, gate: nil, valueBehindGate: .absent, sensitivity: sensitivity, length: nil, right: right)
}

private let catalog = Catalog(
  version: "",
  municipality: Municipality(
    name: "架空市", prefecture: "架空県", code: "999999", isFictional: true, telephone: "", hours: "",
    calendar: OpeningCalendar(openWeekdays: [], holidays: [], closures: []),
    windows: [Window(id: "insurance", name: "保険年金課", floor: 1, number: "6", telephone: "", minutes: 6)],
    walkingMinutesOnFloor: 1, walkingMinutesPerFloor: 2, outsideOffices: [], values: [],
    visitRetentionDays: 90),
  vocabulary: Vocabulary(
    facts: [
      fact("人.国保", .person, .yesNo, "国民健康保険"), fact("届出.新住所", .filing, .address, "新しい住所", .guarded),
      fact("届出.新しい学区", .filing, .text, "新しい通学区域", .revealsAddress),
      fact("人.在留資格", .person, .text, "在留資格", right: "在留資格"),
      fact(CoreFact.isProtected, .person, .yesNo, "支援措置"),
      fact("届出.あてはまること", .filing, .codes(list: "事情"), "あてはまること"),
    ], selectors: []),
  law: [], towns: [],
  codeLists: [CodeList(name: "事情", source: "", codes: [.init(value: "支援措置", label: "住所を知られたくない")])],
  eras: EraTable(eras: [EraTable.Era(name: "令和", letter: "R", firstDay: Day(number: 18_017))]), events: [],
  questions: [], procedures: [], papers: [],
  checklist: ChecklistForm(id: "", name: "", width: 0, height: 0, size: 0, chapters: []),
  identity: IdentityRules(documents: [], combinations: [], proxies: [], basis: ""))

private let address = "架空市南台3丁目91番2号"
private let nhi = Errand.Key(window: "insurance", procedure: "nhi.join")

private func filed(protected: Bool = false) -> Entry {
  .filed(
    .init(
      filing: Situation.Filing(kind: "転入", people: [0], formerHousehold: nil), people: ["000000000000001"],
      facts: [
        FactRecord(FactKey(CoreFact.name, of: .person(0)), KnownFact(.text("若葉 太郎"), from: .reception)),
        FactRecord(
          FactKey(CoreFact.isProtected, of: .person(0)),
          KnownFact(.yesNo(protected), from: .register(reportDay))),
      ]))
}

private func answered(_ name: String, _ subject: Subject, _ value: FactValue) -> Entry {
  .answered([FactAnswer(FactKey(name, of: subject), .value(value))])
}

private let moved = answered("届出.新住所", .filing(0), .text(address))
private let release = Entry.released(
  .init(
    release: Release(supervisor: "田中課長", reason: "本人の転居", end: Instant(reportDay, hour: 9, minute: 40)),
    resident: "000000000000001",
    facts: [
      FactRecord(FactKey("届出.新住所", of: .filing(0)), KnownFact(.text(address), from: .register(reportDay)))
    ]))

@Suite struct EntryTextTests {
  private func lines(_ entries: [Entry]) -> [String] {
    let journal = written(entries.enumerated().map { ($0, $1) })
    return journal.map(EntryText(journal, catalog: catalog).line)
  }

  private func said(_ entry: Entry, after before: Entry = filed()) -> String { lines([before, entry])[1] }

  @Test(arguments: [
    (answered("人.国保", .person(0), .yesNo(true)), "答え：若葉 太郎の国民健康保険 はい"),
    (moved, "答え：新しい住所 架空市南台3丁目91番2号"),
    (.answered([FactAnswer(FactKey("人.国保", of: .person(0)), .doesNotKnow)]), "国民健康保険 わからない"),
    (.withdrawn([FactKey("人.国保", of: .person(0))]), "答えを取り消しました：若葉 太郎の国民健康保険"),
    (
      .joined(
        .init(
          filing: 0, people: [nil],
          facts: [
            FactRecord(FactKey(CoreFact.name, of: .person(1)), KnownFact(.text("双葉 光"), from: .reception))
          ])),
      "いまある世帯の方を加えました：双葉 光"
    ),
    (
      .visitorChecked(.init(name: "若葉 太郎", relation: "本人", documents: ["card"], shown: "旅券", sawProof: true)),
      "来た方を確かめました：若葉 太郎（本人、見たもの 旅券、委任状などを見た）"
    ),
    (.undone, "1つ前の操作を元に戻しました"), (.redone, "やり直しました"),
    (
      .overridden(
        .init(procedure: "nhi.join", subject: .person(0), applies: false, reason: "社保", appliedBefore: true)),
      "判定を変えました：nhi.join（若葉 太郎）を「必要」から「不要」に（理由 社保）"
    ),
    (.printed(paper: "checklist"), "印刷しました：手続の一覧"), (.explained(["nhi.join"]), "説明しました：nhi.join"),
    (
      .brought([Brought("seal", .seen), Brought("card", .missing), Brought("form", .notSaid)]),
      "持参の確認：seal（見た）、card（ない）、form（まだ）"
    ),
    (.opened(desk: "市民課 窓口2"), "「市民課 窓口2」で開きました"), (.left(desk: "市民課 窓口2"), "「市民課 窓口2」で閉じました"),
    (.sent([nhi]), "引き継ぎました：保険年金課 nhi.join"), (.received(window: "insurance"), "保険年金課が受け取りました"),
    (.done([nhi]), "終えました：保険年金課 nhi.join"), (.sent([.init(wholeVisitAt: "insurance")]), "保険年金課 受付の続き"),
    (.postponed([nhi], reason: "証書がない"), "きょうはできません：保険年金課 nhi.join（理由 証書がない）"),
    (.reminded([nhi]), "窓口に伝えました：保険年金課 nhi.join"),
    (release, "若葉 太郎（許可 田中課長、9時40分まで、理由 本人の転居）"), (.releaseEnded, "住所の表示を終えました"),
    (.held, "保留にしました"), (.resumed, "保留から戻しました"), (.finished, "受付を終えました"),
    (.reopened(reason: "字の誤り"), "開き直しました（理由 字の誤り）"), (.voided(reason: "二重"), "取り消しました（理由 二重）"),
    (.unknown(kind: "teleported"), "読めない記録です（teleported）"), (filed(), "届出「転入」を選びました：若葉 太郎（1人、住民記録から 1項目）"),
  ])
  func `every kind of entry is a sentence`(entry: Entry, says: String) {
    #expect(said(entry).contains(says), "\(said(entry))")
  }

  @Test func `the beginning tells the day, the records and the versions`() {
    let began = Entry.began(
      .init(day: reportDay, catalogVersion: "0123456789", programVersion: "0.1.0", registerGeneration: 3))
    #expect(
      lines([began])[0].hasPrefix(
        "1 9:00 佐々木　受付を始めました（\(catalog.eras.long(reportDay))の受付、住民記録 第3世代、内容の版 01234567"))
  }

  @Test(arguments: [
    [filed(protected: true), moved], [moved, filed(protected: true)], [filed(), moved, release],
    [filed(), moved, answered("届出.あてはまること", .filing(0), .texts(["支援措置"]))],
    [
      filed(), answered("届出.新しい学区", .filing(0), .text("南台小学校")),
      answered(CoreFact.isProtected, .person(0), .yesNo(true)),
    ],
    [filed(protected: true), answered("届出.むかしの項目", .filing(0), .text(address))],
  ])
  func `where somebody is protected no address is told, at whatever time it was kept`(entries: [Entry]) {
    let text = lines(entries).joined(separator: "\n")
    #expect(!text.contains("南台"))
    #expect(entries.count < 3 && entries[0] == moved || text.contains("【支援措置】") || text.contains("今の内容にない"))
    let journal = written(entries.enumerated().map { ($0, $1) })
    let veil = JournalVeil(journal, catalog: catalog)
    #expect(!journal.contains { "\(veil.veiled($0.entry))".contains("南台") })
  }

  @Test func `what needs a right is not told to who has none`() {
    let line = said(answered("人.在留資格", .person(0), .text("留学")))
    #expect(line.contains("［表示の権限がありません］") && !line.contains("留学"))
  }
}

@Suite struct OperationTextTests {
  @Test(arguments: [
    (DeskOperation.started(desk: "窓口2"), "「窓口2」を開きました"),
    (.searched(reason: "転入", hits: 3), "住民を調べました（理由 転入、該当 3人）"),
    (.viewed(residents: ["1", "2"], reason: "転入"), "宛名番号 1、2（理由 転入）"),
    (.printed(paper: "checklist", visitNumber: 7), "手続の一覧（受付0007）"),
    (.signedIn(account: "佐々木", desk: "窓口2"), "「窓口2」に「佐々木」がサインインしました"),
    (.signInRefused(desk: "窓口2"), "サインインを断りました"), (.locked(desk: "窓口2"), "画面を閉じました"),
    (.searchedMuch(count: 30, minutes: 10), "10分に30回調べました"),
    (
      .released(resident: "1", supervisor: "田中", reason: "本人", end: Instant(reportDay, hour: 9, minute: 5)),
      "宛名番号 1（許可 田中、9時05分まで、理由 本人）"
    ),
    (
      .imported(generation: 2, residents: 100, protected: 6, allowedBy: nil, acceptedFewer: nil),
      "第2世代、住民 100人、支援措置 6人"
    ),
    (
      .imported(generation: 2, residents: 9, protected: nil, allowedBy: "田中", acceptedFewer: true),
      "支援措置の情報なし（許可 田中）、減ったことを確かめて取り込み"
    ),
    (.rolledBack(from: 2, to: 1), "第2世代から第1世代に戻しました"),
    (.accountChanged(account: "佐々木", change: "停止"), "「佐々木」のアカウントを変えました（停止）"),
    (.clockStepped(back: 9), "時計が9秒戻っていました"),
    (
      .noted(VisitNote(day: reportDay, number: 12, token: "", count: 7, hash: "")),
      "\(reportDay.iso) の受付0012の記録は 7件です"
    ), (.dayEnded(reportDay, []), "\(reportDay.iso) までに続きのあった受付 0件を控えました"),
    (.sealed(key: "ab", []), "記録の終わりを鍵 ab で封じました（受付 0件）"),
    (.endBroken, "【注意】操作の記録の終わりが、書いたときのままではありませんでした"),
    (.purged(before: reportDay, []), "\(reportDay.iso) より前の受付 0件の記録を、保存日数が過ぎたため消しました"),
    (.journalMade, "受付の記録を、前のものなしで新しく作りました"), (.backedUp, "控えを取りました"),
    (.unknown(kind: "flown"), "新しい版のプログラムの操作です（flown）"),
  ])
  func `every kind of operation is a sentence`(operation: DeskOperation, says: String) {
    let line = OperationText(catalog: catalog).line(
      operation, by: "佐々木", at: Instant(reportDay, hour: 9, minute: 5))
    #expect(line.hasPrefix("\(reportDay.iso) 9:05 佐々木　") && line.contains(says), "\(line)")
  }
}

@Suite struct TicketTests {
  private let began = Entry.began(
    .init(day: reportDay, catalogVersion: "1", programVersion: "1", registerGeneration: 1))

  @Test(arguments: [[], [Entry.opened(desk: "窓口2"), .left(desk: "窓口2")], [.voided(reason: "来なかった")]])
  func `a number for which nobody was received is no visit`(rest: [Entry]) {
    let report = VisitReport([measured(written(([began] + rest).map { (0, $0) }))])
    #expect(report.visits == 0 && report.tickets == 1)
    #expect(report.lines(eras: catalog.eras).contains { $0.contains("番号だけ取って、受付を始めていないもの 1件") })
  }

  @Test func `a visit in which somebody was heard is one without an event too`() {
    let heard = answered("人.国保", .person(0), .yesNo(true))
    let report = VisitReport([measured(written([(0, began), (1, heard)]))])
    #expect(report.visits == 1 && report.tickets == 0)
  }

  @Test(arguments: [
    (40, "40秒"), (60, "1分"), (200, "3分20秒"), (599, "9分59秒"), (600, "10分"), (629, "10分"), (0, "0秒"),
  ])
  func `short times have their seconds`(seconds: Int, text: String) {
    #expect(Wording.duration(seconds) == text)
  }
}
