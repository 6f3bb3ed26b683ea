import Counter
import Feel

enum CircleCheck: CatalogueCheck {
  static let name = "circle"
  static let title = "輪になった計算"
  static let explanation = """
    語彙の「式」か「門」が、たどると自分に戻ってきます。先に分かる事実が1つもないので、いつまでも計算できません。
    輪の中のどれか1つの「式」か「門」を、聞き取りや住民記録の事実だけで書き直します。

      × 人.甲 の式: 人.乙 = true、人.乙 の式: 人.甲 = true
      ○ 人.甲 の式: 人.国保 = true、人.乙 の式: 人.甲 = true
    """

  /// One finding a circle, at the first of its facts in the order of the files. Selectors, deadlines and papers read facts
  /// and are read by none, so that no circle leads through them.
  static func findings(in forms: CheckedForms) -> [Finding] {
    var reads: [String: [String]] = [:]
    for use in forms.uses where use.role == .derivation || use.role == .gate {
      guard case .fact(let name) = use.owner, let expression = use.expression else { continue }
      reads[name, default: []] += forms.facts.facts(in: expression).sorted()
    }
    var told: Set<String> = []
    return forms.catalog.vocabulary.facts.compactMap { fact in
      guard !told.contains(fact.name), let circle = circle(from: fact.name, reads) else { return nil }
      told.formUnion(circle)
      return Finding(
        self, at: forms.place(of: fact.name, .fact),
        "事実の計算が輪になっています（\((circle + [fact.name]).joined(separator: " → "))）",
        correction: "どれか1つの「式」か「門」から、輪の次の事実を外してください")
    }
  }

  /// The shortest way from a fact through what it reads back to itself, without its end; nil when there is none.
  private static func circle(from start: String, _ reads: [String: [String]]) -> [String]? {
    var before: [String: String] = [:]
    var open = [start]
    while !open.isEmpty {
      var next: [String] = []
      for fact in open {
        for read in reads[fact] ?? [] {
          if read == start { return way(to: fact, from: start, before) }
          if before[read] == nil {
            before[read] = fact
            next.append(read)
          }
        }
      }
      open = next
    }
    return nil
  }

  private static func way(to end: String, from start: String, _ before: [String: String]) -> [String] {
    var way = [end]
    while let last = way.last, last != start, let fact = before[last] { way.append(fact) }
    return way.reversed()
  }
}
