import Records

extension KeyRing {
  /// The keys of what tests make in one process.
  package static let ofTests = KeyRing()
}
