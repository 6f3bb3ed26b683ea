import CNcursesw

/// How roles look on a terminal.
package struct Scheme: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case colour
    case monochrome
    case highContrast = "high-contrast"
  }

  /// How a role looks.
  struct Look: Hashable, Sendable {
    var attributes: Int32 = 0
    /// Curses colour numbers; -1 is the terminal's own.
    var foreground: Int32 = -1
    var background: Int32 = -1

    var hasColour: Bool { foreground >= 0 || background >= 0 }
  }

  private let kind: Kind
  let usesColour: Bool

  package init(_ kind: Kind, usesColour: Bool = true) {
    self.kind = kind
    self.usesColour = usesColour && kind != .monochrome
  }

  /// NO_COLOR means no colour in any scheme.
  package static func suited(to environment: [String: String], wanted: Kind?) -> Scheme {
    Scheme(wanted ?? .colour, usesColour: environment["NO_COLOR"].map { $0.isEmpty } ?? true)
  }

  /// The look of a role on a terminal of so many colours whose ground is known, or nil. Text in a colour is told from the
  /// ground by 4.5 to 1 (WCAG 2.2, 1.4.3); where no colour does that, or the ground is not known, the look sets both
  /// colours or none.
  func look(of role: Role, on ground: Colour?, colours: Int) -> Look {
    let hasColours = usesColour && colours >= 8
    let setsBoth = hasColours && kind == .highContrast
    var look = Look(attributes: attributes(of: role, isReversed: !setsBoth))
    guard hasColours else { return look }
    let palette = colours >= 256 ? Palette.many : Palette.eight
    if setsBoth {
      (look.foreground, look.background) = palette.highContrast(role)
      // Many terminals make a bold black grey.
      if look.foreground < 8 { look.attributes &= ~Int32(NC_BOLD) }
    } else if let tint = palette.tints[role]?.first(where: { isReadable($0, look.attributes, on: ground) }) {
      look.foreground = tint
    } else if role == .error {
      (look.foreground, look.background) = palette.alarm
    }
    return look
  }

  /// Whether a colour can be read, also where the terminal makes bold ones brighter.
  private func isReadable(_ tint: Int32, _ attributes: Int32, on ground: Colour?) -> Bool {
    guard let ground else { return false }
    let isBrightened = attributes & Int32(NC_BOLD) != 0 && tint < 8
    return ([tint] + (isBrightened ? [tint + 8] : [])).allSatisfy {
      Colour(xterm: $0).contrast(with: ground) >= 4.5
    }
  }

  /// `isReversed` is false where the look sets both colours, which says as much as exchanging them.
  private func attributes(of role: Role, isReversed: Bool) -> Int32 {
    let plain: Int
    switch role {
    case .plain, .quiet, .dropped, .undecided: plain = 0
    case .heading, .error, .added: plain = NC_BOLD
    case .field: plain = NC_UNDERLINE
    case .focus, .bar: plain = isReversed ? NC_REVERSE : 0
    case .notice: plain = isReversed ? NC_REVERSE | NC_BOLD : NC_BOLD
    }
    let isBold = kind == .highContrast && role != .quiet
    return Int32(isBold ? plain | NC_BOLD : plain)
  }
}
