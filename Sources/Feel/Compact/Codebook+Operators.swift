/// What stands in an instruction's `aux`, by operation.
extension Codebook {
  /// Of `comparison` and `comparedTest`.
  enum Comparison: UInt8 {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

    init(_ comparison: ComparisonOperator) {
      switch comparison {
      case .equal: self = .equal
      case .notEqual: self = .notEqual
      case .less: self = .less
      case .lessOrEqual: self = .lessOrEqual
      case .greater: self = .greater
      case .greaterOrEqual: self = .greaterOrEqual
      }
    }
  }

  /// Of `arithmetic`: what whole numbers can be done with.
  enum Arithmetic: UInt8 {
    case add, subtract, multiply

    /// nil for what does not stay among whole numbers.
    init?(_ operation: ArithmeticOperator) {
      switch operation {
      case .add: self = .add
      case .subtract: self = .subtract
      case .multiply: self = .multiply
      case .divide, .power: return nil
      }
    }
  }

  /// Of `rangeTest`: which ends belong to the range.
  struct Ends: OptionSet {
    let rawValue: UInt8

    static let lower = Ends(rawValue: 1)
    static let upper = Ends(rawValue: 2)
  }
}
