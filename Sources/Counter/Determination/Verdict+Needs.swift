extension Verdict {
  /// What an open verdict waits for.
  package var needs: [FactKey] {
    switch self {
    case .undecided(let needs), .toConfirm(let needs): needs
    case .applies, .doesNotApply, .refused: []
    }
  }
}
