import Foundation
import GRDB

extension RegisterImport {
  /// How the people of a new generation differ from those of the one in use, by 宛名番号. Only counts, never who.
  package struct Comparison: Hashable, Sendable {
    package var added = 0
    /// With another value in a column that both generations have.
    package var changed = 0
    package var movedHousehold = 0
    package var gone = 0
    /// With a mark of 支援措置 of their own that they had not, also as new people.
    package var newlyProtected = 0
    package var noLongerProtected = 0
    package var protectedGone = 0
    /// Who was guarded for living with a protected person, and no longer is.
    package var noLongerGuarded = 0

    package init() {}
  }
}

/// Compares the rows of a new register with those of an attached one.
struct RegisterComparison {
  /// What both generations have: 資格 only where the files had the same columns, in the same order.
  /// What is sealed is opened for it.
  private var changed: String {
    """
    (r.household, r.state, r.name, r.reading, r.former_surname, r.common_name, r.sex, r.birth, r.birth_written,
     r.relationship, r.removal)
    IS NOT (e.household, e.state, e.name, e.reading, e.former_surname, e.common_name, e.sex, e.birth, e.birth_written,
     e.relationship, e.removal)
    OR CASE WHEN r.is_protected OR e.is_protected
      THEN place(r.sealed, r.town, r.block, r.building) IS NOT place(\(sealed), e.town, e.block, e.building)
        OR qualified(r.sealed, r.qualifications) IS NOT qualified(\(sealed), e.qualifications) AND rl.columns = el.columns
      ELSE (r.town, r.block, r.building) IS NOT (e.town, e.block, e.building)
        OR r.qualifications <> e.qualifications AND rl.columns = el.columns END
    """
  }

  /// A version 1 register marks protected people only, a later one those who live with them too.
  private let mark: String
  /// The sealed column of the earlier generation; nothing was sealed before version 3.
  private let sealed: String
  private let before: (residents: Int, protected: Int)

  /// Attaches the generation in use; not within a transaction.
  init(with path: String, of record: GenerationRecord, to database: Database) throws {
    mark = record.version < 2 ? "is_protected" : "is_marked"
    sealed = record.version < 3 ? "''" : "e.sealed"
    before = (record.residents, record.protected)
    try database.execute(sql: "ATTACH DATABASE ? AS earlier", arguments: [path])
  }

  /// By the layout of the file, which is one of each file; who is gone stands in no file.
  func counts(_ database: Database) throws -> (
    byLayout: [Int64: RegisterImport.Comparison], all: RegisterImport.Comparison
  ) {
    var (byLayout, all, stayed) = ([Int64: RegisterImport.Comparison](), RegisterImport.Comparison(), 0)
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT r.layout AS layout, count(e.number) AS stayed, sum(e.number IS NULL) AS added,
          sum(e.number IS NOT NULL AND (\(changed))) AS changed,
          sum(e.number IS NOT NULL AND e.household <> r.household) AS moved,
          sum(r.is_marked AND NOT ifnull(e.\(mark), 0)) AS marked,
          sum(NOT r.is_marked AND ifnull(e.\(mark), 0)) AS unmarked,
          sum(r.is_marked AND ifnull(e.\(mark), 0)) AS still,
          sum(NOT r.is_protected AND ifnull(e.is_protected AND NOT e.\(mark), 0)) AS unguarded
        FROM main.resident r JOIN main.layout rl ON rl.id = r.layout
          LEFT JOIN earlier.resident e ON e.number = r.number LEFT JOIN earlier.layout el ON el.id = e.layout
        GROUP BY r.layout
        """)
    var still = 0
    for row in rows {
      var part = RegisterImport.Comparison()
      (part.added, part.changed, part.movedHousehold) = (row["added"], row["changed"], row["moved"])
      (part.newlyProtected, part.noLongerProtected, part.noLongerGuarded) = (
        row["marked"], row["unmarked"], row["unguarded"]
      )
      byLayout[row["layout"]] = part
      all.added += part.added
      all.changed += part.changed
      all.movedHousehold += part.movedHousehold
      all.newlyProtected += part.newlyProtected
      all.noLongerProtected += part.noLongerProtected
      all.noLongerGuarded += part.noLongerGuarded
      stayed += row["stayed"]
      still += row["still"]
    }
    all.gone = before.residents - stayed
    all.protectedGone = before.protected - still - all.noLongerProtected
    return (byLayout, all)
  }
}
