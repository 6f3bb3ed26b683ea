import Counter

/// The generation that an import would replace.
enum EarlierGeneration {
  case none
  /// There is, or was, one that cannot be read or is no longer what was made.
  case unreadable
  case readable(GenerationRecord, number: Int, path: String)

  /// Throws for a link in the place of the pointer, and for people of another kind than those to be taken in.
  init(of pointer: RegisterPointer, stamp: DataStamp) throws(StoreFailure) {
    do throws(StoreFailure) {
      guard let generation = try pointer.current() else {
        self = pointer.hasGenerations ? .unreadable : .none
        return
      }
      let path = pointer.path(of: generation)
      let record = try GenerationRecord.read(path)
      guard record.stamp == stamp else { throw StoreFailure.stamped(record.stamp, wanted: stamp, path: path) }
      try GenerationSum.checkWhole(of: path)
      self = .readable(record, number: generation, path: path)
    } catch {
      switch error {
      case .stamped: throw error
      case .unreadable(let path, _) where !path.hasSuffix(".sqlite"): throw error
      case .halfRestored: throw error
      case .missing, .foreign, .tooNew, .outdated, .sealed, .locked, .diskFull, .damaged, .unreadable, .older:
        self = .unreadable
      }
    }
  }

  var record: GenerationRecord? {
    if case .readable(let record, _, _) = self { record } else { nil }
  }

  /// The numbers of the generations before the next one, the last first.
  var lineage: [Int] {
    guard case .readable(let record, let number, _) = self else { return [] }
    // More than are ever kept.
    return Array(([number] + record.lineage).prefix(400))
  }
}
