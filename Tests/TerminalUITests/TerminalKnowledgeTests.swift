import Testing

@testable import TerminalUI

@Suite struct TerminalKnowledgeTests {
  /// What a terminal knows after it was asked and answered in columns.
  private func knowledge(answers: [(row: Int, column: Int)]) -> TerminalKnowledge {
    var knowledge = TerminalKnowledge()
    _ = knowledge.question(for: Frame(rows: 24, columns: 80), asksGround: false)
    for answer in answers { knowledge.take(.cursor(row: answer.row, column: answer.column)) }
    return knowledge
  }

  @Test func `lines are drawn only where both are one column wide`() {
    #expect(!knowledge(answers: []).drawsLines)
    #expect(!knowledge(answers: [(24, 2), (24, 6)]).drawsLines)
    #expect(knowledge(answers: [(24, 2), (24, 6), (24, 10)]).drawsLines)
    #expect(!knowledge(answers: [(24, 2), (24, 7), (24, 10)]).drawsLines)
    #expect(!knowledge(answers: [(24, 2), (24, 6), (24, 11)]).drawsLines)
  }

  @Test func `ambiguous characters are replaced where they are two columns wide`() {
    #expect(!knowledge(answers: []).drawsAmbiguousWide)
    #expect(!knowledge(answers: [(24, 2)]).drawsAmbiguousWide)
    #expect(knowledge(answers: [(24, 3)]).drawsAmbiguousWide)
    // Lines may be narrow all the same.
    #expect(knowledge(answers: [(24, 3), (24, 6), (24, 10)]).drawsLines)
  }

  @Test func `an answer that nobody asked for says nothing`() {
    #expect(!knowledge(answers: [(1, 3), (23, 3), (24, 40), (24, 1)]).drawsAmbiguousWide)
  }

  @Test func `a screen too small for the question is not asked`() {
    var knowledge = TerminalKnowledge()
    #expect(knowledge.question(for: Frame(rows: 2, columns: 80), asksGround: true) == nil)
    #expect(knowledge.question(for: Frame(rows: 24, columns: 10), asksGround: true) == nil)
  }

  @Test func `the ground is asked for only where colours are used`() {
    var knowledge = TerminalKnowledge()
    let frame = Frame(rows: 24, columns: 80)
    #expect(knowledge.question(for: frame, asksGround: true)?.contains("\u{1B}]11;?") == true)
    #expect(knowledge.question(for: frame, asksGround: false)?.contains("\u{1B}]") == false)
  }

  @Test(arguments: [
    ("11;rgb:0000/2b2b/3636", 0x002B36), ("11;rgb:00/2b/36", 0x002B36),
    ("11;rgba:fdfd/f6f6/e3e3/ffff", 0xFDF6E3),
    ("11;#ffffff", 0xFFFFFF), ("11;rgb:f/f/f", 0xFFFFFF),
  ])
  func `every form of a colour is read`(reply: String, bytes: Int) {
    #expect(Report(command: Array(reply.utf8)) == .ground(Colour(bytes)))
  }

  @Test(arguments: [
    "10;rgb:0/0/0", "11;?", "11;rgb:0/0", "11;rgb:x/0/0", "11;rgb:00000/0/0", "11", "", "11;rgb:-1/0/0",
  ])
  func `what is no colour of the ground is nothing`(reply: String) {
    #expect(Report(command: Array(reply.utf8)) == nil)
  }

  @Test func `the decoder hands the answers on`() {
    var decoder = InputDecoder()
    #expect(decoder.decode("\u{1B}[24;2R\u{1B}]11;rgb:0/0/0\u{1B}\\".utf8) == [])
    #expect(decoder.takeReports() == [.cursor(row: 24, column: 2), .ground(.black)])
    #expect(decoder.takeReports() == [])
  }
}
