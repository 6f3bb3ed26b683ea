import Counter
import TestSupport
import Testing

@testable import FormFiles

extension SmallCity {
  /// The small city, read once.
  static let outcome = Result { CatalogReader.read(try FormsFolder(at: path)) }

  static func rulebook() throws -> Rulebook { try #require(try outcome.get().rulebook) }
}

/// The tests' own city, 豆坂市: what stands on it must itself be right.
@Suite struct SmallCityTests {

  @Test func `nothing is wrong in the small city`() throws {
    let outcome = try SmallCity.outcome.get()
    #expect(outcome.findings.map(\.sentence) == [])
    #expect(outcome.rulebook != nil)
  }

  @Test func `it has every kind of question`() throws {
    let catalog = try SmallCity.rulebook().catalog
    let asked = catalog.questions.compactMap { catalog.vocabulary.fact(named: $0.fact) }
    let kinds = asked.map(\.kind)
    #expect(kinds.contains(.day) && kinds.contains(.number) && kinds.contains(.address))
    #expect(kinds.contains(.person) && kinds.contains(.people) && kinds.contains(.yesNo))
    #expect(kinds.contains { if case .code = $0 { true } else { false } })
    #expect(kinds.contains { if case .codes = $0 { true } else { false } })
    #expect(asked.contains { $0.kind == .text && $0.shape != .free })
    #expect(asked.contains { $0.gate != nil } && asked.contains { $0.subject == .person })
    #expect(catalog.questions.contains { $0.isQuiet })
  }

  @Test func `it has every kind of procedure and deadline`() throws {
    let procedures = try SmallCity.rulebook().catalog.procedures
    #expect(Set(procedures.map(\.unit)) == Set(Procedure.Unit.allCases))
    #expect(Set(procedures.map(\.nature)) == Set(Procedure.Nature.allCases))
    #expect(Set(procedures.flatMap(\.deadlines).map(\.kind)) == Set(DeadlineRule.Kind.allCases))
    #expect(procedures.contains { if case .outside = $0.office { true } else { false } })
  }
}
