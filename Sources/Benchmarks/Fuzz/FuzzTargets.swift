import Counter
import Feel
import FormFiles
import Foundation
import Records
import TerminalUI

/// Everything that reads what people, machines or other programs send.
enum FuzzKind: String, CaseIterable {
  case terminal, feel, forms, csv, visits

  /// Milliseconds that one input may take.
  var budget: Double {
    switch self {
    case .terminal: 5
    case .feel: 200
    case .forms: 20
    // Most of it is the file written for it.
    case .csv: 500
    case .visits: 50
    }
  }
}

/// Gives random inputs to what reads them. What comes of them does not matter; that something does, and soon, does.
struct FuzzTargets {
  private let rulebook: Rulebook
  /// Texts of the shipped files, by the kind of file.
  private let seeds: [(kind: FormsSchema.Kind, entries: [[Substring]])]
  private let visits: [[Substring]]
  private let schema: FormsSchema
  private let scratch: String

  init(forms: String, scratch: String) throws {
    let folder = try FormsFolder(at: forms)
    guard let rulebook = CatalogReader.read(folder).rulebook else { throw NoRulebook() }
    self.rulebook = rulebook
    self.scratch = scratch
    schema = FormsSchema(rulebook.catalog)
    seeds = FormsSchema.kinds.map { kind in
      let place = kind.pattern.split(separator: "*").first.map(String.init) ?? kind.pattern
      let files = folder.files.filter { $0.path.hasPrefix(place) }
      return (kind, files.flatMap { FuzzTargets.entries(of: $0.text, isList: kind.isList) })
    }
    visits = folder.files.filter { $0.path.hasPrefix("examples/") }.flatMap {
      FuzzTargets.entries(of: $0.text, isList: true)
    }
  }

  struct NoRulebook: Error {}

  /// The items of a list, or the whole of another file cut into pieces that can be read by themselves.
  private static func entries(of text: String, isList: Bool) -> [[Substring]] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var entries: [[Substring]] = []
    for line in lines {
      let begins = isList ? line.hasPrefix("- ") : line.first.map { !" #-}]".contains($0) } ?? false
      if begins || entries.isEmpty { entries.append([]) }
      entries[entries.count - 1].append(line)
    }
    return entries.map { Array($0.prefix(60)) }
  }

  /// Makes an input of a kind and has it read.
  func run(_ kind: FuzzKind, _ random: inout FuzzSource) throws {
    switch kind {
    case .terminal: terminal(&random)
    case .feel: feel(random.text())
    case .forms:
      let seed = seeds[random.below(seeds.count)]
      guard !seed.entries.isEmpty else { return }
      let text = random.damaged(seed.entries[random.below(seed.entries.count)])
      _ = schema.findings(in: text, of: seed.kind)
    case .csv: try csv(&random)
    case .visits: determine(random.damaged(visits[random.below(visits.count)]))
    }
  }

  private func terminal(_ random: inout FuzzSource) {
    let pieces = (0..<1 + random.below(4)).map { _ in random.typed() }
    var line = LineEditor()
    for input in Input.decoding(pieces) {
      switch input {
      case .key(let key): _ = line.handle(key)
      case .paste(let text): line.insert(text)
      case .resize, .press, .wake: continue
      }
    }
    var frame = Frame(rows: 1 + random.below(4), columns: 1 + random.below(90))
    line.draw(into: &frame, row: 0, column: 0, width: 1 + random.below(40), isFocused: true)
    frame.put(line.text, row: random.below(4), column: random.below(90))
  }

  private func feel(_ text: String) {
    guard let expression = try? Parser.expression(text) else { return }
    var evaluator = Evaluator()
    _ = evaluator.evaluate(
      Compiler.program(expression, in: Scope()), variables: [], from: NobodysFacts())
    _ = Compiler.compile(expression, in: rulebook.scope)
  }

  private func csv(_ random: inout FuzzSource) throws {
    let path = scratch + "/input.csv"
    try Data(random.table()).write(to: URL(fileURLWithPath: path))
    var fields = 0
    do { _ = try CSVReader.read(path: path) { fields += $0.fields.count } } catch is CSVReader.Failure {}
  }

  private func determine(_ text: String) {
    let (examples, _) = ExampleReader(catalog: rulebook.catalog).examples(path: "visit.yaml", text: text)
    for example in examples {
      let deliberation = Deliberation(rulebook, example.situation)
      let determination = deliberation.determine()
      _ = rulebook.interview(deliberation, determination)
    }
  }
}

/// No record stands behind a bare expression.
private final class NobodysFacts: FactSource {
  func value(of property: Int, in record: Int, needs: inout [Need]) -> Value? { .null }
}
