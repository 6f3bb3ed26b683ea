import Counter
import Foundation
import GRDB

/// What the register tells of a protected household (支援措置) beside names: where it lives, its 資格, and whom it is
/// protected from. Rows keep it sealed with the key of the installation, so that a file, or a copy of it, tells it to nobody.
struct SealedPlace: Equatable {
  let town: String
  let block: String
  let building: String
  /// The fields of `Qualifications`.
  let qualifications: String
  /// `KeptProtection` as text.
  let protection: String

  /// Sealed texts are as long as this, or a multiple of it: their length tells nothing.
  private static let step = 512

  func sealed(by sealer: any Sealer) throws -> String {
    let fields = try JSONEncoder().encode([town, block, building, qualifications, protection])
    let text = String(decoding: fields, as: UTF8.self)
    let missing = (Self.step - text.utf8.count % Self.step) % Self.step
    return try sealer.seal(text + String(repeating: " ", count: missing))
  }

  init(town: String, block: String, building: String, qualifications: String, protection: String) {
    self.town = town
    self.block = block
    self.building = building
    self.qualifications = qualifications
    self.protection = protection
  }

  /// Nil when the key is lost, or of another installation.
  init?(_ sealed: String, by sealer: any Sealer) {
    guard let text = sealer.open(sealed),
      let fields = try? JSONDecoder().decode([String].self, from: Data(text.utf8)), fields.count == 5
    else { return nil }
    self.init(
      town: fields[0], block: fields[1], building: fields[2], qualifications: fields[3],
      protection: fields[4])
  }
}

extension Database {
  /// `sealed(town, block, building, qualifications, protection)`, and what an import compares of rows that may be sealed:
  /// `place(sealed, town, block, building)` and `qualified(sealed, qualifications)`. NULL for what cannot be opened.
  func addSealing(_ sealer: any Sealer) {
    @Sendable func texts(_ values: [DatabaseValue]) -> [String] {
      values.map { String.fromDatabaseValue($0) ?? "" }
    }
    add(
      function: DatabaseFunction("sealed", argumentCount: 5) { values in
        let fields = texts(values)
        return try SealedPlace(
          town: fields[0], block: fields[1], building: fields[2], qualifications: fields[3],
          protection: fields[4]
        ).sealed(by: sealer)
      })
    add(
      function: DatabaseFunction("place", argumentCount: 4) { values in
        let fields = texts(values)
        guard !fields[0].isEmpty else { return fields.dropFirst().joined(separator: "\n") }
        return SealedPlace(fields[0], by: sealer).map {
          [$0.town, $0.block, $0.building].joined(separator: "\n")
        }
      })
    add(
      function: DatabaseFunction("qualified", argumentCount: 2) { values in
        let fields = texts(values)
        return fields[0].isEmpty ? fields[1] : SealedPlace(fields[0], by: sealer)?.qualifications
      })
  }
}
