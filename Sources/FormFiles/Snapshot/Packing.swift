import Counter
import Feel

/// What a snapshot holds most of comes without containers: fields in a fixed order, written and read by hand. Each type says
/// its fields twice, side by side; the round trip of the shipped catalogue is a test.
protocol Packed {
  func pack(into sink: ByteSink)
  init(unpacking source: ByteSource) throws
}

extension ByteSink {
  func put<Value: Packed>(_ value: Value) { value.pack(into: self) }

  func put<Value>(_ value: Value?, _ write: (Value) -> Void) {
    bytes.append(value == nil ? 0 : 1)
    if let value { write(value) }
  }

  func put<Value>(_ values: [Value], _ write: (Value) -> Void) {
    put(UInt64(values.count))
    for value in values { write(value) }
  }

  func put<Value: Packed>(_ value: Value?) { put(value) { put($0) } }
  func put<Value: Packed>(_ values: [Value]) { put(values) { put($0) } }
  func put(_ text: String?) { put(text) { put($0) } }
  func put(_ texts: [String]) { put(texts) { put($0) } }
  func put(_ number: Int?) { put(number) { put(signed: Int64($0)) } }
  func put(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  /// A case by its position among all.
  func put<Choice: CaseIterable & Equatable>(choice: Choice) {
    put(UInt64(Choice.allCases.enumerated().first { $0.element == choice }?.offset ?? 0))
  }
}

extension ByteSource {
  func list<Value>(_ read: () throws -> Value) throws -> [Value] {
    let count = try length()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try read()) }
    return values
  }

  func optional<Value>(_ read: () throws -> Value) throws -> Value? { try flag() ? try read() : nil }

  func packed<Value: Packed>(_ type: Value.Type = Value.self) throws -> Value { try Value(unpacking: self) }
  func optional<Value: Packed>(_ type: Value.Type = Value.self) throws -> Value? {
    try flag() ? try Value(unpacking: self) : nil
  }
  func list<Value: Packed>(_ type: Value.Type = Value.self) throws -> [Value] { try list { try packed() } }
  func optionalText() throws -> String? { try optional { try text() } }
  func texts() throws -> [String] { try list { try text() } }
  func optionalNumber() throws -> Int? { try optional { try integer(Int.self) } }
  func flag() throws -> Bool { try byte() != 0 }

  func choice<Choice: CaseIterable>() throws -> Choice where Choice.AllCases.Index == Int {
    let position = try length(atMost: Choice.allCases.count - 1)
    return Choice.allCases[position]
  }
}

extension Place: Packed {
  func pack(into sink: ByteSink) { sink.put(place: self) }
  init(unpacking source: ByteSource) throws { self = try source.place() }
}

extension Formula: Packed {
  func pack(into sink: ByteSink) {
    switch form {
    case .expression(let text):
      sink.bytes.append(0)
      sink.put(text)
      sink.put(place)
    case .row(let subject, let tests, let isList):
      sink.bytes.append(isList ? 2 : 1)
      sink.put(subject)
      sink.put(tests)
      sink.put(place)
      sink.put(subjectPlace ?? place)
    }
  }

  init(unpacking source: ByteSource) throws {
    switch try source.byte() {
    case 0: self.init(.expression(try source.text()), at: try source.place())
    case let form where form < 3:
      self.init(
        .row(subject: try source.text(), tests: try source.texts(), isList: form == 2),
        at: try source.place(),
        subjectPlace: try source.place())
    default: throw BinaryDecoder.Malformed()
    }
  }
}

extension Day: Packed {
  func pack(into sink: ByteSink) { sink.put(signed: Int64(number)) }
  init(unpacking source: ByteSource) throws { self.init(number: try source.integer(Int.self)) }
}

extension Validity: Packed {
  func pack(into sink: ByteSink) {
    sink.put(from)
    sink.put(to)
    sink.put(choice: basis)
  }
  init(unpacking source: ByteSource) throws {
    self.init(from: try source.optional(), to: try source.optional(), basis: try source.choice())
  }
}

extension Thing: Packed {
  func pack(into sink: ByteSink) {
    sink.put(id)
    sink.put(name)
    sink.put(condition)
    sink.put(remark)
  }
  init(unpacking source: ByteSource) throws {
    self.init(
      id: try source.text(), name: try source.text(), condition: try source.optional(),
      remark: try source.optionalText())
  }
}

extension PaperUse: Packed {
  func pack(into sink: ByteSink) {
    sink.put(paper)
    sink.put(condition)
  }
  init(unpacking source: ByteSource) throws {
    self.init(paper: try source.text(), condition: try source.optional())
  }
}

extension Inclusion: Packed {
  func pack(into sink: ByteSink) {
    sink.put(paper)
    sink.put(condition)
    sink.put(basis)
    sink.put(needsVisit)
  }
  init(unpacking source: ByteSource) throws {
    self.init(
      paper: try source.text(), condition: try source.optional(), basis: try source.text(),
      needsVisit: try source.flag())
  }
}

extension DeadlineRule: Packed {
  func pack(into sink: ByteSink) {
    sink.put(choice: kind)
    sink.put(condition)
    sink.put(start)
    sink.put(choice: unit)
    sink.put(amount)
    sink.put(choice: counting)
    sink.put(choice: closedDay)
    sink.put(words)
    sink.put(basis)
  }
  init(unpacking source: ByteSource) throws {
    self.init(
      kind: try source.choice(), condition: try source.optional(), start: try source.optional(),
      unit: try source.choice(), amount: try source.optional(), counting: try source.choice(),
      closedDay: try source.choice(), words: try source.optionalText(), basis: try source.optionalText())
  }
}

extension Procedure: Packed {
  func pack(into sink: ByteSink) {
    sink.put(id)
    sink.put(name)
    sink.put(choice: nature)
    switch office {
    case .window(let index): sink.put(UInt64(index) * 2)
    case .outside(let index): sink.put(UInt64(index) * 2 + 1)
    }
    sink.put(choice: unit)
    sink.put(who)
    sink.put(conditions)
    sink.put(deadlines)
    sink.put(whenLate)
    sink.put(basis)
    sink.put(choice: evidence)
    sink.put(includedIn)
    sink.put(papers)
    sink.put(thingsToBring)
    sink.put(thingsToReturn)
    sink.put(thingsToReceive)
    sink.put(fee)
    sink.put(note)
    sink.put(aliases)
    sink.put(after)
    sink.put(together)
    sink.put(alternatives)
    sink.put(online)
    sink.put(validity)
    sink.put(references)
    sink.put(place)
  }

  init(unpacking source: ByteSource) throws {
    func office() throws -> Office {
      let number = try source.length(atMost: Int.max)
      return number % 2 == 0 ? .window(number / 2) : .outside(number / 2)
    }
    self.init(
      id: try source.text(), name: try source.text(), nature: try source.choice(), office: try office(),
      unit: try source.choice(), who: try source.text(), conditions: try source.list(),
      deadlines: try source.list(), whenLate: try source.optionalText(), basis: try source.text(),
      evidence: try source.choice(), includedIn: try source.list(), papers: try source.list(),
      thingsToBring: try source.list(), thingsToReturn: try source.list(), thingsToReceive: try source.list(),
      fee: try source.optional(), note: try source.optionalText(), aliases: try source.texts(),
      after: try source.texts(), together: try source.texts(), alternatives: try source.texts(),
      online: try source.optionalText(), validity: try source.optional(), references: try source.texts(),
      place: try source.place())
  }
}

extension Question: Packed {
  func pack(into sink: ByteSink) {
    sink.put(id)
    sink.put(fact)
    sink.put(topic)
    sink.put(wording)
    sink.put(help)
    sink.put(drawing)
    sink.put(clerkNote)
    sink.put(conditions)
    sink.put(isQuiet)
    sink.put(place)
  }
  init(unpacking source: ByteSource) throws {
    self.init(
      id: try source.text(), fact: try source.text(), topic: try source.text(), wording: try source.text(),
      help: try source.optionalText(), drawing: try source.optionalText(),
      clerkNote: try source.optionalText(),
      conditions: try source.list(), isQuiet: try source.flag(), place: try source.place())
  }
}

extension FactValue: Packed {
  func pack(into sink: ByteSink) {
    switch self {
    case .absent: sink.bytes.append(0)
    case .yesNo(let flag): sink.bytes.append(flag ? 2 : 1)
    case .number(let number):
      sink.bytes.append(3)
      sink.put(signed: Int64(number))
    case .day(let day):
      sink.bytes.append(4)
      sink.put(day)
    case .text(let text):
      sink.bytes.append(5)
      sink.put(text)
    case .texts(let texts):
      sink.bytes.append(6)
      sink.put(texts)
    case .person(let person):
      sink.bytes.append(7)
      sink.put(signed: Int64(person))
    case .people(let people):
      sink.bytes.append(8)
      sink.put(people) { sink.put(signed: Int64($0)) }
    }
  }
  init(unpacking source: ByteSource) throws {
    switch try source.byte() {
    case 0: self = .absent
    case 1: self = .yesNo(false)
    case 2: self = .yesNo(true)
    case 3: self = .number(try source.integer(Int.self))
    case 4: self = .day(try source.packed())
    case 5: self = .text(try source.text())
    case 6: self = .texts(try source.texts())
    case 7: self = .person(try source.integer(Int.self))
    case 8: self = .people(try source.list { try source.integer(Int.self) })
    default: throw BinaryDecoder.Malformed()
    }
  }
}

extension Fact.Kind: Packed {
  func pack(into sink: ByteSink) {
    switch self {
    case .yesNo: sink.bytes.append(0)
    case .number: sink.bytes.append(1)
    case .day: sink.bytes.append(2)
    case .text: sink.bytes.append(3)
    case .name: sink.bytes.append(4)
    case .address: sink.bytes.append(5)
    case .person: sink.bytes.append(6)
    case .people: sink.bytes.append(7)
    case .code(let list):
      sink.bytes.append(8)
      sink.put(list)
    case .codes(let list):
      sink.bytes.append(9)
      sink.put(list)
    }
  }
  init(unpacking source: ByteSource) throws {
    let plain: [Fact.Kind] = [.yesNo, .number, .day, .text, .name, .address, .person, .people]
    switch try source.byte() {
    case let number where number < 8: self = plain[Int(number)]
    case 8: self = .code(list: try source.text())
    case 9: self = .codes(list: try source.text())
    default: throw BinaryDecoder.Malformed()
    }
  }
}

extension Fact: Packed {
  func pack(into sink: ByteSink) {
    sink.put(name)
    sink.put(choice: subject)
    sink.put(property)
    sink.put(kind)
    sink.put(label)
    sink.put(phrase)
    sink.put(Supply.allCases.filter(supplies.contains)) { sink.put(choice: $0) }
    sink.put(column)
    sink.put(formula)
    sink.put(gate)
    sink.put(valueBehindGate)
    sink.put(choice: sensitivity)
    sink.put(length)
    sink.put(isShared)
  }
  init(unpacking source: ByteSource) throws {
    self.init(
      name: try source.text(), subject: try source.choice(), property: try source.text(),
      kind: try source.packed(), label: try source.text(), phrase: try source.optionalText(),
      supplies: Set(try source.list { try source.choice() }), column: try source.optionalText(),
      formula: try source.optional(), gate: try source.optional(), valueBehindGate: try source.packed(),
      sensitivity: try source.choice(), length: try source.optionalNumber(),
      isShared: try source.flag())
  }
}

extension Selector: Packed {
  func pack(into sink: ByteSink) {
    sink.put(name)
    sink.put(choice: subject)
    sink.put(label)
    sink.put(formula)
  }
  init(unpacking source: ByteSource) throws {
    self.init(
      name: try source.text(), subject: try source.choice(), label: try source.text(),
      formula: try source.optional())
  }
}

extension NamedValue: Packed {
  func pack(into sink: ByteSink) {
    sink.put(name)
    sink.put(value)
    sink.put(unit)
    sink.put(basis)
    sink.put(isVerified)
  }
  init(unpacking source: ByteSource) throws {
    self.init(
      name: try source.text(), value: try source.packed(), unit: try source.text(), basis: try source.text(),
      isVerified: try source.flag())
  }
}

extension CodeList: Packed {
  func pack(into sink: ByteSink) {
    sink.put(name)
    sink.put(self.source)
    sink.put(codes) {
      sink.put($0.value)
      sink.put($0.label)
    }
  }
  init(unpacking source: ByteSource) throws {
    self.init(
      name: try source.text(), source: try source.text(),
      codes: try source.list { Code(value: try source.text(), label: try source.text()) })
  }
}

extension Event: Packed {
  func pack(into sink: ByteSink) {
    sink.put(id)
    sink.put(kind)
    sink.put(name)
    sink.put(topic)
    sink.put(summary)
    sink.put(choice: people)
    sink.put(opening)
    sink.put(gates) {
      sink.put($0.id)
      sink.put($0.condition)
      sink.put($0.message)
      sink.put($0.nextStep)
      sink.put($0.basis)
    }
    sink.put(words) {
      sink.put($0.fact)
      sink.put($0.words)
    }
    sink.put(takesRemoved)
    sink.put(place)
  }
  init(unpacking source: ByteSource) throws {
    self.init(
      id: try source.text(), kind: try source.text(), name: try source.text(), topic: try source.text(),
      summary: try source.text(), people: try source.choice(), opening: try source.texts(),
      gates: try source.list {
        Gate(
          id: try source.text(), condition: try source.packed(), message: try source.text(),
          nextStep: try source.text(), basis: try source.text())
      },
      words: try source.list { Words(fact: try source.text(), words: try source.text()) },
      takesRemoved: try source.flag(), place: try source.place())
  }
}

extension OpeningCalendar.Holiday: Packed {
  func pack(into sink: ByteSink) {
    sink.put(day)
    sink.put(name)
  }
  init(unpacking source: ByteSource) throws { self.init(day: try source.packed(), name: try source.text()) }
}
