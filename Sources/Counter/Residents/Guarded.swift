/// A value of a protected person (支援措置) that nobody sees without a release.
///
/// It cannot be printed, described, reflected or encoded: the type offers no way.
public struct Guarded<Wrapped: Sendable>: Sendable, CustomStringConvertible, CustomReflectable {
  private let wrapped: Wrapped

  public init(_ wrapped: Wrapped) { self.wrapped = wrapped }

  /// The value, while the release runs; nil after its end.
  public func value(under release: Release, at now: Instant) -> Wrapped? {
    now <= release.end ? wrapped : nil
  }

  public var description: String { "【支援措置】" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Permission to see guarded values: who gave it, why, and until when.
public struct Release: Hashable, Sendable, Codable {
  public let supervisor: String
  public let reason: String
  public let end: Instant

  public init(supervisor: String, reason: String, end: Instant) {
    self.supervisor = supervisor
    self.reason = reason
    self.end = end
  }
}
