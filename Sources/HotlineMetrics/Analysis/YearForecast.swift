import Foundation
import HotlineCalendar
import HotlineModel

/// What a year may come to if it goes on as it goes: never an actual.
///
/// Cases below and above the line are forecast, not the rate: the coming months' cases by their days (``LocalLevel`` of what a
/// day brings), of them those above the line by the level of the months so far. The interval is one of 80 %; simulated years
/// bear it out (YearForecastTests). Beside it stands what a naive reader computes.
package struct YearForecast: Sendable, Hashable {
  /// The year's sum above the line, or of a plain count.
  package let numerator: Double
  /// The year's sum below the line; `nil` for a plain count.
  package let denominator: Double?
  /// The year's value.
  package let value: Double
  /// The lower end of the 80 % interval.
  package let low: Double
  /// The upper end.
  package let high: Double
  /// What the months so far add up to above the line.
  package let numeratorSoFar: Double
  /// What they add up to below it.
  package let denominatorSoFar: Double?
  /// Months still to come.
  package let monthsToCome: Int
  /// Whether months of the year have their own level: from two whole years before this one on.
  package let isSeasonal: Bool
  /// The rival: the rate so far, or the count so far in equal monthly parts.
  package let naive: Double

  /// Whole months on record without a gap that a forecast looks back at.
  private static let history = 60

  /// `nil` in December, with a month of the year missing or not over, or with fewer than nine months on record.
  package init?(_ series: MetricSeries) {
    // A median does not add up over months.
    guard series.metric.statistic == nil, let newest = series.months.last, newest.month < 12, series.isWhole else {
      return nil
    }
    let known = zip(series.values, series.days).reversed().prefix { value, _ in
      value.map { $0.isWhole && $0.value != nil } ?? false
    }.reversed().suffix(Self.history)
    guard known.count >= newest.month else { return nil }
    let sizes = known.map { value, _ in series.metric.isRatio ? value?.denominator ?? 0 : value?.value ?? 0 }
    guard sizes.allSatisfy({ $0 > 0 }) else { return nil }
    let lengths = known.map { Self.length(of: $0.1, in: series) }
    let toCome = series.daysToCome.map { Self.length(of: $0, in: series) }
    guard
      let volume = LocalLevel(
        zip(sizes, lengths).map { log($0 / $1) }, month: newest.month, count: toCome.count)
    else { return nil }
    let coming = zip(volume.forecast, toCome).map { exp($0) * $1 }
    let sizeSoFar = sizes.suffix(newest.month).reduce(0, +)
    let size = sizeSoFar + coming.reduce(0, +)
    let sizeVariance = Self.variance(of: coming, volume.covariance)
    monthsToCome = toCome.count
    isSeasonal = (known.count - newest.month) / 12 >= 2
    guard series.metric.isRatio else {
      let half = Self.quantile(volume.errors) * sizeVariance.squareRoot()
      (numerator, denominator, value) = (size, nil, size)
      (low, high) = (max(sizeSoFar, size - half), size + half)
      (numeratorSoFar, denominatorSoFar) = (sizeSoFar, nil)
      naive = sizeSoFar * 12 / Double(newest.month)
      return
    }
    let rates = known.compactMap { value, _ in value?.value }
    guard let level = LocalLevel(rates, month: newest.month, count: toCome.count) else { return nil }
    let most = series.metric.unit.isRate ? 1 : Double.infinity
    let expected = level.forecast.map { min(most, max(0, $0)) }
    let casesSoFar = known.suffix(newest.month).reduce(0.0) { $0 + ($1.0?.numerator ?? 0) }
    let casesToCome = zip(coming, expected).reduce(0) { $0 + $1.0 * $1.1 }
    let cases = casesSoFar + casesToCome
    let rate = cases / size
    let ofComing = casesToCome / coming.reduce(0, +)
    let bySize = (ofComing - rate) / size
    let variance = Self.variance(of: coming.map { $0 / size }, level.covariance) + bySize * bySize * sizeVariance
    // Chance alone, also where no case of the past failed: months that are all alike are no certainty.
    let all = sizes.reduce(0, +)
    let usual = (known.reduce(0.0) { $0 + ($1.0?.numerator ?? 0) } + 0.5) / (all + 1)
    let rest = coming.reduce(0, +)
    let chance =
      series.metric.unit.isRate
      ? max(0, usual * (1 - usual)) * (1 / rest + 1 / all) * (rest / size) * (rest / size) : 0
    let half = Self.quantile(level.errors) * max(variance, chance).squareRoot()
    (numerator, denominator, value) = (cases, size, rate)
    // Whatever comes, what is already counted stays.
    (low, high) = (
      max(casesSoFar / size, rate - half),
      min(most == 1 ? (casesSoFar + size - sizeSoFar) / size : .infinity, rate + half)
    )
    (numeratorSoFar, denominatorSoFar) = (casesSoFar, sizeSoFar)
    naive = casesSoFar / sizeSoFar
  }

  private static func length(of days: MonthDays, in series: MetricSeries) -> Double {
    series.metric.isRatio ? Double(days.count) : series.weights.length(of: days)
  }

  private static func variance(of weights: [Double], _ covariance: [[Double]]) -> Double {
    var sum = 0.0
    for (one, row) in zip(weights, covariance) {
      for (other, shared) in zip(weights, row) { sum += one * other * shared }
    }
    return sum
  }

  /// Student's quantile for four of five: errors of neighbouring months tell less than as many others.
  private static func quantile(_ errors: Int) -> Double {
    StudentDistribution.quantile(tail: 0.1, degrees: max(3, errors * 3 / 5))
  }

  /// What the months to come must have for the year to reach a target: a rate, or a count.
  package func needed(for target: Double) -> Double? {
    guard let denominator, let denominatorSoFar else { return target - numeratorSoFar }
    let coming = denominator - denominatorSoFar
    return coming > 0 ? (target * denominator - numeratorSoFar) / coming : nil
  }
}

/// Whether a year's count keeps pace: what it came to so far, and what share of a year earlier years had by then.
package struct YearPace: Sendable, Hashable {
  /// The sum so far.
  package let sum: Double
  /// The share of a year that had usually come by now.
  package let share: Double
  /// How many earlier years tell the share; 0 where only the days do.
  package let years: Int

  /// `nil` for ratios and where a month of the year is missing.
  package init?(_ series: MetricSeries) {
    guard let newest = series.months.last, let sum = series.yearToDate else { return nil }
    self.sum = sum
    let before = series.values.indices.dropLast(newest.month).map { series.whole($0)?.value }
    var (part, whole, years) = (0.0, 0.0, 0)
    for year in 1...3 where before.count >= year * 12 {
      let months = before.dropLast((year - 1) * 12).suffix(12).compactMap { $0 }
      guard months.count == 12 else { break }
      part += months.prefix(newest.month).reduce(0, +)
      whole += months.reduce(0, +)
      years += 1
    }
    self.years = whole > 0 ? years : 0
    if whole > 0 {
      share = part / whole
    } else {
      let soFar = series.days.suffix(newest.month).reduce(0) { $0 + series.weights.length(of: $1) }
      let toCome = series.daysToCome.reduce(0) { $0 + series.weights.length(of: $1) }
      share = soFar + toCome > 0 ? soFar / (soFar + toCome) : 1
    }
  }
}
