import Counter

/// Who reads a fact, for those who ask what a fact is for.
package struct RuleReaders {
  private let catalog: Catalog
  private let readings: FactReadings

  package init(_ catalog: Catalog) {
    self.catalog = catalog
    readings = FactReadings(catalog, FormulaUse.all(in: catalog))
  }

  /// Procedures that depend on a fact, directly or by what is worked out from it.
  package func procedures(reading fact: String) -> [Procedure] {
    catalog.procedures.indices.filter { readings.facts(ofProcedure: $0).contains(fact) }.map {
      catalog.procedures[$0]
    }
  }
}
