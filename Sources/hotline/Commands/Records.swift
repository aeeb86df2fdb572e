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

  @Flag(help: "Print the columns of the records as JSON, and read no file.")
  var schema = false

  @OptionGroup var options: CommonOptions

  func validate() throws {
    guard maxRejects.map({ IngestFiles.share(parsing: $0) != nil }) ?? true else {
      throw ValidationError("--max-rejects must be a share such as 0.01 or 1%")
    }
    guard schema || !files.isEmpty else { throw ValidationError("Missing expected argument '<files> ...'") }
  }

  func run() throws {
    if schema { return Console.print(try ShowRecordSchema().run(in: options.workspace())) }
    let shown = IngestProgress(quiet: options.quiet)
    let write = WriteRecords(
      files, format: format, profile: profile, keyFile: key, rejectsFile: rejects, notesFile: notes,
      writesNames: asWritten,
      maxRejectShare: maxRejects.flatMap(IngestFiles.share(parsing:)), language: options.language)
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

  private func counts(_ report: SourceReport) -> String {
    let name = URL(filePath: report.file).lastPathComponent
    return options.say(
      "\(name)：\(report.rows) 行 = 表头 \(report.header) + 空行 \(report.blank) + 略过 \(report.skipped) + 记录 \(report.accepted) + 拒绝 \(report.rejected)",
      "\(name): \(report.rows) rows = \(report.header) header + \(report.blank) blank + \(report.skipped) skipped + \(report.accepted) records + \(report.rejected) rejected"
    )
  }
}

extension RecordFormat: ExpressibleByArgument {}
