/// By what part a count grew from one period to another, with its interval (domain.md §6.9).
///
/// Given the sum of two Poisson counts, the first is binomial with probability r·e₁/(r·e₁ + e₂), where r is the ratio of
/// rates and e the lengths of the periods: a Wilson interval of that share becomes one of the ratio (Przyborowski &
/// Wilenski 1940).
package struct CountChange: Sendable, Hashable {
  /// The ratio of rates minus 1: 0.05 for 5 % more.
  package let change: Double
  /// The lower end.
  package let low: Double
  /// The upper end; infinite when chance could have made the earlier count 0.
  package let high: Double

  /// Whether the counts differ by more than chance.
  package var isDifferent: Bool { low > 0 || high < 0 }

  /// - Parameters:
  ///   - days: the lengths of the two periods; equal unless given, e.g. working days when these make the difference.
  /// `nil` when the earlier count is 0 or a number makes no sense.
  package init?(
    _ count: Double, since earlier: Double, days: (Double, Double) = (1, 1), z: Double = WilsonInterval.z95
  ) {
    guard count >= 0, earlier > 0, days.0 > 0, days.1 > 0,
      let share = WilsonInterval(successes: count, trials: count + earlier, z: z)
    else { return nil }
    let lengths = days.1 / days.0
    func ratio(_ share: Double) -> Double { share < 1 ? share / (1 - share) * lengths : .infinity }
    change = count / earlier * lengths - 1
    low = ratio(share.low) - 1
    high = ratio(share.high) - 1
  }
}
