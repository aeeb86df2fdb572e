import Foundation
import HotlineConfiguration
import HotlineEngines
import HotlineMetrics
import HotlineModel
import HotlineReading
import HotlineReports
import HotlineStore
import HotlineText
// Foundation has a `Dimension` too.
import struct HotlineModel.Dimension

/// Forms the sums of exports on Apache Spark: tasks read the files by this program, Spark folds what they say into facts and sums them,
/// and the sums become a database that the commands read.
package struct RunSpark: Sendable {
  /// The master's address: `spark://host:7077`, `yarn`, `k8s://…`, `local[2]`.
  package var master: String
  /// Files, or folders of them, at the same place on every machine.
  package var inputs: [String]
  /// The folder that is made: facts as Parquet, sums.
  package var output: String
  /// The file of the key of the pseudonyms; the one beside the database unless given.
  package var keyFile: String?
  /// The profile to read by; the one that a file's headers call for unless given.
  package var profile: String?
  /// The share of rows that may be rejected; 1 % unless given.
  package var maxRejectShare: Double?
  /// The moment as of which sums are formed, in Unix seconds; that of the newest export unless given.
  package var asOf: Int64?
  /// The size, in bytes, of the parts in which large files are read; 0 for whole files.
  package var splitBytes: Int
  /// Settings of Spark, `key=value`.
  package var settings: [String]
  /// The program, at the same place on every machine.
  package var program: String

  /// What Spark itself takes of a file at a time.
  package static let usualSplitBytes = 128 << 20

  /// Creates an order.
  package init(
    master: String, inputs: [String], output: String, keyFile: String? = nil, profile: String? = nil,
    maxRejectShare: Double? = nil, asOf: Int64? = nil, splitBytes: Int = usualSplitBytes,
    settings: [String] = [], program: String
  ) {
    self.master = master
    self.inputs = inputs
    self.output = output
    self.keyFile = keyFile
    self.profile = profile
    self.maxRejectShare = maxRejectShare
    self.asOf = asOf
    self.splitBytes = splitBytes
    self.settings = settings
    self.program = program
  }

  /// The database of sums in an output folder.
  static func database(in output: String) -> String { "\(output)/sums.sqlite" }

  /// The database of sums in an output folder of a job that has ended.
  ///
  /// - Throws: a ``Diagnostic`` when there is none.
  package static func existingDatabase(in output: String) throws -> String {
    let path = database(in: output)
    guard FileManager.default.fileExists(atPath: path) else {
      throw Diagnostic(
        .usage, at: .init(file: output), found: LocalizedText(zh: "目录中没有合计", en: "there are no sums in this folder"),
        expected: LocalizedText(
          zh: "hotline engine spark --output 的目录", en: "the folder of `hotline engine spark --output`"))
    }
    return path
  }

  /// What came of it.
  package struct Outcome: Sendable {
    /// The sources that count, in order.
    package let reports: [SourceReport]
    /// Why others do not.
    package let problems: [LocalizedText]
  }

  /// What the job says of its run.
  private struct JobReport: Decodable {
    struct Problem: Decodable {
      let zh: String
      let en: String
    }

    let asOf: Int64
    let problems: [Problem]
  }

  /// Does the work. The output folder is there when all of it is.
  ///
  /// - Parameters:
  ///   - environment: where Spark is looked for: `SPARK_HOME`, then `PATH`.
  ///   - log: where what Spark prints goes.
  ///   - started: told of the group of processes that works, so that whoever ends this one ends them too.
  /// - Throws: a ``Diagnostic`` when there is no key, no Spark, or the job failed.
  package func run(
    in workspace: Workspace, environment: [String: String], log: FileHandle,
    started: (pid_t) -> Void = { _ in }
  ) throws -> Outcome {
    let output = Self.absolute(output)
    let (partial, manager) = (output + ".partial", FileManager.default)
    if manager.fileExists(atPath: output), !manager.fileExists(atPath: Self.database(in: output)),
      (try? manager.contentsOfDirectory(atPath: output).isEmpty) != true
    {
      throw Diagnostic(
        .usage, at: .init(file: output),
        found: LocalizedText(zh: "目录中已有别的内容", en: "the folder holds something else"),
        fix: LocalizedText(zh: "请用 --output 指明一个新目录", en: "name a new folder with --output"))
    }
    let submit = try Self.submit(environment)
    let files = try files()
    let plan = try plan(workspace, files, output: partial)
    try? manager.removeItem(atPath: partial)
    // When all is well it bears another name in the end.
    defer { try? manager.removeItem(atPath: partial) }
    try manager.createDirectory(
      atPath: "\(partial)/job", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try DocumentFile.write(encoder.encode(plan), to: "\(partial)/job/plan.json")
    for file in SparkJob.files { try DocumentFile.write(Data(file.bytes), to: "\(partial)/job/\(file.name)") }
    try run(submit, driverOptions(files) + settings, in: "\(partial)/job", environment, log, started)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let report = try decoder.decode(JobReport.self, from: Data(contentsOf: URL(filePath: "\(partial)/raw/job.json")))
    let catalog = try workspace.catalogWithoutWarning()
    let reports = try SumsImport(folder: "\(partial)/raw", facts: "\(output)/facts", asOf: report.asOf).run(
      to: Self.database(in: partial), reference: workspace.reference(), settings: catalog.settings,
      measures: catalog.measures + ReportMeasures.all(),
      options: maxRejectShare.map { IngestOptions(maxRejectShare: $0) } ?? IngestOptions())
    for part in ["raw", "job", "statements", "sums.sqlite.key"] {
      try? manager.removeItem(atPath: "\(partial)/\(part)")
    }
    if manager.fileExists(atPath: output) { try manager.removeItem(atPath: output) }
    try manager.moveItem(atPath: partial, toPath: output)
    return Outcome(reports: reports, problems: report.problems.map { LocalizedText(zh: $0.zh, en: $0.en) })
  }

  private static func absolute(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }

  /// What the job is told.
  private func plan(_ workspace: Workspace, _ files: [String], output: String) throws -> SparkPlan {
    let key = Self.absolute(keyFile ?? workspace.database + ".key")
    _ = try RecordKey(file: key)
    let (catalog, reference) = (try workspace.catalog(), try workspace.reference())
    let measures = try catalog.measures + ReportMeasures.all()
    let kinds = catalog.model.kinds.map { kind in
      let isElsewhere = FoldRules.elsewhere.contains(kind)
      return SparkPlan.Kind(
        kind, identity: FoldRules.identity(of: kind), parts: FoldRules.parts(of: kind),
        reuse: FoldRules.reuse(of: kind),
        measures: isElsewhere ? measures : nil,
        rows: isElsewhere ? Self.lists(of: kind, catalog) : [])
    }
    let dimensions = catalog.model.dimensions.filter(\.hasAliases)
    let aliases = dimensions.map { dimension in
      (
        dimension.rawValue,
        FoldRules.aliases(in: dimension, reference).mapValues { spans in
          spans.map { SparkPlan.Span(since: $0.since, until: $0.until, name: $0.name) }
        }
      )
    }
    let program = URL(filePath: program).resolvingSymlinksInPath().path
    return SparkPlan(
      SparkPlan.Places(
        hotline: program, data: Self.absolute(workspace.data), key: key, profile: profile, maxRejects: maxRejectShare,
        files: files, splitBytes: splitBytes, output: output),
      asOf: asOf, kinds: kinds, calendar: reference.calendar, settings: catalog.settings,
      aliases: Dictionary(uniqueKeysWithValues: aliases), rowsKept: FoldRules.rowsKept)
  }

  /// The exports, by absolute paths.
  private func files() throws -> [String] {
    try inputs.flatMap { input -> [String] in
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: input, isDirectory: &isFolder) else {
        throw Diagnostic(.usage, at: .init(file: input), found: LocalizedText(zh: "文件不存在", en: "there is no such file"))
      }
      return isFolder.boolValue ? try FolderListing(path: input).exports.map(\.path) : [input]
    }.map(Self.absolute)
  }

  /// The rows that reports list: of shares those that are missed.
  private static func lists(of kind: FactKind, _ catalog: MetricCatalog) -> [SparkPlan.RowList] {
    var seen: Set<String> = []
    return catalog.metrics.filter { $0.counting == .sums && $0.unit == .share }.flatMap { metric in
      metric.denominator.filter { $0.fact == kind }.compactMap { measure in
        let other = metric.numerator.first { $0.fact == kind }
        let question = HotlineDatabase.rowQuestion(measure, excluding: other)
        return seen.insert(question).inserted ? SparkPlan.RowList(question, of: measure, without: other) : nil
      }
    }
  }

  // MARK: Spark

  /// Where `spark-submit` is.
  private static func submit(_ environment: [String: String]) throws -> String {
    let homes = [environment["SPARK_HOME"]].compactMap { $0 }.map { "\($0)/bin" }
    let folders = homes + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let found = folders.map { "\($0)/spark-submit" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    if let found { return found }
    throw Diagnostic(
      found: LocalizedText(zh: "找不到 spark-submit", en: "there is no spark-submit"),
      expected: LocalizedText(zh: "在 SPARK_HOME/bin 或 PATH 中", en: "in SPARK_HOME/bin or on the PATH"),
      fix: LocalizedText(
        zh: "pip install pyspark，或设置 SPARK_HOME", en: "install it (pip install pyspark), or set SPARK_HOME"))
  }

  /// Files of more bytes than these have so many rows that code pays which takes Java long to compile.
  private static let manyBytes: Int64 = 150_000_000

  /// A driver plans, and its code runs a few times: half of the work before the first row would be to compile it as if it ran for hours.
  /// On one machine it works too.
  private func driverOptions(_ files: [String]) -> [String] {
    let bytes = files.reduce(0) { total, file in
      total + ((try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int64) ?? 0)
    }
    let isBusy = master.hasPrefix("local") && bytes > Self.manyBytes
    return isBusy ? [] : ["spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1"]
  }

  private func run(
    _ submit: String, _ settings: [String], in job: String, _ environment: [String: String], _ log: FileHandle,
    _ started: (pid_t) -> Void
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: submit)
    let others = SparkJob.files.dropFirst().map { "\(job)/\($0.name)" }.joined(separator: ",")
    process.arguments =
      ["--master", master, "--name", "hotline"] + settings.flatMap { ["--conf", $0] }
      + ["--py-files", others, "\(job)/\(SparkJob.files[0].name)", "\(job)/plan.json"]
    var own = environment
    // A Spark of a virtual environment comes with its Python.
    let python = URL(filePath: submit).deletingLastPathComponent().appending(path: "python3").path
    if own["PYSPARK_PYTHON"] == nil, FileManager.default.isExecutableFile(atPath: python) {
      own["PYSPARK_PYTHON"] = python
    }
    process.environment = own
    (process.standardOutput, process.standardError) = (log, log)
    try process.run()
    // Foundation starts a process in a group of its own.
    started(process.processIdentifier)
    process.waitUntilExit()
    started(0)
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw Diagnostic(
        at: .init(file: job),
        found: LocalizedText(
          zh: "Spark 作业失败（\(process.terminationStatus)）", en: "the job on Spark failed (\(process.terminationStatus))"),
        fix: LocalizedText(zh: "原因见上面 Spark 的输出", en: "see what Spark printed above"))
    }
  }
}
