/// Fixed words of the screen that a visitor reads (画面のことば). The sentences stand in wording/, the Japanese ones in
/// wording/ja/; the program knows only what each is for.
package enum ScreenWord: String, CaseIterable, Hashable, Sendable {
  case yes = "はい"
  case no = "いいえ"
  case doesNotKnow = "わからない"
  case willNotSay = "答えない"
  /// A choice that stands for all the people who are asked about.
  case everyone = "全員"
  case pressNumber = "数字のキー"
  case answeredUnseen = "見せずに答える"
  case pleaseWait = "待つ"
  case clerkLooksElsewhere = "ほかの画面"
  /// How several choices are made and ended.
  case chooseAny = "いくつでも"
  /// How many questions are left, in {数}.
  case remaining = "のこり"
  case clerkEnters = "職員が入力"
  /// Heading of the list of languages.
  case language = "ことば"
  /// A choice of several: that none of them holds.
  case noneOfThem = "どれもない"
  /// Said when an answer was kept.
  case answerReceived = "受け取った"
  /// Said when an answer could not be kept.
  case couldNotBeKept = "記録できない"
  /// Said before what the clerk answered meanwhile; the visitor may answer again.
  case answersDiffer = "答えが違う"
  /// Said when the end of choosing was pressed and nothing is chosen.
  case nothingChosen = "選んでいない"
  /// Said when an answer would take away what is ticked; the same key again gives it.
  case ticksWouldGo = "印が消える"
  /// Said where the screen is too small to be answered on.
  case tooSmall = "画面が小さい"
  /// Beside the key that shows the other answers.
  case moreAnswers = "つづき"
}
