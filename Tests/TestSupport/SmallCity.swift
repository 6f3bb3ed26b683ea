import Foundation

/// 豆坂市, a small city of the tests' own: three events, every kind of question, ten procedures, two windows, one paper
/// and a few residents. What rides on it does not change with the shipped `forms/`.
public enum SmallCity {
  /// A folder like `forms/`.
  public static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "SmallCity"
  ).path

  /// Residents, and a family on their way in, as the importer reads them.
  public static let records = ["residents.csv", "incoming.csv"].map { path + "/fiction/" + $0 }
}
