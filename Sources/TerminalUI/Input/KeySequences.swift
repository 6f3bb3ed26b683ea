/// What the keys of one terminal send, as its terminfo entry says. It only adds to what the decoder knows.
struct KeySequences: Hashable {
  private var keys: [[UInt8]: Key] = [:]

  /// Terminfo's names of keys.
  static let capabilities: [(name: String, key: Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcuf1", .right), ("kcub1", .left), ("khome", .home), ("kend", .end),
      ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kcbt", .backTab), ("kent", .enter),
    ] + (1...24).map { ("kf\($0)", .function($0)) }

  /// `sequence` gives what a capability is in this terminal's description, nil for none.
  init(_ sequence: (String) -> [UInt8]? = { _ in nil }) {
    for (name, key) in Self.capabilities {
      guard let bytes = sequence(name), bytes.count > 1, bytes.first == 0x1B else { continue }
      keys[Array(bytes.dropFirst())] = key
    }
  }

  /// The key of a sequence without its Esc.
  func key(of sequence: [UInt8]) -> Key? { keys[sequence] }
}
