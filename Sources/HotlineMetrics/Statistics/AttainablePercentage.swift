/// A percentage as it stands printed, and which counts can have led to it: the GRIM check (Brown & Heathers 2017;
/// domain.md §6.8).
///
/// 92.49 % cannot come from 120 transfers: no whole number of 120 rounds to it; 173 is the fewest that can.
///
/// All arithmetic is on whole numbers; rounding is half up, as the printed forms have it.
package struct AttainablePercentage: Sendable, Hashable {
  /// The printed percentage in units of its last decimal: 9249 for 92.49 %.
  package let units: Int
  /// How many decimals are printed, 0…4.
  package let decimals: Int

  /// - Parameters:
  ///   - units: the percentage in units of its last decimal, 0 or above: 9249 for 92.49 %.
  ///   - decimals: how many decimals are printed, 0…4; `nil` results beyond that.
  package init?(units: Int, decimals: Int) {
    guard units >= 0, (0...4).contains(decimals) else { return nil }
    self.units = units
    self.decimals = decimals
  }

  /// Reads a percentage as printed: `92.49`, `92.49%`, `100.00 %`. Trailing zeros count: they say how it was rounded.
  package init?(_ text: String) {
    var digits = text[...]
    if digits.hasSuffix("%") || digits.hasSuffix("％") { digits.removeLast() }
    while digits.hasSuffix(" ") { digits.removeLast() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let isNumber = parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { $0.isASCII && $0.isNumber } }
    guard isNumber, parts.count <= 2, let units = Int(parts.joined()) else { return nil }
    self.init(units: units, decimals: parts.count == 2 ? parts[1].count : 0)
  }

  /// The numerators that print as this percentage of a denominator; `nil` when there are none: it cannot be true.
  ///
  /// For a weighted index the numerator moves in parts of a case: with the weights 1, 0.8, 0.6 and 0 in fifths, so that
  /// the grid is 0.2 ÷ n. The range then counts such parts. It is a necessary condition alone: no single rating gives
  /// one or two fifths.
  ///
  /// - Parameters:
  ///   - denominator: how many cases, 1 or more.
  ///   - partsPerCase: into how many parts a case can be divided: 1 for shares, 5 for those weights.
  package func numerators(of denominator: Int, partsPerCase: Int = 1) -> ClosedRange<Int>? {
    guard denominator > 0, partsPerCase > 0 else { return nil }
    let (parts, overflows) = denominator.multipliedReportingOverflow(by: partsPerCase)
    guard !overflows, units <= wholeInUnits else { return nil }
    // k prints as these units when units − ½ ≤ k · whole ÷ parts < units + ½.
    let low = units == 0 ? 0 : Self.ceiling(of: parts, times: 2 * units - 1, over: 2 * wholeInUnits)
    let high =
      units == wholeInUnits ? parts : Self.ceiling(of: parts, times: 2 * units + 1, over: 2 * wholeInUnits) - 1
    return low <= high ? low...high : nil
  }

  /// Whether any whole number of cases prints as this percentage of a denominator.
  package func isAttainable(of denominator: Int, partsPerCase: Int = 1) -> Bool {
    numerators(of: denominator, partsPerCase: partsPerCase) != nil
  }

  /// The fewest cases of which this can be the percentage; `nil` above 100 %.
  package func smallestDenominator(partsPerCase: Int = 1) -> Int? {
    guard units <= wholeInUnits, partsPerCase > 0 else { return nil }
    // A denominator of `wholeInUnits` attains every percentage of so many decimals.
    return (1...wholeInUnits).first { isAttainable(of: $0, partsPerCase: partsPerCase) }
  }

  /// 100 % in units of the last decimal.
  private var wholeInUnits: Int { (0..<decimals).reduce(100) { whole, _ in whole * 10 } }

  /// ⌈a · b ÷ c⌉ for a ≥ 0, 0 ≤ b ≤ c and c > 0, through a product of double width.
  private static func ceiling(of a: Int, times b: Int, over c: Int) -> Int {
    let (quotient, remainder) = c.dividingFullWidth(a.multipliedFullWidth(by: b))
    return remainder > 0 ? quotient + 1 : quotient
  }
}
