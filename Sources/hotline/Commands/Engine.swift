import ArgumentParser
import Foundation
import HotlineApp
import HotlineCalendar
import HotlineModel
import HotlineText

/// `hotline engine`: the same definitions on other engines.
struct EngineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "engine", abstract: "Prints the SQL by which other engines count what `hotline kpi` counts.",
    subcommands: [SQL.self, Views.self, Spark.self])

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

extension EngineCommand {
  /// `hotline engine spark`.
  struct Spark: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "spark", abstract: "Forms the sums of exports on Apache Spark.",
      discussion: """
        Tasks read the files as `hotline ingest` does, Spark folds what they say into facts and sums them. The folder that is
        made has the facts as Parquet and the sums, which `hotline kpi --sums DIR` and the like read. The program, the data
        folder, the key and the files must be at the same place on every machine. spark-submit is looked for in SPARK_HOME,
        then on the PATH.
        """)

    @Option(help: "The master: spark://host:7077, yarn, k8s://…, local[2].")
    var master: String

    @Option(help: ArgumentHelp("An export, or a folder of exports; may be repeated.", valueName: "path"))
    var input: [String]

    @Option(help: ArgumentHelp("The folder to make.", valueName: "dir"))
    var output: String

    @Option(help: ArgumentHelp("The key of the pseudonyms; the one beside --database unless given.", valueName: "file"))
    var key: String?

    @Option(help: "Read the files by this profile instead of the one that their headers call for.")
    var profile: String?

    @Option(help: ArgumentHelp("The share of a file's rows that may be rejected: 0.01 or 1%.", valueName: "share"))
    var maxRejects: String?

    @Option(
      help: ArgumentHelp(
        "Files of twice as many bytes or more are read in parts of this size, each by a task; 0: a task reads a file.",
        valueName: "bytes"))
    var split = RunSpark.usualSplitBytes

    @OptionGroup var moment: MomentOption

    @Option(help: ArgumentHelp("A setting of Spark; may be repeated.", valueName: "key=value"))
    var conf: [String] = []

    @OptionGroup var options: CommonOptions

    func validate() throws {
      guard maxRejects.map({ IngestFiles.share(parsing: $0) != nil }) ?? true else {
        throw ValidationError("--max-rejects must be a share such as 0.01 or 1%")
      }
      guard split >= 0 else { throw ValidationError("--split must be a number of bytes") }
    }

    func run() throws {
      defer { Interruption.endIfHandedOn(options.language) }
      let outcome = try RunSpark(
        master: master, inputs: input, output: output, keyFile: key, profile: profile,
        maxRejectShare: maxRejects.flatMap(IngestFiles.share(parsing:)), asOf: moment.moment(),
        splitBytes: split, settings: conf,
        program: "/proc/self/exe"
      ).run(
        in: options.workspace(), environment: ProcessInfo.processInfo.environment, log: .standardError,
        started: Interruption.handOn)
      if !options.quiet {
        for report in outcome.reports {
          Console.note(
            options.say(
              "\(report.file)：\(report.rows) 行，新 \(report.accepted)，更新 \(report.updated)，未变 \(report.unchanged)，合并 \(report.merged)，拒绝 \(report.rejected)",
              "\(report.file): \(report.rows) rows, \(report.accepted) accepted, \(report.updated) updated, \(report.unchanged) unchanged, \(report.merged) merged, \(report.rejected) rejected"
            ))
        }
      }
      for problem in outcome.problems { Console.error(problem(options.language)) }
      if !outcome.problems.isEmpty { throw ExitCode(1) }
    }
  }
}

extension ShowEngineSQL.Dialect: ExpressibleByArgument {}
