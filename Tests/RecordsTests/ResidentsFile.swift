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
    let rows = people.map { number in
      let row = "\(number),\(household(number)),住民,渡邉 花子,ワタナベ ハナコ,1979-03-12,世帯主,架空町1丁目,90番\(number)号"
      return column.isEmpty ? row : row + ",\(values[number] ?? "")"
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  @discardableResult
  static func take(_ text: String, in folder: TemporaryFolder, terms: ImportTerms = ImportTerms()) throws
    -> RegisterImport.Summary
  {
    let file = try folder.write("residents.csv", text)
    return try RegisterImport.run(
      files: [file], into: folder.path, stamp: .fictional, asOf: Instant(seconds: 0), terms: terms)
  }
}
