import Counter

/// Who reads a fact, for those who ask what a fact is for.
package struct RuleReaders {
  private let catalog: Catalog
  private let dependencies: FactDependencies

  package init(_ catalog: Catalog) {
    self.catalog = catalog
    dependencies = FactDependencies(catalog, FormulaUse.all(in: catalog))
  }

  /// Procedures that depend on a fact, directly or by what is worked out from it.
  package func procedures(reading fact: String) -> [Procedure] {
    catalog.procedures.indices.filter { dependencies.facts(ofProcedure: $0).contains(fact) }.map {
      catalog.procedures[$0]
    }
  }
}
