import ArgumentParser
import Foundation
import HotlineApp
import HotlineConfiguration
import HotlineModel
import HotlineReports
import HotlineStore
import HotlineText

/// `hotline records`: exports become typed records for other programs.
struct Records: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "records",
    abstract: "Writes what the rows of exports say to standard output, for DuckDB, pandas, Polars or Spark.",
    discussion: """
      The files are read as `hotline ingest` reads them: the same profiles, the same rows rejected. Times are Unix seconds,
      words those of the vocabularies, names canonical, callers pseudonyms; each record has its file and line. Nothing is
      stored. A key makes the pseudonyms: --key, or the one beside --database. --schema lists the columns.
      """)

  @Argument(help: "Exports, or folders of exports.")
  var files: [String] = []

  @Option(help: "ndjson or csv (of one kind of fact).")
  var format = RecordFormat.ndjson

  @Option(help: "Read the files by this profile instead of the one that their headers call for.")
  var profile: String?

  @Option(help: ArgumentHelp("The key of the pseudonyms: 32 random bytes, mode 0600.", valueName: "file"))
  var key: String?

  @Option(help: ArgumentHelp("Write rejected rows there, in the same format.", valueName: "file"))
  var rejects: String?

  @Option(
    help: ArgumentHelp(
      "Write there, as NDJSON, what an ingest would write down of each file besides: counts, remarks, rejected rows.",
      valueName: "file"))
  var notes: String?

  @Flag(help: "Write names as the files spell them, and not the canonical ones.")
  var asWritten = false

  @Option(
    help: ArgumentHelp(
      "The share of a file's rows that may be rejected before the exit code is 1: 0.2 or 20% (default: 10%).",
      valueName: "share"))
  var maxRejects: String?

  @Option(
    help: ArgumentHelp(
      "Cut one large file into parts of about so many bytes and print them as JSON; other programs then write a part each.",
      valueName: "bytes"))
  var cut: Int?

  @Option(help: ArgumentHelp("Write this part of the file, one of those that --cut printed.", valueName: "json"))
  var part: String?

  @Option(
    help: ArgumentHelp(
      "Print the notes on the file, out of what --cut printed and the --notes of all parts, in one file of that order; print nothing when the file has to be read as a whole.",
      valueName: "file"))
  var join: String?

  @Flag(help: "Print the columns of the records as JSON, and read no file.")
  var schema = false

  @OptionGroup var options: CommonOptions

  func validate() throws {
    guard maxRejects.map({ IngestFiles.share(parsing: $0) != nil }) ?? true else {
      throw ValidationError("--max-rejects must be a share such as 0.01 or 1%")
    }
    guard part.map({ ShareRecords.part(parsing: $0) != nil }) ?? true else {
      throw ValidationError("--part must be one of the parts that --cut prints")
    }
    guard cut.map({ $0 > 0 }) ?? true else { throw ValidationError("--cut must be a number of bytes") }
    guard cut == nil && part == nil && join == nil || files.count == 1 else {
      throw ValidationError("--cut, --part and --join are about one file")
    }
    guard schema || !files.isEmpty else { throw ValidationError("Missing expected argument '<files> ...'") }
  }

  func run() throws {
    if schema { return Console.print(try ShowRecordSchema().run(in: options.workspace())) }
    if cut != nil || join != nil { return try share() }
    let shown = IngestProgress(quiet: options.quiet)
    let write = WriteRecords(
      files, format: format, profile: profile, keyFile: key, rejectsFile: rejects, notesFile: notes,
      writesNames: asWritten,
      maxRejectShare: maxRejects.flatMap(IngestFiles.share(parsing:)), part: part.flatMap(ShareRecords.part(parsing:)),
      language: options.language)
    let outcome = try write.run(in: options.workspace(), to: .standardOutput) { event in
      if case .progress(let progress) = event { return shown.draw(progress) }
      shown.clear()
      switch event {
      case .finished(let report): if !options.quiet { Console.note(counts(report)) }
      case .problem(let problem): Console.error(problem.message(options.language))
      case .passedOver, .progress: break
      }
    }
    if outcome.isFailure { throw ExitCode(1) }
  }

  /// Cuts the file, or joins the notes on its parts.
  private func share() throws {
    let share = ShareRecords(files[0], profile: profile)
    if let cut { return Console.print(try share.cut(bytes: cut, in: options.workspace())) }
    guard let join else { return }
    let joined = try share.join(
      join, maxRejectShare: maxRejects.flatMap(IngestFiles.share(parsing:)), in: options.workspace())
    if let note = joined.note { Console.print(note) }
    if let report = joined.report, !options.quiet { Console.note(counts(report)) }
    if let problem = joined.problem {
      Console.error(problem.message(options.language))
      throw ExitCode(1)
    }
  }

  private func counts(_ report: SourceReport) -> String {
    let name = URL(filePath: report.file).lastPathComponent
    return options.say(
      "\(name)：\(report.rows) 行 = 表头 \(report.header) + 空行 \(report.blank) + 略过 \(report.skipped) + 记录 \(report.accepted) + 拒绝 \(report.rejected)",
      "\(name): \(report.rows) rows = \(report.header) header + \(report.blank) blank + \(report.skipped) skipped + \(report.accepted) records + \(report.rejected) rejected"
    )
  }
}

extension RecordFormat: ExpressibleByArgument {}
