import Foundation
import HotlineModel
import Testing

@testable import HotlineMetrics

/// The KPIs that are shipped, and values of them that a test makes up.
enum ShippedMetrics {
  static let catalog = Result {
    let project = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    return try MetricCatalog(contentsOf: project.appending(path: "data/metrics.yaml").path)
  }

  static func metric(_ id: String) throws -> Metric {
    try #require(try catalog.get().metrics.first { $0.id == id })
  }

  /// A value of a ratio by its two counts, or of a count by one.
  static func value(_ metric: Metric, _ numerator: Double, of denominator: Double? = nil, labels: [String] = [])
    -> MetricValue
  {
    MetricValue(
      metric: metric, labels: labels, numerator: numerator, denominator: denominator,
      value: denominator.map { $0 > 0 ? numerator / $0 : nil } ?? numerator, interval: nil, leftOut: [], notes: [])
  }
}
