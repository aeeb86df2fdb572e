import ArgumentParser
import Foundation
import HotlineApp
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineModel
import HotlineReading
import HotlineRender
import HotlineReports
import HotlineStore
import HotlineText

/// `hotline ingest`: exports become facts, each file whole or not at all.
struct Ingest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest", abstract: "Reads exported logs into the database.",
    discussion: """
      The profile is found by the file's headers. A file that was ingested before is left alone. A folder stands for the
      .csv, .tsv, .txt, .xlsx, .xlsm, .xls, .gz and .zip files in it, a zip archive for the exports in it, a workbook for
      its visible sheets. One file's failure does not stop the others; the exit code is 1 then.
      """)

  @Argument(help: "Exports, or folders of exports.")
  var files: [String]

  @Option(help: "Read the files by this profile instead of the one that their headers call for.")
  var profile: String?

  @Option(
    help: ArgumentHelp(
      "The share of rows that may be rejected: 0.01 or 1% (default: 1%). At least 20 rows are allowed; more than a tenth of a file is a failure unless allowed here.",
      valueName: "share"))
  var maxRejects: String?

  @Flag(help: "Read the files again: forget what earlier readings of them said, in the same transaction.")
  var again = false

  @Flag(help: "Try the files and change nothing.")
  var dryRun = false

  @Option(help: "table or json (one object for each file, a line each).")
  var format = BriefFormat.table

  @OptionGroup var options: CommonOptions

  func validate() throws {
    guard maxRejects.map({ IngestFiles.share(parsing: $0) != nil }) ?? true else {
      throw ValidationError("--max-rejects must be a share such as 0.01 or 1%")
    }
  }

  func run() throws {
    let showsRemarks = !options.quiet && format != .json
    let ingest = IngestFiles(
      files, profile: profile, maxRejectShare: maxRejects.flatMap(IngestFiles.share(parsing:)), isDryRun: dryRun,
      isAgain: again,
      wantsUnknownNames: showsRemarks)
    let shown = IngestProgress(quiet: options.quiet)
    // An event cannot throw: the files go on.
    var failure: (any Error)?
    let outcome = try ingest.run(in: options.workspace()) { event in
      do {
        try show(event, shown)
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    if format != .json, !outcome.reports.isEmpty {
      Console.print(
        IngestTable(language: options.language).table(outcome.reports).terminalText(width: Console.width),
        terminator: "")
    }
    if showsRemarks { showRemarks(outcome) }
    if outcome.isFailure { throw ExitCode(1) }
  }

  private func show(_ event: IngestFiles.Event, _ shown: IngestProgress) throws {
    if case .progress(let progress) = event { return shown.draw(progress) }
    shown.clear()
    switch event {
    case .passedOver(let names, let path): if !options.quiet { showPassedOver(names, path) }
    case .finished(let report): if format == .json { try Console.print(json: report) }
    case .problem(let problem): Console.error(problem.message(options.language))
    case .progress: break
    }
  }

  private func showPassedOver(_ names: [String], _ path: String) {
    let shown = names.prefix(5).joined(separator: options.say("、", ", "))
    let more = names.count > 5 ? options.say("等", ", …") : ""
    Console.note(
      options.say(
        "\(path)：略过的其他文件（\(names.count)）：\(shown)\(more)",
        "\(path): other files passed over (\(names.count)): \(shown)\(more)"))
  }

  private func showRemarks(_ outcome: IngestFiles.Outcome) {
    if dryRun { Console.note(options.say("试运行：数据库未改动。", "Dry run: the database is unchanged.")) }
    if outcome.reports.contains(where: { $0.rejected > 0 }), !dryRun {
      Console.note(options.say("被拒的行：hotline rejects", "Rejected rows: hotline rejects"))
    }
    for report in outcome.reports where !report.alreadyIngested {
      for line in report.remarkLines(options.language) { Console.note("\(report.file): \(line)") }
    }
    for report in outcome.reports where report.rows == report.header + report.blank {
      Console.note("\(report.file): " + options.say("只有表头，没有数据行", "a header but no data rows"))
    }
    if let outside = outcome.outsideCalendar { Console.note(outside(options.language)) }
    for (dimension, names) in outcome.unknownNames.sorted(by: { $0.key < $1.key }) where !names.isEmpty {
      let list = names.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(8).map { "\($0.key) (\($0.value))" }
        .joined(separator: ", ")
      let table = Locality.current.nameTables[dimension]
      let hint = table.map { options.say("，可在 \($0) 中加别名", "; add an alias in \($0)") } ?? ""
      Console.note(
        options.say("未知的 \(dimension)（已保留\(hint)）：", "Unknown \(dimension) names (kept\(hint)): ") + list)
    }
  }
}

/// What became of each file, as a table.
private struct IngestTable {
  let language: Language

  func table(_ reports: [SourceReport]) -> ReportTable {
    let headers =
      language == .zh
      ? ["文件", "格式", "编码", "总行", "表头", "空行", "略过", "新增", "更新", "未变", "合并", "拒绝", ""]
      : [
        "file", "profile", "encoding", "rows", "header", "blank", "skipped", "accepted", "updated", "unchanged",
        "merged", "rejected", "",
      ]
    var table = ReportTable(
      columns: headers.enumerated().map { .init($0.element, (3...11).contains($0.offset) ? .trailing : .leading) })
    table.texts = reports.map { report in
      let counts = [
        report.rows, report.header, report.blank, report.skipped, report.accepted, report.updated, report.unchanged,
        report.merged, report.rejected,
      ].map { NumberText.count(Double($0)) }
      return [URL(filePath: report.file).lastPathComponent, report.profile, report.encoding] + counts + [mark(report)]
    }
    return table
  }

  private func mark(_ report: SourceReport) -> String {
    if report.alreadyIngested, report.profileChanged {
      return language == .zh
        ? "此前已按另一格式导入，未作改动；重读：--again" : "ingested before by another profile, left alone; to read it again: --again"
    }
    if report.alreadyIngested { return language == .zh ? "此前已导入，未作改动" : "ingested before, left alone" }
    if !report.forgotten.isEmpty {
      let numbers = report.forgotten.map(String.init).joined(separator: ", ")
      return language == .zh ? "重读，取代来源 \(numbers)" : "read again, in place of source \(numbers)"
    }
    guard report.minutePrecision else { return "" }
    return language == .zh ? "时间只到分" : "times to the minute"
  }
}
