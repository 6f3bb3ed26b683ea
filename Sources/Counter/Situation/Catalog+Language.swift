extension Catalog {
  /// The language in which the visitor of a visit reads; Japanese until they say.
  package func language(of situation: Situation) -> Phrasebook? {
    let language = situation.text(CoreFact.visitorLanguage, of: .visitor)
    return phrasebooks.first { $0.language == language }
  }
}
