import Foundation

/// Judges each month of a series by the months before it: is it within what this process usually does?
///
/// A month is judged by a *baseline*: the first 24 months on record before it, at least six. What comes later never changes
/// the verdict. Limits hold for the month's own number of cases: Laney's p′ for rates (the chance spread of the month, widened
/// by how much months really vary, domain.md §6.4), an individuals chart for counts and means, and for rates and counts of few
/// cases the exact predictive distribution (``FewCases``). No limit is narrower than chance. Months that a robust screen calls
/// outliers (3.5 median deviations), and those that were outside their limits, take no part in the baseline. After a lasting
/// shift the baseline begins again with its first month.
///
/// Student's t allows for the short baseline, so that a stable process has 0.5 % of its months outside the limits, 2 %
/// outside the warning limits, whatever its size (ControlChartTests and Benchmarks/README.md have the rates measured).
package struct ControlChart: Sendable, Hashable {
  /// How values spread by chance alone.
  package enum Scale: Sendable, Hashable {
    /// Cases among trials, 0…1.
    case share
    /// A mean of ratings between 0 and 1: at most the spread of a share.
    case index
    /// Events a day.
    case count
    /// A mean of times: the spread of waits that end by chance.
    case mean
  }

  /// A month that can be judged.
  package struct Month: Sendable, Hashable {
    /// The value.
    package let value: Double
    /// Trials, ratings, days or calls: what the value is a mean over; above 0.
    package let size: Double

    /// Creates a month.
    package init(_ value: Double, size: Double) {
      self.value = value
      self.size = size
    }
  }

  /// Why a month is more than random variation, in the order in which rules are tried.
  package enum Signal: Sendable, Hashable, CaseIterable {
    /// Outside the limits.
    case outsideLimits
    /// Eight months in a row on one side of the centre, together outside the limits of so many cases.
    case shift
    /// Outside the warning limits: a stable process is there in one month of fifty.
    case warning
    /// Seven months in a row rise or fall.
    case trend
  }

  /// What a month is judged by.
  package struct Baseline: Sendable, Hashable {
    /// The places of its months.
    package let months: [Int]
    /// The places of those that the screen left out.
    package let leftOut: [Int]
    /// Summed value over summed size.
    package let centre: Double
    /// By how much months vary more than chance; 1 or more.
    package let widening: Double
    /// Whether it has fewer than twelve months.
    package var isTrial: Bool { months.count < ControlChart.settledCount }

    /// How much they vary beside what chance gives; below 1 where chance made them more alike.
    fileprivate let spread: Double
    fileprivate let size: Double
    fileprivate let scale: Scale
    fileprivate let hasWidening: Bool
  }

  /// One judged month.
  package struct Point: Sendable, Hashable {
    /// The value, in the unit of the series.
    package let value: Double
    /// The first rule that the month fulfils; `nil` for random variation.
    package let signal: Signal?
    /// Whether the value is above the centre.
    package let isUpward: Bool
    /// The lower limit.
    package let low: Double
    /// The upper limit.
    package let high: Double
    /// What it is judged by.
    package let baseline: Baseline
    /// The standard deviation of such a month.
    package let deviation: Double
  }

  /// A change of level that lasted.
  package struct Shift: Sendable, Hashable {
    /// The place of its first month, with which the new baseline begins.
    package let start: Int
    /// The place of the month that confirmed it.
    package let confirmed: Int
    /// Whether the level rose.
    package let isUpward: Bool
  }

  /// For each month its verdict; `nil` where the month is absent or fewer than six came before it.
  package let points: [Point?]
  /// The lasting changes of level.
  package let shifts: [Shift]

  /// Months that make limits last.
  package static let settledCount = 12
  /// Months before which nothing is judged.
  package static let fewestMonths = 6
  /// Months after which a baseline stands.
  package static let fullCount = 24
  static let shiftLength = 8
  private static let trendLength = 7
  private static let outerTail = 0.0025
  private static let warningTail = 0.01

  /// - Parameter months: in order of time; `nil` for one that cannot be judged. `nil` results when no month can be judged.
  package init?(_ months: [Month?], scale: Scale) {
    var points: [Point?] = []
    var shifts: [Shift] = []
    var used: [Int] = []
    var run: [(place: Int, side: Int)] = []
    for (place, month) in months.enumerated() {
      guard let month, month.size > 0, month.value.isFinite else {
        points.append(nil)
        continue
      }
      let recent = used.prefix(Self.fullCount)
      let known = recent.compactMap { place in months[place].map { (place, $0) } }
      guard known.count >= Self.fewestMonths, let baseline = Baseline(known, scale: scale) else {
        points.append(nil)
        used.append(place)
        continue
      }
      let outer = baseline.limits(size: month.size, tail: Self.outerTail)
      let side = baseline.side(month)
      run = run.last?.side == side ? run + [(place, side)] : [(place, side)]
      var signal: Signal?
      if month.value < outer.lowerBound - 1e-12 || month.value > outer.upperBound + 1e-12 {
        signal = .outsideLimits
      }
      let lasting = side == 0 ? [] : run.suffix(Self.shiftLength).map(\.place)
      let isShift = lasting.count == Self.shiftLength && baseline.isSurprised(by: lasting.compactMap { months[$0] })
      if signal == nil, isShift { signal = .shift }
      if signal == nil {
        let warning = baseline.limits(size: month.size, tail: Self.warningTail)
        if month.value < warning.lowerBound - 1e-12 || month.value > warning.upperBound + 1e-12 { signal = .warning }
      }
      if signal == nil, Self.isTrend(months, upTo: place) { signal = .trend }
      points.append(
        Point(
          value: month.value, signal: signal, isUpward: month.value > baseline.centre, low: outer.lowerBound,
          high: outer.upperBound, baseline: baseline, deviation: baseline.deviation(size: month.size)))
      if isShift, let start = lasting.first {
        shifts.append(Shift(start: start, confirmed: place, isUpward: side > 0))
        used = lasting
        run = []
      } else if signal != .outsideLimits {
        used.append(place)
      }
    }
    guard points.contains(where: { $0 != nil }) else { return nil }
    self.points = points
    self.shifts = shifts
  }

  /// Whether the last seven months on record only rise or only fall.
  private static func isTrend(_ months: [Month?], upTo place: Int) -> Bool {
    guard place >= trendLength - 1 else { return false }
    let values = months[(place - trendLength + 1)...place].compactMap { $0?.value }
    guard values.count == trendLength else { return false }
    let grain = max(abs(values[0]), 1) * 1e-12
    let steps = zip(values.dropFirst(), values).map { $0 - $1 }
    return steps.allSatisfy { $0 > grain } || steps.allSatisfy { $0 < -grain }
  }
}

extension ControlChart.Baseline {
  /// Cases below which the exact distribution is used.
  private static let few = 50.0

  /// - Parameter known: at least two months, by place.
  fileprivate init?(_ known: [(Int, ControlChart.Month)], scale: ControlChart.Scale) {
    func summed(_ months: [(Int, ControlChart.Month)]) -> (centre: Double, size: Double) {
      let size = months.reduce(0) { $0 + $1.1.size }
      return (months.reduce(0) { $0 + $1.1.value * $1.1.size } / size, size)
    }
    func scores(_ months: [(Int, ControlChart.Month)], _ centre: Double) -> [Double] {
      let unit = Self.unitVariance(centre, scale)
      return months.map { unit > 0 ? ($0.1.value - centre) / (unit / $0.1.size).squareRoot() : 0 }
    }
    let all = scores(known, summed(known).centre)
    let middle = Self.median(all)
    // Chance alone gives a median deviation of 1.
    let usual = max(1, 1.4826 * Self.median(all.map { abs($0 - middle) }))
    // Of fewer than twelve months none is an outlier: a level is not yet known.
    let kept =
      known.count < ControlChart.settledCount
      ? known : zip(known, all).filter { abs($0.1 - middle) <= 3.5 * usual }.map(\.0)
    guard kept.count >= 2 else { return nil }
    let (centre, size) = summed(kept)
    let squares = scores(kept, centre).reduce(0) { $0 + $1 * $1 }
    months = kept.map(\.0)
    leftOut = known.map(\.0).filter { place in !kept.contains { $0.0 == place } }
    self.centre = centre
    self.size = size
    self.scale = scale
    spread = (squares / Double(kept.count - 1)).squareRoot()
    widening = max(1, spread)
    hasWidening =
      scale != .share && scale != .count || Self.rare(centre, size, scale) / Double(kept.count) >= 5
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
  }

  private static func unitVariance(_ centre: Double, _ scale: ControlChart.Scale) -> Double {
    switch scale {
    case .share, .index: max(0, centre * (1 - centre))
    case .count: max(0, centre)
    case .mean: centre * centre
    }
  }

  /// How many of the rarer kind of case so large a size brings.
  private static func rare(_ centre: Double, _ size: Double, _ scale: ControlChart.Scale) -> Double {
    scale == .count ? centre * size : min(centre, 1 - centre) * size
  }

  /// The standard deviation of a month of a size.
  func deviation(size: Double) -> Double {
    widening * (Self.unitVariance(centre, scale) / size).squareRoot()
  }

  /// What a month, or several together, may be by chance and by how months vary.
  ///
  /// - Parameter tail: the probability beyond each limit.
  fileprivate func limits(size: Double, tail: Double) -> ClosedRange<Double> {
    let chance = (Self.unitVariance(centre, scale) / size * (1 + size / self.size)).squareRoot()
    let plain = NormalDistribution.quantile(tail: tail)
    let student = StudentDistribution.quantile(tail: tail, degrees: months.count - 1)
    let half = (hasWidening ? max(plain, student * spread) : plain) * chance
    var low = centre - half
    var high = centre + half
    if let exact = exact(size: size, tail: tail) {
      low = hasWidening ? min(low, exact.lowerBound) : exact.lowerBound
      high = hasWidening ? max(high, exact.upperBound) : exact.upperBound
    }
    let most = scale == .share || scale == .index ? 1 : Double.infinity
    return max(0, min(low, most))...max(0, min(high, most))
  }

  /// Limits by the exact distribution where few cases are expected.
  private func exact(size: Double, tail: Double) -> ClosedRange<Double>? {
    guard Self.rare(centre, size, scale) < Self.few else { return nil }
    switch scale {
    case .share:
      let isFailure = centre > 0.5
      let cases = (isFailure ? 1 - centre : centre) * self.size
      let usual = FewCases(cases: cases, trials: self.size, next: size).usual(tail: tail)
      let trials = max(1, size.rounded())
      let (low, high) = (usual.lowerBound / trials, usual.upperBound / trials)
      return isFailure ? 1 - high...1 - low : low...high
    case .count:
      let usual = FewCases(count: centre * self.size, days: self.size, next: size).usual(tail: tail)
      return usual.lowerBound / size...usual.upperBound / size
    case .index, .mean: return nil
    }
  }

  /// How often a month of such a size is as far from the centre, on either side, by chance and by how months vary.
  func probability(of month: ControlChart.Month) -> Double {
    let chance = (Self.unitVariance(centre, scale) / month.size * (1 + month.size / size)).squareRoot()
    guard chance > 0 else { return abs(month.value - centre) <= max(abs(centre), 1) * 1e-12 ? 1 : 0 }
    let score = abs(month.value - centre) / chance
    let isExact = Self.rare(centre, month.size, scale) < Self.few && (scale == .share || scale == .count)
    let plain = isExact ? exactProbability(of: month) : erfc(score / 2.0.squareRoot())
    guard hasWidening, spread > 0 else { return plain }
    return max(plain, StudentDistribution.probability(beyond: score / spread, degrees: months.count - 1))
  }

  /// Twice the smallest tail beyond which the exact distribution has the month.
  private func exactProbability(of month: ControlChart.Month) -> Double {
    func isOutside(_ tail: Double) -> Bool {
      guard let usual = exact(size: month.size, tail: tail) else { return false }
      return month.value < usual.lowerBound - 1e-12 || month.value > usual.upperBound + 1e-12
    }
    guard isOutside(0.5) else { return 1 }
    var (inside, outside) = (-30.0, -1.0)
    guard !isOutside(exp2(inside)) else { return 2 * exp2(inside) }
    for _ in 0..<30 {
      let middle = (inside + outside) / 2
      if isOutside(exp2(middle)) { outside = middle } else { inside = middle }
    }
    return min(1, 2 * exp2(outside))
  }

  /// −1 below the centre, 1 above it, 0 where a month of its size is as often there by chance.
  fileprivate func side(_ month: ControlChart.Month) -> Int {
    let middle = exact(size: month.size, tail: 0.5) ?? centre...centre
    let grain = max(abs(centre), 1) * 1e-12
    return month.value > middle.upperBound + grain ? 1 : month.value < middle.lowerBound - grain ? -1 : 0
  }

  /// Whether months together lie beyond the warning limits of so many cases.
  fileprivate func isSurprised(by together: [ControlChart.Month]) -> Bool {
    let size = together.reduce(0) { $0 + $1.size }
    let value = together.reduce(0) { $0 + $1.value * $1.size } / size
    let limits = limits(size: size, tail: 0.01)
    return value < limits.lowerBound - 1e-12 || value > limits.upperBound + 1e-12
  }
}

/// Quantiles of the standard normal distribution.
enum NormalDistribution {
  /// The value exceeded with a probability.
  static func quantile(tail: Double) -> Double {
    switch tail {
    case 0.0025: return 2.807033768343811
    case 0.01: return 2.3263478740408408
    case 0.5: return 0
    default:
      var (low, high) = (-40.0, 40.0)
      for _ in 0..<100 {
        let middle = (low + high) / 2
        if erfc(middle / 2.0.squareRoot()) / 2 > tail { low = middle } else { high = middle }
      }
      return (low + high) / 2
    }
  }
}

/// Quantiles of Student's distribution: those that charts ask for again and again are worked out once.
enum StudentDistribution {
  private static let tails = [0.0025, 0.01, 0.1]
  private static let table = tails.map { tail in
    (1...40).map { SpecialFunctions.studentQuantile(tail: tail, degrees: $0) }
  }

  /// How often a value lies farther from 0, on either side.
  static func probability(beyond value: Double, degrees: Int) -> Double {
    let freedom = Double(max(1, degrees))
    return SpecialFunctions.incompleteBeta(freedom / (freedom + value * value), freedom / 2, 0.5)
  }

  /// The value exceeded with a probability.
  static func quantile(tail: Double, degrees: Int) -> Double {
    guard let row = tails.firstIndex(of: tail), (1...40).contains(degrees) else {
      return SpecialFunctions.studentQuantile(tail: tail, degrees: max(1, degrees))
    }
    return table[row][degrees - 1]
  }
}
