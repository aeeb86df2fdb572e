import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

/// What an indicator wants of a value.
package struct Target: Sendable, Hashable {
  /// On which side the value has to be.
  package enum Direction: String, Sendable, CaseIterable, Codable {
    /// The value or more.
    case atLeast = "at_least"
    /// The value or less.
    case atMost = "at_most"
    /// Exactly the value.
    case equal
  }

  /// On which side.
  package let direction: Direction
  /// The value wanted, in the unit of what is measured (shares as 0…1).
  package let value: Double
  /// Whether the printed form does not give the target and the form's file supposes one.
  package let isAssumed: Bool

  /// Creates a target.
  package init(_ direction: Direction, _ value: Double, isAssumed: Bool = false) {
    self.direction = direction
    self.value = value
    self.isAssumed = isAssumed
  }

  /// Whether a value reaches the target. Nine decimals count: 0.9 is 9 ÷ 10 whatever its binary form.
  package func isMet(by actual: Double) -> Bool {
    switch direction {
    case .atLeast: actual >= value - 1e-9
    case .atMost: actual <= value + 1e-9
    case .equal: abs(actual - value) <= 1e-9
    }
  }

  /// The target as a sentence says it: 不低于85%.
  func words(in unit: Metric.Unit) -> LocalizedText {
    let number = unit.isRate ? NumberText.shortest(value * 100, places: 2) + "%" : nil
    let text = number.map { LocalizedText(zh: $0, en: $0) } ?? unit.text(value)
    return switch direction {
    case .atLeast: LocalizedText(zh: "不低于\(text.zh)", en: "at least \(text.en)")
    case .atMost: LocalizedText(zh: "不高于\(text.zh)", en: "at most \(text.en)")
    case .equal: LocalizedText(zh: "等于\(text.zh)", en: text.en)
    }
  }

  /// How far short of the target a value is, in its unit; 0 when the target is met.
  package func shortfall(of actual: Double) -> Double {
    guard !isMet(by: actual) else { return 0 }
    switch direction {
    case .atLeast: return value - actual
    case .atMost: return actual - value
    case .equal: return abs(actual - value)
    }
  }

  /// The degree of completion, 1 when the target is met: actual ÷ target, for “at most” target ÷ actual.
  ///
  /// A target of 0 is either met or missed.
  package func completion(of actual: Double) -> Double {
    let actual = max(0, actual)
    guard !isMet(by: actual) else { return 1 }
    switch direction {
    case .atLeast: return value > 0 ? actual / value : 0
    case .atMost: return value > 0 ? value / actual : 0
    case .equal: return value > 0 ? min(actual, value) / max(actual, value) : 0
    }
  }

  /// The relative deviation from the target, positive when it was beaten: (actual − target) ÷ target, for “at most” the
  /// other way round; `nil` for a target of 0 (domain.md §2.4).
  package func deviation(of actual: Double) -> Double? {
    guard value > 0 else { return nil }
    return direction == .atMost ? (value - actual) / value : (actual - value) / value
  }

  /// For rates that cannot exceed 100 %: the share of the gap between target and 100 % that was closed (domain.md §2.4).
  func gapClosed(by actual: Double) -> Double? {
    guard direction == .atLeast, value < 1, actual > value else { return nil }
    return (actual - value) / (1 - value)
  }

  /// `≥90.00%`.
  package func text(in unit: Metric.Unit) -> LocalizedText {
    let sign =
      switch direction {
      case .atLeast: "≥"
      case .atMost: "≤"
      case .equal: "="
      }
    let text = unit.text(value)
    return LocalizedText(zh: sign + text.zh, en: sign + text.en)
  }
}
