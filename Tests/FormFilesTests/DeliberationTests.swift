import Feel
import Testing

@testable import Counter

/// The fast ways of deciding against the plain one, on every shipped example.
@Suite struct DeliberationTests {
  @Test func `an answer that is learned gives what thinking everything over gives`() throws {
    let outcome = try ShippedForms.outcome()
    let rulebook = try #require(outcome.rulebook)
    for example in outcome.examples.enumerated().filter({ $0.offset % 3 == 0 }).map(\.element) {
      let whole = example.situation
      let deliberation = Deliberation(rulebook, whole)
      _ = deliberation.determine()
      // Every eleventh fact is taken back and given again, in an order of its own.
      for key in whole.facts.keys.sorted().enumerated().filter({ $0.offset % 11 == 0 }).map(\.element) {
        var without = whole
        without.facts[key] = nil
        deliberation.learn(without)
        #expect(deliberation.determine().decisions == rulebook.determine(without).decisions, "\(key.fact)")
        deliberation.learn(whole)
      }
      #expect(deliberation.determine().decisions == rulebook.determine(whole).decisions)
    }
  }

  @Test func `compact code and the general evaluator agree on every condition`() throws {
    let outcome = try ShippedForms.outcome()
    let rulebook = try #require(outcome.rulebook)
    var (compared, unknown) = (0, 0)
    for example in outcome.examples.enumerated().filter({ $0.offset % 5 == 0 }).map(\.element) {
      var situation = example.situation
      for (offset, key) in situation.facts.keys.sorted().enumerated() where offset % 4 == 0 {
        situation.facts[key] = nil
      }
      for filing in situation.filings.indices {
        let table = FactTable(rulebook, KnownSituation(situation), filing: filing)
        for procedure in rulebook.procedures(ofKind: situation.filings[filing].kind) {
          for formula in rulebook.procedures[procedure].conditions {
            for person in situation.filings[filing].people {
              table.person = person
              table.machine.forget(from: 0)
              let compact = table.run(formula)
              let waited = Set(table.machine.needs)
              table.machine.forget(from: 0)
              let general = table.run(
                CompiledFormula(
                  number: formula.number, entry: CompiledFormula.general, condition: CompiledFormula.general))
              #expect(compact == general, "\(rulebook.formulas[Int(formula.number)].text)")
              #expect(waited == Set(table.machine.needs))
              compared += 1
              if compact.isUnknown { unknown += 1 }
            }
          }
        }
      }
    }
    #expect(compared > 2000)
    #expect(unknown > 200)
  }

  @Test func `a rulebook is taken up again from what was kept of it`() throws {
    let rulebook = try ShippedForms.rulebook()
    let again = try #require(
      Rulebook(restoring: rulebook.kept, of: rulebook.catalog) { rulebook.scope })
    for example in try ShippedForms.outcome().examples {
      #expect(again.determine(example.situation).decisions == rulebook.determine(example.situation).decisions)
    }
  }

  @Test func `torn code makes no rulebook`() throws {
    let rulebook = try ShippedForms.rulebook()
    let kept = rulebook.kept
    let torn = Codebook.Stored(
      numbers: kept.code.numbers.dropLast(), texts: kept.code.texts, functions: kept.code.functions)
    let again = Rulebook(
      restoring: Rulebook.Kept(rules: kept.rules, code: torn, dependence: kept.dependence),
      of: rulebook.catalog
    ) { rulebook.scope }
    #expect(again == nil)
  }

  @Test func `torn dependence makes no rulebook`() throws {
    let rulebook = try ShippedForms.rulebook()
    let kept = rulebook.kept
    let again = Rulebook(
      restoring: Rulebook.Kept(rules: kept.rules, code: kept.code, dependence: kept.dependence.dropLast()),
      of: rulebook.catalog
    ) { rulebook.scope }
    #expect(again == nil)
  }
}
