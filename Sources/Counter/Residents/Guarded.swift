/// A value of a protected person (支援措置) that nobody sees without a release.
///
/// It cannot be printed, described, reflected or encoded: the type offers no way.
package struct Guarded<Wrapped: Sendable>: Sendable, CustomStringConvertible, CustomReflectable {
  private let wrapped: Wrapped

  package init(_ wrapped: Wrapped) { self.wrapped = wrapped }

  /// The value, while the release runs; nil after its end.
  package func value(under release: Release, at now: Instant) -> Wrapped? {
    now <= release.end ? wrapped : nil
  }

  package var description: String { "【支援措置】" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Permission to see guarded values: who gave it, why, and until when.
package struct Release: Hashable, Sendable, Codable {
  package let supervisor: String
  package let reason: String
  package let end: Instant

  package init(supervisor: String, reason: String, end: Instant) {
    self.supervisor = supervisor
    self.reason = reason
    self.end = end
  }
}
