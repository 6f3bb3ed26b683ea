import Feel

/// What came of an attempt to sign in.
///
/// Whoever does not know the passphrase is told `wrong` or `shut` only, whether or not there is such an account.
package enum SignIn: Hashable, Sendable {
  case signedIn(Account)
  /// The name, the passphrase or the code is wrong; `triesLeft` 1 or more.
  case wrong(triesLeft: Int)
  /// Too many failures in a row.
  case shut(until: Instant)
  /// By an administrator.
  case locked
  case notYet(from: Day)
  case expired(until: Day)
  /// The passphrase is right and the account takes a code too.
  case needsCode

  package init(hinderedBy hindrance: Account.Hindrance) {
    switch hindrance {
    case .locked: self = .locked
    case .notYet(let day): self = .notYet(from: day)
    case .expired(let day): self = .expired(until: day)
    }
  }
}

/// Failures to sign in under one name, in a row.
package struct FailedTries: Hashable, Sendable {
  /// 1 or more.
  package let count: Int
  package let last: Instant

  package init(count: Int, last: Instant) {
    self.count = count
    self.last = last
  }
}

/// How often one may fail, and what a passphrase must be.
package struct SignInPolicy: Hashable, Sendable {
  /// Failures in a row after which a name is shut.
  package let failures: Int
  /// Seconds for which it is shut; a failure older than this no longer counts.
  package let pause: Int
  /// Scalars of the shortest passphrase.
  package let leastScalars: Int

  package init(failures: Int, pause: Int, leastScalars: Int) {
    self.failures = failures
    self.pause = pause
    self.leastScalars = leastScalars
  }

  /// Five failures, a quarter of an hour, twelve characters.
  package static let standard = SignInPolicy(failures: 5, pause: 15 * 60, leastScalars: 12)

  /// When a name that is shut opens again; nil when it is not shut.
  package func end(of tries: FailedTries?, at time: Instant) -> Instant? {
    guard let tries, tries.count >= failures, time < end(of: tries) else { return nil }
    return end(of: tries)
  }

  /// The failures with one more.
  package func adding(to tries: FailedTries?, at time: Instant) -> FailedTries {
    guard let tries, time < end(of: tries) else { return FailedTries(count: 1, last: time) }
    return FailedTries(count: tries.count + 1, last: time)
  }

  /// What is answered to the last of these failures.
  package func answer(to tries: FailedTries) -> SignIn {
    tries.count < failures ? .wrong(triesLeft: failures - tries.count) : .shut(until: end(of: tries))
  }

  private func end(of tries: FailedTries) -> Instant { Instant(seconds: tries.last.seconds + pause) }

  /// Why a passphrase is not taken.
  package enum PassphraseRefusal: Error, Hashable, Sendable {
    case tooShort(least: Int)
    case isName
    /// A control or an invisible character, which nobody could type again.
    case hasUnseen
    case guessable(PassphraseGuess)
  }

  /// nil when the passphrase is taken.
  package func refusal(of passphrase: String, for name: String, _ strength: PassphraseStrength)
    -> PassphraseRefusal?
  {
    if passphrase.unicodeScalars.contains(where: \.isUnseen) { return .hasUnseen }
    if Account.key(of: passphrase) == Account.key(of: name) { return .isName }
    if passphrase.unicodeScalars.count < leastScalars { return .tooShort(least: leastScalars) }
    return strength.guess(passphrase).map { .guessable($0) }
  }
}
