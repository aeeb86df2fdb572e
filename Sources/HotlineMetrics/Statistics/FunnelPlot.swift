import Foundation

/// A funnel plot of shares: which units differ from the average of all by more than chance, given how many cases each has.
///
/// Spiegelhalter (2005, doi 10.1002/sim.1970) in the form of FunnelPlotR: y = asin√(k/n), s = 1/(2√n),
/// z = (y − asin√θ)/s; limits sin²(asin√θ ± z·√(s² + τ²)). τ² is the variance between units beyond chance
/// (DerSimonian & Laird on z winsorised at 10 %): where units differ by nature, being a bit away from the average is no
/// news (domain.md §6.3). Fewer than ten judged units tell no such variance: their limits are those of chance, so that 25 %
/// beside 80 % is not taken for usual. Where few failures are expected, n(1−θ) < 5 or nθ < 5, exact binomial limits are used, the
/// wider of both when τ² > 0.
package struct FunnelPlot: Sendable, Hashable {
  /// Cases above and below the line.
  package struct Count: Sendable, Hashable {
    /// Cases above the line.
    package let cases: Double
    /// Cases below it.
    package let of: Double

    /// Creates a count.
    package init(cases: Double, of: Double) {
      self.cases = cases
      self.of = of
    }
  }

  /// What a unit's share says.
  package enum Judgement: Sendable, Hashable, CaseIterable {
    /// Fewer than 30 cases: not judged.
    case tooFew
    /// Below the 99.8 % limits.
    case low
    /// Between the lower 95 % and 99.8 % limits: among many units some always are.
    case lowish
    /// Within the 95 % limits: no difference from the average.
    case usual
    /// Between the upper 95 % and 99.8 % limits.
    case highish
    /// Above the 99.8 % limits.
    case high
  }

  /// Cases below which a unit is not judged.
  package static let fewestJudged = 30.0
  /// Judged units from which on their variance beyond chance is estimated.
  package static let fewestToWiden = 10
  /// Cases below which no percentage is shown.
  package static let fewestShown = 10.0

  /// The share of all units together.
  package let average: Double
  /// How much units vary beyond chance: the mean of winsorised z², 1 for chance alone.
  package let dispersion: Double
  /// The variance between units on the arcsine scale; 0 when chance explains it all.
  package let variance: Double

  /// - Parameter counts: every unit; those without cases are left out. `nil` results without cases or when a count is no
  ///   share.
  package init?(_ counts: [Count]) {
    let counts = counts.filter { $0.of > 0 }
    let total = counts.reduce(0) { $0 + $1.of }
    guard total > 0, counts.allSatisfy({ $0.cases >= 0 && $0.cases <= $0.of }) else { return nil }
    let average = counts.reduce(0) { $0 + $1.cases } / total
    // Units too small to be judged would only blur the estimate of how much units differ.
    let judged = counts.filter { $0.of >= Self.fewestJudged }
    let scores = Self.winsorised(judged.map { Self.score($0, average: average, variance: 0) })
    let count = Double(judged.count)
    let dispersion = judged.isEmpty ? 1 : scores.reduce(0) { $0 + $1 * $1 } / count
    var variance = 0.0
    if judged.count >= Self.fewestToWiden, count * dispersion > count - 1 {
      let weights = judged.map { 4 * $0.of }
      let sum = weights.reduce(0, +)
      let squares = weights.reduce(0) { $0 + $1 * $1 }
      variance = max(0, (count * dispersion - (count - 1)) / (sum - squares / sum))
    }
    self.average = average
    self.dispersion = dispersion
    self.variance = variance
  }

  /// Limits around a known average.
  ///
  /// - Parameters:
  ///   - average: 0…1.
  ///   - variance: between units, on the arcsine scale.
  package init(average: Double, variance: Double = 0) {
    self.average = average
    self.variance = variance
    dispersion = 1
  }

  /// How many standard deviations a unit lies from the average, on the arcsine scale.
  package func score(_ count: Count) -> Double { Self.score(count, average: average, variance: variance) }

  private static func score(_ count: Count, average: Double, variance: Double) -> Double {
    let deviation = (1 / (4 * count.of) + variance).squareRoot()
    return (asin((count.cases / count.of).squareRoot()) - asin(average.squareRoot())) / deviation
  }

  /// Pulls the outer tenths in to the tenth and ninetieth percentile, so that outliers do not hide themselves.
  private static func winsorised(_ scores: [Double]) -> [Double] {
    let sorted = scores.sorted()
    guard let low = sorted.quantile(0.1), let high = sorted.quantile(0.9) else { return scores }
    return scores.map { min(max($0, low), high) }
  }

  /// The limits for a number of cases.
  ///
  /// - Parameters:
  ///   - cases: how many, above 0.
  ///   - z: `WilsonInterval.z95` or `.z998`.
  package func limits(of cases: Double, z: Double) -> ClosedRange<Double> {
    // When nobody ever fails, every failure is news.
    if average <= 0 || average >= 1 { return average...average }
    let centre = asin(average.squareRoot())
    let half = z * (1 / (4 * cases) + variance).squareRoot()
    func share(_ angle: Double) -> Double {
      let sine = sin(min(max(angle, 0), .pi / 2))
      return sine * sine
    }
    let smooth = share(centre - half)...share(centre + half)
    guard cases >= 1, cases * min(average, 1 - average) < 5 else { return smooth }
    let tail = erfc(z / 2.0.squareRoot()) / 2
    let usual = BinomialDistribution(trials: Int(cases.rounded()), probability: average).usual(tail: tail)
    let exact = Double(usual.lowerBound) / cases.rounded()...Double(usual.upperBound) / cases.rounded()
    guard variance > 0 else { return exact }
    return min(smooth.lowerBound, exact.lowerBound)...max(smooth.upperBound, exact.upperBound)
  }

  /// The limits as a curve to be drawn: exact limits jump from one number of cases to the next, which says nothing of units. The curve
  /// lies between the last share within the limits and the first one beyond them (Spiegelhalter 2005, appendix A.1.1), so that a
  /// point is beyond the curve where ``judgement(_:)`` finds it beyond the limits.
  package func curve(of cases: Double, z: Double) -> ClosedRange<Double> {
    let limits = limits(of: cases, z: z)
    let expected = cases * min(average, 1 - average)
    guard average > 0, average < 1, cases >= 1, expected < 10 else { return limits }
    let between = BinomialDistribution(trials: Int(cases.rounded()), probability: average).continuousLimits(
      tail: erfc(z / 2.0.squareRoot()) / 2)
    var low = max(0, between.low / cases.rounded())
    var high = min(1, between.high / cases.rounded())
    if variance > 0 {
      low = min(limits.lowerBound, low)
      high = max(limits.upperBound, high)
    }
    // Where the exact limits end, the curve goes over into the others without a step.
    let other = max(0, (expected - 5) / 5)
    return low + (limits.lowerBound - low) * other...high + (limits.upperBound - high) * other
  }

  /// Whether counts differ by more than chance: Pearson's χ² against the share of all of them.
  package struct Heterogeneity: Sendable, Hashable {
    /// χ².
    package let chiSquare: Double
    /// Its degrees of freedom.
    package let degrees: Int
    /// How often chance alone gives as much.
    package let probability: Double

    /// Whether chance explains the differences: in one of twenty such comparisons it gives as much.
    package var isChance: Bool { probability >= 0.05 }

    /// Units of which fewer than one case is expected on either side are left out: χ² does not hold for them. `nil` for
    /// fewer than two others.
    package init?(_ counts: [Count]) {
      let all = counts.filter { $0.of >= FunnelPlot.fewestJudged }
      func share(_ counts: [Count]) -> Double {
        counts.reduce(0) { $0 + $1.cases } / max(1, counts.reduce(0) { $0 + $1.of })
      }
      let rough = share(all)
      let used = all.filter { $0.of * min(rough, 1 - rough) >= 1 }
      let theta = share(used)
      guard used.count >= 2, theta > 0, theta < 1 else { return nil }
      chiSquare = used.reduce(0) { sum, count in
        let difference = count.cases - count.of * theta
        return sum + difference * difference / (count.of * theta * (1 - theta))
      }
      degrees = used.count - 1
      probability = SpecialFunctions.chiSquareTail(chiSquare, degrees: degrees)
    }
  }

  /// Numbers of cases at which to draw limits up to a unit's size: closer together where limits change fast.
  package static func sizes(upTo most: Double) -> [Double] {
    guard most >= fewestShown else { return [] }
    let steps = 60
    var sizes: [Double] = []
    for step in 0...steps {
      let size = (fewestShown * pow(most * 1.05 / fewestShown, Double(step) / Double(steps))).rounded()
      if sizes.last != size { sizes.append(size) }
    }
    return sizes
  }

  /// What a unit's share says.
  package func judgement(_ count: Count) -> Judgement {
    guard count.of >= Self.fewestJudged else { return .tooFew }
    let share = count.cases / count.of
    let alarm = limits(of: count.of, z: WilsonInterval.z998)
    let alert = limits(of: count.of, z: WilsonInterval.z95)
    if share < alarm.lowerBound - 1e-12 { return .low }
    if share > alarm.upperBound + 1e-12 { return .high }
    if share < alert.lowerBound - 1e-12 { return .lowish }
    if share > alert.upperBound + 1e-12 { return .highish }
    return .usual
  }
}

extension [Double] {
  /// A quantile of sorted values, between neighbours in proportion (R's type 7); `nil` without values.
  fileprivate func quantile(_ share: Double) -> Double? {
    guard !isEmpty else { return nil }
    let position = share * Double(count - 1)
    let below = Int(position)
    let above = Swift.min(below + 1, count - 1)
    return self[below] + (position - Double(below)) * (self[above] - self[below])
  }
}
