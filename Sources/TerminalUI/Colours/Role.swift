/// What a piece of the screen means; a scheme decides how it looks. Nothing is said by colour alone.
package enum Role: UInt8, Hashable, Sendable, CaseIterable {
  case plain
  case heading
  /// Where the next key goes.
  case focus
  /// An entry area.
  case field
  case error
  /// What the last answer added or dropped.
  case added
  case dropped
  case undecided
  /// Help and what is settled.
  case quiet
  case bar
  /// 架空, 訓練, protected: must be seen.
  case notice
}
