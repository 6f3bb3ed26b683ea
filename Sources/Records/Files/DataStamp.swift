/// What kind of people a database holds, stamped at birth and never changed.
package enum DataStamp: String, Hashable, Sendable, CaseIterable {
  case real = "実"
  case fictional = "架空"
  case training = "訓練"
}

/// Why a store cannot be used; the sentence for people is made where it is shown.
package enum StoreFailure: Error, Hashable, Sendable {
  case missing(path: String)
  /// The file is a database, but none of ours.
  case foreign(path: String)
  case stamped(DataStamp, wanted: DataStamp, path: String)
  /// Written by a later version of the program.
  case tooNew(path: String, version: Int)
  /// Written by an earlier version of the program, in a form that protects less.
  case outdated(path: String)
  /// What it seals of protected people (支援措置) cannot be opened with the keys at hand.
  case sealed(path: String)
  case locked(path: String)
  case diskFull(path: String)
  case damaged(path: String)
  case unreadable(path: String, reason: String)
  /// Behind what was written last: an older copy, or its end is lost.
  case older(path: String)
  /// A backup was being brought back, and that did not come to its end.
  case halfRestored(path: String)
}
