/// What the paper process is asked to set: questions to be asked by hand, filled papers and a checklist into one PDF.
package struct PrintOrder: Hashable, Sendable, Codable {
  /// Random, so that what is said of it later is known to be of it; also its name at the printer.
  package let job: String
  package let visit: Int64
  package let visitNumber: Int
  /// What stands at the foot of every page: «受付 0142　令和8年11月20日 14時46分　様式 1a2b3c4d».
  package let footer: String
  /// «架空データ», «訓練», empty for real data.
  package let stamp: String
  package let papers: [FilledPaper]
  package let checklist: Checklist?
  /// 大きな字: whether the checklist is set large, for those who see badly.
  package let isLargeType: Bool
  /// 聞き取り票, nil but for a fallback set.
  package let questions: QuestionSheet?
  /// 説明の記録, nil where nothing was explained.
  package let record: ExplanationRecord?
  /// When it is printed; the date in the file.
  package let at: Instant
  /// 札, nil but for a number that was drawn.
  package let ticket: Ticket?
  /// What the code on every page begins with, so that a page is known to be of its visit; empty for none.
  package let code: String
  /// Where the backgrounds of the papers are (`forms/papers`).
  package let papersFolder: String
  /// Where the PDF goes.
  package let path: String
  /// Where the paper comes out; nil makes the PDF and no more.
  package let route: PrintRoute?

  package init(
    job: String = "", visit: Int64, visitNumber: Int, footer: String, stamp: String, papers: [FilledPaper],
    checklist: Checklist?, isLargeType: Bool = false, questions: QuestionSheet? = nil,
    record: ExplanationRecord? = nil, ticket: Ticket? = nil, code: String = "", papersFolder: String = "",
    at: Instant, path: String,
    route: PrintRoute? = nil
  ) {
    self.job = job
    self.visit = visit
    self.visitNumber = visitNumber
    self.footer = footer
    self.stamp = stamp
    self.papers = papers
    self.checklist = checklist
    self.isLargeType = isLargeType
    self.questions = questions
    self.record = record
    self.ticket = ticket
    self.code = code
    self.papersFolder = papersFolder
    self.route = route
    self.at = at
    self.path = path
  }

  /// Ids of what is printed.
  package var ids: [String] {
    (questions == nil ? [] : ["questions"]) + papers.map(\.form) + (checklist == nil ? [] : ["checklist"])
      + (record == nil ? [] : ["explanation"]) + (ticket == nil ? [] : ["ticket"])
  }
}

/// What became of an order.
package struct PrintOutcome: Hashable, Sendable, Codable {
  /// Something on the paper that a person must look at.
  package enum Problem: Hashable, Sendable, Codable {
    /// The text of a box does not fit even at its smallest.
    case overflow(box: String)
    /// A character or 異体字 sequence that the fonts do not have.
    case missingGlyph(box: String, scalars: String)
  }

  /// Of the order.
  package let job: String
  package let visit: Int64
  package let ids: [String]
  package let path: String
  package let pages: Int
  package let problems: [Problem]
  /// Why nothing came out; nil when the file is there.
  package let failure: String?

  package init(
    job: String = "", visit: Int64, ids: [String], path: String, pages: Int, problems: [Problem],
    failure: String?
  ) {
    self.job = job
    self.visit = visit
    self.ids = ids
    self.path = path
    self.pages = pages
    self.problems = problems
    self.failure = failure
  }
}
