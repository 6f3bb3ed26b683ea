import Counter
import Crypto
import Foundation

/// The checked catalogue in a file of its own, so that a desk need not read and check `forms/` each time.
///
/// It is keyed by the program and by the path, size and time of every file; a mismatch is no error, only a reason to
/// read the folder again.
package struct CatalogSnapshot {
  private let path: String
  private let key: String

  /// `program` changes with every build of the program.
  package init(of forms: String, at path: String, program: String) throws(Finding) {
    self.path = path
    var key = program
    for name in try FormsFolder.paths(in: forms) {
      var status = stat()
      guard stat(forms + "/" + name, &status) == 0 else { continue }
      key += "\n\(name) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
    self.key = key
  }

  /// The rulebook, nil when there is no snapshot, it is of other files, or it is damaged.
  package func read() -> Rulebook? {
    // Mapped, not read: most of it is looked at once. It is replaced by renaming, so that nobody writes below it.
    let file = URL(fileURLWithPath: path)
    guard let data = try? Data(contentsOf: file, options: .alwaysMapped), data.count > 36 else { return nil }
    let content = data.withUnsafeBytes { raw -> Content? in
      let bytes = raw.bindMemory(to: UInt8.self)
      guard SHA256.hash(data: bytes[32...]).elementsEqual(bytes[..<32]) else { return nil }
      let keyLength = bytes[32..<36].reversed().reduce(0) { $0 << 8 | Int($1) }
      guard 36 + keyLength <= bytes.count, bytes[36..<36 + keyLength].elementsEqual(key.utf8) else {
        return nil
      }
      let body = UnsafeBufferPointer(rebasing: bytes[(36 + keyLength)...])
      return try? BinaryDecoder.decode(Content.self, from: body)
    }
    return content.flatMap { Rulebook.restored($0.catalog, $0.compiled) }
  }

  /// What is kept: the catalogue and its conditions compiled.
  private struct Content: Codable {
    var catalog: Catalog
    var compiled: Rulebook.Compiled
  }

  /// Keeps the catalogue for the next start. Failing to is no harm: the next start reads the folder. `put` replaces the
  /// file at a path.
  package func write(
    _ rulebook: Rulebook,
    put: (Data, String) throws -> Void = { try $0.write(to: URL(fileURLWithPath: $1), options: .atomic) }
  ) throws {
    var body: [UInt8] = []
    let key = Array(self.key.utf8)
    for shift in 0..<4 { body.append(UInt8(truncatingIfNeeded: key.count >> (8 * shift))) }
    body += key
    body += try BinaryEncoder.encode(Content(catalog: rulebook.catalog, compiled: rulebook.compiled))
    let data = Data(Array(SHA256.hash(data: body)) + body)
    try put(data, path)
  }
}
