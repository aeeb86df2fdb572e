import HotlineConfiguration
import HotlineLogs
import HotlineMetrics
import HotlineStore

/// The rooms that a command works with, opened as its options say.
struct Room {
  let options: CommonOptions

  func catalog() throws -> MetricCatalog { try MetricCatalog(contentsOf: "\(options.data)/metrics.yaml") }

  func profiles() throws -> ProfileCatalog { try ProfileCatalog(directory: "\(options.data)/profiles") }

  func database(_ mode: HotlineDatabase.Mode, catalog: MetricCatalog) throws -> HotlineDatabase {
    try HotlineDatabase(
      path: options.database, mode: mode, reference: ReferenceData(directory: options.data), settings: catalog.settings)
  }

  /// Metrics over the database, for questions.
  func engine() throws -> MetricEngine {
    let catalog = try catalog()
    return MetricEngine(database: try database(.readOnly, catalog: catalog), catalog: catalog)
  }
}
