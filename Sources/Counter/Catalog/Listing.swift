/// A list of the catalogue whose items may stand in a file and are read from it when they are first asked for.
///
/// A catalogue holds hundreds of procedures of which a visit raises a few: the others need not be made.
package struct Listing<Item: Sendable>: RandomAccessCollection, Sendable {
  /// An item in a box of its own, so that whoever keeps it hands it out without copying it.
  package final class Entry: Sendable {
    @usableFromInline let item: Item

    package init(_ item: Item) { self.item = item }
  }

  @usableFromInline
  enum Storage: Sendable {
    case made([Item])
    /// `entry` answers the same item each time, from any thread.
    case kept(count: Int, entry: @Sendable (Int) -> Entry)
  }

  @usableFromInline let storage: Storage

  /// A list of items that are there.
  package init(_ items: [Item]) { storage = .made(items) }

  /// A list whose items are made by `entry`, which gets positions from 0 to below `count` and remembers what it made.
  package init(count: Int, entry: @escaping @Sendable (Int) -> Entry) {
    storage = .kept(count: count, entry: entry)
  }

  package var startIndex: Int { 0 }

  package var endIndex: Int {
    switch storage {
    case .made(let items): items.count
    case .kept(let count, _): count
    }
  }

  /// Lends an item rather than copying it: screens and rules look at one or two of its fields.
  @inlinable
  package subscript(position: Int) -> Item {
    _read {
      switch storage {
      case .made(let items): yield items[position]
      case .kept(_, let entry): yield entry(position).item
      }
    }
  }
}

extension Listing: ExpressibleByArrayLiteral {
  package init(arrayLiteral items: Item...) { self.init(items) }
}

extension Listing: Equatable where Item: Equatable {
  package static func == (left: Listing, right: Listing) -> Bool { left.elementsEqual(right) }
}

extension Listing: Hashable where Item: Hashable {
  package func hash(into hasher: inout Hasher) {
    for item in self { hasher.combine(item) }
  }
}
