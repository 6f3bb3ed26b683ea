import CNcursesw
import Testing

@testable import TerminalUI

@Suite struct SchemeTests {
  @Test func `without colour every role that matters still looks different from plain text`() {
    for kind in [Scheme.Kind.monochrome, .highContrast] {
      let scheme = Scheme(kind)
      #expect(!scheme.usesColour)
      #expect(scheme.looks.values.allSatisfy { $0.foreground == -1 && $0.background == -1 })
      for role in [Role.heading, .focus, .field, .error, .added, .bar, .notice] {
        #expect(scheme.looks[role]?.attributes ?? 0 != 0, "\(role)")
      }
    }
  }

  @Test func `colour only adds to what is there without it`() {
    let (plain, coloured) = (Scheme(.monochrome), Scheme(.colour))
    for role in Role.allCases {
      #expect(coloured.looks[role]?.attributes ?? 0 == plain.looks[role]?.attributes ?? 0, "\(role)")
    }
    #expect(coloured.looks.values.contains { $0.foreground >= 0 })
  }

  @Test func `NO_COLOR and a wish decide`() {
    #expect(!Scheme.suited(to: ["NO_COLOR": "1"], wanted: nil).usesColour)
    #expect(Scheme.suited(to: ["NO_COLOR": ""], wanted: nil).usesColour)
    #expect(!Scheme.suited(to: [:], wanted: .highContrast).usesColour)
  }
}
