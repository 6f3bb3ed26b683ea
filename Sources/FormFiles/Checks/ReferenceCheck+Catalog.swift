import Counter

extension ReferenceCheck: CatalogueCheck {
  static func findings(in forms: CheckedForms) -> [Finding] {
    var declared = NameKind.names(in: forms.catalog)
    for named in forms.load.declared { declared[named.kind, default: []].append(named.text) }
    return unknown(in: forms.load.referred, declared: declared)
  }
}
