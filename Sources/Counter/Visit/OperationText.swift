import Feel

/// Entries of 操作の記録 as sentences for people. Of residents they have 宛名番号 only.
package struct OperationText {
  /// Names the papers; nil where no catalogue is at hand, and papers have their ids.
  private let catalog: Catalog?

  package init(catalog: Catalog?) { self.catalog = catalog }

  /// «2026-11-20 14:32 佐々木　「市民課 窓口2」を開きました»
  package func line(_ operation: DeskOperation, by actor: String, at time: Instant) -> String {
    "\(time.day.iso) \(Wording.clock(time)) \(actor)　\(sentence(operation))"
  }

  private static func numbers(_ residents: [String], _ certificates: [String]) -> String {
    [("宛名番号", residents), ("転出証明書情報", certificates)].filter { !$0.1.isEmpty }
      .map { "\($0.0) \($0.1.joined(separator: "、"))" }.joined(separator: "、")
  }

  private func named(_ visit: VisitNote) -> String {
    "\(visit.day.iso) の受付\(Wording.visitNumber(visit.number))"
  }

  private func sentence(_ operation: DeskOperation) -> String {
    switch operation {
    case .started(let desk): "「\(desk)」を開きました"
    case .searched(let reason, let hits): "住民を調べました（理由 \(reason)、該当 \(hits)人）"
    case .viewed(let residents, let reason):
      "住民を表示しました：宛名番号 \(residents.joined(separator: "、"))（理由 \(reason)）"
    case .listed(let residents, let certificates, let reason):
      "検索の結果に表示しました：\(Self.numbers(residents, certificates))（理由 \(reason)）"
    case .visitOpened(let day, let number, let residents):
      "\(day.iso) の受付\(Wording.visitNumber(number))を開きました"
        + (residents.isEmpty ? "" : "：宛名番号 \(residents.joined(separator: "、"))")
    case .certificateViewed(let number, let reason): "転出証明書情報を表示しました：\(number)（理由 \(reason)）"
    case .printed(let paper, let number, let reason):
      "\(reason == nil ? "印刷しました" : "刷り直しました")：\(catalog?.paperName(paper) ?? paper)（受付\(Wording.visitNumber(number))\(reason.map { "、理由 \($0)" } ?? "")）"
    case .signedIn(let account, let desk): "「\(desk)」に「\(account)」がサインインしました"
    case .signInRefused(let desk): "「\(desk)」でサインインを断りました"
    case .locked(let desk): "「\(desk)」の画面を閉じました（サインイン待ち）"
    case .searchedMuch(let count, let minutes): "\(minutes)分に\(count)回調べました（大量検索の注意）"
    case .released(let resident, let supervisor, let reason, let end):
      "支援措置の方の住所の表示を許しました：宛名番号 \(resident)（許可 \(supervisor)、\(Wording.hourAndMinute(end))まで、理由 \(reason)）"
    case .imported(let generation, let residents, let protected, let allowedBy, let acceptedFewer):
      "住民記録を取り込みました：第\(generation)世代、住民 \(residents)人、"
        + (allowedBy.map { "支援措置の情報なし（許可 \($0)）" } ?? "支援措置 \(protected.map { "\($0)人" } ?? "の人数は不明")")
        + (acceptedFewer == true ? "、減ったことを確かめて取り込み" : "")
    case .rolledBack(let from, let to): "住民記録を第\(from)世代から第\(to)世代に戻しました"
    case .refused(let act): "権限がないため断りました：\(act.title)"
    case .turnedAway(.counterparty, let residents):
      "支援措置の相手方と同じ氏名の方だったため、受け付けませんでした：宛名番号 \(residents.joined(separator: "、"))"
    case .turnedAway(.restriction, let residents):
      "抑止のある記録でした：宛名番号 \(residents.joined(separator: "、"))"
    case .accountChanged(let account, let change): "「\(account)」のアカウントを変えました（\(change)）"
    case .clockStepped(let back): "時計が\(back)秒戻っていました"
    case .noted(let visit): "\(named(visit))の記録は \(visit.count)件です"
    case .dayEnded(let day, let visits): "\(day.iso) までに続きのあった受付 \(visits.count)件を控えました"
    case .sealed(let key, let visits): "記録の終わりを鍵 \(key) で封じました（受付 \(visits.count)件）"
    case .endBroken: "【注意】操作の記録の終わりが、書いたときのままではありませんでした"
    case .purged(let day, let visits): "\(day.iso) より前の受付 \(visits.count)件の記録を、保存日数が過ぎたため消しました"
    case .journalMade: "受付の記録を、前のものなしで新しく作りました"
    case .backedUp: "控えを取りました"
    case .restored(let time): "\(time.day.iso) \(Wording.clock(time)) の控えに戻しました"
    case .unknown(let kind): "新しい版のプログラムの操作です（\(kind)）"
    }
  }
}
