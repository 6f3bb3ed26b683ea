import Counter
import Feel

/// A value that a snapshot keeps.
///
/// A type says its fields once, in one initialiser for both directions: while a snapshot is written `it` is the value, and each
/// field goes to the page and comes back from it; while it is read `it` is nil, and each field comes from the page.
protocol Kept {
  init(_ page: Page, _ it: Self?) throws(Malformed)
}

extension Int: Kept {
  init(_ page: Page, _ it: Int?) throws(Malformed) {
    let bits = try page.unsigned(it.map { UInt64(bitPattern: Int64(($0 << 1) ^ ($0 >> 63))) })
    self = Int(Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1))
  }
}

extension Int32: Kept {
  init(_ page: Page, _ it: Int32?) throws(Malformed) {
    guard let number = Int32(exactly: try page(it.map(Int.init))) else { throw Malformed() }
    self = number
  }
}

extension Bool: Kept {
  init(_ page: Page, _ it: Bool?) throws(Malformed) { self = try page.byte(it.map { $0 ? 1 : 0 }) != 0 }
}

extension Double: Kept {
  init(_ page: Page, _ it: Double?) throws(Malformed) {
    self = Double(bitPattern: try page.unsigned(it?.bitPattern.byteSwapped).byteSwapped)
  }
}

extension String: Kept {
  init(_ page: Page, _ it: String?) throws(Malformed) {
    let count = try page.count(it?.utf8.count)
    if let it {
      page.put(it.utf8)
      self = it
    } else {
      self = String(decoding: try page.take(count), as: UTF8.self)
    }
  }
}

extension Array: Kept where Element: Kept {
  init(_ page: Page, _ it: [Element]?) throws(Malformed) {
    let count = try page.count(it?.count)
    self = []
    reserveCapacity(count)
    for position in 0..<count { append(try Element(page, it?[position])) }
  }
}

/// Numbers of four bytes in one piece, for the rules, which have many thousands.
struct NumberBlock: Kept {
  let numbers: [Int32]

  init(_ numbers: [Int32]) { self.numbers = numbers }

  init(_ page: Page, _ it: NumberBlock?) throws(Malformed) {
    let count = try page.count(it?.numbers.count)
    if let it {
      for number in it.numbers { withUnsafeBytes(of: number.littleEndian) { page.put($0) } }
      self = it
      return
    }
    let bytes = try page.take(count * 4)
    numbers = (0..<count).map {
      Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self))
    }
  }
}

extension Day: Kept {
  init(_ page: Page, _ it: Day?) throws(Malformed) { self.init(number: try page(it.map { Int($0.number) })) }
}

extension Place: Kept {
  init(_ page: Page, _ it: Place?) throws(Malformed) {
    self.init(file: try page.file(it?.file), line: try page(it?.line), column: try page(it?.column))
  }
}

extension Formula: Kept {
  init(_ page: Page, _ it: Formula?) throws(Malformed) {
    self.init(
      try page(it?.form), at: try page(it?.place), subjectPlace: try page.optional(it?.subjectPlace))
  }
}

extension Formula.Form: Kept {
  init(_ page: Page, _ it: Formula.Form?) throws(Malformed) {
    switch it {
    case .expression(let text)?:
      _ = (try page.byte(0), try page(text))
      self = .expression(text)
    case .row(let subject, let tests, let isList)?:
      _ = (try page.byte(isList ? 2 : 1), try page(subject), try page(tests))
      self = .row(subject: subject, tests: tests, isList: isList)
    case nil:
      switch try page.byte(nil) {
      case 0: self = .expression(try page(nil))
      case let mark where mark < 3:
        self = .row(subject: try page(nil), tests: try page(nil), isList: mark == 2)
      default: throw Malformed()
      }
    }
  }
}

extension FactValue: Kept {
  init(_ page: Page, _ it: FactValue?) throws(Malformed) {
    guard let it else {
      switch try page.byte(nil) {
      case 0: self = .absent
      case 1: self = .yesNo(try page(nil))
      case 2: self = .number(try page(nil))
      case 3: self = .day(try page(nil))
      case 4: self = .text(try page(nil))
      case 5: self = .texts(try page(nil))
      case 6: self = .person(try page(nil))
      case 7: self = .people(try page(nil))
      default: throw Malformed()
      }
      return
    }
    switch it {
    case .absent: _ = try page.byte(0)
    case .yesNo(let flag): _ = (try page.byte(1), try page(flag))
    case .number(let number): _ = (try page.byte(2), try page(number))
    case .day(let day): _ = (try page.byte(3), try page(day))
    case .text(let text): _ = (try page.byte(4), try page(text))
    case .texts(let texts): _ = (try page.byte(5), try page(texts))
    case .person(let person): _ = (try page.byte(6), try page(person))
    case .people(let people): _ = (try page.byte(7), try page(people))
    }
    self = it
  }
}
