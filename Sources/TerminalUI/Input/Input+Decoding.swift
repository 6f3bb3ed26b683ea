extension Input {
  /// What bytes from a terminal say, in the pieces in which a line brings them, when nothing comes after them.
  package static func decoding(_ pieces: [[UInt8]]) -> [Input] {
    var decoder = InputDecoder()
    return pieces.flatMap { decoder.decode($0) } + decoder.expire()
  }
}
