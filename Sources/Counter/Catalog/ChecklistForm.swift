/// The 手続案内票: a flow of chapters.
package struct ChecklistForm: Hashable, Sendable {
  /// 内容.
  package enum Content: String, Hashable, Sendable, Codable, CaseIterable {
    case urgent = "先に見ること"
    case route = "回る順"
    case later = "後日"
    case outside = "庁外"
    case possible = "受けられるかもしれない"
    case undecided = "未定"
    case bring = "次に持ってくる物"
    case fees = "手数料"
    case confirmation = "確認"
  }

  package struct Chapter: Hashable, Sendable, Codable {
    package let content: Content
    package let heading: String

    package init(content: Content, heading: String) {
      self.content = content
      self.heading = heading
    }
  }

  package let id: String
  package let name: String
  package let width: Double
  package let height: Double
  package let size: Double
  package let chapters: [Chapter]

  package init(id: String, name: String, width: Double, height: Double, size: Double, chapters: [Chapter]) {
    self.id = id
    self.name = name
    self.width = width
    self.height = height
    self.size = size
    self.chapters = chapters
  }
}
