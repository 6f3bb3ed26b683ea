import ArgumentParser
import Foundation
import Records

/// Where content and data stand.
struct PlaceOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "Folder of the content (forms/). Default: $MADOGUCHI_FORMS, the settings, then beside the program.")
  var forms: String?

  @Option(
    name: .long,
    help: "Folder of the data. Default: $MADOGUCHI_DATA, the settings, then $XDG_DATA_HOME/madoguchi.")
  var data: String?
}

/// The folders of one run, settled from options, environment and settings, in this order.
struct Places {
  let forms: String
  let data: String
  /// Holds a folder of keys for each installation.
  let keys: String
  /// Where the heads of 操作の記録 are written each day.
  let heads: String

  /// `kind` keeps demo and real data apart by default.
  init(_ options: PlaceOptions, kind: String, settings: Settings, environment: [String: String]) throws {
    data =
      options.data ?? environment["MADOGUCHI_DATA"] ?? settings.data
      ?? (environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        ?? "\(environment["HOME"] ?? ".")/.local/share") + "/madoguchi\(kind)"
    keys =
      environment["MADOGUCHI_KEYS"] ?? settings.keys ?? Settings.folder(environment: environment) + "/keys"
    heads = settings.heads ?? data
    let candidates = [options.forms, environment["MADOGUCHI_FORMS"], settings.forms].compactMap { $0 }
    if let named = candidates.first {
      forms = named
    } else if let found = Places.formsBesideProgram() {
      forms = found
    } else {
      throw Complaint("forms フォルダーが見つかりません。--forms で場所を指定してください")
    }
  }

  /// The country's addresses by postal code.
  var postalTable: String { forms + "/postal/japan.tsv" }

  /// The program's own file as the system names it, links followed.
  static var program: String {
    guard let path = realpath("/proc/self/exe", nil) else { return CommandLine.arguments[0] }
    defer { free(path) }
    return String(cString: path)
  }

  static var programFolder: String { (program as NSString).deletingLastPathComponent }

  /// `forms/` in a folder above the program, or where a package puts it.
  private static func formsBesideProgram() -> String? {
    var folder = programFolder
    for _ in 0..<6 {
      if FileManager.default.fileExists(atPath: folder + "/forms/municipality.yaml") {
        return folder + "/forms"
      }
      folder = (folder as NSString).deletingLastPathComponent
    }
    let shared = "/usr/share/madoguchi/forms"
    return FileManager.default.fileExists(atPath: shared + "/municipality.yaml") ? shared : nil
  }

  /// Makes the data folder, readable by its owner only; says so where one that was there is open to others.
  func makeDataFolder() throws {
    // Whatever this process makes from now on: also what libraries make beside the databases.
    umask(0o077)
    do throws(StoreFailure) { try DataFolder.make(data) } catch {
      throw Complaint("データのフォルダー \(data) を作れません。場所と権限を確かめるか、--data で別の場所を指定してください")
    }
    if DataFolder.isOpenToOthers(data) {
      Madoguchi.say("【注意】データのフォルダー \(data) を、ほかの利用者も開けます。chmod 700 \(data) で閉じてください")
    }
  }
}

/// A sentence for the person at the command line; the program ends with status 1.
struct Complaint: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
