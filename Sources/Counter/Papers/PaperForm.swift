/// An application form as laid out in `papers/`, in millimetres from the upper left corner.
public struct PaperForm: Hashable, Sendable, Codable {
  public let id: String
  public let name: String
  public let unit: Procedure.Unit
  /// 誰: for 単位 人, one paper for each.
  public let who: String?
  public let width: Double
  public let height: Double
  public let elements: [Element]
  public let place: Place

  public init(
    id: String, name: String, unit: Procedure.Unit, who: String?, width: Double, height: Double,
    elements: [Element], place: Place
  ) {
    self.id = id
    self.name = name
    self.unit = unit
    self.who = who
    self.width = width
    self.height = height
    self.elements = elements
    self.place = place
  }

  /// A rectangle in millimetres.
  public struct Frame: Hashable, Sendable, Codable {
    public let x: Double
    public let y: Double
    public let width: Double
    public let height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }

    func moved(byX dx: Double, y dy: Double) -> Frame {
      Frame(x: x + dx, y: y + dy, width: width, height: height)
    }
  }

  public enum Alignment: String, Hashable, Sendable, Codable, CaseIterable {
    case leading = "左"
    case centre = "中央"
    case trailing = "右"
  }

  public enum Face: String, Hashable, Sendable, Codable, CaseIterable {
    /// Names and values: a font with 異体字.
    case mincho = "明朝"
    case gothic = "ゴシック"
  }

  public struct Label: Hashable, Sendable, Codable {
    public let frame: Frame
    public let text: String
    /// Points.
    public let size: Double
    public let alignment: Alignment
    public let face: Face

    public init(frame: Frame, text: String, size: Double, alignment: Alignment, face: Face) {
      self.frame = frame
      self.text = text
      self.size = size
      self.alignment = alignment
      self.face = face
    }
  }

  /// 欄.
  public struct Box: Hashable, Sendable, Codable {
    public let id: String
    public let label: String
    public let frame: Frame
    /// nil for a box that is always left blank (署名, 個人番号, 住民票コード).
    public let value: Formula?
    public let size: Double
    /// 最小: points down to which the text may shrink.
    public let minimumSize: Double
    public let alignment: Alignment
    /// 空でよい.
    public let mayBeEmpty: Bool

    public init(
      id: String, label: String, frame: Frame, value: Formula?, size: Double, minimumSize: Double,
      alignment: Alignment, mayBeEmpty: Bool
    ) {
      self.id = id
      self.label = label
      self.frame = frame
      self.value = value
      self.size = size
      self.minimumSize = minimumSize
      self.alignment = alignment
      self.mayBeEmpty = mayBeEmpty
    }
  }

  /// チェック.
  public struct Tick: Hashable, Sendable, Codable {
    public let id: String
    public let x: Double
    public let y: Double
    public let size: Double
    public let condition: Formula

    public init(id: String, x: Double, y: Double, size: Double, condition: Formula) {
      self.id = id
      self.x = x
      self.y = y
      self.size = size
      self.condition = condition
    }
  }

  public struct Rows: Hashable, Sendable, Codable {
    public let who: String
    public let x: Double
    public let y: Double
    public let height: Double
    public let count: Int
    public let elements: [Element]

    public init(who: String, x: Double, y: Double, height: Double, count: Int, elements: [Element]) {
      self.who = who
      self.x = x
      self.y = y
      self.height = height
      self.count = count
      self.elements = elements
    }
  }

  public indirect enum Element: Hashable, Sendable, Codable {
    case label(Label)
    case rule(x1: Double, y1: Double, x2: Double, y2: Double, width: Double)
    case rectangle(Frame, width: Double)
    case box(Box)
    case tick(Tick)
    /// 繰返し: elements repeated for each person, relative to the row.
    case rows(Rows)
  }
}

/// The 手続案内票: a flow of chapters.
public struct ChecklistForm: Hashable, Sendable, Codable {
  /// 内容.
  public enum Content: String, Hashable, Sendable, Codable, CaseIterable {
    case urgent = "先に見ること"
    case route = "回る順"
    case outside = "庁外"
    case possible = "受けられるかもしれない"
    case undecided = "未定"
    case bring = "次に持ってくる物"
    case fees = "手数料"
    case confirmation = "確認"
  }

  public struct Chapter: Hashable, Sendable, Codable {
    public let content: Content
    public let heading: String

    public init(content: Content, heading: String) {
      self.content = content
      self.heading = heading
    }
  }

  public let id: String
  public let name: String
  public let width: Double
  public let height: Double
  public let size: Double
  public let chapters: [Chapter]

  public init(id: String, name: String, width: Double, height: Double, size: Double, chapters: [Chapter]) {
    self.id = id
    self.name = name
    self.width = width
    self.height = height
    self.size = size
    self.chapters = chapters
  }
}
