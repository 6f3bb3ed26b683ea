import Counter
import Moji

/// Findings as staff read them: the sentence, the line as written, a mark under the place, what to write instead.
package struct FindingReport {
  private let lines: [String: [Substring]]

  package init(_ folder: FormsFolder) { lines = folder.lines }

  /// All findings: what must be mended first, then what to look at; an empty text when there are none.
  package func text(_ findings: [Finding]) -> String {
    func part(_ severity: Finding.Severity, _ heading: String) -> [String] {
      let part = findings.filter { $0.severity == severity }
      return part.isEmpty ? [] : ["■ \(heading)（\(part.count)件）", ""] + part.map(text)
    }
    return (part(.error, "直すところ") + part(.warning, "注意")).joined(separator: "\n")
  }

  private func text(_ finding: Finding) -> String {
    var text =
      "\(finding.file):\(finding.line):\(finding.column)  \(finding.message.clipped(toColumns: 240))\n"
    if let source = lines[finding.file].flatMap({ line(finding.line, of: $0) }) {
      let number = String(finding.line)
      let before = source.unicodeScalars.prefix(finding.column - 1)
      let marked = finding.replacement.map { max(1, $0.original.columns) } ?? 1
      // Long lines are shown from a little before the place.
      let (shown, offset) = FindingReport.window(
        String(source), around: String(String.UnicodeScalarView(before)).columns)
      text += "  \(number) | \(shown)\n"
      text +=
        "  \(String(repeating: " ", count: number.count)) | \(String(repeating: " ", count: offset))\(String(repeating: "^", count: min(marked, 78 - min(offset, 77))))\n"
    }
    if let correction = finding.correction, !correction.isEmpty {
      text += "  → \(correction.clipped(toColumns: 400))\n"
    }
    return text + "  （この検査の説明: madoguchi forms help \(finding.check)）\n"
  }

  private func line(_ number: Int, of lines: [Substring]) -> Substring? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  /// The part of a line that fits a terminal of 80 columns, and where a column of the line stands in it.
  private static func window(_ line: String, around column: Int) -> (text: String, offset: Int) {
    let width = 72
    guard line.columns > width, column > 24 else { return (line.clipped(toColumns: width), column) }
    var (rest, skipped) = (Substring(line), 0)
    while skipped < column - 24, let first = rest.first {
      skipped += String(first).columns
      rest = rest.dropFirst()
    }
    return ("…" + String(rest).clipped(toColumns: width - 1), column - skipped + "…".columns)
  }
}
