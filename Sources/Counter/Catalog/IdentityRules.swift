/// Who may file and how identity is shown (people/).
package struct IdentityRules: Hashable, Sendable {
  /// 本人確認書類.
  package struct Document: Hashable, Sendable {
    package let id: String
    package let name: String
    /// 区分: 1点, イ or ロ.
    package let group: String
    /// 記録: the fact that is true of whoever has it, nil where no record tells.
    package let ownership: String?
    /// 期限: the fact that says until when it is good, that day included; nil where no record tells.
    package let expiry: String?

    package init(id: String, name: String, group: String, ownership: String? = nil, expiry: String? = nil) {
      self.id = id
      self.name = name
      self.group = group
      self.ownership = ownership
      self.expiry = expiry
    }
  }

  /// A row of the proxy table (代理).
  package struct Proxy: Hashable, Sendable {
    package enum Ruling: String, Hashable, Sendable, CaseIterable {
      case allowed = "できる"
      case letter = "委任状"
      /// A document proves the power (法定代理人).
      case proof = "確認"
      case refused = "できない"

      /// Whether a paper that shows the power has to be seen.
      package var needsProof: Bool { self == .letter || self == .proof }
    }

    package let relation: String
    /// 種別: the kinds of event it is for; empty for all that have no row of their own.
    package let kinds: [String]
    package let ruling: Ruling
    /// 世帯の外: who comes is none of the visit's people, so that the name is typed.
    package let isOutsider: Bool
    /// 本人確認: whether documents have to show who they are.
    package let showsIdentity: Bool
    package let document: String?
    package let basis: String
    /// 支援措置: the ruling where somebody of the visit is protected.
    package let rulingForProtected: Ruling

    /// The ruling for protected people where the content says none: nobody from outside the household, and no letter,
    /// opens where they live (住民基本台帳事務処理要領第5の10: requests by agents are refused in principle).
    package static func strict(_ ruling: Ruling, isOutsider: Bool) -> Ruling {
      isOutsider || ruling == .letter ? .refused : ruling
    }

    package init(
      relation: String, kinds: [String], ruling: Ruling, isOutsider: Bool, showsIdentity: Bool,
      document: String?, basis: String, rulingForProtected: Ruling
    ) {
      self.relation = relation
      self.kinds = kinds
      self.ruling = ruling
      self.isOutsider = isOutsider
      self.showsIdentity = showsIdentity
      self.document = document
      self.basis = basis
      self.rulingForProtected = rulingForProtected
    }
  }

  package let documents: [Document]
  /// Groups that together are enough: [[1点], [イ, イ], [イ, ロ]].
  package let combinations: [[String]]
  package let proxies: [Proxy]
  package let basis: String

  package init(documents: [Document], combinations: [[String]], proxies: [Proxy], basis: String) {
    self.documents = documents
    self.combinations = combinations
    self.proxies = proxies
    self.basis = basis
  }

  /// Who may come for events: what is said of the first kind that has rows of its own, else the general rows.
  package func proxies(for kinds: [String]) -> [Proxy] {
    for kind in kinds {
      let own = proxies.filter { $0.kinds.contains(kind) }
      if !own.isEmpty { return own }
    }
    return proxies.filter(\.kinds.isEmpty)
  }

  /// Whether the documents shown are enough. Two of one group must be two different documents.
  package func isEnough(_ shown: Set<String>) -> Bool {
    let groups = documents.filter { shown.contains($0.id) }.map(\.group)
    return combinations.contains { combination in
      var left = groups
      return combination.allSatisfy { group in
        guard let index = left.firstIndex(of: group) else { return false }
        left.remove(at: index)
        return true
      }
    }
  }
}
