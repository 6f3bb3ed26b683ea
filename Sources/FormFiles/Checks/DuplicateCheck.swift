import Counter

enum DuplicateCheck: CatalogueCheck {
  static let name = "duplicate"
  static let title = "同じ id や名前が2つ"
  static let explanation = """
    id と名前は、その種類の中で1つだけです。写して作った手続の id を変え忘れたときに出ます。

      × - id: nhi.join                      ○ - id: nhi.join
        …                                     …
        - id: nhi.join                        - id: nhi.join-twins
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    var seen: [NameKind: [String: Place]] = [:]
    var findings: [Finding] = []
    var language = ""
    for named in forms.load.declared where named.kind != .documentGroup && named.kind != .holidays {
      // Boxes are named within one paper.
      if named.kind == .paper { seen[.box] = [:] }
      // Translations are named within one language's folder.
      let folder = named.place.file.split(separator: "/").dropLast().joined(separator: "/")
      if folder != language { seen[.translation] = [:] }
      language = folder
      if let first = seen[named.kind]?[named.text] {
        findings.append(
          Finding(
            self, at: named.place, "\(named.kind.rawValue)の「\(named.text)」が2つあります",
            correction: "もう1つは \(first.file) の\(first.line)行目です。片方を変えてください"))
      } else {
        seen[named.kind, default: [:]][named.text] = named.place
      }
    }
    return findings
  }
}
