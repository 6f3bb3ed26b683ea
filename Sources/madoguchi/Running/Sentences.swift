import Counter
import Desk
import FormFiles
import Foundation
import Records
import TerminalUI

/// Failures as one clear sentence each, said at the edge that shows them.
extension StoreFailure {
  var line: String {
    switch self {
    case .missing(let path) where path.hasSuffix("/register"):
      "住民記録がありません（\(path)）。madoguchi residents import で取り込んでください"
    case .missing(let path): "\(path) がありません。madoguchi restore で控えから戻してください"
    case .foreign(let path): "\(path) は madoguchi のデータベースではありません。--data で別のフォルダーを指定してください"
    case .stamped(let found, let wanted, let path):
      "\(path) は「\(found.rawValue)」のデータです。「\(wanted.rawValue)」としては開けません。--data で別のフォルダーを指定してください"
    case .tooNew(let path, let version): "\(path) は新しい版（\(version)）のプログラムで書かれています。プログラムを更新してください"
    case .outdated(let path):
      "\(path) は前の版のプログラムの住民記録です。支援措置の方を世帯ごと守るため、madoguchi residents import で取り込み直してください"
    case .sealed(let path):
      "\(path) に封じてある支援措置の方の住所を、いまの鍵では開けません。控えてある鍵を戻すか、鍵が失われたときは madoguchi residents import で取り込み直してください"
    case .locked(let path): "\(path) を別のプログラムが使っています。終わるのを待って、もう一度実行してください"
    case .diskFull(let path): "ディスクがいっぱいで \(path) に書けません。空きを作ってください。記録ずみのものは失われていません"
    case .damaged(let path) where Register.owns(path):
      "\(path) が壊れています。madoguchi residents rollback で前の世代に戻すか、住民記録を取り込み直してください"
    case .damaged(let path): "\(path) が壊れています。控えから戻してください"
    case .unreadable(let path, let reason): "\(path) を開けません（\(reason)）。場所と権限を確かめてください"
    case .older(let path):
      "\(path) は、最後に書いたときより前のものです。madoguchi restore で控えの全部を戻してください。これを使うと決めたときだけ、\(path)-mark を消してください"
    case .halfRestored(let path): "\(path) は、控えに戻す途中で止まったものです。madoguchi restore をもう一度実行してください"
    }
  }
}

extension StoreFailure: SentenceForClerk {
  /// Without the path, which is the IT section's affair, so that all of it can be read.
  package var sentence: String {
    switch self {
    case .locked: "記録をほかの窓口が書いています。少し待って、もう一度押してください"
    case .diskFull: "ディスクがいっぱいで書けません。情報担当に空きを作ってもらってください。記録ずみのものは失われていません"
    case .damaged: "記録が壊れています。入力を止めて、情報担当に控えから戻してもらってください"
    case .unreadable(_, let reason): "記録を開けません（\(reason)）。情報担当に、ディスクと権限を確かめてもらってください"
    case .missing, .foreign, .stamped, .tooNew, .outdated, .older, .halfRestored, .sealed: line
    }
  }
}

extension Complaint {
  /// The sentence for a failure that nobody expected; nil for one that has its own words.
  init?(ofSystem error: any Error) {
    switch error {
    case let failure as StoreFailure: self.init(failure.line)
    case is DecodingError: self.init("記録の中に読めないものがあります。madoguchi visits verify で確かめ、情報担当に知らせてください")
    case let error as NSError where [NSCocoaErrorDomain, NSPOSIXErrorDomain].contains(error.domain):
      let path = error.userInfo[NSFilePathErrorKey] as? String ?? "ファイル"
      self.init(StoreFailure(ofSystem: error, path: path).line)
    default: return nil
    }
  }
}

extension AccountStore.Refusal {
  var line: String {
    switch self {
    case .nameUnusable: "アカウントの名前は、目に見える文字で全角16文字までにしてください。使えるのは、かな・漢字・英字・数字と、空白・「・」「-」「_」「.」です"
    case .nameTaken(let name): "「\(name)」のアカウントがもうあります。別の名前にしてください（全角と半角、大文字と小文字、空白は区別しません）"
    case .notFirst: "ほかの窓口で最初のアカウントが作られました。開き直して、サインインしてください"
    case .noAccount(let name): "「\(name)」のアカウントはありません。madoguchi accounts list で名前を確かめてください"
    case .passphrase(let refusal): refusal.line
    }
  }
}

extension Complaint: SentenceForClerk {
  package var sentence: String { description }
}

extension AccountStore.Refusal: SentenceForClerk {
  package var sentence: String { line }
}

extension SignInPolicy.PassphraseRefusal {
  var line: String {
    switch self {
    case .tooShort(let least): "パスワードは\(least)文字以上にしてください。いくつかの言葉をつなぐと、長くても覚えやすくなります"
    case .isName: "アカウントの名前と同じパスワードは使えません。別のパスワードにしてください"
    case .hasUnseen: "パスワードに、目に見えない文字（制御文字など）が入っています。打ち直してください"
    case .guessable(let guess): guess.sentence
    }
  }
}

extension Terminal.Failure {
  /// In ASCII where the terminal may not show kanji.
  var line: String {
    switch self {
    case .noUTF8Locale: "No UTF-8 locale. Set LANG=C.UTF-8 (or ja_JP.UTF-8) and try again."
    case .noTerminal: "端末ではないか、TERM が分からない端末です。TERM=xterm-256color などの端末で実行してください"
    case .linuxConsole:
      "This console cannot show kanji (512 glyphs). Use kmscon, fbterm, or a Wayland kiosk (cage + foot), or log in by ssh. Kono gamen wa kanji ga demasen: ssh no tanmatsu kara tsukatte kudasai."
    case .dumb:
      "TERM ga nai ka, dumb desu. (TERM is unset or dumb.) Set TERM=xterm-256color on a real terminal."
    }
  }
}
