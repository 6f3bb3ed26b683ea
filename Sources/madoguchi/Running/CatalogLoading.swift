import Counter
import FormFiles
import Foundation
import Records

/// The rulebook of a folder: from its snapshot when that fits, else read and checked.
enum CatalogLoading {
  /// `cache` is where the snapshot is; with `keeps` a stale one is written anew.
  static func rulebook(forms: String, cache: String?, keeps: Bool = true) throws -> Rulebook {
    let snapshot = try cache.map {
      try CatalogSnapshot(of: forms, at: $0 + "/catalog.snapshot", program: programKey)
    }
    if let rulebook = snapshot?.read() { return rulebook }
    let outcome = CatalogReader.read(try FormsFolder(at: forms))
    guard let rulebook = outcome.rulebook, !outcome.hasErrors else {
      throw Complaint(report(outcome.findings, in: forms))
    }
    if keeps, let snapshot {
      do { try snapshot.write(rulebook, put: { try PrivateFile.write($0, to: $1) }) } catch {
        Madoguchi.say("控え（catalog.snapshot）を書けませんでした。次に開くときも forms を読みます")
      }
    }
    return rulebook
  }

  static func report(_ findings: [Finding], in forms: String) -> String {
    let errors = findings.filter { $0.severity == .error }.count
    return findings.map(\.sentence).joined(separator: "\n") + "\n\(forms) に直すところが\(errors)件あります。直すまで窓口は開きません"
  }

  /// Changes with every build: the program's own size and time.
  private static var programKey: String {
    var status = stat()
    guard stat(Places.program, &status) == 0 else { return Madoguchi.version }
    return "\(Madoguchi.version) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }
}
