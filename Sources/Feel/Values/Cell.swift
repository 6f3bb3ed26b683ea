/// A value of sixteen bytes without references: what the rules of a catalogue are decided with.
///
/// Texts are numbers of a `TextTable`, lists are pieces of a machine's pool. What does not fit (a fraction, a context)
/// is left to the general evaluator.
public struct Cell: Hashable, Sendable {
  public enum Kind: UInt8, Sendable {
    /// Nobody knows it yet.
    case unknown
    /// To be worked out by the host when it is first read.
    case pending
    case null
    case boolean
    case number
    case text
    case date
    case days
    case months
    case record
    case list
  }

  public let kind: Kind
  /// A truth value, whole number, text number, day number, months, record number, or a list's start and count.
  public let payload: Int64

  @inline(__always) init(_ kind: Kind, _ payload: Int64 = 0) {
    self.kind = kind
    self.payload = payload
  }

  public static let unknown = Cell(.unknown)
  public static let pending = Cell(.pending)
  public static let null = Cell(.null)
  public static let yes = Cell(.boolean, 1)
  public static let no = Cell(.boolean, 0)

  @inline(__always) public static func boolean(_ flag: Bool) -> Cell { Cell(.boolean, flag ? 1 : 0) }
  @inline(__always) public static func number(_ number: Int) -> Cell { Cell(.number, Int64(number)) }
  @inline(__always) public static func date(_ day: Day) -> Cell { Cell(.date, Int64(day.number)) }
  @inline(__always) public static func record(_ index: Int) -> Cell { Cell(.record, Int64(index)) }
  @inline(__always) static func list(start: Int, count: Int) -> Cell {
    Cell(.list, Int64(start) << 32 | Int64(count))
  }

  @inline(__always) public var isTrue: Bool { kind == .boolean && payload != 0 }
  @inline(__always) public var isUnknown: Bool { kind == .unknown }

  /// The day of a date; nil for anything else.
  @inline(__always) public var day: Day? { kind == .date ? Day(number: Int(payload)) : nil }
  @inline(__always) var listRange: Range<Int> {
    let start = Int(payload >> 32)
    return start..<start + Int(payload & 0xFFFF_FFFF)
  }
}

/// Texts by number, so that equal texts are equal numbers.
public struct TextTable: Sendable {
  public private(set) var texts: [Text] = []
  private var numbers: [Text: Int32] = [:]

  public init() {}

  public init(_ texts: [String]) {
    self.texts = texts.map { Text($0) }
    numbers = Dictionary(uniqueKeysWithValues: self.texts.enumerated().map { ($1, Int32($0)) })
  }

  public func number(of text: Text) -> Int32? { numbers[text] }

  mutating func add(_ text: Text) -> Int32 {
    if let number = numbers[text] { return number }
    let number = Int32(texts.count)
    texts.append(text)
    numbers[text] = number
    return number
  }
}
