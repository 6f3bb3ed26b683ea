import Counter
import Crypto
import Foundation

/// The files of a `forms/` folder as read from disk.
package struct FormsFolder: Sendable {
  /// Text by path inside the folder, sorted by path.
  package let files: [(path: String, text: String)]

  /// All files together may have so many bytes.
  static let limit = 64 << 20

  /// Reads every `.yaml` below a folder. Throws when the folder cannot be read, or a file is none that is read: no UTF-8, a
  /// pipe, a folder, too large, or a link that leads out.
  package init(at path: String) throws(Finding) {
    var files: [(path: String, text: String)] = []
    var left = FormsFolder.limit
    for name in try FormsFolder.paths(in: path) {
      if FormsFolder.leadsOut(name, of: path) {
        throw Finding(
          YAMLSyntaxCheck.self, at: Place(file: name, line: 1), "forms フォルダーの外を指すリンクです",
          correction: "リンクをやめ、ファイルそのものを置いてください")
      }
      do throws(PlainFile.Refusal) {
        let text = try PlainFile.text(at: path + "/" + name)
        left -= text.utf8.count
        guard left >= 0 else { throw .isTooLarge(limit: FormsFolder.limit) }
        files.append((name, text))
      } catch {
        let line = if case .isNotUTF8(let line) = error { line } else { 1 }
        let (message, correction) = error.sentence
        throw Finding(
          YAMLSyntaxCheck.self, at: Place(file: name, line: line), message, correction: correction)
      }
    }
    self.files = files
    root = path
    let walk = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    overlooked = walk.filter { name in
      FormsFolder.isContent(name)
        && ([".yml", ".yaml.txt", ".YAML"].contains { name.hasSuffix($0) }
          || name.hasSuffix(".yaml") && !FormsFolder.isRead(name))
    }.sorted()
  }

  /// Whether a file is a link to something outside the folder.
  private static func leadsOut(_ name: String, of folder: String) -> Bool {
    var status = stat()
    guard lstat(folder + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFLNK,
      let end = realPath(folder + "/" + name), let root = realPath(folder)
    else { return false }
    return !end.hasPrefix(root + "/")
  }

  private static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// Hidden files and folders hold settings of editors.
  private static func isContent(_ path: String) -> Bool {
    !path.split(separator: "/").contains { $0.hasPrefix(".") }
  }

  /// Whether some reader takes files of that place.
  private static func isRead(_ path: String) -> Bool {
    let top = path.split(separator: "/").first.map(String.init) ?? path
    return ["fiction", "training"].contains(top)
      || FileKind.allCases.contains { $0.pattern == path || $0.pattern.hasPrefix(top + "/") }
  }

  /// For tests and examples: files given as texts.
  package init(files: [(path: String, text: String)]) {
    self.files = files.sorted { $0.path < $1.path }
    root = nil
  }

  /// Where it is on the disk; nil for texts alone.
  private let root: String?

  /// SHA-256 of a file that is no text, in hexadecimal; nil where there is none.
  func fingerprint(of path: String) -> String? {
    root.flatMap { FileManager.default.contents(atPath: $0 + "/" + path) }.map {
      FormsFolder.hexadecimal(SHA256.hash(data: $0))
    }
  }

  private init(files: [(path: String, text: String)], root: String?) {
    self.files = files
    self.root = root
  }

  /// Paths of the YAML files below a folder, sorted.
  static func paths(in folder: String) throws(Finding) -> [String] {
    let walk = FolderWalk(folder)
    guard walk.isThere else {
      throw Finding(
        YAMLSyntaxCheck.self, at: Place(file: folder, line: 1), "フォルダーがありません",
        correction: "--forms で forms フォルダーの場所を指定してください")
    }
    let paths = walk.paths
    guard !paths.isEmpty else {
      throw Finding(
        YAMLSyntaxCheck.self, at: Place(file: folder, line: 1), "YAML のファイルが1つもありません",
        correction: "--forms で forms フォルダーの場所を指定してください"
      )
    }
    return paths.sorted()
  }

  /// SHA-256 over every path and text, in hexadecimal.
  package var version: String {
    var hash = SHA256()
    for (path, text) in files {
      hash.update(data: Data(path.utf8))
      hash.update(data: Data([0]))
      hash.update(data: Data(text.utf8))
      hash.update(data: Data([0]))
    }
    return FormsFolder.hexadecimal(hash.finalize())
  }

  static func hexadecimal(_ digest: SHA256.Digest) -> String {
    digest.map { String(format: "%02x", $0) }.joined()
  }

  /// The lines of every file, by path.
  var lines: [String: [Substring]] {
    Dictionary(
      uniqueKeysWithValues: files.map { path, text in
        (path, FormsFolder.lines(of: text))
      })
  }

  /// Lines without their ends, whether a file was saved with LF or with CR and LF.
  static func lines(of text: String) -> [Substring] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      Substring(line.last == "\r" ? line.dropLast() : line)
    }
  }

  /// Files below the folder that nothing reads though they look as if something should.
  package private(set) var overlooked: [String] = []

  /// A copy with one file's text replaced.
  package func replacing(_ path: String, with text: String) -> FormsFolder {
    FormsFolder(files: files.map { $0.path == path ? (path, text) : $0 }, root: root)
  }

  /// A copy in which a finding's correction is made; nil when it has none, or the line is not as it was found.
  package func mended(_ finding: Finding) -> FormsFolder? {
    guard let replacement = finding.replacement,
      let text = files.first(where: { $0.path == finding.file })?.text
    else { return nil }
    var lines = FormsFolder.lines(of: text).map(String.init)
    guard lines.indices.contains(finding.line - 1) else { return nil }
    let line = lines[finding.line - 1].unicodeScalars
    let before = line.prefix(finding.column - 1)
    let rest = line.dropFirst(finding.column - 1)
    let original = replacement.original.unicodeScalars
    guard rest.starts(with: original) else { return nil }
    lines[finding.line - 1] = String(before) + replacement.text + String(rest.dropFirst(original.count))
    return replacing(finding.file, with: lines.joined(separator: "\n"))
  }

  /// The files of a subfolder.
  func files(in folder: String) -> [(path: String, text: String)] {
    files.filter { $0.path.hasPrefix(folder + "/") }
  }
}
