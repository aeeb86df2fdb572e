import Foundation
import HotlineAppraisal
import HotlineMetrics

/// The form whose targets a report compares figures with.
package enum TargetForm: Sendable, Hashable {
  /// `indicators/hotline-YEAR.yaml` of the data folder, where there is one.
  case ofTheYear
  /// No targets.
  case none
  /// The form in this file.
  case file(String)

  /// Reads `none` or a path; the year's own form for `nil`.
  package init(parsing text: String?) {
    switch text {
    case nil: self = .ofTheYear
    case "none": self = .none
    case let path?: self = .file(path)
    }
  }

  func definition(year: Int, data: String, engine: MetricEngine) throws -> FormDefinition? {
    switch self {
    case .none: return nil
    case .file(let path): return try FormDefinition(contentsOf: path, catalog: engine.catalog)
    case .ofTheYear:
      let path = "\(data)/indicators/hotline-\(year).yaml"
      guard FileManager.default.fileExists(atPath: path) else { return nil }
      return try FormDefinition(contentsOf: path, catalog: engine.catalog)
    }
  }
}
