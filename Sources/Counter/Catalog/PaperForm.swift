/// An application form as laid out in `papers/`, in millimetres from the upper left corner.
package struct PaperForm: Hashable, Sendable {
  package let id: String
  package let name: String
  package let unit: Procedure.Unit
  /// 誰: for 単位 人, one paper for each.
  package let who: String?
  package let width: Double
  package let height: Double
  /// On a background of several pages those of the next page stand below those of the one before.
  package let elements: [Element]
  /// 下敷き: the city's own PDF, over which the boxes are filled; nil where the paper is drawn whole.
  package let background: Background?
  package let place: Place

  package init(
    id: String, name: String, unit: Procedure.Unit, who: String?, width: Double, height: Double,
    elements: [Element], background: Background? = nil, place: Place
  ) {
    self.background = background
    self.id = id
    self.name = name
    self.unit = unit
    self.who = who
    self.width = width
    self.height = height
    self.elements = elements
    self.place = place
  }

  /// A PDF below a form: its pages in order, as they are seen.
  package struct Background: Hashable, Sendable, Codable {
    /// Inside `forms/papers`.
    package let file: String
    /// 指紋: SHA-256 of the file in hexadecimal, so that boxes never stand on a form that was changed.
    package let fingerprint: String
    package let pages: Int

    package init(file: String, fingerprint: String, pages: Int) {
      self.file = file
      self.fingerprint = fingerprint
      self.pages = pages
    }
  }

  /// Sheets that one copy of the form takes.
  package var sheets: Int { background?.pages ?? 1 }

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
    /// 升: how many squares of one character each the frame is divided into; 0 for none.
    package let squares: Int

    package init(
      id: String, label: String, frame: Frame, value: Formula?, size: Double, minimumSize: Double,
      alignment: Alignment, mayBeEmpty: Bool, squares: Int = 0
    ) {
      self.id = id
      self.label = label
      self.frame = frame
      self.value = value
      self.size = size
      self.minimumSize = minimumSize
      self.alignment = alignment
      self.mayBeEmpty = mayBeEmpty
      self.squares = squares
    }
  }

  /// チェック.
  package struct Tick: Hashable, Sendable {
    /// When it is ticked.
    package enum Condition: Hashable, Sendable {
      case formula(Formula)
      /// When a procedure of these ids applies, to the person of the row or to the filing.
      case applies(procedures: [String])
      /// By hand only.
      case never
    }

    package let id: String
    package let x: Double
    package let y: Double
    package let size: Double
    package let condition: Condition

    package init(id: String, x: Double, y: Double, size: Double, condition: Condition) {
      self.id = id
      self.x = x
      self.y = y
      self.size = size
      self.condition = condition
    }
  }

  /// 選ぶ: printed words of which the one that holds is circled.
  package struct Choices: Hashable, Sendable {
    package struct Option: Hashable, Sendable {
      /// The value of the fact for which it is circled.
      package let value: String
      /// Around the word.
      package let frame: Frame

      package init(value: String, frame: Frame) {
        self.value = value
        self.frame = frame
      }
    }

    package let label: String
    /// A text or a list of texts; nil where it is circled by hand.
    package let value: Formula?
    package let options: [Option]

    package init(label: String, value: Formula?, options: [Option]) {
      self.label = label
      self.value = value
      self.options = options
    }
  }

  /// 日: an era to be circled and boxes for year, month and day.
  package struct DayParts: Hashable, Sendable {
    package let label: String
    /// A day; nil where it is written by hand.
    package let value: Formula?
    /// The eras in order, as their first characters: 明・大・昭・平・令.
    package let eras: [Choices.Option]
    package let year: Frame
    package let month: Frame
    package let day: Frame
    package let size: Double
    package let mayBeEmpty: Bool

    package init(
      label: String, value: Formula?, eras: [Choices.Option], year: Frame, month: Frame, day: Frame,
      size: Double, mayBeEmpty: Bool
    ) {
      self.label = label
      self.value = value
      self.eras = eras
      self.year = year
      self.month = month
      self.day = day
      self.size = size
      self.mayBeEmpty = mayBeEmpty
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
    case choices(Choices)
    case day(DayParts)
    /// 繰返し: elements repeated for each person, relative to the row.
    case rows(Rows)
  }
}

extension PaperForm.Tick.Condition {
  /// nil where it is no formula.
  package var formula: Formula? { if case .formula(let formula) = self { formula } else { nil } }
}
