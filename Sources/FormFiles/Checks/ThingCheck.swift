import Counter

enum ThingCheck: CatalogueCheck {
  static let name = "thing"
  static let title = "同じ id の違う持ち物"
  static let explanation = """
    案内票では、同じ id の持ち物は1つにまとまります。同じ届出で出る手続が、1つの id に違う「品」を書くと、片方が案内票から消えます。
    同じ物なら同じ言い方に、違う物なら違う id にします。

      × - { id: proxy, 品: 委任状（本人から） }  と  - { id: proxy, 品: 委任状（相続人の全員から） }
      ○ - { id: proxy, 品: 委任状（本人から） }  と  - { id: heirs-proxy, 品: 委任状（相続人の全員から） }
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    /// What an id stands for in a kind of event, and who says so.
    var named: [String: [String: (name: String, procedure: Procedure)]] = [:]
    var found: [Finding] = []
    var told: Set<[String]> = []
    for procedure in forms.catalog.procedures {
      let kinds = forms.catalog.kinds(of: procedure.conditions)
      for thing in procedure.thingsToBring {
        for kind in kinds {
          guard let first = named[kind]?[thing.id] else {
            named[kind, default: [:]][thing.id] = (thing.name, procedure)
            continue
          }
          guard first.name != thing.name, told.insert([procedure.id, thing.id, thing.name]).inserted else {
            continue
          }
          let place = forms.load.place(of: first.name, after: first.procedure.place)
          found.append(
            Finding(
              self, at: forms.load.place(of: thing.name, after: procedure.place),
              "持ち物「\(thing.id)」は、届出「\(kind)」で手続 \(first.procedure.id) の「\(first.name)」でもあります",
              correction: "もう1つは \(place.file) の\(place.line)行目です。同じ物なら同じ言い方に、違う物なら違う id にしてください")
          )
        }
      }
    }
    return found
  }
}
