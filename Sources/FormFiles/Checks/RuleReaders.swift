import Counter

/// Who reads a fact, for those who ask what a fact is for.
public struct RuleReaders {
  private let catalog: Catalog
  private let readings: FactReadings

  public init(_ catalog: Catalog) {
    self.catalog = catalog
    readings = FactReadings(catalog, FormulaUse.all(in: catalog))
  }

  /// Procedures that depend on a fact, directly or by what is worked out from it.
  public func procedures(reading fact: String) -> [Procedure] {
    catalog.procedures.indices.filter { readings.facts(ofProcedure: $0).contains(fact) }.map {
      catalog.procedures[$0]
    }
  }
}
