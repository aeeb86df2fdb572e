/// The interval of a count of events that happen independently: Byar's approximation to the exact Poisson limits
/// (Breslow & Day 1987; used by OHID's `phe_dsr` and its like), good from one event on.
package struct PoissonInterval: Sendable, Hashable {
  /// The lower end.
  package let low: Double
  /// The upper end.
  package let high: Double

  /// `nil` for a negative count.
  package init?(count: Double, z: Double = WilsonInterval.z95) {
    guard count >= 0 else { return nil }
    func cubed(_ n: Double, _ sign: Double) -> Double {
      let root = 1 - 1 / (9 * n) + sign * z / (3 * n.squareRoot())
      return n * root * root * root
    }
    low = count > 0 ? max(0, cubed(count, -1)) : 0
    high = cubed(count + 1, 1)
  }
}
