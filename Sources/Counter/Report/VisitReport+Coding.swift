import Feel

/// The written form: every key is always there, `null` where there is no number. Keys are never renamed.
extension VisitReport: Encodable {
  private enum Key: String, CodingKey {
    case from, to, days, visits, tickets, voided, finished, open, reopened, totals, kinds, windows, hours
    case fromPaper = "from-paper"
    case withUnknown = "with-unknown-entries"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(from?.iso, forKey: .from)
    try container.encode(to?.iso, forKey: .to)
    try container.encode(days, forKey: .days)
    try container.encode(visits, forKey: .visits)
    try container.encode(tickets, forKey: .tickets)
    try container.encode(voided, forKey: .voided)
    try container.encode(finished, forKey: .finished)
    try container.encode(open, forKey: .open)
    try container.encode(reopened, forKey: .reopened)
    try container.encode(fromPaper, forKey: .fromPaper)
    try container.encode(withUnknown, forKey: .withUnknown)
    try container.encode(totals, forKey: .totals)
    try container.encode(kinds, forKey: .kinds)
    try container.encode(windows, forKey: .windows)
    try container.encode(hours, forKey: .hours)
  }
}

extension VisitReport.Kind: Encodable {
  private enum Key: String, CodingKey { case kind, figures }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(figures, forKey: .figures)
  }
}

extension VisitFigures: Encodable {
  private enum Key: String, CodingKey {
    case visits, minutes, seconds, questions, answers, corrected, undone, overrides
    case namesWritten = "names-written"
    case namesPrinted = "names-printed"
    case unknownPapers = "visits-with-unknown-papers"
    case windowsVisited = "windows-visited"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(visits, forKey: .visits)
    try container.encode(minutes, forKey: .minutes)
    try container.encode(seconds, forKey: .seconds)
    try container.encode(questions, forKey: .questions)
    try container.encode(answers, forKey: .answers)
    try container.encode(corrected, forKey: .corrected)
    try container.encode(undone, forKey: .undone)
    try container.encode(namesWritten, forKey: .namesWritten)
    try container.encode(namesPrinted, forKey: .namesPrinted)
    try container.encode(unknownPapers, forKey: .unknownPapers)
    try container.encode(windowsVisited, forKey: .windowsVisited)
    try container.encode(overrides, forKey: .overrides)
  }
}

extension WindowFigures: Encodable {
  private enum Key: String, CodingKey { case window, visits, errands, waiting, minutes }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(window, forKey: .window)
    try container.encode(visits, forKey: .visits)
    try container.encode(errands, forKey: .errands)
    try container.encode(waiting, forKey: .waiting)
    try container.encode(minutes, forKey: .minutes)
  }
}

extension VisitSteps: Encodable where Value: Encodable {
  private enum Key: String, CodingKey {
    case identification, interview, printing, whole
    case handOver = "hand-over"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(identification, forKey: .identification)
    try container.encode(interview, forKey: .interview)
    try container.encode(printing, forKey: .printing)
    try container.encode(handOver, forKey: .handOver)
    try container.encode(whole, forKey: .whole)
  }
}
