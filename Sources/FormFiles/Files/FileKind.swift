/// A kind of file under `forms/`, by its name on the command line.
package enum FileKind: String, Hashable, Sendable, CaseIterable {
  case municipality, vocabulary, law, towns, codes, events, questions, procedures, groups, papers, people,
    wording
  case examples

  /// The files of the kind, as an editor matches them.
  package var pattern: String {
    switch self {
    case .municipality, .law, .towns: "\(rawValue).yaml"
    case .vocabulary, .codes, .events, .questions, .procedures, .groups, .papers, .people, .examples:
      "\(rawValue)/*.yaml"
    case .wording: "wording/*/*.yaml"
    }
  }
}
