import Feel

/// Something wrong in a formula of the catalogue.
public struct RuleProblem: Error, Hashable, Sendable {
  public let formula: Formula
  public let diagnostic: Diagnostic

  public init(formula: Formula, diagnostic: Diagnostic) {
    self.formula = formula
    self.diagnostic = diagnostic
  }
}
