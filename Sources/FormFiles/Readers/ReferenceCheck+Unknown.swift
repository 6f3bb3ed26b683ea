import Counter

extension ReferenceCheck {
  static func unknown(in referred: [FormsLoad.Named], declared: [NameKind: [String]]) -> [Finding] {
    let known = declared.mapValues(Set.init)
    return referred.filter { !(known[$0.kind]?.contains($0.text) ?? false) }.map { named in
      .unknown(
        self, named.text, in: (known[named.kind] ?? []).sorted(), at: named.place,
        "\(named.kind.rawValue)「\(named.text)」が \(named.kind.home)\(named.kind.home.hasSuffix("」") ? "" : " ")にありません",
        otherwise: (known[named.kind]?.count ?? 0) > 24 ? "\(named.kind.home) にある名前を書いてください" : nil)
    }
  }
}
