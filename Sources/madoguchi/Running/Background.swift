import Foundation

/// Work done on another thread while this one goes on.
final class Background<Value: Sendable>: @unchecked Sendable {
  // Written once before the signal, read after it.
  private var result: Result<Value, any Error>?
  private let isDone = DispatchSemaphore(value: 0)

  init(_ work: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      result = Result { try work() }
      isDone.signal()
    }
  }

  /// Waits for the work; throws what it threw. May be asked once.
  func value() throws -> Value {
    isDone.wait()
    guard let result else { preconditionFailure("signalled without a result") }
    return try result.get()
  }
}
