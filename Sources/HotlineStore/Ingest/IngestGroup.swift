import GRDB
import HotlineConfiguration
import HotlineLogs

/// A file that is to be ingested.
public struct IngestJob {
  /// The export.
  public let file: ExportFile
  /// How its columns become records.
  public let profile: Profile
  /// Told of the bytes and rows read.
  public let progress: ((_ bytesRead: Int, _ rows: Int) -> Void)?

  /// Creates a job.
  public init(file: ExportFile, profile: Profile, progress: ((_ bytesRead: Int, _ rows: Int) -> Void)? = nil) {
    self.file = file
    self.profile = profile
    self.progress = progress
  }

  /// The most bytes and files that one transaction takes: beyond them its own cost no longer counts, and others wait.
  public static let groupBytes = 32 << 20
  /// See ``groupBytes``.
  public static let groupFiles = 500

  /// Puts jobs into groups, in their order: small files share a transaction, a large one has its own.
  public static func grouped(_ jobs: [IngestJob]) -> [[IngestJob]] {
    var groups: [[IngestJob]] = []
    var bytes = 0
    for job in jobs {
      let size = job.file.sizeBytes
      if groups.isEmpty || bytes + size > groupBytes || groups[groups.count - 1].count == groupFiles {
        groups.append([])
        bytes = 0
      }
      groups[groups.count - 1].append(job)
      bytes += size
    }
    return groups
  }
}

/// A file on its way: what is known of it, and what puts its rows into a session.
struct IngestWork {
  let source: IngestedFile
  /// Waits for the file's hash; `nil` when ``source`` has it.
  let hash: () throws -> FileHash?
  let read: (inout IngestSession) throws -> ReadingSummary
}

/// A file from the moment that it is looked into: hashed beside the reading, and watched.
private final class FileInHand {
  private let source: ExportSource
  private(set) lazy var watch = FileWatch(path: source.file)
  private(set) lazy var hashing: ThreadedWork<FileHash> = {
    _ = watch
    let source = source
    return ThreadedWork("hash") { try FileHash(of: source) }
  }()

  init(_ source: ExportSource) {
    self.source = source
  }

  func takeUp() { _ = hashing }
}

/// What the files of one transaction share.
struct IngestScene {
  let pseudonyms: CallerPseudonyms
  let names: NameTables
  let derivation: Derivation
  let rollup: Rollup
  /// Whether several files share the transaction.
  let isShared: Bool
}

extension HotlineDatabase {
  /// Ingests files in one transaction, each whole or not at all. The sequence of calls and the rollups are worked out once for
  /// all of them; a file that fails takes nothing with it but itself.
  ///
  /// - Returns: for each job, its report or why it was left out. Nothing is certain before the method returns: until then
  ///   all of them can be undone.
  /// - Throws: a ``Diagnostic`` when the database fails.
  public func ingest(
    _ jobs: [IngestJob], options: IngestOptions = IngestOptions(), measures: [Measure]
  ) throws -> [Result<SourceReport, any Error>] {
    try ingest(jobs.map(work), options: options, measures: measures)
  }

  private func work(_ job: IngestJob) -> IngestWork {
    let (file, profile) = (job.file, job.profile)
    let inHand = FileInHand(file.source)
    let source = IngestedFile(
      path: file.path, sha256: "", sizeBytes: file.source.contentSizeBytes, kind: profile.kind, profile: profile.name,
      profileFingerprint: profile.fingerprint, encoding: file.encoding.rawValue, delimiter: file.delimiter,
      mergesParts: profile.mergesParts)
    return IngestWork(source: source, hash: { try inHand.hashing.value() }) { session in
      inHand.takeUp()
      let summary = try IngestPipeline(file: file, profile: profile, session: session).run(progress: job.progress)
      try inHand.watch.checkUnchanged()
      return summary
    }
  }

  func ingest(
    _ works: [IngestWork], options: IngestOptions, measures: [Measure]
  ) throws -> [Result<SourceReport, any Error>] {
    try requireWriting()
    try migrate()
    let results =
      try works.count == 1
      ? [Result { try ingestAlone(works[0], options: options, measures: measures) }]
      : ingestTogether(works, options: options, measures: measures)
    try useWriteAheadLog()
    return results
  }

  private func ingestAlone(_ work: IngestWork, options: IngestOptions, measures: [Measure]) throws -> SourceReport {
    try write(checksForeignKeys: false) { database in
      let scene = try scene(database, measures: measures, isShared: false)
      var stale = StaleDays()
      let report = try ingest(work, database, scene: scene, options: options, stale: &stale)
      try stale.refresh(database, scene)
      return (report, options.isDryRun ? .rollback : .commit)
    }
  }

  private func ingestTogether(
    _ works: [IngestWork], options: IngestOptions, measures: [Measure]
  ) throws -> [Result<SourceReport, any Error>] {
    do {
      return try write(checksForeignKeys: false) { database in
        var scene = try scene(database, measures: measures, isShared: true)
        var stale = StaleDays()
        var results: [Result<SourceReport, any Error>] = []
        for work in works {
          var known = stale
          do {
            var report: SourceReport?
            try database.inSavepoint {
              report = try ingest(work, database, scene: scene, options: options, stale: &known)
              return options.isDryRun ? .rollback : .commit
            }
            guard let report else { throw DatabaseError(message: "the savepoint gave no report") }
            results.append(.success(report))
            if !options.isDryRun { stale = known }
          } catch {
            // When SQLite itself gave up, the whole transaction is gone.
            guard database.isInsideTransaction, !(error is DatabaseError) else { throw error }
            results.append(.failure(error))
          }
          // Names that a file brought are gone with it.
          if options.isDryRun || (try? results.last?.get()) == nil {
            scene = try self.scene(database, measures: measures, isShared: true)
          }
        }
        try stale.refresh(database, scene)
        return (results, .commit)
      }
    } catch {
      // One of them broke the transaction of all: each is tried by itself.
      return works.map { work in Result { try ingestAlone(work, options: options, measures: measures) } }
    }
  }

  private func scene(_ database: Database, measures: [Measure], isShared: Bool) throws -> IngestScene {
    // Inside the transaction: of several first ingests one makes the key, and the others find its mark.
    let pseudonyms = try CallerPseudonyms(databasePath: path, mark: Setting.callerKey.value(database))
    let names = try NameTables(database, reference: reference)
    let rollup = try bringUpToDate(database, names: names, measures: measures)
    return IngestScene(
      pseudonyms: pseudonyms, names: names,
      derivation: Derivation(calendar: reference.calendar, settings: settings), rollup: rollup, isShared: isShared)
  }
}
