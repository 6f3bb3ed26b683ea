/// CSI and SS3, whole or after an Esc that went ahead.
extension InputDecoder {
  mutating func takeControl(_ byte: UInt8, isOrphan: Bool) {
    switch byte {
    case 0x5B where buffer.isEmpty: state = .console(isOrphan: isOrphan)
    case 0x4D where buffer.isEmpty: begin(.mouse(isOrphan: isOrphan))
    // rxvt ends keys with Shift in $, which belongs to no final byte elsewhere.
    case 0x24 where !buffer.isEmpty && buffer.allSatisfy { (0x30...0x39).contains($0) }:
      endControl(byte, isOrphan: isOrphan)
    case 0x20..<0x40: if buffer.count < Self.sequenceLimit { buffer.append(byte) }
    case 0x40..<0x7F: endControl(byte, isOrphan: isOrphan)
    default: restart(byte)
    }
  }

  private mutating func endControl(_ final: UInt8, isOrphan: Bool) {
    state = .ground
    switch ControlSequence(buffer, final: final).meaning {
    case .report(let report): reports.append(report)
    case .paste: begin(.paste)
    case _ where isOrphan: break
    case .key(let key): inputs.append(.key(key))
    case .press(let row, let column): inputs.append(.press(row: row, column: column))
    case nil: if let key = keys.key(of: [0x5B] + buffer + [final]) { inputs.append(.key(key)) }
    }
  }

  mutating func takeShift(_ byte: UInt8) {
    switch byte {
    case 0x30...0x39 where buffer.count < 2: buffer.append(byte)
    case 0x20..<0x7F:
      state = .ground
      if let key = ControlSequence.shifted(byte, modifier: buffer) ?? keys.key(of: [0x4F] + buffer + [byte]) {
        inputs.append(.key(key))
      }
    default: restart(byte)
    }
  }

  mutating func takeMouse(_ byte: UInt8, isOrphan: Bool) {
    guard byte >= 0x20 else { return restart(byte) }
    buffer.append(byte)
    guard buffer.count == 3 else { return }
    state = .ground
    guard !isOrphan else { return }
    let numbers = buffer.map { Int($0) - 32 }
    switch ControlSequence.mouse(numbers[0], column: numbers[1], row: numbers[2]) {
    case .key(let key): inputs.append(.key(key))
    case .press(let row, let column): inputs.append(.press(row: row, column: column))
    default: break
    }
  }

  /// Tells from its second byte what is surely the rest of a sequence, which is swallowed; gives back as text what is not.
  mutating func takeOrphan(_ byte: UInt8, after held: UInt8) {
    switch (held, byte) {
    case (0x5B, 0x30..<0x40): begin(.control(isOrphan: true), with: [byte])
    case (0x5B, 0x4D): begin(.mouse(isOrphan: true))
    case (0x5B, 0x5B): begin(.console(isOrphan: true))
    case (0x5B, 0x41...0x5A), (0x4F, 0x41...0x53): state = .ground
    case (0x5D, 0x30...0x39): begin(.string(.command), with: [byte])
    case (0x50, 0x21...0x3F), (0x5F, 0x47): begin(.string(.other))
    default:
      restart(held)
      take(byte)
    }
  }
}
