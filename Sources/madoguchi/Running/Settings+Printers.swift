import Counter
import Foundation
import Yams

/// `printers` of the settings: the printer of each kind of paper, and of single windows.
struct PrinterSettings: Codable {
  struct Printer: Codable {
    /// A queue of CUPS.
    var queue: String?
    /// A ticket printer's own port.
    var host: String?
    var port: Int?
    var tray: String?
    var copies: Int?
  }

  /// The socket or host of CUPS.
  var server: String?
  var papers: Printer?
  var checklist: Printer?
  var ticket: Printer?
  var windows: [String: Windows]?

  /// What one window has of its own.
  struct Windows: Codable {
    var papers: Printer?
    var checklist: Printer?
    var ticket: Printer?
  }

  static let standardServer = "/run/cups/cups.sock"
  private static let kinds = ["papers", "checklist", "ticket"]
  private static let parts = ["queue", "host", "port", "tray", "copies"]

  /// What is wrong in what is written, with its line; nil where nothing is.
  static func fault(in node: Node) -> (line: Int, sentence: String)? {
    guard let mapping = node.mapping else {
      return (node.mark?.line ?? 1, "printers の書き方が読めません。madoguchi settings が出す見本と見比べてください")
    }
    for (key, value) in mapping {
      let line = key.mark?.line ?? 1
      switch key.string ?? "" {
      case "server":
        guard value.string.map({ !$0.isEmpty }) ?? false else {
          return (line, "server は CUPS のソケットかホストの名前です")
        }
      case "windows":
        for (window, own) in value.mapping ?? [:] {
          for (kind, printer) in own.mapping ?? [:] {
            if let fault = fault(kind, printer) { return fault }
          }
          if own.mapping == nil {
            return (window.mark?.line ?? line, "窓口ごとのプリンターは papers、checklist、ticket で書きます")
          }
        }
      default: if let fault = fault(key, value) { return fault }
      }
    }
    return nil
  }

  private static func fault(_ kind: Node, _ printer: Node) -> (line: Int, sentence: String)? {
    let line = kind.mark?.line ?? 1
    let name = kind.string ?? ""
    guard kinds.contains(name) else {
      return (line, "printers に「\(name)」はありません。使えるもの: server、windows、\(kinds.joined(separator: "、"))")
    }
    guard let mapping = printer.mapping else { return (line, "\(name) は { queue: プリンターの名前 } の形で書きます") }
    if let key = mapping.keys.first(where: { !parts.contains($0.string ?? "") }) {
      return (
        key.mark?.line ?? line, "プリンターに「\(key.string ?? "")」はありません。使えるもの: \(parts.joined(separator: "、"))"
      )
    }
    let queue = mapping["queue"]?.string
    guard (queue == nil) != (mapping["host"] == nil) else {
      return (line, "\(name) は queue か host のどちらか1つを書きます")
    }
    if let queue,
      queue.isEmpty || !queue.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) })
    {
      return (line, "プリンターの名前「\(queue)」は使えません。lpstat -e で出る名前を書いてください")
    }
    if mapping["host"] != nil, name != "ticket" { return (line, "host（札のプリンター）は ticket だけに書けます") }
    if let copies = mapping["copies"], !(1...9).contains(copies.int ?? 0) {
      return (line, "copies は 1 から 9 の数字です")
    }
    if let port = mapping["port"], !(1...65_535).contains(port.int ?? 0) {
      return (line, "port は 1 から 65535 の数字です")
    }
    return nil
  }

  fileprivate func route(_ printer: Printer?) -> PrintRoute? {
    guard let printer else { return nil }
    let copies = printer.copies ?? 1
    if let queue = printer.queue {
      return PrintRoute(
        printer: .queue(server: server ?? Self.standardServer, name: queue), tray: printer.tray,
        copies: copies)
    }
    return printer.host.map { PrintRoute(printer: .port(host: $0, number: printer.port ?? 9100)) }
  }
}

extension Settings {
  /// The printers of a window; none where the settings name none.
  func routes(ofWindow window: String) -> PrintRoutes {
    guard let printers else { return PrintRoutes() }
    let own = printers.windows?[window]
    return PrintRoutes(
      papers: printers.route(own?.papers ?? printers.papers),
      checklist: printers.route(own?.checklist ?? printers.checklist),
      ticket: printers.route(own?.ticket ?? printers.ticket))
  }
}
