import ArgumentParser
import Foundation
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

  @Flag(help: "Try the files and change nothing.")
  var dryRun = false

  @Option(help: "table or json (one object for each file, a line each).")
  var format = TableFormat.table

  @OptionGroup var options: CommonOptions

  private var rejectShare: Double? {
    guard let maxRejects else { return nil }
    if maxRejects.hasSuffix("%") { return Double(maxRejects.dropLast()).map { $0 / 100 } }
    return Double(maxRejects)
  }

  func validate() throws {
    guard maxRejects == nil || rejectShare.map((0...1).contains) == true else {
      throw ValidationError("--max-rejects must be a share such as 0.01 or 1%")
    }
  }

  func run() throws {
    let room = Room(options: options)
    let catalog = try room.catalog()
    let profiles = try room.profiles()
    let database = try room.database(.readWrite, catalog: catalog)
    var ingestOptions = IngestOptions(isDryRun: dryRun)
    if let rejectShare { ingestOptions.maxRejectShare = rejectShare }
    var reports: [SourceReport] = []
    var hasFailed = false
    for group in try IngestJob.grouped(jobs(profiles, &hasFailed)) {
      let results = try database.ingest(group, options: ingestOptions, measures: catalog.measures)
      ProgressLine.clear(quiet: options.quiet)
      for result in results {
        do {
          let report = try result.get()
          reports.append(report)
          if format == .json { try Console.print(json: report) }
          guard let damage = report.damage(ingestOptions) else { continue }
          throw damage
        } catch let diagnostic as Diagnostic where diagnostic.kind == .data {
          Console.error(diagnostic.message(options.language))
          hasFailed = true
        }
      }
    }
    if format != .json, !reports.isEmpty { Console.print(table(reports).terminalText, terminator: "") }
    if !options.quiet, format != .json { try remarks(reports, database: database) }
    if hasFailed { throw ExitCode(1) }
  }

  /// The files named, each with the profile that its headers call for; what cannot be read is told.
  private func jobs(_ profiles: ProfileCatalog, _ hasFailed: inout Bool) throws -> [IngestJob] {
    var jobs: [IngestJob] = []
    for path in try expanded() {
      guard let listing = try listing(of: path) else {
        hasFailed = true
        continue
      }
      hasFailed = hasFailed || !listing.refused.isEmpty
      for source in listing.sources {
        do {
          let file = try ExportFile(source)
          let chosen = try profile.map { try profiles.profile(named: $0) } ?? file.matchProfile(in: profiles)
          let progress = ProgressLine(
            title: URL(filePath: file.path).lastPathComponent, totalBytes: file.sizeBytes, quiet: options.quiet)
          jobs.append(IngestJob(file: file, profile: chosen, progress: progress.update))
        } catch let diagnostic as Diagnostic where diagnostic.kind == .data {
          Console.error(diagnostic.message(options.language))
          hasFailed = true
        }
      }
    }
    return jobs
  }

  /// The exports in a file; what is no export in it is named. `nil`, and the reason printed, when there are none.
  private func listing(of path: String) throws -> ExportListing? {
    do {
      let listing = try ExportListing(path: path)
      passedOver(listing.passedOver, in: path)
      for refusal in listing.refused { Console.error(refusal.message(options.language)) }
      return listing
    } catch let diagnostic as Diagnostic where diagnostic.kind == .data {
      Console.error(diagnostic.message(options.language))
      return nil
    }
  }

  /// Names what a folder or archive holds besides exports.
  private func passedOver(_ names: [String], in path: String) {
    guard !names.isEmpty, !options.quiet else { return }
    let isChinese = options.language == .zh
    let shown = names.prefix(5).map { Masking.masked($0) }.joined(separator: isChinese ? "、" : ", ")
    let more = names.count > 5 ? (isChinese ? "等" : ", …") : ""
    Console.note(
      isChinese
        ? "\(path)：略过的其他文件（\(names.count)）：\(shown)\(more)"
        : "\(path): other files passed over (\(names.count)): \(shown)\(more)")
  }

  private func expanded() throws -> [String] {
    try files.flatMap { path -> [String] in
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
        return [path]
      }
      let folder = try FolderListing(path: path)
      passedOver(folder.passedOver, in: path)
      if folder.exports.isEmpty {
        let extensions = ExportName.extensions
        throw Diagnostic(
          at: .init(file: path), found: LocalizedText(zh: "目录中没有导出文件", en: "no exports in the folder"),
          expected: LocalizedText(
            zh: extensions.joined(separator: "、"), en: "one of \(extensions.joined(separator: ", "))"))
      }
      return folder.exports
    }
  }

  private func table(_ reports: [SourceReport]) -> ReportTable {
    let headers =
      options.language == .zh
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
      let mark =
        report.alreadyIngested
        ? (options.language == .zh ? "此前已导入，未作改动" : "ingested before, left alone")
        : report.minutePrecision
          ? (options.language == .zh ? "时间只到分" : "times to the minute") : ""
      return [URL(filePath: report.file).lastPathComponent, report.profile, report.encoding] + counts + [mark]
    }
    return table
  }

  private func remarks(_ reports: [SourceReport], database: HotlineDatabase) throws {
    let isChinese = options.language == .zh
    if dryRun { Console.note(isChinese ? "试运行：数据库未改动。" : "Dry run: the database is unchanged.") }
    if reports.contains(where: { $0.rejected > 0 }), !dryRun {
      Console.note(isChinese ? "被拒的行：hotline rejects" : "Rejected rows: hotline rejects")
    }
    for report in reports where !report.alreadyIngested {
      for line in report.remarkLines(options.language) { Console.note("\(report.file): \(line)") }
    }
    for report in reports where report.rows == report.header + report.blank {
      Console.note("\(report.file): " + (isChinese ? "只有表头，没有数据行" : "a header but no data rows"))
    }
    guard !dryRun, !reports.isEmpty else { return }
    for (dimension, names) in try database.unknownNames().sorted(by: { $0.key < $1.key }) where !names.isEmpty {
      let list = names.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(8).map { "\($0.key) (\($0.value))" }
        .joined(separator: ", ")
      Console.note(
        (isChinese
          ? "未知的 \(dimension)（已保留，可在 \(dimension)s.csv 中加别名）："
          : "Unknown \(dimension) names (kept; add an alias in \(dimension)s.csv): ") + list)
    }
  }
}
