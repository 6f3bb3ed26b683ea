import Counter
import Feel

// Procedures and what they are made of.

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
