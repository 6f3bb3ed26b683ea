import CLibCSV
import Foundation

/// Streams a CSV file (RFC 4180, UTF-8 with or without BOM) record by record through libcsv.
package struct CSVReader {
  package enum Failure: Error, Hashable, Sendable {
    case cannotOpen
    /// A folder, a device, a pipe.
    case notAFile
    /// With the line it was noticed in.
    case malformed(line: Int)
    case notUTF8(line: Int)
    case noHeader
  }

  /// A field may have so many bytes, a record so many fields.
  private static let (fieldLimit, recordLimit) = (1 << 20, 10_000)

  /// One record with the line it began in, from 1.
  package struct Record {
    package let line: Int
    package let fields: [String]
  }

  /// Calls `body` for every record, the header first. What `body` throws ends the reading. Answers whether the file ends
  /// with the end of a line, as a whole one does.
  package static func read(path: String, _ body: (Record) throws -> Void) throws -> Bool {
    // Without O_NONBLOCK the opening itself would wait for whoever writes into a pipe.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure.cannotOpen }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Failure.notAFile
    }
    guard let file = fdopen(descriptor, "r") else {
      close(descriptor)
      throw Failure.cannotOpen
    }
    defer { fclose(file) }
    var parser = csv_parser()
    guard csv_init(&parser, UInt8(CSV_STRICT | CSV_STRICT_FINI)) == 0 else { throw Failure.cannotOpen }
    defer { csv_free(&parser) }
    return try withoutActuallyEscaping(body) { body in
      let state = State(body)
      let context = Unmanaged.passUnretained(state).toOpaque()
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      var isFirst = true
      var (seen, unended) = (0, 0)
      var last: UInt8 = 0
      while true {
        var count = fread(&buffer, 1, buffer.count, file)
        if count == 0 { break }
        last = buffer[count - 1]
        var start = 0
        if isFirst, buffer.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        isFirst = false
        count -= start
        let used = buffer.withUnsafeBytes { bytes in
          csv_parse(&parser, bytes.baseAddress?.advanced(by: start), count, onField, onRecord, context)
        }
        if let error = state.error { throw error }
        guard used == count else { throw Failure.malformed(line: state.line) }
        // A quotation mark that is never closed would take the rest of the file into one field.
        unended = state.fieldCount == seen ? unended + count : 0
        seen = state.fieldCount
        guard unended <= CSVReader.fieldLimit else { throw Failure.malformed(line: state.line) }
      }
      guard csv_fini(&parser, onField, onRecord, context) == 0 else {
        throw Failure.malformed(line: state.line)
      }
      if let error = state.error { throw error }
      return last == 0x0A || last == 0x0D
    }
  }

  /// What the C callbacks fill.
  private final class State {
    let body: (Record) throws -> Void
    var fields: [String] = []
    var line = 1
    var recordLine = 1
    var error: (any Error)?
    /// Of the whole file.
    var fieldCount = 0

    init(_ body: @escaping (Record) throws -> Void) { self.body = body }

    func field(_ bytes: UnsafeRawBufferPointer) {
      fieldCount += 1
      guard fields.count < CSVReader.recordLimit else {
        if error == nil { error = Failure.malformed(line: recordLine) }
        return
      }
      if fields.isEmpty { recordLine = line }
      line += bytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        if error == nil { error = Failure.notUTF8(line: recordLine) }
        return
      }
      // SQLite gives a text back up to its first NUL: a name must not end there.
      fields.append(text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text)
    }

    func record() {
      defer {
        fields.removeAll(keepingCapacity: true)
        line += 1
      }
      guard error == nil else { return }
      do { try body(Record(line: recordLine, fields: fields)) } catch { self.error = error }
    }
  }

  private static let onField:
    @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
      bytes, count, context in
      guard let context else { return }
      Unmanaged<State>.fromOpaque(context).takeUnretainedValue()
        .field(UnsafeRawBufferPointer(start: bytes, count: count))
    }

  private static let onRecord: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, context in
    guard let context else { return }
    Unmanaged<State>.fromOpaque(context).takeUnretainedValue().record()
  }
}
