import CLibCSV
import Foundation

/// Streams a CSV file (RFC 4180, UTF-8 with or without BOM) record by record through libcsv, in bounded memory.
package struct CSVReader {
  package enum Failure: Error, Hashable, Sendable {
    case cannotOpen
    /// A folder, a device, a pipe.
    case notAFile
    /// The disk failed in the middle.
    case cannotRead
    /// The file was written to while it was read.
    case changed
    /// The file is larger than `Limits.file`, or grew beyond it.
    case tooLarge(limit: Int)
    /// One record has more bytes than `Limits.record`, or a field more than `Limits.field`.
    case tooLong(line: Int, limit: Int)
    /// With the line it was noticed in.
    case malformed(line: Int)
    case notUTF8(line: Int, Encoding)
    case noHeader
  }

  /// What a file that is not UTF-8 looks like.
  package enum Encoding: Hashable, Sendable { case shiftJIS, utf16, unknown }

  /// The most bytes that are read.
  package struct Limits {
    let file: Int
    let record: Int
    let field: Int

    /// A city of a million people has a file of some 500 MB, a person's record less than 10 KB.
    package static let standard = Limits(file: 4 << 30, record: 1 << 20, field: 1 << 16)
  }

  /// Calls `body` for every record, the header first. What `body` throws ends the reading. Answers whether the file ends
  /// with the end of a line, as a whole one does.
  package static func read(path: String, limits: Limits = .standard, _ body: (CSVRecord) throws -> Void)
    throws
    -> Bool
  {
    let file = try open(path, limits)
    defer { fclose(file) }
    var parser = csv_parser()
    guard csv_init(&parser, UInt8(CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL)) == 0 else {
      throw Failure.cannotOpen
    }
    defer { csv_free(&parser) }
    return try withoutActuallyEscaping(body) { body in
      let state = State(limits, body)
      let context = Unmanaged.passUnretained(state).toOpaque()
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      var (total, last): (Int, UInt8) = (0, 0)
      while true {
        var count = fread(&buffer, 1, buffer.count, file)
        if count == 0 { break }
        last = buffer[count - 1]
        var start = 0
        if total == 0 {
          if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
          if buffer.starts(with: [0xFF, 0xFE]) || buffer.starts(with: [0xFE, 0xFF]) {
            throw Failure.notUTF8(line: 1, .utf16)
          }
        }
        total += count
        guard total <= limits.file else { throw Failure.tooLarge(limit: limits.file) }
        count -= start
        let used = buffer.withUnsafeBytes { bytes in
          csv_parse(&parser, bytes.baseAddress?.advanced(by: start), count, onField, onRecord, context)
        }
        if let error = state.error { throw error }
        guard used == count else { throw Failure.malformed(line: state.line) }
        // A field that never ends would grow in the parser, which tells only of whole ones.
        guard parser.entry_pos <= limits.field else {
          throw Failure.tooLong(line: state.line, limit: limits.field)
        }
      }
      guard ferror(file) == 0 else { throw Failure.cannotRead }
      var status = stat()
      guard fstat(fileno(file), &status) == 0, Int(status.st_size) == total else { throw Failure.changed }
      guard csv_fini(&parser, onField, onRecord, context) == 0 else {
        throw Failure.malformed(line: state.line)
      }
      if let error = state.error { throw error }
      return last == 0x0A || last == 0x0D
    }
  }

  private static func open(_ path: String, _ limits: Limits) throws -> UnsafeMutablePointer<FILE> {
    // Without O_NONBLOCK the opening itself would wait for whoever writes into a pipe.
    let descriptor = Foundation.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure.cannotOpen }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Failure.notAFile
    }
    guard status.st_size <= limits.file else {
      close(descriptor)
      throw Failure.tooLarge(limit: limits.file)
    }
    guard let file = fdopen(descriptor, "r") else {
      close(descriptor)
      throw Failure.cannotOpen
    }
    return file
  }

  /// What the C callbacks fill.
  private final class State {
    let limits: Limits
    let body: (CSVRecord) throws -> Void
    var record = CSVRecord()
    var line = 1
    var error: (any Error)?
    private var former: Int32 = 0

    init(_ limits: Limits, _ body: @escaping (CSVRecord) throws -> Void) {
      self.limits = limits
      self.body = body
    }

    func field(_ bytes: UnsafeRawBufferPointer) {
      guard error == nil else { return }
      if record.count == 0 { record.begin(atLine: line) }
      for byte in bytes where byte == 0x0A { line += 1 }
      record.append(bytes)
      if bytes.count > limits.field {
        error = Failure.tooLong(line: record.line, limit: limits.field)
      } else if record.bytes.count > limits.record {
        error = Failure.tooLong(line: record.line, limit: limits.record)
      }
    }

    /// `sign` ended a record, or an empty line; the second of CR LF ends nothing.
    func end(_ sign: Int32) {
      let isSecond = sign == 0x0A && former == 0x0D && record.count == 0
      former = sign
      if isSecond { return }
      defer {
        line += 1
        record.begin(atLine: line)
      }
      guard error == nil, record.count > 0 else { return }
      guard String(validating: record.bytes, as: UTF8.self) != nil else {
        let isShiftJIS = String(bytes: record.bytes, encoding: .shiftJIS) != nil
        error = Failure.notUTF8(line: record.line, isShiftJIS ? .shiftJIS : .unknown)
        return
      }
      do { try body(record) } catch { self.error = error }
    }
  }

  private static let onField:
    @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
      bytes, count, context in
      guard let context else { return }
      Unmanaged<State>.fromOpaque(context).takeUnretainedValue()
        .field(UnsafeRawBufferPointer(start: bytes, count: count))
    }

  private static let onRecord: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { sign, context in
    guard let context else { return }
    Unmanaged<State>.fromOpaque(context).takeUnretainedValue().end(sign)
  }
}

extension CSVReader.Failure {
  /// Where to look, from 1; 0 for the whole file.
  var line: Int {
    switch self {
    case .cannotOpen, .notAFile, .cannotRead, .changed, .tooLarge, .noHeader: 0
    case .tooLong(let line, _), .malformed(let line), .notUTF8(let line, _): line
    }
  }

  var sentence: String {
    switch self {
    case .cannotOpen: "ファイルを開けません。名前と読む権限を確かめてください"
    case .notAFile: "ふつうのファイルではありません（フォルダーや装置など）。CSV のファイルを指定してください"
    case .cannotRead: "途中で読めなくなりました。ディスクを確かめて、書き出し直してください"
    case .changed: "読んでいる間に変わりました。書き出しが終わってから取り込んでください"
    case .tooLarge(let limit): "大きすぎます（\(limit / 1_048_576) MB まで）。住民情報の CSV か確かめてください"
    case .tooLong(_, let limit): "1つの値か行が長すぎます（\(limit / 1024) KB まで）。引用符 \" の閉じ忘れを見てください"
    case .malformed: "CSV の形ではありません。引用符 \" の閉じ忘れを見てください"
    case .notUTF8(_, .shiftJIS): "文字コードが Shift_JIS のようです。UTF-8 で書き出し直してください"
    case .notUTF8(_, .utf16): "文字コードが UTF-16 のようです。UTF-8 で書き出し直してください"
    case .notUTF8(_, .unknown): "文字コードが UTF-8 ではありません。UTF-8 で書き出し直してください"
    case .noHeader: "中身がありません。1行目に列の名前が要ります"
    }
  }
}
