import Counter
import Feel

/// A check of the whole of `forms/`, after it was read.
protocol CatalogueCheck: Check {
  static func findings(in forms: CheckedForms) -> [Finding]
}

/// A check that answers for some of what reading a formula finds.
protocol FormulaCheck: Check {
  /// What to say of a problem; nil when another check answers for it.
  static func remark(on problem: Diagnostic.Problem, in forms: FormulaContext) -> FormulaRemark?
}

/// What a formula check says of a problem.
struct FormulaRemark {
  let message: String
  var correction: String?
  /// What to put in the place of what stands there.
  var replacement: String?
}

/// What a formula check may look at.
struct FormulaContext {
  /// The words at the problem's place.
  let written: String
  /// The whole formula, or the test of a row.
  let text: String
  /// Whether it stands right of a row's colon.
  let isRow: Bool
  /// Whether it is one of several in brackets there.
  let isList: Bool
  /// Names that may be written: facts, 法.… and 市.….
  let names: Set<String>
  let codes: [String: [String]]
}

package enum Checks {
  /// Every check, in the order of the manual.
  package static let all: [any Check.Type] =
    ofFiles + formulas.map { $0 } + catalogue.map { $0 } + deciding.map { $0 }

  /// Found while files are read.
  private static let ofFiles: [any Check.Type] = [
    YAMLSyntaxCheck.self, YAMLValueCheck.self, KeyCheck.self, MissingKeyCheck.self, ValueCheck.self,
    ValidityCheck.self,
  ]

  static let formulas: [any FormulaCheck.Type] = [
    SignCheck.self, SyntaxCheck.self, QuoteCheck.self, NameCheck.self, CodeCheck.self, TypeCheck.self,
  ]

  static let catalogue: [any CatalogueCheck.Type] = [
    DuplicateCheck.self, ReferenceCheck.self, CoreFactCheck.self, SubjectCheck.self, HouseholdCheck.self,
    NumberCheck.self, FunctionCheck.self, ConstantCheck.self, CircleCheck.self, SupplyCheck.self,
    QuestionCheck.self,
    OrderCheck.self, DeadlineCheck.self, BasisCheck.self, ConfirmationCheck.self, ThingCheck.self,
    SettingCheck.self,
    BoxCheck.self, BackgroundCheck.self, OverflowCheck.self, TownCheck.self,
    TranslationCheck.self, CoverageCheck.self,
  ]

  /// These decide whole visits, which one slip elsewhere makes wrong by the dozen: they run where nothing else is.
  static let deciding: [any CatalogueCheck.Type] = [ReachCheck.self, GroupCheck.self, ExampleCheck.self]

  package static func named(_ name: String) -> (any Check.Type)? { all.first { $0.name == name } }
}
