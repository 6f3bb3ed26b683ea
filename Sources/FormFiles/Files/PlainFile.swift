import Foundation

/// Reads ordinary files of people, and no others: a pipe or a device would be waited for without end, and what is too
/// large is refused before it is read.
package enum PlainFile {
  package enum Refusal: Error, Hashable, Sendable {
    case cannotOpen
    case isFolder
    /// A pipe, a device, a socket.
    case isNoFile
    /// Larger than this many bytes.
    case isTooLarge(limit: Int)
    /// Not UTF-8 from this line on, counted from 1.
    case isNotUTF8(line: Int)

    /// What is wrong and what to do, for the person who named the file.
    package var sentence: (message: String, correction: String) {
      switch self {
      case .cannotOpen: ("ファイルを開けません", "場所と、読む権限を確かめてください")
      case .isFolder: ("フォルダーです", "ファイルを指定するか、名前を変えてください")
      case .isNoFile: ("ふつうのファイルではありません（パイプや装置は読みません）", "ふつうのファイルに置き換えてください")
      case .isTooLarge(let limit): ("ファイルが大きすぎます（\(limit >> 20)MB まで）", "いくつかのファイルに分けてください")
      case .isNotUTF8: ("文字コードが UTF-8 ではありません", "UTF-8 で保存し直してください")
      }
    }
  }

  /// A file written by hand may have so many bytes.
  package static let limit = 4 << 20

  package static func text(at path: String, limit: Int = limit) throws(Refusal) -> String {
    let bytes = try bytes(at: path, limit: limit)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let before = String(decoding: bytes, as: UTF8.self).unicodeScalars.prefix { $0 != "\u{FFFD}" }
      throw .isNotUTF8(line: before.count { $0 == "\n" } + 1)
    }
    return text
  }

  private static func bytes(at path: String, limit: Int) throws(Refusal) -> [UInt8] {
    // Without O_NONBLOCK the opening itself would wait for whoever writes into a pipe.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .cannotOpen }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .isFolder
    default: throw .isNoFile
    }
    guard status.st_size <= limit else { throw .isTooLarge(limit: limit) }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
    var count = 0
    while true {
      let more = bytes.withUnsafeMutableBytes { buffer in
        let free = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
        return read(descriptor, free.baseAddress, free.count)
      }
      guard more >= 0 else { throw .cannotOpen }
      if more == 0 { break }
      count += more
      // It may have grown since its size was told.
      guard count <= limit else { throw .isTooLarge(limit: limit) }
      if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: 1 << 16)) }
    }
    return Array(bytes.prefix(count))
  }
}
