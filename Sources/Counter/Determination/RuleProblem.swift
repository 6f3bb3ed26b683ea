import Feel

/// Something wrong in a formula of the catalogue.
package struct RuleProblem: Error, Hashable, Sendable {
  package let formula: Formula
  package let diagnostic: Diagnostic

  package init(formula: Formula, diagnostic: Diagnostic) {
    self.formula = formula
    self.diagnostic = diagnostic
  }
}
