import CExpat
import Counter
import Feel
import Foundation

/// e-Gov's standard XML of one statute, read sentence by sentence.
final class StatuteXML {
  enum Failure: Error {
    case unreadable, tooLarge, entities, untitled
    case broken(line: Int)

    var sentence: String {
      switch self {
      case .unreadable: "読めません。ファイルの権限を確かめてください"
      case .tooLarge: "大きすぎます。法令1つを1つのファイルにしてください"
      case .entities: "実体の宣言があります。e-Gov の法令の XML には要らないものです。入手し直してください"
      case .untitled: "法令の題名がありません。e-Gov の法令の XML か、1行目が「# 題名」の UTF-8 の文を置いてください"
      case .broken(let line): "\(line)行目から XML として読めません。入手し直してください"
      }
    }
  }

  /// nil for XML that is no statute.
  static func statute(_ bytes: Data, inForce: Day?) throws(Failure) -> Statute? {
    let reader = StatuteXML()
    let parser = XML_ParserCreate("UTF-8")
    defer { XML_ParserFree(parser) }
    XML_SetUserData(parser, Unmanaged.passUnretained(reader).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in
        guard let name, let reader = StatuteXML.of(data) else { return }
        reader.begin(String(cString: name), StatuteXML.pairs(attributes))
      },
      { data, name in
        guard let name else { return }
        StatuteXML.of(data)?.end(String(cString: name))
      })
    XML_SetCharacterDataHandler(parser) { data, text, length in
      guard let text else { return }
      StatuteXML.of(data)?.append(UnsafeBufferPointer(start: text, count: Int(length)))
    }
    // What a file declares itself could be repeated without an end.
    XML_SetEntityDeclHandler(parser) { data, _, _, _, _, _, _, _, _ in StatuteXML.of(data)?.declares = true }
    let status = bytes.withUnsafeBytes { buffer in
      XML_Parse(parser, buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), 1)
    }
    if reader.declares { throw .entities }
    guard status == XML_STATUS_OK else { throw .broken(line: Int(XML_GetCurrentLineNumber(parser))) }
    return reader.title.isEmpty
      ? nil : Statute(title: reader.title, inForce: inForce, articles: reader.articles)
  }

  private var title = ""
  private var articles: [String: String] = [:]
  private var declares = false
  private var open: [String] = []
  private var article: String?
  private var isAnnex = false
  /// Inside what an amending act added: its own articles have the numbers of another act.
  private var isForeign = false

  private static func of(_ data: UnsafeMutableRawPointer?) -> StatuteXML? {
    data.map { Unmanaged<StatuteXML>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func pairs(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) -> [String: String] {
    var pairs: [String: String] = [:]
    var at = 0
    while let list, let name = list[at], let value = list[at + 1] {
      pairs[String(cString: name)] = String(cString: value)
      at += 2
    }
    return pairs
  }

  private func begin(_ name: String, _ attributes: [String: String]) {
    open.append(name)
    switch name {
    case "SupplProvision":
      isAnnex = true
      isForeign = attributes["AmendLawNum"] != nil
    case "Article" where !isForeign:
      // «30_45»; a range of deleted articles is «3:5».
      let number = (attributes["Num"] ?? "").map { $0 == "_" ? "-" : String($0) }.joined()
      article = (isAnnex ? "附則" : "") + number
    case "Sentence":
      if let article, !(articles[article] ?? "").isEmpty { articles[article]? += "\n" }
    default: break
    }
  }

  private func end(_ name: String) {
    open.removeLast()
    if name == "Article" { article = nil }
    if name == "SupplProvision" { (isAnnex, isForeign) = (false, false) }
  }

  private func append(_ text: UnsafeBufferPointer<CChar>) {
    // Readings (ルビ) stand beside the text.
    guard !open.contains("Rt") else { return }
    let text = String(decoding: UnsafeRawBufferPointer(text), as: UTF8.self)
    if open.last == "LawTitle" {
      title += text.filter { !$0.isWhitespace }
    } else if let article, open.contains("Sentence") {
      articles[article, default: ""] += text.filter { $0 != "\n" }
    }
  }
}
