import Counter
import Foundation
import TestSupport

@testable import Records

/// Small residents files for tests.
enum ResidentsFile {
  static let columns = ["宛名番号", "世帯番号", "住民状態", "氏名", "氏名_フリガナ", "生年月日", "続柄表記", "住所_町字", "住所_番地号表記"]

  /// A file of one person a household, with more columns and what stands in them by the person's number.
  static func text(
    _ people: ClosedRange<Int>, adding column: String = ProtectionColumns.from, values: [Int: String] = [:],
    household: (Int) -> Int = { $0 }
  ) -> String {
    let header = (columns + (column.isEmpty ? [] : [column])).joined(separator: ",")
    var households: Set<Int> = []
    let rows = people.map { number in
      let relationship = households.insert(household(number)).inserted ? "世帯主" : "子"
      let row =
        "\(number),\(household(number)),住民,渡邉 花子,ワタナベ ハナコ,1979-03-12,\(relationship),架空町1丁目,90番\(number)号"
      return column.isEmpty ? row : row + ",\(values[number] ?? "")"
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  /// A file whose only row has `value` in one of its columns.
  static func text(_ column: String, _ value: String) -> String {
    let row = text(1...1).split(separator: "\n")[1].split(separator: ",", omittingEmptySubsequences: false)
      .map(String.init)
    let fields = zip(columns + [ProtectionColumns.from], row).map { $0 == column ? value : $1 }
    return (columns + [ProtectionColumns.from]).joined(separator: ",") + "\n" + fields.joined(separator: ",")
      + "\n"
  }

  /// What is said of each row of a file that is refused, «2: …»; "taken" for one that is not.
  static func reasons(_ text: String, in folder: TemporaryFolder, terms: ImportTerms = ImportTerms())
    -> String
  {
    reasons { try take(text, in: folder, terms: terms) }
  }

  static func reasons(_ work: () throws -> Void) -> String {
    do { try work() } catch RegisterImport.Failure.badRows(let rows, _) {
      return rows.map { "\($0.line): \($0.reason)" }.joined(separator: "\n")
    } catch { return "\(error)" }
    return "taken"
  }

  @discardableResult
  static func take(
    _ text: String, in folder: TemporaryFolder, terms: ImportTerms = ImportTerms(),
    asOf: Instant = Instant(seconds: 0)
  ) throws -> RegisterImport.Summary {
    let file = try folder.write("residents.csv", text)
    return try RegisterImport.run(
      files: [file], into: folder.path, stamp: .fictional, asOf: asOf, keys: .ofTests, terms: terms)
  }
}
