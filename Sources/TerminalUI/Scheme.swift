import CNcursesw

/// How roles look on a terminal.
package struct Scheme: Sendable {
  struct Look: Sendable {
    var attributes: Int32 = 0
    /// Curses colour numbers; -1 is the terminal's own.
    var foreground: Int32 = -1
    var background: Int32 = -1
  }

  package enum Kind: String, Sendable, CaseIterable {
    case colour
    case monochrome
    case highContrast = "high-contrast"
  }

  let looks: [Role: Look]
  let usesColour: Bool

  package init(_ kind: Kind) {
    var looks: [Role: Look] = [
      .heading: Look(attributes: Int32(NC_BOLD)), .focus: Look(attributes: Int32(NC_REVERSE)),
      .field: Look(attributes: Int32(NC_UNDERLINE)), .error: Look(attributes: Int32(NC_BOLD)),
      .added: Look(attributes: Int32(NC_BOLD)), .bar: Look(attributes: Int32(NC_REVERSE)),
      .notice: Look(attributes: Int32(NC_REVERSE | NC_BOLD)),
    ]
    usesColour = kind == .colour
    if kind == .colour {
      looks[.error]?.foreground = 1
      looks[.added]?.foreground = 2
      looks[.dropped] = Look(foreground: 1)
      looks[.undecided] = Look(foreground: 3)
      looks[.heading]?.foreground = 6
    }
    if kind == .highContrast {
      for role in Role.allCases where role != .quiet {
        looks[role, default: Look()].attributes |= Int32(NC_BOLD)
      }
    }
    self.looks = looks
  }

  /// NO_COLOR, or a terminal without colours, means monochrome.
  package static func suited(to environment: [String: String], wanted: Kind?) -> Scheme {
    if let wanted, wanted != .colour { return Scheme(wanted) }
    return Scheme(environment["NO_COLOR"].map { $0.isEmpty } ?? true ? .colour : .monochrome)
  }
}
