import Counter
import Foundation

/// The country's addresses by postal code (郵便番号), in a text file sorted by code: `forms/postal/japan.tsv`.
///
/// Opening reads nothing, a lookup some fifteen pieces of the file. It is read and not mapped, since a mapped file that
/// somebody shortens ends the process.
package final class PostalTable: Sendable {
  /// Bytes below which lines are read one after another.
  private static let piece = 4096
  private static let newline: UInt8 = 0x0A

  private let file: Int32
  /// Bytes.
  private let size: Int

  /// Nil when there is no file, or none that may be read.
  package init?(path: String) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      return nil
    }
    self.file = file
    size = Int(status.st_size)
  }

  deinit { close(file) }

  /// The places with a code as people write it (`100-0001`, full-width figures), in the order of the file; none for an
  /// unknown code and for a text that is no code.
  package func addresses(of code: String) -> [PostalAddress] {
    guard let digits = PostalCode(reading: code)?.digits.utf8 else { return [] }
    let wanted = Array(digits)
    var low = 0
    var high = size
    while high - low > PostalTable.piece {
      let middle = low + (high - low) / 2
      if let found = firstCode(behind: middle), found.lexicographicallyPrecedes(wanted) {
        low = middle
      } else {
        high = middle
      }
    }
    return addresses(of: wanted, from: low)
  }

  /// «2026-10», the year and month of the table as its first lines give it; nil when they do not.
  package var date: String? {
    let mark = "# 時点: "
    let lines = bytes(at: 0, PostalTable.piece).split(separator: PostalTable.newline)
    return lines.map { String(decoding: $0, as: UTF8.self) }.first { $0.hasPrefix(mark) }.map {
      String($0.dropFirst(mark.count)).trimmingBlanks
    }
  }

  /// The first line, from 1, that is neither a remark nor an address in its place; nil for a whole table. Reads it all.
  package func firstFault() -> Int? {
    var last: ArraySlice<UInt8> = []
    var hasAddress = false
    let lines = bytes(at: 0, size).split(separator: PostalTable.newline, omittingEmptySubsequences: false)
    // The last line ends with a line end, so that a shortened file is noticed.
    for (index, line) in lines.dropLast().enumerated() where line.first != UInt8(ascii: "#") {
      let code = line.prefix(7)
      guard PostalTable.address(line) != nil, !code.lexicographicallyPrecedes(last) else { return index + 1 }
      last = code
      hasAddress = true
    }
    return hasAddress && lines.last?.isEmpty == true ? nil : lines.count
  }

  /// The first seven bytes of the first line that begins behind a place; nil when none begins nearby.
  private func firstCode(behind offset: Int) -> ArraySlice<UInt8>? {
    let bytes = bytes(at: offset, 512)
    guard let end = bytes.firstIndex(of: PostalTable.newline), end + 7 < bytes.count else { return nil }
    return bytes[(end + 1)...(end + 7)]
  }

  /// Reads lines from a place on until they are past a code. Unless it is the file's start, the line there is not theirs.
  private func addresses(of wanted: [UInt8], from start: Int) -> [PostalAddress] {
    var length = 2 * PostalTable.piece
    while true {
      let bytes = bytes(at: start, length)
      let isAll = bytes.count < length
      var lines = bytes.split(separator: PostalTable.newline, omittingEmptySubsequences: false)[...]
      if start > 0 { lines = lines.dropFirst() }
      if !isAll { lines = lines.dropLast() }
      let past = lines.firstIndex { wanted.lexicographicallyPrecedes($0.prefix(7)) }
      if past != nil || isAll {
        return lines[..<(past ?? lines.endIndex)].filter { $0.starts(with: wanted) }.compactMap(
          PostalTable.address)
      }
      length *= 4
    }
  }

  /// Code, prefecture, city and town between tabs; nil for any other line.
  private static func address(_ line: ArraySlice<UInt8>) -> PostalAddress? {
    let end = line.last == 0x0D ? line.dropLast() : line
    let fields = end.split(separator: 0x09, omittingEmptySubsequences: false).compactMap {
      String(validating: $0, as: UTF8.self)
    }
    guard fields.count == 4, PostalCode(reading: fields[0])?.digits == fields[0] else { return nil }
    return PostalAddress(code: fields[0], prefecture: fields[1], city: fields[2], town: fields[3])
  }

  /// What stands at a place, less at the end of the file.
  private func bytes(at offset: Int, _ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, read in
      read = max(0, pread(file, buffer.baseAddress, count, off_t(offset)))
    }
  }
}
