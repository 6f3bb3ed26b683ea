import TerminalUI

/// What a key asks for. The same request always does the same act, on every screen.
package enum Request: String, Hashable, Sendable, CaseIterable {
  case help, list, back, search, why, previousPage, nextPage, check, commit, blank, stepBack, undo, redo,
    repeatLast, visitor, needs, explain, things, busy, alarms
  /// Rare acts that are found by name in the palette and have no key of their own.
  case void, reopen, release, takePaper, reason, largeType, quietNames, passOn
  case repaint, palette, enter, next, previous

  /// What the help says of it.
  var meaning: String {
    switch self {
    case .help: "この画面の説明を出す"
    case .list: "選べる値の一覧を出す"
    case .back: "受付の一覧へ戻る（一覧では終わる）"
    case .search: "住民を探す"
    case .why: "なぜそうなるかを見る"
    case .previousPage: "前のページ"
    case .nextPage: "次のページ"
    case .check: "答えを確かめる"
    case .commit: "受け付ける・確定する・印刷する"
    case .blank: "画面をすぐに隠す"
    case .stepBack: "ひとつ前へ戻る（何も失われません）"
    case .undo: "直前の答えを取り消す"
    case .redo: "取り消した答えを戻す"
    case .repeatLast: "前の人と同じ答えを入れる"
    case .visitor: "来庁者の本人確認を記録する"
    case .needs: "次の窓口へ伝えることを入れる"
    case .explain: "説明したことを記録する"
    case .things: "持ってきた物と足りない物を記録する"
    case .busy: "混雑のとき用に、きょう済ませることだけを聞く"
    case .alarms: "だれも受け取っていない手続を見る・知らせを止める"
    case .void: "この受付を取り消す"
    case .reopen: "終わった受付を訂正する"
    case .release: "支援措置の方の住所の表示を許可する"
    case .takePaper: "停止中に紙で受けた分を入れる"
    case .passOn: "この受付の続きをほかの窓口へ渡す"
    case .largeType: "手続案内票を大きな字で刷る"
    case .quietNames: "声に出さない手続の名前を案内票に出す"
    case .reason: "調べる理由を選ぶ"
    case .repaint: "画面を描き直す"
    case .palette: "名前で命令や手続を探す"
    case .enter: "次の欄へ進む・選んだものを開く"
    case .next: "次の欄"
    case .previous: "前の欄"
    }
  }
}

extension Request: CustomStringConvertible {
  /// The key as sentences name it: «F10», «Ctrl-Z»; the palette's where it has none of its own.
  package var description: String { (KeyMap.key(for: self) ?? KeyMap.key(for: .palette))?.name ?? rawValue }

  /// Other words by which the palette finds it.
  var synonyms: [String] {
    switch self {
    case .passOn: ["引き継ぎ", "引き継ぐ", "引継ぎ", "回す", "まわす", "ほかの課"]
    case .commit: ["印刷", "いんさつ", "登録", "完了", "受付"]
    case .undo: ["元に戻す", "やり直す", "とりけし"]
    case .void: ["キャンセル", "削除", "消す", "破棄", "取り消し", "取消し", "無効", "取り下げ", "取下げ", "まちがい", "間違い"]
    case .reopen: ["修正", "直す", "訂正"]
    case .release: ["支援措置", "住所を見る", "解除"]
    case .largeType: ["大活字", "拡大", "文字サイズ", "大きい文字", "大きな文字"]
    case .needs: ["電話", "連絡先", "口座", "配慮", "引き継ぎ"]
    case .visitor: ["本人確認", "代理", "委任状"]
    case .blank: ["離席", "ロック", "目隠し"]
    case .busy: ["混雑", "急ぐ", "行列"]
    case .explain: ["説明", "教示"]
    case .things: ["持ち物", "持参", "足りない", "不足", "忘れた"]
    case .quietNames: ["配慮", "生活保護", "障害", "支援措置", "伏せる"]
    case .alarms: ["鳴っている", "音", "呼び出し", "未受け取り"]
    case .takePaper: ["停電", "障害", "後入力"]
    case .search: ["検索", "調べる"]
    case .list: ["選択肢", "候補", "わからない", "答えない"]
    case .why: ["理由", "根拠"]
    case .help, .back, .previousPage, .nextPage, .check, .stepBack, .redo, .repeatLast, .reason, .repaint,
      .palette,
      .enter, .next, .previous:
      []
    }
  }
}

/// The one table behind keys, bar, help, palette and mouse.
package enum KeyMap {
  static let table: [(key: Key, request: Request)] = [
    (.function(1), .help), (.function(2), .list), (.function(3), .back), (.function(4), .list),
    (.function(5), .search),
    (.function(6), .why), (.function(7), .previousPage), (.function(8), .nextPage), (.function(9), .check),
    (.function(10), .commit), (.function(11), .blank), (.function(12), .stepBack), (.escape, .stepBack),
    (.control("z"), .undo), (.control("y"), .redo), (.control("r"), .repeatLast), (.control("k"), .visitor),
    (.control("n"), .needs), (.control("o"), .explain), (.control("g"), .things), (.control("b"), .busy),
    (.control("t"), .alarms), (.control("l"), .repaint),
    (.control("p"), .palette), (.enter, .enter), (.tab, .next), (.down, .next), (.backTab, .previous),
    (.up, .previous),
    (.pageUp, .previousPage), (.pageDown, .nextPage),
  ]

  static func request(for key: Key) -> Request? { table.first { $0.key == key }?.request }

  /// The key shown for a request: the last function key of it, else the first key.
  static func key(for request: Request) -> Key? {
    let keys = table.filter { $0.request == request }.map(\.key)
    return keys.last { if case .function = $0 { true } else { false } } ?? keys.first
  }

  /// Requests that stand in the bar, in the order of their keys.
  static let barOrder: [Request] = [
    .help, .back, .list, .search, .why, .previousPage, .nextPage, .check, .commit, .stepBack, .undo,
    .repeatLast, .visitor, .needs, .explain, .things, .alarms, .palette,
  ]
}
