import HotlineCalendar
import HotlineConfiguration
import HotlineEngines
import HotlineModel
import HotlineStore
import HotlineText

/// Gives the SQL of a KPI's measures for an engine; no database is opened.
package struct ShowEngineSQL: Sendable {
  /// Who runs the SQL.
  package enum Dialect: String, Sendable, CaseIterable {
    /// DuckDB, over the views of records.
    case duckdb
    /// Apache Spark, over the views of records.
    case spark
    /// SQLite, over the views of a database of `hotline ingest`.
    case sqlite

    /// Who reads records; `nil` for SQLite, whose database has the views already.
    package var engine: Engine? { Engine(rawValue: rawValue) }
  }

  /// The metric's id.
  package var metric: String
  /// Who runs the SQL.
  package var dialect: Dialect
  /// The days counted; all of them unless given.
  package var period: Period?
  /// The moment up to which the data speak, in Unix seconds; the period's end unless given.
  package var asOf: Int64?

  /// Creates a question.
  package init(_ metric: String, dialect: Dialect, period: Period? = nil, asOf: Int64? = nil) {
    self.metric = metric
    self.dialect = dialect
    self.period = period
    self.asOf = asOf
  }

  /// One measure's share in the metric.
  package struct Term: Sendable, Hashable {
    /// Where it stands.
    package enum Part: String, Sendable {
      /// Above the line.
      case numerator
      /// Below the line.
      case denominator
      /// Neither.
      case leftOut = "left out"
    }

    /// Where it stands.
    package let part: Part
    /// The measure's id.
    package let measure: String
    /// The SQL that gives its sum.
    package let sql: String
  }

  /// What is asked.
  package struct Answer: Sendable {
    /// The metric.
    package let metric: Metric
    /// The days counted.
    package let period: Period
    /// The moment up to which the data speak.
    package let asOf: Int64
    /// The measures.
    package let terms: [Term]
  }

  /// - Throws: a ``Diagnostic`` when there is no such metric.
  package func run(in workspace: Workspace) throws -> Answer {
    let metric = try workspace.catalog().metric(metric)
    let years = Period.years
    let period =
      period ?? Period(first: Period(year: years.lowerBound).first, last: Period(year: years.upperBound).last)
    let asOf = asOf ?? period.end - 1
    let query = SumQuery(measures: [], period: period, asOf: asOf)
    let sqlDialect: any SQLDialect = dialect.engine?.dialect ?? SQLiteDialect()
    func terms(_ part: Term.Part, _ measures: [Measure], _ answer: FactAnswer = .sum) -> [Term] {
      measures.map { measure in
        let sql = FactSQL(
          FactQuestion(measure, in: query), horizon: nil, tellsFields: true, dialect: sqlDialect)
        return Term(part: part, measure: measure.id, sql: sql.sql(answer))
      }
    }
    return Answer(
      metric: metric, period: period, asOf: asOf,
      terms: terms(.numerator, metric.numerator, metric.answer) + terms(.denominator, metric.denominator)
        + terms(.leftOut, metric.leftOut))
  }
}

/// Gives the statements by which an engine makes the views over records.
package struct ShowEngineViews: Sendable {
  /// The engine.
  package var engine: Engine
  /// The records: a file of NDJSON, or a pattern of files.
  package var records: String

  /// Creates a question.
  package init(_ engine: Engine, over records: String) {
    self.engine = engine
    self.records = records
  }

  /// - Throws: a ``Diagnostic`` when the data folder cannot be read.
  package func run(in workspace: Workspace) throws -> [String] {
    try RecordViews(engine, model: workspace.model(), settings: workspace.catalog().settings).statements(over: records)
  }
}
