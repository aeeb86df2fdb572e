import HotlineModel

/// An engine that reads records and runs the SQL of measures.
package enum Engine: String, Sendable, CaseIterable {
  /// DuckDB, on one machine.
  case duckdb
  /// Apache Spark, on many.
  case spark

  /// How it writes SQL.
  package var dialect: any SQLDialect {
    switch self {
    case .duckdb: DuckDBDialect()
    case .spark: SparkDialect()
    }
  }

  var textType: String { self == .duckdb ? "VARCHAR" : "STRING" }

  var createView: String { self == .duckdb ? "CREATE OR REPLACE VIEW" : "CREATE OR REPLACE TEMPORARY VIEW" }
}
