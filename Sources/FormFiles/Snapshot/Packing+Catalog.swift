import Counter
import Feel

// Questions, facts, events and the lists of a catalogue.

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
    sink.put(isHandedOn)
    sink.put(right)
    sink.put(choice: shape)
    sink.put(candidates)
  }
  init(unpacking source: ByteSource) throws {
    self.init(
      name: try source.text(), subject: try source.choice(), property: try source.text(),
      kind: try source.packed(), label: try source.text(), phrase: try source.optionalText(),
      supplies: Set(try source.list { try source.choice() }), column: try source.optionalText(),
      formula: try source.optional(), gate: try source.optional(), valueBehindGate: try source.packed(),
      sensitivity: try source.choice(), length: try source.optionalNumber(),
      isShared: try source.flag(), isHandedOn: try source.flag(), right: try source.optionalText(),
      shape: try source.choice(), candidates: try source.optional())
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
