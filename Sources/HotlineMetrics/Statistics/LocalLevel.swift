/// A monthly series as a level that wanders, a season and noise: what the coming months may bring.
///
/// The level is an exponentially weighted mean; its weight is the one of four that would have forecast the past best. From two
/// whole years on, months of the year have their own deviations, shrunk towards none where they repeat no better than chance
/// would have it, and the level goes on as it went from the last year but one to the last, shrunk likewise.
struct LocalLevel {
  /// The coming months, the nearest first.
  let forecast: [Double]
  /// The covariances of their errors.
  let covariance: [[Double]]
  /// How many errors of the past tell the spread.
  let errors: Int

  private static let warmUp = 6

  /// - Parameters:
  ///   - values: the months on record without a gap, up to the newest.
  ///   - month: the newest month, 1…12.
  ///   - count: how many months to forecast.
  /// `nil` with fewer than nine months.
  init?(_ values: [Double], month: Int, count: Int) {
    guard values.count >= Self.warmUp + 3, values.allSatisfy(\.isFinite), count > 0 else { return nil }
    let years = (values.count - month) / 12
    let season = years >= 2 ? Self.season(Array(values.dropLast(month).suffix(min(3, years) * 12))) : []
    func seasonal(_ place: Int) -> Double {
      season.isEmpty ? 0 : season[((month - 1 - (values.count - 1 - place)) % 12 + 12) % 12]
    }
    let bare = values.indices.map { values[$0] - seasonal($0) }
    // Without seasons a lively level would take each of them for lasting.
    guard let best = Self.smoothed(bare, weights: season.isEmpty ? [0.1, 0.25] : [0.1, 0.25, 0.5, 0.8]) else {
      return nil
    }
    var drift = 0.0
    var driftVariance = 0.0
    if years >= 2 {
      func mean(_ values: some Collection<Double>) -> Double { values.reduce(0, +) / Double(values.count) }
      let step = mean(bare.suffix(12)) - mean(bare.dropLast(12).suffix(12))
      let chance = 2 * best.variance / 12 * (1 + 24 * best.weight * best.weight)
      drift = step / 12 * max(0, 1 - chance / max(step * step, 1e-12))
      driftVariance = min(chance, step * step) / 144
    }
    forecast = (1...count).map { ahead in
      best.level + drift * Double(ahead) + seasonal(values.count - 1 + ahead)
    }
    let weight = best.weight
    covariance = (1...count).map { one in
      (1...count).map { other in
        let shared = weight * weight * Double(min(one, other) - 1) + (one == other ? 1 : weight)
        let ofSeason = one == other && !season.isEmpty ? 1 / Double(min(3, years)) : 0
        return best.variance * (shared + ofSeason) + driftVariance * Double(one * other)
      }
    }
    errors = best.errors
  }

  private static func smoothed(
    _ values: [Double], weights: [Double]
  ) -> (level: Double, variance: Double, weight: Double, errors: Int)? {
    var best: (level: Double, variance: Double, weight: Double, errors: Int)?
    for weight in weights {
      var level = values[0]
      var squares = 0.0
      var errors = 0
      for (place, value) in values.enumerated().dropFirst() {
        if place > warmUp {
          squares += (value - level) * (value - level)
          errors += 1
        }
        level += max(weight, 1 / Double(place + 1)) * (value - level)
      }
      guard errors > 0 else { return nil }
      let variance = squares / Double(errors)
      // A livelier level must earn it.
      if best.map({ variance < $0.variance * 0.97 }) ?? true { best = (level, variance, weight, errors) }
    }
    return best
  }

  /// The deviation of each month of the year, shrunk by how well years agree.
  private static func season(_ values: [Double]) -> [Double] {
    let years = values.count / 12
    let deviations = (0..<years).map { year -> [Double] in
      let months = values[year * 12..<(year + 1) * 12]
      let mean = months.reduce(0, +) / 12
      return months.map { $0 - mean }
    }
    let means = (0..<12).map { month in deviations.reduce(0) { $0 + $1[month] } / Double(years) }
    let rest = deviations.reduce(0.0) { sum, year in
      sum + zip(year, means).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let noise = rest / Double((years - 1) * 11)
    let signal = Double(years) * means.reduce(0) { $0 + $1 * $1 } / 11
    let share = signal > 0 ? max(0, 1 - noise / signal) : 0
    return means.map { $0 * share }
  }
}
