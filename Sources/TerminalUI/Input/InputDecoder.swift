/// Turns the bytes of a terminal into inputs: the same ones however the bytes are cut.
///
/// It knows no clock. Whoever reads calls `expire` when nothing came for as long as `patience` says, and only then.
///
/// - Esc alone is Esc once its delay is over. What looks like the rest of a cut sequence (`[A`, `OP`, `]11;…`) within
///   `Patience.sequence` after it is taken for that and never for text.
/// - Alt with a key is nothing: it comes as Esc and the key, and either of them could do what nobody meant.
/// - A reply or sequence that breaks off ends at the next key that is no part of it, or with the patience.
struct InputDecoder {
  /// How long the rest is waited for.
  enum Patience: Hashable {
    /// The escape delay.
    case escape
    /// A second: what is left of a sequence over a slow line.
    case sequence
    /// Two seconds: the end of a paste.
    case paste
  }

  enum State {
    case ground
    /// Inside a scalar of several bytes.
    case scalar(isAlt: Bool)
    case escape
    /// A lone Esc was given out; what comes may be the rest of a cut sequence, whose first byte is held until the second
    /// one tells.
    case afterEscape
    case orphan(UInt8)
    /// CSI, SS3. What an orphan would do is not done.
    case control(isOrphan: Bool)
    case shift
    /// CSI [ of the Linux console.
    case console(isOrphan: Bool)
    /// CSI M: three bytes follow.
    case mouse(isOrphan: Bool)
    /// OSC, DCS, APC, PM, SOS.
    case string(Reply)
    case stringEscape(Reply)
    case paste
  }

  enum Reply { case command, other }

  static let sequenceLimit = 64
  private static let stringKept = 256
  private static let stringLimit = 1 << 20

  var state = State.ground
  /// Of the sequence or reply at hand.
  var buffer: [UInt8] = []
  private var stringLength = 0
  private var partial = PartialScalar()
  private var paste = PasteReader()
  /// Bytes that are no UTF-8 are going by: what looks like C1 among them is none.
  private var isBroken = false
  var inputs: [Input] = []
  var reports: [Report] = []
  /// What this terminal sends besides what all do.
  let keys: KeySequences

  init(keys: KeySequences = KeySequences()) { self.keys = keys }

  /// What the bytes say, as far as it is whole.
  mutating func decode(_ bytes: some Sequence<UInt8>) -> [Input] {
    for byte in bytes { take(byte) }
    return takeInputs()
  }

  /// How long more is waited for; nil when nothing is.
  var patience: Patience? {
    switch state {
    case .ground, .scalar: nil
    case .escape, .orphan: .escape
    case .afterEscape, .control, .shift, .console, .mouse, .string, .stringEscape: .sequence
    case .paste: .paste
    }
  }

  /// Nothing came for as long as `patience` says.
  mutating func expire() -> [Input] {
    switch state {
    case .ground, .scalar: break
    case .escape:
      inputs.append(.key(.escape))
      state = .afterEscape
    case .orphan(let held): restart(held)
    case .paste: endPaste(paste.text)
    case .afterEscape, .control, .shift, .console, .mouse, .string, .stringEscape: state = .ground
    }
    return takeInputs()
  }

  /// What the terminal told of itself since the last call.
  mutating func takeReports() -> [Report] {
    defer { reports = [] }
    return reports
  }

  private mutating func takeInputs() -> [Input] {
    defer { inputs = [] }
    return inputs
  }

  // MARK: Byte by byte

  mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: takeText(byte)
    case .scalar(let isAlt): takeContinuation(byte, isAlt: isAlt)
    case .escape: takeEscaped(byte)
    case .afterEscape:
      // [ O ] P _
      if [0x5B, 0x4F, 0x5D, 0x50, 0x5F].contains(byte) { state = .orphan(byte) } else { restart(byte) }
    case .orphan(let held): takeOrphan(byte, after: held)
    case .control(let isOrphan): takeControl(byte, isOrphan: isOrphan)
    case .shift: takeShift(byte)
    case .console(let isOrphan):
      state = .ground
      if !isOrphan, (0x41...0x45).contains(byte) { inputs.append(.key(.function(Int(byte) - 0x40))) }
    case .mouse(let isOrphan): takeMouse(byte, isOrphan: isOrphan)
    case .string(let reply): takeString(byte, reply)
    case .stringEscape(let reply):
      if byte == 0x5C {
        endString(reply)
      } else {
        state = .escape
        take(byte)
      }
    case .paste:
      if let text = paste.add(byte) { endPaste(text) }
    }
  }

  mutating func begin(_ next: State, with bytes: [UInt8] = []) {
    buffer.removeAll(keepingCapacity: true)
    buffer += bytes
    stringLength = 0
    state = next
  }

  /// A byte that ends what was going on and stands for itself.
  mutating func restart(_ byte: UInt8) {
    state = .ground
    takeText(byte)
  }

  mutating func takeText(_ byte: UInt8) {
    switch byte {
    case 0x1B:
      state = .escape
      isBroken = false
    case 0x00..<0x80:
      isBroken = false
      if let key = Key(ascii: byte) { inputs.append(.key(key)) }
    case 0x80..<0xA0 where !isBroken: isBroken = !begin(c1: byte)
    default:
      if partial.begin(byte) { state = .scalar(isAlt: false) } else { isBroken = true }
    }
  }

  private mutating func takeContinuation(_ byte: UInt8, isAlt: Bool) {
    switch partial.add(byte) {
    case .incomplete: break
    case .broken:
      isBroken = true
      restart(byte)
    case .whole(let scalar):
      state = .ground
      isBroken = false
      if (0x80..<0xA0).contains(scalar.value) {
        begin(c1: UInt8(scalar.value))
      } else if !isAlt {
        inputs.append(.key(.character(scalar)))
      }
    }
  }

  private mutating func takeEscaped(_ byte: UInt8) {
    switch byte {
    case 0x1B: inputs.append(.key(.escape))
    case 0x40...0x5F where begin(c1: byte + 0x40): break
    case 0xC2...0xF4:
      _ = partial.begin(byte)
      state = .scalar(isAlt: true)
    default:
      state = .ground
      if let key = keys.key(of: [byte]) { inputs.append(.key(key)) }
    }
  }

  /// Begins what a C1 control begins; false for one that begins nothing.
  @discardableResult
  mutating func begin(c1: UInt8) -> Bool {
    switch c1 {
    case 0x9B: begin(.control(isOrphan: false))
    case 0x8F: begin(.shift)
    case 0x9D: begin(.string(.command))
    case 0x90, 0x98, 0x9E, 0x9F: begin(.string(.other))
    default: return false
    }
    return true
  }

  private mutating func endPaste(_ text: String) {
    inputs.append(.paste(text))
    paste = PasteReader()
    state = .ground
  }

  // MARK: Replies

  private mutating func takeString(_ byte: UInt8, _ reply: Reply) {
    // A continuation byte of a letter is no ST.
    let isEnd = byte == 0x07 || byte == 0x9C && (buffer.last.map { $0 == 0xC2 || $0 < 0x80 } ?? true)
    if isEnd {
      if byte == 0x9C, buffer.last == 0xC2 { buffer.removeLast() }
      return endString(reply)
    }
    if byte == 0x1B { return state = .stringEscape(reply) }
    guard byte >= 0x20, stringLength < Self.stringLimit else { return restart(byte) }
    stringLength += 1
    if buffer.count == Self.stringKept { buffer.removeLast() }
    buffer.append(byte)
  }

  private mutating func endString(_ reply: Reply) {
    state = .ground
    if reply == .command, let ground = Report(command: buffer) { reports.append(ground) }
  }
}
