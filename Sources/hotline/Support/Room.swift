import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineReading
import HotlineStore

/// The rooms that a command works with, opened as its options say.
struct Room {
  let options: CommonOptions

  /// The KPIs; a broken one is told and left out.
  func catalog() throws -> MetricCatalog {
    let catalog = try MetricCatalog(
      contentsOf: "\(options.data)/metrics.yaml", model: DataModel(directory: options.data), skippingBroken: true)
    Console.warn(catalog.problems, options.language)
    return catalog
  }

  /// The profiles; a broken one is told and left out.
  func profiles() throws -> ProfileCatalog {
    let catalog = try ProfileCatalog(
      directory: "\(options.data)/profiles", model: DataModel(directory: options.data))
    Console.warn(catalog.problems, options.language)
    return catalog
  }

  func database(_ mode: HotlineDatabase.Mode, catalog: MetricCatalog) throws -> HotlineDatabase {
    try HotlineDatabase(
      path: options.database, mode: mode, reference: ReferenceData(directory: options.data), settings: catalog.settings)
  }

  /// Metrics over the database, for questions.
  func engine() throws -> MetricEngine {
    let catalog = try catalog()
    return MetricEngine(data: try database(.readOnly, catalog: catalog), catalog: catalog)
  }
}
