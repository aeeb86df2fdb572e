/// How a number is written, in texts and in a spreadsheet alike.
package struct NumberFormat: Sendable, Hashable {
  /// The kinds of numbers.
  package enum Kind: Sendable, Hashable {
    /// With separators of thousands: `185,000`; sums that are not whole keep two decimals.
    case count
    /// With separators of thousands and fixed decimals: `2,730,460.00`.
    case amount(places: Int)
    /// With fixed decimals.
    case decimal(places: Int)
    /// A fraction as a percentage: 0.943 → `94.30%`.
    case percent(places: Int)
    /// A difference of fractions in percentage points with its sign: 0.0125 → `+1.25`.
    case signedPoints(places: Int)
    /// A relative change as a percentage with its sign: 0.0125 → `+1.25%`.
    case signedPercent(places: Int)
    /// A difference with its sign: `+12`.
    case signedDecimal(places: Int)
  }

  /// The kind.
  package var kind: Kind
  /// What stands after the number, with its leading blank if it has one: ` 秒`.
  package var suffix: String

  /// Creates a format.
  package init(_ kind: Kind, suffix: String = "") {
    self.kind = kind
    self.suffix = suffix
  }

  /// `185,000`.
  package static let count = NumberFormat(.count)
  /// `94.30%` for 0.943.
  package static let percent = NumberFormat(.percent(places: 2))
  /// `2.50`.
  package static let decimal = NumberFormat(.decimal(places: 2))
  /// `2,730,460.00`.
  package static let amount = NumberFormat(.amount(places: 2))

  /// A difference of rates: `+1.25 个百分点`, `+1.25 pp`.
  package static func points(_ language: Language) -> NumberFormat {
    NumberFormat(.signedPoints(places: 2), suffix: LocalizedText(zh: " 个百分点", en: " pp")(language))
  }

  /// The number in words and digits, suffix included.
  package func text(_ value: Double) -> String {
    let number =
      switch kind {
      case .count: NumberText.count(value)
      case .amount(let places): NumberText.amount(value, places: places)
      case .decimal(let places): NumberText.decimal(value, places: places)
      case .percent(let places): NumberText.percent(value, places: places)
      case .signedPoints(let places): NumberText.signedPoints(value, places: places)
      case .signedPercent(let places): NumberText.signedPoints(value, places: places) + "%"
      case .signedDecimal(let places): NumberText.signedPoints(value / 100, places: places)
      }
    return number + suffix
  }

  /// The number in digits that a program reads: no separators of thousands and no suffix, the percent sign kept: `94.30%`.
  package func plainText(_ value: Double) -> String {
    switch kind {
    case .count: NumberText.decimal(value, places: value == value.rounded() ? 0 : 2)
    case .amount(let places): NumberText.decimal(value, places: places)
    default: NumberFormat(kind).text(value)
    }
  }
}
