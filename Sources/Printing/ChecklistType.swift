/// The sizes of type of a checklist, in points: nothing that is read is smaller than 9.
struct ChecklistType {
  let isLarge: Bool
  let body: Double
  let title: Double
  let addressee: Double

  /// 大きな字: nothing on the page but its foot is smaller than 16 points.
  static let large = ChecklistType(isLarge: true, body: 17, title: 24, addressee: 18)

  /// Around the size of the form's body.
  init(size: Double) {
    self.init(isLarge: false, body: size, title: 17, addressee: 12)
  }

  private init(isLarge: Bool, body: Double, title: Double, addressee: Double) {
    self.isLarge = isLarge
    self.body = body
    self.title = title
    self.addressee = addressee
  }

  var heading: Double { body + 1.5 }
  var urgent: Double { body + 0.5 }
  var stop: Double { body + 1.5 }
  var item: Double { body + 0.5 }
  /// Deadlines, things and offices.
  var plain: Double { body }
  /// What explains an item, and the head of the paper.
  var detail: Double { isLarge ? 16 : max(9, body - 1) }
  /// Millimetres for a mark in front of an item.
  var markWidth: Double { isLarge ? 8 : 6 }
}
