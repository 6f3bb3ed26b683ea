import Counter
import Synchronization

/// A listing stands on a page as a table of where each item ends and then the items, which are read when they are asked for.
extension Listing: Kept where Item: Kept {
  init(_ page: Page, _ it: Listing<Item>?) throws(Malformed) {
    let count = try page.count(it?.count)
    if let it {
      let items = page.beside()
      var ends: [Int32] = []
      for item in it {
        _ = try items(item)
        ends.append(Int32(items.written.count))
      }
      for end in ends { withUnsafeBytes(of: end.littleEndian) { page.put($0) } }
      page.put(items.written)
      self = it
      return
    }
    guard let source = page.source else { throw Malformed() }
    let ends = ItemEnds(bytes: try page.take(count * 4))
    let kept = KeptItems<Item>(ends: ends, bytes: try page.take(ends.of(count - 1)), source: source) {
      page throws(Malformed) in try Item(page, nil)
    }
    self.init(count: count) { kept.entry($0) }
  }
}

/// Where each item of a listing ends, in bytes from the first.
private struct ItemEnds {
  let bytes: UnsafeRawBufferPointer

  var count: Int { bytes.count / 4 }

  /// 0 for what would stand before the first.
  func of(_ position: Int) -> Int {
    position < 0
      ? 0 : Int(Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: position * 4, as: Int32.self)))
  }
}

/// The items of a listing in a snapshot, each made once.
///
/// Bytes never change, and an entry changes once, from nothing to an item, by an atomic operation: of two threads that make
/// one item at the same time both get the one that was there first. That items can be read is told by a closure and not by
/// a constraint, which the runtime would look up for every listing at every start.
private final class KeptItems<Item: Sendable>: @unchecked Sendable {
  private let ends: ItemEnds
  private let bytes: UnsafeRawBufferPointer
  private let source: SnapshotBytes
  private let read: (Page) throws(Malformed) -> Item
  private let entries: UnsafeMutablePointer<AtomicLazyReference<Listing<Item>.Entry>>

  init(
    ends: ItemEnds, bytes: UnsafeRawBufferPointer, source: SnapshotBytes,
    read: @escaping (Page) throws(Malformed) -> Item
  ) {
    self.ends = ends
    self.bytes = bytes
    self.source = source
    self.read = read
    entries = .allocate(capacity: ends.count)
    for position in 0..<ends.count { (entries + position).initialize(to: AtomicLazyReference()) }
  }

  deinit {
    entries.deinitialize(count: ends.count)
    entries.deallocate()
  }

  func entry(_ position: Int) -> Listing<Item>.Entry {
    precondition((0..<ends.count).contains(position), "no item \(position) among \(ends.count)")
    if let entry = entries[position].load() { return entry }
    do throws(Malformed) {
      return entries[position].storeIfNil(Listing<Item>.Entry(try item(position)))
    } catch {
      preconditionFailure("the sum over the snapshot was right when it was opened, so its items can be read")
    }
  }

  private func item(_ position: Int) throws(Malformed) -> Item {
    let (start, end) = (ends.of(position - 1), ends.of(position))
    guard 0 <= start, start <= end, end <= bytes.count else { throw Malformed() }
    let page = Page(reading: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), of: source)
    let item = try read(page)
    guard page.isAtEnd else { throw Malformed() }
    return item
  }
}
