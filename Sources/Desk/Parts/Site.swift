import Counter
import Feel

/// What a desk works with from its start to its end: the content, the register, and what everything is stamped.
package struct Site {
  package let rulebook: Rulebook
  /// 架空データ, 訓練; empty for real data.
  package let stamp: String
  package let programVersion: String
  package let registerGeneration: Int
  /// The moment the residents' records were true.
  package let registerAsOf: Instant
  /// Where printed papers are put.
  package let printFolder: String
  /// Where the backgrounds of the papers are (下敷き).
  package let papersFolder: String
  /// The printers of this window.
  package let routes: PrintRoutes
  /// Addresses of a postal code of the whole country; empty for an unknown one.
  let postalAddresses: @Sendable (_ code: String) -> [PostalAddress]

  package init(
    rulebook: Rulebook, stamp: String, programVersion: String, registerGeneration: Int, registerAsOf: Instant,
    printFolder: String, papersFolder: String = "", routes: PrintRoutes = PrintRoutes(),
    postalAddresses: @escaping @Sendable (String) -> [PostalAddress] = { _ in [] }
  ) {
    self.rulebook = rulebook
    self.stamp = stamp
    self.programVersion = programVersion
    self.registerGeneration = registerGeneration
    self.registerAsOf = registerAsOf
    self.printFolder = printFolder
    self.papersFolder = papersFolder
    self.routes = routes
    self.postalAddresses = postalAddresses
  }

  package var catalog: Catalog { rulebook.catalog }

  /// How typed answers are read here on a day.
  func parser(on day: Day) -> AnswerParser {
    AnswerParser(catalog: catalog, today: day, postalAddresses: postalAddresses)
  }

  /// What an errand is called in lists.
  func name(of errand: Errand.Key) -> String {
    errand.isWholeVisit ? "聞き取りの続き" : catalog.procedure(errand.procedure)?.name ?? errand.procedure
  }

  func windowName(_ id: String) -> String { catalog.window(id)?.name ?? "" }
}
