import Foundation
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineReading
import HotlineStore
import HotlineText

/// Takes exports into the database, each file whole or not at all.
package struct IngestFiles: Sendable {
  /// Files, or folders of them.
  package var paths: [String]
  /// The folder in which the files were found; their paths are within it.
  package var folder: String?
  /// The profile to read by; the one that a file's headers call for unless given.
  package var profile: String?
  /// The share of rows that may be rejected.
  package var maxRejectShare: Double
  /// Whether the files are only tried and nothing is changed.
  package var isDryRun: Bool
  /// Whether earlier readings of the files are forgotten first, each in the same transaction as the new one.
  package var isAgain: Bool
  /// Whether the outcome tells which names are unknown and which orders lie outside the calendar.
  package var wantsUnknownNames: Bool

  /// Creates an order; 1 % of the rows may be rejected unless given.
  package init(
    _ paths: [String], in folder: String? = nil, profile: String? = nil, maxRejectShare: Double? = nil,
    isDryRun: Bool = false,
    isAgain: Bool = false, wantsUnknownNames: Bool = true
  ) {
    self.isAgain = isAgain
    self.paths = paths
    self.folder = folder
    self.profile = profile
    self.maxRejectShare = maxRejectShare ?? IngestOptions().maxRejectShare
    self.isDryRun = isDryRun
    self.wantsUnknownNames = wantsUnknownNames
  }

  /// The share that a text such as `0.01` or `1%` says, 0 … 1; `nil` when it says none.
  package static func share(parsing text: String) -> Double? {
    let share = text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
    return share.flatMap { (0...1).contains($0) ? $0 : nil }
  }

  /// Whether so many rows of a file are rejected that somebody should look before it is brought in: more than an ingest takes by itself, or
  /// so large a share that the file may be damaged.
  package static func losesMany(_ report: SourceReport) -> Bool {
    let (options, rejected) = (IngestOptions(), report.counts.rejected)
    guard !report.alreadyIngested, rejected > 0 else { return false }
    return rejected > options.rejectsAllowed(ofRows: report.counts.dataRows)
      || report.rejectedShare > IngestOptions.damageShare
  }

  /// How many rows of a file have the keys of other records, where they are more than an ingest takes by itself; else 0. Each would take
  /// another row's place.
  package static func reusedKeys(_ report: SourceReport) -> Int {
    let reused = report.remarks.filter { $0.kind == .keyReused }.reduce(0) { $0 + $1.count }
    return Double(reused) > Double(report.counts.dataRows) * IngestOptions().maxReuseShare ? reused : 0
  }

  /// Whether somebody should look before a file is brought in.
  package static func needsWord(_ report: SourceReport) -> Bool { losesMany(report) || reusedKeys(report) > 0 }

  /// What is told while the work goes on, on the caller's thread.
  package enum Event: Sendable {
    /// What a folder or an archive holds besides exports; names are masked.
    case passedOver(names: [String], path: String)
    /// So much of a file has been read.
    case progress(Progress)
    /// A file is in the database for good, or was before.
    case finished(SourceReport)
    /// A file was refused, or lost so many rows that it is a failure. The others go on.
    case problem(Diagnostic)
  }

  /// How far the reading of a file is.
  package struct Progress: Sendable, Hashable {
    /// The file.
    package let path: String
    /// Its size.
    package let totalBytes: Int
    /// Bytes read.
    package let bytes: Int
    /// Rows read.
    package let rows: Int
  }

  /// What became of the files.
  package struct Outcome: Sendable {
    /// The files that are in the database, in order.
    package fileprivate(set) var reports: [SourceReport] = []
    /// Why others were refused, and which of those taken lost too many rows.
    package fileprivate(set) var problems: [Diagnostic] = []
    /// Names that no table of names knows, by dimension, with the number of facts that bear them; empty on a dry run.
    package fileprivate(set) var unknownNames: [String: [String: Int]] = [:]

    /// What is to be said of orders whose working days lie outside the calendar's years; `nil` without any, and on a dry run.
    package fileprivate(set) var outsideCalendar: LocalizedText?

    /// Whether something needs a person: a file was refused, or lost more rows than allowed.
    package var isFailure: Bool { !problems.isEmpty }
  }

  /// Does the work.
  ///
  /// - Parameters:
  ///   - cancellation: a file that is being read is taken back; those that were finished stay.
  ///   - tell: told of what happens.
  /// - Throws: a ``Diagnostic`` when nothing can be done at all: no such profile, an empty folder.
  package func run(
    in workspace: Workspace, cancellation: Cancellation = .never, tell: @escaping (Event) -> Void = { _ in }
  ) throws -> Outcome {
    let catalog = try workspace.catalog()
    let profiles = try workspace.profiles()
    let database = try workspace.databaseForWriting()
    // A server's pages are asked for while its first file is tried, too.
    if workspace.readers > 1 { try database.keepReadersFree() }
    let options = IngestOptions(maxRejectShare: maxRejectShare, isDryRun: isDryRun, isAgain: isAgain)
    var outcome = Outcome()
    func fail(_ problem: Diagnostic) {
      outcome.problems.append(problem)
      tell(.problem(problem))
    }
    let jobs = try jobs(profiles, cancellation, tell: tell, fail: fail)
    for group in IngestJob.grouped(jobs) {
      try cancellation.check()
      for result in try database.ingest(group, options: options, measures: catalog.measures) {
        do {
          let report = try result.get()
          outcome.reports.append(report)
          tell(.finished(report))
          if let damage = report.damage(options) { fail(damage) }
        } catch let problem as Diagnostic where problem.kind == .data {
          fail(problem)
        }
      }
    }
    if wantsUnknownNames, !isDryRun, !outcome.reports.isEmpty {
      outcome.outsideCalendar = try database.ordersOutsideCalendar()
      outcome.unknownNames = try database.unknownNames()
    }
    return outcome
  }

  /// The files named, each with the profile that its headers call for.
  func jobs(
    _ profiles: ProfileCatalog, _ cancellation: Cancellation, tell: @escaping (Event) -> Void,
    fail: (Diagnostic) -> Void
  ) throws -> [IngestJob] {
    var jobs: [IngestJob] = []
    func attempt(_ body: () throws -> Void) throws {
      do {
        try body()
      } catch let problem as Diagnostic where problem.kind == .data {
        fail(problem)
      }
    }
    for file in try files(tell) {
      try cancellation.check()
      try attempt {
        let listing = try ExportListing(file)
        passedOver(listing.passedOver, in: file.path, tell)
        listing.refused.forEach(fail)
        for source in listing.sources {
          try attempt {
            let file = try ExportFile(source)
            let chosen = try profile.map { try profiles.profile(named: $0) } ?? file.matchProfile(in: profiles)
            jobs.append(
              IngestJob(file: file, profile: chosen) { bytes, rows in
                try cancellation.check()
                tell(
                  .progress(
                    Progress(path: Masking.path(file.path), totalBytes: file.sizeBytes, bytes: bytes, rows: rows)))
              })
          }
        }
      }
    }
    return jobs
  }

  /// The paths with folders replaced by the exports in them.
  private func files(_ tell: (Event) -> Void) throws -> [DiskFile] {
    if let folder { return paths.map { DiskFile($0, in: folder) } }
    return try paths.flatMap { path -> [DiskFile] in
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
        return [DiskFile(path)]
      }
      let folder = try FolderListing(path: path)
      passedOver(folder.passedOver, in: path, tell)
      guard !folder.exports.isEmpty else {
        let extensions = ExportName.extensions
        throw Diagnostic(
          at: .init(file: path), found: LocalizedText(zh: "目录中没有导出文件", en: "no exports in the folder"),
          expected: LocalizedText(
            zh: extensions.joined(separator: "、"), en: "one of \(extensions.joined(separator: ", "))"))
      }
      return folder.exports
    }
  }

  private func passedOver(_ names: [String], in path: String, _ tell: (Event) -> Void) {
    guard !names.isEmpty else { return }
    tell(.passedOver(names: names.map { Masking.masked($0) }, path: Masking.path(path)))
  }
}
