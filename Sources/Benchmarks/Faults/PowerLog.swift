import Foundation

/// What a recorded program did to the files of a folder, in order. Paths are inside the folder.
struct PowerLog {
  enum Change {
    case create(file: Int)
    case write(file: Int, offset: Int, bytes: [UInt8])
    case truncate(file: Int, length: Int)
    /// A file or a folder.
    case flush(file: Int?)
    case remove
    case rename(to: String)
    case link(to: String)
    case makeFolder
    case removeFolder
    /// Told to the caller.
    case acknowledge(String)
  }

  struct Record {
    let path: String
    let change: Change
  }

  let records: [Record]

  /// Numbers of the files of a folder before anything is done, by path inside it, as the recorder names them.
  static func numbers(of folder: String) throws -> [String: Int] {
    var numbers: [String: Int] = [:]
    for name in FileManager.default.subpaths(atPath: folder) ?? [] {
      var status = stat()
      guard lstat(folder + "/" + name, &status) == 0 else { throw CocoaError(.fileReadUnknown) }
      if status.st_mode & S_IFMT == S_IFREG { numbers[name] = Int(status.st_ino) }
    }
    return numbers
  }

  /// How many changes a program made; what it told is none.
  var changes: Int {
    records.count {
      if case .acknowledge = $0.change { false } else { true }
    }
  }

  /// `files` are the numbers of what was there before.
  init(reading log: String, root: String, files: [String: Int]) throws {
    var reader = Reader(bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: log))), root: root)
    for (name, number) in files { reader.meet(number, name) }
    var records: [Record] = []
    while let record = reader.next() { records.append(record) }
    self.records = records
    first = files.mapValues { reader.firstNames[$0] ?? 0 }
  }

  /// Files that were there before, by path.
  let first: [String: Int]

  /// Reads the notes of the recorder. The system gives the number of a removed file to the next one; here each file that is
  /// made has a number of its own.
  private struct Reader {
    let bytes: [UInt8]
    let root: String
    private var place = 0
    private var current: [Int: Int] = [:]
    private(set) var firstNames: [Int: Int] = [:]
    private var count = 0

    init(bytes: [UInt8], root: String) {
      self.bytes = bytes
      self.root = root
    }

    mutating func meet(_ number: Int, _ name: String) {
      current[number] = fresh()
      firstNames[number] = current[number]
    }

    private mutating func fresh() -> Int {
      count += 1
      return count
    }

    private func integer(_ offset: Int, _ size: Int) -> Int {
      (0..<size).reduce(0) {
        $0 | Int(truncatingIfNeeded: UInt64(bytes[place + offset + $1]) << (8 * UInt64($1)))
      }
    }

    private func inside(_ bytes: ArraySlice<UInt8>) -> String {
      let path = String(decoding: bytes, as: UTF8.self)
      return path == root ? "" : String(path.dropFirst(root.count + 1))
    }

    /// Nil at the end, or where the last note is not whole.
    mutating func next() -> Record? {
      guard place + 23 <= bytes.count else { return nil }
      let (kind, length, size) = (bytes[place], integer(1, 2), integer(3, 4))
      let (number, offset) = (integer(7, 8), integer(15, 8))
      let begin = place + 23
      guard begin + length + size <= bytes.count else { return nil }
      let path = inside(bytes[begin..<begin + length])
      let data = bytes[begin + length..<begin + length + size]
      place = begin + length + size
      return change(kind, number, offset, data).map { Record(path: path, change: $0) } ?? next()
    }

    private mutating func change(_ kind: UInt8, _ number: Int, _ offset: Int, _ data: ArraySlice<UInt8>)
      -> Change?
    {
      switch UnicodeScalar(kind) {
      case "C":
        let file = fresh()
        current[number] = file
        return .create(file: file)
      case "W": return current[number].map { .write(file: $0, offset: offset, bytes: Array(data)) }
      case "T": return current[number].map { .truncate(file: $0, length: offset) }
      case "S": return current[number].map { .flush(file: $0) }
      case "F": return .flush(file: nil)
      case "U": return .remove
      case "R": return .rename(to: inside(data))
      case "L": return .link(to: inside(data))
      case "M": return .makeFolder
      case "D": return .removeFolder
      case "A": return .acknowledge(String(decoding: data, as: UTF8.self))
      default: return nil
      }
    }
  }
}
