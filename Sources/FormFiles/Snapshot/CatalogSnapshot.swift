import Counter
import Feel
import Foundation
import Synchronization

/// The checked catalogue in a file of its own, so that a desk need not read and check `forms/` each time.
///
/// It is keyed by the program and by the path, size and time of every file; a mismatch is no error, only a reason to
/// read the folder again. What only some visits need (procedures, questions, papers, phrasebooks and their rules) is read
/// from it item by item when a visit raises it.
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
    guard let bytes = SnapshotBytes(at: path) else { return nil }
    do throws(Malformed) {
      guard let page = try bytes.page(for: key) else { return nil }
      let content = try Content(page, nil)
      guard page.isAtEnd else { return nil }
      let scope = Once { Rulebook.scope(of: content.catalog) }
      return Rulebook(restoring: content.compiled, of: content.catalog) { scope.value }
    } catch {
      return nil
    }
  }

  /// Keeps the catalogue for the next start. Failing to is no harm: the next start reads the folder.
  /// `put` replaces the file at a path.
  package func write(
    _ rulebook: Rulebook,
    put: (Data, String) throws -> Void = { try $0.write(to: URL(fileURLWithPath: $1), options: .atomic) }
  ) throws {
    let content = Content(catalog: rulebook.catalog, compiled: rulebook.kept)
    try put(Data(try SnapshotBytes.bytes(of: content, for: key)), path)
  }

  /// What is kept: the catalogue and its conditions compiled.
  private struct Content: Kept {
    let catalog: Catalog
    let compiled: Rulebook.Kept

    init(catalog: Catalog, compiled: Rulebook.Kept) {
      self.catalog = catalog
      self.compiled = compiled
    }

    init(_ page: Page, _ it: Content?) throws(Malformed) {
      self.init(catalog: try page(it?.catalog), compiled: try page(it?.compiled))
    }
  }
}

/// A value that is made when it is first asked for.
private final class Once<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  var value: Value {
    made.withLock { made in
      if let made { return made }
      let value = make()
      made = value
      return value
    }
  }
}
