/// An application form as laid out in `papers/`, in millimetres from the upper left corner.
package struct PaperForm: Hashable, Sendable {
  package let id: String
  package let name: String
  package let unit: Procedure.Unit
  /// 誰: for 単位 人, one paper for each.
  package let who: String?
  package let width: Double
  package let height: Double
  package let elements: [Element]
  package let place: Place

  package init(
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
  package struct Frame: Hashable, Sendable, Codable {
    package let x: Double
    package let y: Double
    package let width: Double
    package let height: Double

    package init(x: Double, y: Double, width: Double, height: Double) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }

    func moved(byX dx: Double, y dy: Double) -> Frame {
      Frame(x: x + dx, y: y + dy, width: width, height: height)
    }
  }

  package enum Alignment: String, Hashable, Sendable, Codable, CaseIterable {
    case leading = "左"
    case centre = "中央"
    case trailing = "右"
  }

  package enum Face: String, Hashable, Sendable, Codable, CaseIterable {
    /// Names and values: a font with 異体字.
    case mincho = "明朝"
    case gothic = "ゴシック"
  }

  package struct Label: Hashable, Sendable {
    package let frame: Frame
    package let text: String
    /// Points.
    package let size: Double
    package let alignment: Alignment
    package let face: Face

    package init(frame: Frame, text: String, size: Double, alignment: Alignment, face: Face) {
      self.frame = frame
      self.text = text
      self.size = size
      self.alignment = alignment
      self.face = face
    }
  }

  /// 欄.
  package struct Box: Hashable, Sendable {
    package let id: String
    package let label: String
    package let frame: Frame
    /// nil for a box that is always left blank (署名, 個人番号, 住民票コード).
    package let value: Formula?
    package let size: Double
    /// 最小: points down to which the text may shrink.
    package let minimumSize: Double
    package let alignment: Alignment
    /// 空でよい.
    package let mayBeEmpty: Bool

    package init(
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
  package struct Tick: Hashable, Sendable {
    package let id: String
    package let x: Double
    package let y: Double
    package let size: Double
    package let condition: Formula

    package init(id: String, x: Double, y: Double, size: Double, condition: Formula) {
      self.id = id
      self.x = x
      self.y = y
      self.size = size
      self.condition = condition
    }
  }

  package struct Rows: Hashable, Sendable {
    package let who: String
    package let x: Double
    package let y: Double
    package let height: Double
    package let count: Int
    package let elements: [Element]

    package init(who: String, x: Double, y: Double, height: Double, count: Int, elements: [Element]) {
      self.who = who
      self.x = x
      self.y = y
      self.height = height
      self.count = count
      self.elements = elements
    }
  }

  package indirect enum Element: Hashable, Sendable {
    case label(Label)
    case rule(x1: Double, y1: Double, x2: Double, y2: Double, width: Double)
    case rectangle(Frame, width: Double)
    case box(Box)
    case tick(Tick)
    /// 繰返し: elements repeated for each person, relative to the row.
    case rows(Rows)
  }
}
