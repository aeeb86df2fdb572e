import Foundation

/// The functions behind tail probabilities, by the continued fractions and series of Abramowitz & Stegun (26.5.8, 6.5.29, 6.5.31).
enum SpecialFunctions {
  /// The regularized incomplete beta function I_x(a, b).
  static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    // The fraction converges fast on one side of the mean only.
    if x > (a + 1) / (a + b + 2) { return 1 - front * betaFraction(1 - x, b, a) / b }
    return front * betaFraction(x, a, b) / a
  }

  private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    func safe(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
    var c = 1.0
    var d = 1 / safe(1 - (a + b) * x / (a + 1))
    var result = d
    for step in 1...500 {
      let m = Double(step)
      for numerator in [
        m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
        -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
      ] {
        d = 1 / safe(1 + numerator * d)
        c = safe(1 + numerator / c)
        result *= d * c
      }
      if abs(d * c - 1) < 1e-13 { break }
    }
    return result
  }

  /// The upper tail of the χ² distribution: how often chance alone gives this much or more.
  static func chiSquareTail(_ value: Double, degrees: Int) -> Double {
    guard value > 0, degrees > 0 else { return 1 }
    let a = Double(degrees) / 2
    let x = value / 2
    let front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1 {
      var term = 1 / a
      var sum = term
      for step in 1...2000 {
        term *= x / (a + Double(step))
        sum += term
        if term < sum * 1e-14 { break }
      }
      return max(0, 1 - front * sum)
    }
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var fraction = d
    for step in 1...2000 {
      let numerator = -Double(step) * (Double(step) - a)
      b += 2
      d = 1 / (numerator * d + b)
      c = b + numerator / c
      fraction *= d * c
      if abs(d * c - 1) < 1e-14 { break }
    }
    return front * fraction
  }

  /// The value that Student's t exceeds with a probability.
  static func studentQuantile(tail: Double, degrees: Int) -> Double {
    let freedom = Double(degrees)
    var low = 0.0
    var high = 1e4
    for _ in 0..<100 {
      let middle = (low + high) / 2
      let beyond = incompleteBeta(freedom / (freedom + middle * middle), freedom / 2, 0.5) / 2
      if beyond > tail { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
