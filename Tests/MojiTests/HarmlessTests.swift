import Moji
import Testing

@Suite struct HarmlessTests {
  @Test(arguments: [
    "\u{1B}[2J", "\u{9B}31m", "\u{0}", "\u{7F}", "\u{202E}", "\u{2066}", "\u{200B}", "\u{200D}", "\u{FEFF}",
    "\u{E0041}",
    "\u{AD}", "\u{85}", "\u{2028}",
  ])
  func `what steers a terminal or is not seen does not get through`(sign: String) {
    let text = "若葉\(sign)太郎".harmless
    #expect(!text.unicodeScalars.contains { sign.unicodeScalars.first == $0 })
    #expect(text.hasPrefix("若葉") && text.hasSuffix("太郎"))
    #expect(text.unicodeScalars.contains("〓") || text.unicodeScalars.contains(" "))
    let json = "{\"名\":\"若葉\(sign)太郎\"}".harmlessJSON
    #expect(!json.unicodeScalars.contains { sign.unicodeScalars.first == $0 } && json.contains("\\u"))
  }

  @Test(arguments: ["渡邉󠄏 花子", "𠮷田 \u{10DE92}", "葛\u{E0102}城", "ｶﾅ（全角）＝①"])
  func `names stay as they are`(name: String) {
    #expect(Array(name.harmless.unicodeScalars) == Array(name.unicodeScalars))
    #expect(name.harmlessJSON == name)
  }
}
