import Foundation

/// What must not be seen while it is typed.
enum SecretInput {
  /// A new passphrase: typed twice at a terminal, or one line of standard input when that is none.
  static func newPassphrase() throws -> String {
    guard isatty(STDIN_FILENO) == 1 else {
      guard let line = readLine(strippingNewline: true) else {
        throw Complaint("パスワードがありません。標準入力に1行で渡すか、端末で実行してください")
      }
      return try readable(line)
    }
    let first = try line(prompt: "パスワード: ")
    guard try line(prompt: "もう一度: ") == first else {
      throw Complaint("2回のパスワードが違います。もう一度実行してください")
    }
    return first
  }

  /// The name of who signs in, typed at a terminal; nil when there is none.
  static func name() throws -> String? {
    guard isatty(STDIN_FILENO) == 1 else { return nil }
    Madoguchi.say("アカウントの名前: ", terminator: "")
    return try readLine(strippingNewline: true).map(readable)
  }

  /// The passphrase of who signs in, typed at a terminal; nil when there is none.
  static func passphrase() throws -> String? {
    isatty(STDIN_FILENO) == 1 ? try line(prompt: "あなたのパスワード: ") : nil
  }

  /// The code of the telephone, typed at a terminal; nil when there is none.
  static func code() throws -> String? {
    isatty(STDIN_FILENO) == 1 ? try line(prompt: "確認コード（6けた）: ") : nil
  }

  /// The lines that another program wrote into a descriptor for us, a passphrase and a code at most.
  static func lines(ofDescriptor descriptor: Int32) throws -> [String] {
    var (bytes, byte): ([UInt8], UInt8) = ([], 0)
    while bytes.count < 4096 {
      let count = read(descriptor, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Complaint("--passphrase-fd \(descriptor) を読めません。開いた番号を渡してください") }
      if count == 0 { break }
      bytes.append(byte)
      if bytes.count(where: { $0 == 0x0A }) == 2 { break }
    }
    return try String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .prefix(2).filter { !$0.isEmpty }.map { try readable(String($0)) }
  }

  /// Bytes that are no UTF-8 have become U+FFFD, with which two passphrases would be one.
  private static func readable(_ line: String) throws -> String {
    guard !line.unicodeScalars.contains("\u{FFFD}") else {
      throw Complaint("パスワードを文字として読めません。UTF-8 で渡してください")
    }
    return line
  }

  private static func line(prompt: String) throws -> String {
    Madoguchi.say(prompt, terminator: "")
    var saved = termios()
    guard tcgetattr(STDIN_FILENO, &saved) == 0 else { throw Complaint("端末を使えません。端末で実行し直してください") }
    var silent = saved
    // Ctrl-C ends the line instead of the program, which would leave the terminal without echo. With IUTF8 the erase key
    // takes back a whole kana.
    silent.c_lflag &= ~tcflag_t(ECHO | ISIG)
    silent.c_iflag |= tcflag_t(IUTF8)
    withUnsafeMutableBytes(of: &silent.c_cc) { $0[Int(VEOL)] = interrupt }
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &saved)
      Madoguchi.say("")
    }
    guard let line = typedLine() else { throw Complaint("何も変えずにやめました") }
    return try readable(line)
  }

  /// Ctrl-C.
  private static let interrupt: UInt8 = 3

  /// One line as the terminal hands it over; nil for Ctrl-C and for the end of the input.
  private static func typedLine() -> String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    guard count > 0, buffer[count - 1] == 0x0A else { return nil }
    return String(decoding: buffer[..<(count - 1)], as: UTF8.self)
  }
}
