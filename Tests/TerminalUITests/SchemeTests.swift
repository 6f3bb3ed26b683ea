import CNcursesw
import Testing

@testable import TerminalUI

@Suite struct SchemeTests {
  private static let grounds: [(name: String, colour: Colour)] = [
    ("black", .black), ("white", .white), ("Solarized dark", Colour(0x002B36)),
    ("Solarized light", Colour(0xFDF6E3)),
    ("dark grey", Colour(0x303030)), ("light grey", Colour(0xC0C0C0)), ("grey", Colour(0x808080)),
  ]

  /// The colours that a look can come out in: many terminals make bold ones of the first eight brighter.
  private func foregrounds(_ look: Scheme.Look) -> [Colour] {
    let isBrightened = look.attributes & Int32(NC_BOLD) != 0 && look.foreground < 8
    return ([look.foreground] + (isBrightened ? [look.foreground + 8] : [])).map { Colour(xterm: $0) }
  }

  @Test(arguments: Scheme.Kind.allCases, [8, 256])
  func `every role can be read on every ground`(kind: Scheme.Kind, colours: Int) {
    let scheme = Scheme(kind)
    for role in Role.allCases {
      for ground in Self.grounds {
        let look = scheme.look(of: role, on: ground.colour, colours: colours)
        guard look.hasColour else { continue }
        let behind = look.background >= 0 ? Colour(xterm: look.background) : ground.colour
        for colour in foregrounds(look) {
          #expect(colour.contrast(with: behind) >= 4.5, "\(role) on \(ground.name), \(colours) colours")
        }
      }
    }
  }

  @Test(arguments: Scheme.Kind.allCases, [8, 256])
  func `on a ground that is not known a look sets both colours or none`(kind: Scheme.Kind, colours: Int) {
    for role in Role.allCases {
      let look = Scheme(kind).look(of: role, on: nil, colours: colours)
      #expect((look.foreground >= 0) == (look.background >= 0), "\(role)")
      guard look.hasColour else { continue }
      for colour in foregrounds(look) {
        #expect(colour.contrast(with: Colour(xterm: look.background)) >= 4.5, "\(role)")
      }
    }
  }

  @Test(arguments: [0x000000, 0xFFFFFF, 0x002B36, 0xFDF6E3, 0x303030])
  func `on a known ground what matters has a colour`(ground: Int) {
    for role in [Role.heading, .error, .added, .dropped, .undecided] {
      #expect(Scheme(.colour).look(of: role, on: Colour(ground), colours: 256).foreground >= 0, "\(role)")
    }
  }

  @Test(arguments: [8, 256])
  func `high contrast is seven to one and sets every role's colours`(colours: Int) {
    for role in Role.allCases {
      let look = Scheme(.highContrast).look(of: role, on: nil, colours: colours)
      #expect(look.foreground >= 0 && look.background >= 0, "\(role)")
      for colour in foregrounds(look) {
        #expect(colour.contrast(with: Colour(xterm: look.background)) >= 7, "\(role)")
      }
    }
  }

  @Test func `without colour every role that matters still looks different from plain text`() {
    for scheme in [Scheme(.monochrome), Scheme(.highContrast, usesColour: false)] {
      let plain = scheme.look(of: .quiet, on: .black, colours: 256)
      for role in [Role.heading, .focus, .field, .error, .added, .bar, .notice] {
        let look = scheme.look(of: role, on: .black, colours: 256)
        #expect(look != plain && !look.hasColour, "\(role)")
      }
    }
  }

  @Test func `colour only adds to what is there without it`() {
    for role in Role.allCases {
      let (plain, coloured) = (Scheme(.monochrome), Scheme(.colour))
      let attributes = plain.look(of: role, on: .black, colours: 256).attributes
      #expect(coloured.look(of: role, on: .black, colours: 256).attributes == attributes, "\(role)")
      #expect(coloured.look(of: role, on: .black, colours: 0).attributes == attributes, "\(role)")
    }
  }

  @Test func `NO_COLOR and a wish decide`() {
    #expect(!Scheme.suited(to: ["NO_COLOR": "1"], wanted: nil).usesColour)
    #expect(Scheme.suited(to: ["NO_COLOR": ""], wanted: nil).usesColour)
    #expect(Scheme.suited(to: [:], wanted: .highContrast).usesColour)
    #expect(!Scheme.suited(to: ["NO_COLOR": "1"], wanted: .highContrast).usesColour)
    #expect(!Scheme.suited(to: [:], wanted: .monochrome).usesColour)
  }
}

@Suite struct ColourTests {
  @Test func `contrast is as WCAG counts it`() {
    #expect(Colour.black.contrast(with: .white) == 21)
    #expect(Colour.white.contrast(with: .white) == 1)
    // The usual example: the lightest grey that passes on white.
    #expect((4.5...4.6).contains(Colour(0x767676).contrast(with: .white)))
  }

  @Test(arguments: [
    (1, 0xCD0000), (15, 0xFFFFFF), (16, 0x000000), (80, 0x5FD7D7), (231, 0xFFFFFF), (255, 0xEEEEEE),
  ])
  func `xterm's numbers are its colours`(number: Int32, bytes: Int) {
    #expect(Colour(xterm: number) == Colour(bytes))
  }
}
