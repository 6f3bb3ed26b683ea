import Counter
import Feel

/// Says what is wrong in a formula through the check that answers for it.
enum FormulaFindings {
  static func finding(
    _ problem: RuleProblem, names: Set<String>, codes: [String: [String]], _ load: FormsLoad
  ) -> Finding {
    let place = load.place(of: problem.diagnostic.place.lowerBound, in: problem.formula)
    let written = problem.formula.written(at: problem.diagnostic.place)
    let context = FormulaContext(
      written: written, text: problem.formula.whole(at: problem.diagnostic.place.lowerBound).text,
      isRow: problem.formula.isRowTest(problem.diagnostic.place.lowerBound), isList: problem.formula.isList,
      names: names, codes: codes)
    for check in Checks.formulas {
      guard let remark = check.remark(on: problem.diagnostic.problem, in: context) else { continue }
      return Finding(
        check, at: place, remark.message, correction: remark.correction,
        replacement: remark.replacement.map { .init(written, by: $0) })
    }
    return Finding(SyntaxCheck.self, at: place, "式を読み取れません")
  }
}

extension Formula {
  /// The expression, or the side of a row that holds a place, and where it begins.
  func whole(at offset: Int) -> (text: String, start: Int) {
    switch form {
    case .expression(let text): return (text, 0)
    case .row(let subject, let tests, _):
      return testOffsets.lastIndex { $0 <= offset }.map { (tests[$0], testOffsets[$0]) } ?? (subject, 0)
    }
  }

  fileprivate var isList: Bool { if case .row(_, _, true) = form { true } else { false } }

  fileprivate func isRowTest(_ offset: Int) -> Bool { testOffsets.contains { $0 <= offset } }

  /// The words at a place that diagnostics count.
  func written(at place: Range<Int>) -> String {
    switch form {
    case .expression(let text): return text.scalars(place)
    case .row(let subject, let tests, _):
      guard let index = testOffsets.lastIndex(where: { $0 <= place.lowerBound }) else {
        return subject.scalars(place)
      }
      let start = testOffsets[index]
      return tests[index].scalars(place.lowerBound - start..<place.upperBound - start)
    }
  }
}

extension String {
  /// The scalars of a range, as far as there are any.
  fileprivate func scalars(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: unicodeScalars.dropFirst(range.lowerBound).prefix(range.count))
    return String(view)
  }
}
