/// What was found in a PDF that is to lie below a form (下敷き): told by the printing process, which alone opens such files.
package struct BackgroundReport: Hashable, Sendable, Codable {
  /// Millimetres of a page as it is seen.
  package struct Sheet: Hashable, Sendable, Codable {
    package let width: Double
    package let height: Double

    package init(width: Double, height: Double) {
      self.width = width
      self.height = height
    }
  }

  /// An interactive field.
  package struct Field: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable {
      case text, choice, tick
    }

    package let name: String
    /// What the file says of it to people; empty where it says nothing.
    package let label: String
    package let kind: Kind
    /// From 1.
    package let page: Int
    /// Millimetres from the upper left corner of the page as it is seen.
    package let frame: PaperForm.Frame
    /// Squares of one character each; 0 for none.
    package let squares: Int

    package init(name: String, label: String, kind: Kind, page: Int, frame: PaperForm.Frame, squares: Int) {
      self.name = name
      self.label = label
      self.kind = kind
      self.page = page
      self.frame = frame
      self.squares = squares
    }
  }

  package let fingerprint: String
  package let sheets: [Sheet]
  package let fields: [Field]
  /// Fonts that the file does not carry: another may be printed in their place.
  package let missingFonts: [String]
  /// Why it cannot be used, as a sentence; nil where it can.
  package let problem: String?

  package init(
    fingerprint: String = "", sheets: [Sheet] = [], fields: [Field] = [], missingFonts: [String] = [],
    problem: String? = nil
  ) {
    self.fingerprint = fingerprint
    self.sheets = sheets
    self.fields = fields
    self.missingFonts = missingFonts
    self.problem = problem
  }
}
