/// The sizes of type of a checklist, in points.
struct ChecklistType {
  let isLarge: Bool
  let body: Double
  let title: Double
  let visitors: Double
  let stamp: Double

  /// How much smaller it may be set where that saves a page.
  static let scales = [1.0, 0.95, 0.9]

  /// 大きな字: nothing on the page but its foot is smaller than 16 points.
  static let large = ChecklistType(isLarge: true, body: 17, title: 24, visitors: 18, stamp: 16)

  /// Around the size of the form's body.
  init(size: Double) {
    self.init(isLarge: false, body: size, title: 17, visitors: 11.5, stamp: 9)
  }

  private init(isLarge: Bool, body: Double, title: Double, visitors: Double, stamp: Double) {
    self.isLarge = isLarge
    self.body = body
    self.title = title
    self.visitors = visitors
    self.stamp = stamp
  }

  var heading: Double { body + 1 }
  var urgent: Double { body + 1.5 }
  var stop: Double { body + 2 }
  var item: Double { body + 0.5 }
  /// Deadlines, things and offices.
  var plain: Double { body - 0.5 }
  var remark: Double { isLarge ? 16 : body - 2 }
  var telephone: Double { isLarge ? 16 : body - 1.5 }
  /// Millimetres for a mark in front of an item.
  var markWidth: Double { isLarge ? 8 : 6 }
}
