import Counter
import Feel
import GRDB
import Moji

/// A query as SQL. Every word must fit; ranks come in the stored order.
struct ResidentSearch {
  private var clauses: [String] = []
  private var arguments: [(any DatabaseValueConvertible)?] = []
  private var phrases: [String] = []
  private let query: ResidentQuery
  private let reading: RecordReading

  init(_ query: ResidentQuery, _ reading: RecordReading) {
    self.query = query
    self.reading = reading
    for word in query.words {
      switch word {
      case .reading(let key): phrases.append("reading : \"\(RowWriter.spaced(key))\"")
      case .name(let key): phrases.append("name : \"\(RowWriter.spaced(key))\"")
      case .letters(let reading, let name):
        phrases.append("(reading : \"\(RowWriter.spaced(reading))\" OR name : \"\(RowWriter.spaced(name))\")")
      case .birth(let days):
        add("birth BETWEEN ? AND ?", [Int(days.lowerBound.number), Int(days.upperBound.number)])
      case .number(let digits): number(digits)
      case .address(let text):
        // A protected person must not be found by where they live.
        add("is_protected = 0 AND instr(town || block || building, ?) = 1", [text])
      }
    }
    if !phrases.isEmpty {
      add(
        "rank IN (SELECT rowid FROM name_index WHERE name_index MATCH ?)",
        [phrases.joined(separator: " AND ")])
    }
  }

  private mutating func add(_ clause: String, _ values: [(any DatabaseValueConvertible)?]) {
    clauses.append(clause)
    arguments += values
  }

  private mutating func number(_ digits: String) {
    let full = String(repeating: "0", count: max(0, 15 - digits.count)) + digits
    add("(number = ? OR household = ?)", [full, full])
  }

  func ranks(_ database: Database) throws -> [Int64] {
    // The index alone is enough, and in order, when only names were typed.
    if clauses.count == 1, !phrases.isEmpty {
      return try Int64.fetchAll(
        database,
        sql:
          "SELECT rowid FROM name_index WHERE name_index MATCH ? ORDER BY rowid LIMIT \(SearchResult.limit + 1)",
        arguments: [phrases.joined(separator: " AND ")])
    }
    return try Int64.fetchAll(
      database,
      sql:
        "SELECT rank FROM resident WHERE \(clauses.joined(separator: " AND ")) ORDER BY rank LIMIT \(SearchResult.limit + 1)",
      arguments: StatementArguments(arguments))
  }

  func residents(_ ranks: ArraySlice<Int64>, _ database: Database) throws -> [Resident] {
    guard !ranks.isEmpty else { return [] }
    let list = ranks.map(String.init).joined(separator: ",")
    return try Row.fetchAll(database, sql: "SELECT * FROM resident WHERE rank IN (\(list)) ORDER BY rank")
      .map(reading.resident)
  }

  /// Certificates on which somebody fits every word.
  func certificates(_ database: Database) throws -> [MoveOutCertificate] {
    var clauses: [String] = []
    var arguments: [(any DatabaseValueConvertible)?] = []
    for word in query.words {
      switch word {
      case .reading(let key):
        (clauses, arguments) = (clauses + ["instr(reading_key, ?) > 0"], arguments + [key])
      case .name(let key): (clauses, arguments) = (clauses + ["instr(name_key, ?) > 0"], arguments + [key])
      case .letters(let reading, let name):
        clauses.append("(instr(reading_key, ?) > 0 OR instr(name_key, ?) > 0)")
        arguments += [reading, name]
      case .birth(let days):
        clauses.append("birth BETWEEN ? AND ?")
        arguments += [Int(days.lowerBound.number), Int(days.upperBound.number)]
      case .number(let digits):
        (clauses, arguments) = (clauses + ["instr(certificate, ?) > 0"], arguments + [digits])
      case .address: return []
      }
    }
    let numbers = try String.fetchAll(
      database,
      sql:
        "SELECT DISTINCT certificate FROM incoming WHERE \(clauses.joined(separator: " AND ")) ORDER BY certificate LIMIT 20",
      arguments: StatementArguments(arguments))
    return try numbers.compactMap { try reading.certificate($0, database) }
  }
}

/// Rows of the register as residents and certificates.
struct RecordReading: Sendable {
  /// Column names by layout: the columns of the file a row came from.
  let layouts: [Int64: [String]]
  /// Opens what is sealed; nil for a reader who reads nothing of protected people.
  private let sealer: (any Sealer)?
  private let path: String

  init(_ database: Database, opening sealer: (any Sealer)?, path: String) throws {
    self.sealer = sealer
    self.path = path
    layouts = try Row.fetchAll(database, sql: "SELECT id, columns FROM layout").reduce(into: [:]) {
      layouts, row in
      let columns: String = row["columns"]
      layouts[row["id"]] = columns.split(separator: "\n").map(String.init)
    }
  }

  private func qualifications(_ row: Row, _ fields: String) -> Qualifications {
    Qualifications(columns: layouts[row["layout"]] ?? [], fields: fields)
  }

  /// What a row tells of where somebody lives. Throws what says that the key is not at hand: nothing is made up.
  private func place(_ row: Row) throws -> SealedPlace {
    let sealed: String = row["sealed"]
    guard !sealed.isEmpty else {
      return SealedPlace(
        town: row["town"], block: row["block"], building: row["building"],
        qualifications: row["qualifications"], protection: row["protection"])
    }
    guard let sealer, let place = SealedPlace(sealed, by: sealer) else {
      throw StoreFailure.sealed(path: path)
    }
    return place
  }

  func certificate(_ number: String, _ database: Database) throws -> MoveOutCertificate? {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM certificate WHERE number = ?", arguments: [number])
    else { return nil }
    let people = try Row.fetchAll(
      database, sql: "SELECT * FROM incoming WHERE certificate = ? ORDER BY position", arguments: [number])
    return MoveOutCertificate(
      number: number, prefecture: row["prefecture"], address: row["address"], head: row["head"],
      plannedDay: Day(number: row["planned"]), isByCard: row["by_card"],
      people: people.map { person in
        MoveOutCertificate.Person(
          name: Name(person["name"]), reading: person["reading"], sex: person["sex"],
          birth: Day(number: person["birth"]),
          relationship: person["relationship"],
          qualifications: qualifications(person, person["qualifications"]))
      })
  }

  func resident(_ row: Row) throws -> Resident {
    let place = try place(row)
    let address = Resident.Address(town: place.town, block: place.block, building: place.building)
    let birth: Int? = row["birth"]
    let protection = KeptProtection(text: place.protection)
    return Resident(
      number: row["number"], household: row["household"],
      state: Resident.State(rawValue: row["state"]) ?? .removed,
      name: Name(row["name"]), reading: row["reading"], formerSurname: row["former_surname"],
      commonName: row["common_name"], sex: row["sex"], birth: birth.map { Day(number: $0) },
      birthAsWritten: row["birth_written"], relationship: row["relationship"],
      whereabouts: row["is_protected"] ? .guarded(Guarded(address)) : .open(address),
      measure: protection.measure(isMarked: row["is_marked"]), restrictions: protection.restrictions,
      removal: row["removal"],
      qualifications: qualifications(row, place.qualifications))
  }
}
