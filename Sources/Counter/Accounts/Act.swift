/// An act of a screen or a command that shows or changes something of people, visits, accounts, settings or the log.
///
/// The one table of who may do what (操作の権限): screens and commands name what they do, and `need` says what it takes. What is
/// named nowhere cannot be done.
package enum Act: String, CaseIterable, Codable, Hashable, Sendable {
  // Before anybody is known, and what touches nobody's data.
  case signIn, makeFirstAccount, useScreen, readContent, workOnContent, readWrittenVisit, checkMachine
  case makeFiction, mirrorQuestion

  // At a desk.
  case openDesk, seeDayList, search, openVisit, seeReasons, previewPapers, drawNumber, enterFromPaper, file,
    answer,
    identify, explain, checkThings, print, passOn, takeErrand, stopAlarms, finish, askRelease
  case override, void, reopen
  /// Lets the address of a protected person be seen, as the second person beside the one who asks (支援措置の解除).
  case release

  // From the command line.
  case exportReport
  case listVisits, showVisit, readLog, verify, exportHead, replay
  case importRegister, rollBack, backUp, restore, purge
  case listAccounts, manageAccounts
}

extension Act {
  /// What an act takes.
  package enum Need: Hashable, Sendable {
    case right(Right)
    /// Whoever comes may do it, for a reason.
    case nothing(Exemption)
  }

  /// Why an act needs no right.
  package enum Exemption: Hashable, Sendable {
    /// It comes before anybody can be known.
    case comesFirst
    /// It moves, hides or leaves what is seen; what else comes of it is asked for by itself.
    case movesOnly
    /// It reads and writes the content alone: procedures, questions, forms.
    case contentOnly
    /// It reads the file that was handed over, and no record.
    case givenFileOnly
    /// It tells counts and states of the machine, and nothing of people.
    case machineOnly
    /// It makes people whom there are not.
    case fictionOnly
    /// It shows what a desk turns to it whose clerk has signed in.
    case deskDecides
  }

  package var need: Need {
    switch self {
    case .signIn, .makeFirstAccount, .openDesk: .nothing(.comesFirst)
    case .useScreen: .nothing(.movesOnly)
    case .readContent, .workOnContent: .nothing(.contentOnly)
    case .readWrittenVisit: .nothing(.givenFileOnly)
    case .checkMachine: .nothing(.machineOnly)
    case .makeFiction: .nothing(.fictionOnly)
    case .mirrorQuestion: .nothing(.deskDecides)
    case .seeDayList, .search, .openVisit, .seeReasons, .previewPapers, .drawNumber, .enterFromPaper, .file,
      .answer, .identify, .explain, .checkThings, .print, .passOn, .takeErrand, .stopAlarms, .finish,
      .askRelease:
      .right(.receive)
    case .override: .right(.override)
    case .void, .reopen: .right(.void)
    case .release: .right(.release)
    case .exportReport: .right(.report)
    case .listVisits, .showVisit, .readLog, .verify, .exportHead, .replay: .right(.inspect)
    case .importRegister, .rollBack, .backUp, .restore, .purge: .right(.data)
    case .listAccounts, .manageAccounts: .right(.accounts)
    }
  }

  /// What it is called in sentences and in 操作の記録.
  package var title: String {
    switch self {
    case .signIn: "サインイン"
    case .makeFirstAccount: "最初のアカウントの作成"
    case .useScreen: "画面の操作"
    case .readContent: "手続の内容の閲覧"
    case .workOnContent: "手続の内容の編集"
    case .readWrittenVisit: "受付ファイルの判定"
    case .checkMachine: "機械の点検"
    case .makeFiction: "架空の住民の作成"
    case .mirrorQuestion: "来庁者の画面"
    case .openDesk: "窓口を開くこと"
    case .seeDayList: "受付の一覧"
    case .search: "住民の検索"
    case .openVisit: "受付を開くこと"
    case .seeReasons: "判定の理由の閲覧"
    case .previewPapers: "書類の閲覧"
    case .drawNumber: "受付番号の発行"
    case .enterFromPaper: "紙で受けた分の入力"
    case .file: "届出の受付"
    case .answer: "答えの入力"
    case .identify: "本人確認"
    case .explain: "説明の記録"
    case .checkThings: "持参の確認"
    case .print: "印刷"
    case .passOn: "ほかの窓口への引き渡し"
    case .takeErrand: "引き継ぎの受け取り"
    case .stopAlarms: "知らせを止めること"
    case .finish: "受付を終えること"
    case .askRelease: "支援措置の解除の依頼"
    case .override: "判定の変更"
    case .void: "受付の取消"
    case .reopen: "受付の訂正"
    case .release: "支援措置の解除"
    case .exportReport: "統計"
    case .listVisits: "受付の記録の一覧"
    case .showVisit: "受付の記録の閲覧"
    case .readLog: "操作の記録の閲覧"
    case .verify: "記録の確認"
    case .exportHead: "記録の終わりの書き出し"
    case .replay: "受付の再現"
    case .importRegister: "住民記録の取り込み"
    case .rollBack: "住民記録を前の世代に戻すこと"
    case .backUp: "控えの作成"
    case .restore: "控えから戻すこと"
    case .purge: "古い受付の消去"
    case .listAccounts: "アカウントの一覧"
    case .manageAccounts: "アカウントの管理"
    }
  }

  /// What is said to who may not do it: whom to ask; nil for what everybody may do.
  package var refusal: String? {
    guard case .right(let right) = need else { return nil }
    return "「\(title)」の権限がありません。「\(right.rawValue)」の権限のある職員に頼んでください"
  }
}
