import Counter
import FormFiles

/// A visit file (受付ファイル) that a command was given.
enum VisitFile {
  /// Its visits, or a sentence for every mistake in it.
  static func examples(at path: String, _ catalog: Catalog) throws -> [Example] {
    let text: String
    do throws(PlainFile.Refusal) { text = try PlainFile.text(at: path) } catch {
      let (message, correction) = error.sentence
      let line = if case .isNotUTF8(let line) = error { ":\(line)" } else { "" }
      throw Complaint("\(path)\(line): \(message)。\(correction)")
    }
    let (examples, findings) = ExampleReader(catalog: catalog).examples(path: path, text: text)
    guard findings.isEmpty else { throw Complaint(findings.map(\.sentence).joined(separator: "\n")) }
    return examples
  }
}
