import Foundation

/// How often two independent shares differ by chance as much: the score test of two proportions (Pearson's χ² with one degree of
/// freedom).
package struct ShareDifference: Sendable, Hashable {
  /// The probability; 1 where both have all cases or none.
  package let probability: Double

  /// - Parameters: cases, and of how many; above 0.
  package init(_ first: (cases: Double, of: Double), _ second: (cases: Double, of: Double)) {
    let share = (first.cases + second.cases) / (first.of + second.of)
    let spread = (share * (1 - share) * (1 / first.of + 1 / second.of)).squareRoot()
    let difference = first.cases / first.of - second.cases / second.of
    probability = spread > 0 ? erfc(abs(difference) / spread / 2.0.squareRoot()) : 1
  }
}
