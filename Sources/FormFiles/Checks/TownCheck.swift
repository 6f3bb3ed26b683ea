import Counter

enum TownCheck: CatalogueCheck {
  static let name = "town"
  static let title = "町丁と学区"
  static let explanation = """
    町丁に通学区域がない、郵便番号の形が違う、かながひらがなでない、のどれかです。学区がない町丁の子どもには、転校の要る・要らないを
    決められません。

      × { id: kita, 名: 北町, かな: キタマチ, 郵便番号: 9990001, 小学校: '', 中学校: 架空中学校 }
      ○ { id: kita, 名: 北町, かな: きたまち, 郵便番号: 999-0001, 小学校: 架空小学校, 中学校: 架空中学校 }
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    var names: Set<String> = []
    return forms.catalog.towns.flatMap { town -> [Finding] in
      let place = forms.place(of: town.id, .town)
      func finding(_ message: String, _ correction: String) -> Finding {
        Finding(self, at: place, "町丁「\(town.name)」\(message)", correction: correction)
      }
      var findings: [Finding] = []
      if town.primarySchool.isEmpty { findings.append(finding("に小学校の学区がありません", "小学校: …小学校")) }
      if town.middleSchool.isEmpty { findings.append(finding("に中学校の学区がありません", "中学校: …中学校")) }
      if !isPostalCode(town.postalCode) {
        findings.append(finding("の郵便番号「\(town.postalCode)」は、半角の 999-0001 の形ではありません", "郵便番号: 3桁-4桁"))
      }
      if !town.reading.unicodeScalars.allSatisfy(isReading) {
        findings.append(finding("の「かな」がひらがなではありません", "ひらがな、半角の数字、「ー」で書いてください"))
      }
      if !names.insert(town.name).inserted { findings.append(finding("が2つあります", "片方を消してください")) }
      return findings
    }
  }

  private static func isPostalCode(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.count) == [3, 4] && parts.joined().allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static func isReading(_ scalar: Unicode.Scalar) -> Bool {
    (0x3041...0x3096).contains(scalar.value) || scalar == "ー" || (0x30...0x39).contains(scalar.value)
  }
}
