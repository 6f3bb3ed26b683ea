/// The instructions of a code book as machines run them: laid down once and shared, since a machine is made for each case.
///
/// Nothing writes to them after `init`, so that any number of machines may read them from any thread.
final class Routines: @unchecked Sendable {
  /// A closure inside a struct: in a generic container by itself it would be called through two thunks.
  struct CompactBody {
    let call: (@Sendable (Cell, Cell) -> Cell?)?
  }

  let code: UnsafeMutablePointer<Codebook.Instruction>
  let operands: UnsafeMutablePointer<Int32>
  let constants: UnsafeMutablePointer<Cell>
  let compactBodies: UnsafeMutablePointer<CompactBody>
  private let functionCount: Int

  init(_ book: Codebook) {
    code = Routines.copy(book.instructions)
    operands = Routines.copy(book.operands)
    constants = Routines.copy(book.constants)
    compactBodies = Routines.copy(book.functions.map { CompactBody(call: $0.compactBody) })
    functionCount = book.functions.count
  }

  deinit {
    code.deallocate()
    operands.deallocate()
    constants.deallocate()
    compactBodies.deinitialize(count: functionCount)
    compactBodies.deallocate()
  }

  private static func copy<Element>(_ list: [Element]) -> UnsafeMutablePointer<Element> {
    let pointer = UnsafeMutablePointer<Element>.allocate(capacity: max(1, list.count))
    list.withUnsafeBufferPointer { buffer in
      if let start = buffer.baseAddress { pointer.initialize(from: start, count: buffer.count) }
    }
    return pointer
  }
}
