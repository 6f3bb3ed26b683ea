import Glibc
import Testing

@testable import TerminalUI

@Suite struct TerminalReaderTests {
  /// A reader at one end of a connection, and the other end to write into.
  private func makeReader(escapeDelay: Duration) throws -> (reader: TerminalReader, input: Int32) {
    var ends: [Int32] = [0, 0]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    return (TerminalReader(ends[0], keys: KeySequences(), escapeDelay: escapeDelay), ends[1])
  }

  private func write(_ text: String, to input: Int32) {
    let bytes = Array(text.utf8)
    #expect(Glibc.write(input, bytes, bytes.count) == bytes.count)
  }

  @Test func `it reads all there is without waiting`() throws {
    var (reader, input) = try makeReader(escapeDelay: .seconds(100))
    #expect(reader.read() == [])
    write("あ\u{1B}[A", to: input)
    #expect(reader.read() == [.key(.character("あ")), .key(.up)])
    #expect(reader.patience == nil)
  }

  @Test func `a flood comes in parts`() throws {
    var (reader, input) = try makeReader(escapeDelay: .seconds(100))
    write(String(repeating: "a", count: 100_000), to: input)
    #expect(reader.read().count == 1 << 16)
    #expect(reader.read().count == 100_000 - (1 << 16))
  }

  @Test func `Esc waits for its delay and not longer`() throws {
    var (patient, input) = try makeReader(escapeDelay: .seconds(100))
    write("\u{1B}", to: input)
    #expect(patient.read() == [] && patient.read() == [])
    #expect((1...100_000).contains(try #require(patient.patience)))

    var (hasty, other) = try makeReader(escapeDelay: .zero)
    write("\u{1B}", to: other)
    #expect(hasty.read() == [])
    #expect(hasty.patience == 0)
    #expect(hasty.read() == [.key(.escape)])
  }

  @Test func `the end of the terminal is noticed`() throws {
    var (reader, input) = try makeReader(escapeDelay: .zero)
    #expect(!reader.hasEnded)
    close(input)
    #expect(reader.read() == [])
    #expect(reader.hasEnded)
  }
}
