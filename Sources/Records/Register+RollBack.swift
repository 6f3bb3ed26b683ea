import Counter

extension Register {
  /// A way back to the generation that was in use before.
  package struct RollBack {
    package let from: Int
    package let to: Int
    package let stamp: DataStamp
    /// The moment at which the earlier records were true.
    package let asOf: Instant
    package let residents: Int
    /// People with a mark of 支援措置 of their own, in the generation in use (nil where it is damaged) and in the earlier one.
    package let protected: (now: Int?, then: Int)

    private let folder: String

    /// Looks what there is to go back to, and changes nothing. Nil when there is no earlier generation.
    package init?(in folder: String) throws(StoreFailure) {
      let pointer = RegisterPointer(folder: folder)
      guard let generation = try pointer.current() else { throw .missing(path: folder + "/register") }
      let record = pointer.record(of: generation)
      guard let earlier = pointer.predecessor(of: generation, record) else { return nil }
      let found = try GenerationRecord.read(pointer.path(of: earlier))
      let target = try Register(generation: earlier, folder: folder, stamp: found.stamp)
      try target.verify()
      (from, to, stamp, self.folder) = (generation, earlier, found.stamp, folder)
      (asOf, residents) = (target.asOf, target.residentCount)
      protected = (record?.protected, target.protectedCount)
    }

    /// Points the register at the earlier generation, unless it changed meanwhile.
    package func run() throws(StoreFailure) {
      let pointer = RegisterPointer(folder: folder)
      let lock = try pointer.lock()
      defer { withExtendedLifetime(lock) {} }
      guard try pointer.current() == from else { throw .locked(path: folder + "/register") }
      try pointer.point(to: to)
    }
  }
}
