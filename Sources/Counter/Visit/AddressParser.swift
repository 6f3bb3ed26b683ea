/// Reads an address typed with its postal code in front: `1000001 1-1 コーポ桜101`.
package struct AddressParser: Sendable {
  package enum Outcome: Hashable, Sendable {
    /// The text does not begin with a postal code.
    case noCode
    /// Neither the city nor the table has the code: its seven digits.
    case unknown(String)
    /// The code has several towns, and what follows it names none of them alone.
    case several([PostalAddress])
    /// The whole address: in the city from its name on, elsewhere from the prefecture on.
    case written(String)
  }

  private let city: Municipality
  private let towns: [Town]
  private let lookup: @Sendable (String) -> [PostalAddress]

  /// The city's own towns come before `lookup`, which is given seven digits.
  package init(city: Municipality, towns: [Town], lookup: @escaping @Sendable (String) -> [PostalAddress]) {
    self.city = city
    self.towns = towns
    self.lookup = lookup
  }

  package func parse(_ text: String) -> Outcome {
    guard let (code, rest) = PostalCode.leading(text) else { return .noCode }
    let addresses = addresses(of: code)
    let named = addresses.map { ($0, count: nameLength(of: $0, in: rest)) }
    let longest = named.map(\.count).max() ?? 0
    let fitting = named.filter { $0.count == longest }.map(\.0)
    guard let address = fitting.first else { return .unknown(code.digits) }
    guard fitting.count == 1 else { return .several(fitting) }
    // A whole address that is none of the code's is believed rather than the code.
    if longest == 0, isWhole(rest) { return .written(rest) }
    return .written(written(address, String(rest.dropFirst(longest)).trimmingBlanks))
  }

  /// The places that have a code, the city's own first.
  private func addresses(of code: PostalCode) -> [PostalAddress] {
    let own = towns.filter { $0.bears(code) }
    guard own.isEmpty else {
      return own.map {
        PostalAddress(code: code.digits, prefecture: city.prefecture, city: city.name, town: $0.name)
      }
    }
    return lookup(code.digits)
  }

  /// How many characters of a text say the place again: «東京都千代田区千代田», «千代田区千代田» or «千代田».
  private func nameLength(of address: PostalAddress, in text: String) -> Int {
    [address.text, address.city + address.town, address.town].filter { text.hasPrefix($0) }.map(\.count).max()
      ?? 0
  }

  /// How blocks are numbered is known of the city's own towns only.
  private func written(_ address: PostalAddress, _ rest: String) -> String {
    let block = TypedBlock(rest)
    guard address.city == city.name, address.prefecture == city.prefecture,
      let town = towns.first(where: { $0.name == address.town })
    else { return address.text + block.asTyped }
    return address.city + address.town + block.written(town.numbering)
  }

  /// «神奈川県横浜市…»: whether a text is an address from the prefecture on.
  private func isWhole(_ text: String) -> Bool {
    let name = text.prefix { $0.unicodeScalars.first?.figure == nil }
    guard let end = name.prefix(4).dropFirst(2).firstIndex(where: { "都道府県".contains($0) }) else {
      return false
    }
    return name[end...].dropFirst().contains { "市区町村".contains($0) }
  }
}
