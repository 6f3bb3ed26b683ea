import Foundation

/// A word of a PDF where poppler sees it, in millimetres from the upper left.
struct PrintedWord {
  let text: String
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>

  static func pages(of path: String) throws -> [[PrintedWord]] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["pdftotext", "-bbox", path, "-"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let xml = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let pattern = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/
    return xml.components(separatedBy: "<page ").dropFirst().map { page in
      page.matches(of: pattern).compactMap { match -> PrintedWord? in
        let sides = [match.1, match.2, match.3, match.4].compactMap { Double($0) }.map { $0 * 25.4 / 72 }
        guard sides.count == 4, sides[0] <= sides[2], sides[1] <= sides[3] else { return nil }
        let text = match.5.replacing("&amp;", with: "&").replacing("&lt;", with: "<")
        return PrintedWord(text: String(text), x: sides[0]...sides[2], y: sides[1]...sides[3])
      }
    }
  }
}
