/// The interval of a difference of two independent shares: Newcombe's hybrid score interval (Newcombe 1998, method 10;
/// domain.md §6.9), from the Wilson limits of each.
package struct NewcombeInterval: Sendable, Hashable {
  /// The first share minus the second.
  package let difference: Double
  /// The lower end.
  package let low: Double
  /// The upper end.
  package let high: Double

  /// Whether the shares differ by more than chance: the interval leaves 0 out.
  package var isDifferent: Bool { low > 0 || high < 0 }

  /// `nil` when one of the counts is empty or no share.
  package init?(
    _ first: (cases: Double, of: Double), minus second: (cases: Double, of: Double), z: Double = WilsonInterval.z95
  ) {
    guard let one = WilsonInterval(successes: first.cases, trials: first.of, z: z),
      let two = WilsonInterval(successes: second.cases, trials: second.of, z: z)
    else { return nil }
    func root(_ left: Double, _ right: Double) -> Double { (left * left + right * right).squareRoot() }
    let p1 = first.cases / first.of
    let p2 = second.cases / second.of
    difference = p1 - p2
    low = difference - root(p1 - one.low, two.high - p2)
    high = difference + root(one.high - p1, p2 - two.low)
  }
}
