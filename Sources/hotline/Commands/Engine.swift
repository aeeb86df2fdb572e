import ArgumentParser
import HotlineApp
import HotlineCalendar
import HotlineModel
import HotlineText

/// `hotline engine`: the same definitions on other engines.
struct EngineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "engine", abstract: "Prints the SQL by which other engines count what `hotline kpi` counts.",
    subcommands: [SQL.self, Views.self])

  /// `hotline engine sql METRIC`.
  struct SQL: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sql", abstract: "Prints a metric's SQL, a statement for each measure.",
      discussion: """
        That of duckdb and spark runs over records (`hotline records`) under the views of `hotline engine views`, that of
        sqlite over the views of a database.
        """)

    @Argument(help: "The metric.")
    var metric: String

    @Option(help: "duckdb, spark or sqlite.")
    var dialect: ShowEngineSQL.Dialect

    @Option(help: "2019, 2019-Q4, 2019-12, 2019-12-25 or 2019-01..2019-06; all days unless given.")
    var period: String?

    @Option(
      help: ArgumentHelp("The moment up to which the data speak; the period's end unless given.", valueName: "time"))
    var asOf: String?

    @OptionGroup var options: DataOptions

    func run() throws {
      let question = ShowEngineSQL(
        metric, dialect: dialect, period: try period.map { try Period(parsing: $0) }, asOf: try asOf.map(Moment.parsed))
      let answer = try question.run(in: options.workspace)
      Console.print("-- \(answer.metric.id): \(answer.metric.name(options.language))")
      Console.print(
        "-- \(answer.period.first.iso)..\(answer.period.last.iso), --as-of '\(LocalTime.text(answer.asOf))'")
      for term in answer.terms { Console.print("\n-- \(term.part.rawValue): \(term.measure)\n\(term.sql)") }
    }
  }

  /// `hotline engine views FILE`.
  struct Views: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "views", abstract: "Prints the statements that make the views over records.",
      discussion: """
        Of a fact's rows the newest counts, as a whole: legs of one call are not joined, and a file that carries only some
        of the fields completes nothing. For those, ingest the files.
        """)

    @Argument(help: "Records as NDJSON, or a pattern of such files.")
    var file: String

    @Option(help: "duckdb or spark.")
    var dialect: ShowEngineSQL.Dialect

    @OptionGroup var options: DataOptions

    func validate() throws {
      guard dialect.engine != nil else {
        throw ValidationError("--dialect is one of duckdb, spark: a database of SQLite has the views already")
      }
    }

    func run() throws {
      guard let engine = dialect.engine else { return }
      for statement in try ShowEngineViews(engine, over: file).run(in: options.workspace) { Console.print(statement) }
    }
  }
}

extension ShowEngineSQL.Dialect: ExpressibleByArgument {}
