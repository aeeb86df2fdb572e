import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineReading

/// A file that is to be ingested.
package struct IngestJob {
  /// The export.
  package let file: ExportFile
  /// How its columns become records.
  package let profile: Profile
  /// Told of the bytes and rows read, on the caller's thread. What it throws ends the ingest, and nothing of it stays.
  package let progress: ((_ bytesRead: Int, _ rows: Int) throws -> Void)?

  /// Creates a job.
  package init(
    file: ExportFile, profile: Profile, progress: ((_ bytesRead: Int, _ rows: Int) throws -> Void)? = nil
  ) {
    self.file = file
    self.profile = profile
    self.progress = progress
  }

  /// The largest file that shares a transaction, in bytes: it is held in memory until it has been read.
  static let sharingBytes = 4 << 20
  /// The most bytes and files that one transaction takes: beyond them its own cost no longer counts, and others wait.
  static let groupBytes = 32 << 20
  /// See ``groupBytes``.
  static let groupFiles = 500

  /// Puts jobs into groups, in their order: small files of one kind share a transaction, a large one has its own.
  package static func grouped(_ jobs: [IngestJob]) -> [[IngestJob]] {
    var groups: [[IngestJob]] = []
    var bytes = 0
    for job in jobs {
      let size = job.file.sizeBytes
      let sharing = groups.last?.last.map { last in
        last.profile.kind == job.profile.kind && last.profile.mergesParts == job.profile.mergesParts
          && max(size, last.file.sizeBytes) <= sharingBytes && bytes + size <= groupBytes
      }
      if sharing == true, groups[groups.count - 1].count < groupFiles {
        groups[groups.count - 1].append(job)
        bytes += size
      } else {
        groups.append([job])
        bytes = size
      }
    }
    return groups
  }
}

extension HotlineDatabase {
  /// Ingests a group of files in one transaction, each whole or not at all. The sequence of calls and the rollups are worked
  /// out once for all of them. A file that fails leaves the others unharmed.
  ///
  /// - Parameter jobs: files of one kind, see ``IngestJob/grouped(_:)``.
  /// - Returns: for each job, its report or why it was left out. Nothing is certain before the method returns: until then
  ///   all of them can be undone.
  /// - Throws: a ``Diagnostic`` when the database cannot be written at all.
  package func ingest(
    _ jobs: [IngestJob], options: IngestOptions = IngestOptions(), measures: [Measure]
  ) throws -> [Result<SourceReport, any Error>] {
    try ingest(jobs.map(IngestWork.init), options: options, measures: measures)
  }

  func ingest(
    _ works: [IngestWork], options: IngestOptions, measures: [Measure]
  ) throws -> [Result<SourceReport, any Error>] {
    try requireWriting()
    try migrate()
    let results =
      works.count == 1 || options.isAgain
      ? works.map { work in Result { try ingestAlone(work, options: options, measures: measures) } }
      : ingestTogether(works, options: options, measures: measures)
    try useWriteAheadLog()
    return results
  }

  private func ingestAlone(_ work: IngestWork, options: IngestOptions, measures: [Measure]) throws -> SourceReport {
    try write(checksForeignKeys: false) { database in
      let report = try ingest(work, database, scene: scene(database, measures: measures), options: options)
      return (report, options.isDryRun ? .rollback : .commit)
    }
  }

  private func ingestTogether(
    _ works: [IngestWork], options: IngestOptions, measures: [Measure]
  ) -> [Result<SourceReport, any Error>] {
    do {
      return try write(checksForeignKeys: false) { database in
        let scene = try scene(database, measures: measures)
        var group = try IngestGroup(works, database, scene: scene, options: options)
        try group.read()
        return (try group.finish(), options.isDryRun ? .rollback : .commit)
      }
    } catch let cancelled as CancellationError {
      return works.map { _ in .failure(cancelled) }
    } catch {
      // Something broke the transaction of all: each is tried by itself.
      return works.map { work in Result { try ingestAlone(work, options: options, measures: measures) } }
    }
  }

  func scene(_ database: Database, measures: [Measure]) throws -> IngestScene {
    // Inside the transaction: of several first ingests one makes the key, and the others find its mark.
    let pseudonyms = try CallerPseudonyms(databasePath: path, mark: Setting.callerKey.value(database))
    return IngestScene(pseudonyms: pseudonyms, store: try storeScene(database, measures: measures))
  }

  /// Names, policies and rollups, brought up to date.
  func storeScene(_ database: Database, measures: [Measure]) throws -> StoreScene {
    let names = try NameTables(database, reference: reference)
    let rollup = try bringUpToDate(database, names: names, measures: measures)
    return StoreScene(
      names: names, derivation: Derivation(calendar: reference.calendar, settings: settings), rollup: rollup)
  }
}

/// Files that share a transaction and a session. Each is read to its end before its first row is written; meanwhile the next
/// ones are read.
private struct IngestGroup {
  /// A file whose rows are in the session.
  private struct Taken {
    let source: IngestedFile
    let sourceID: Int64
    let summary: ReadingSummary
    let moments: SourceMoments
  }

  private enum Outcome {
    case taken(Taken)
    case known(SourceReport)
    /// The same content as an earlier file of the group.
    case again(Int)
    case failed(any Error)
  }

  /// Files that are read at once, while the rows of another go into the session.
  private static let readAhead = 2
  private let works: [IngestWork]
  private let database: Database
  private let scene: IngestScene
  private let options: IngestOptions
  private let session: IngestSession
  private let known: Set<String>
  private var outcomes: [Outcome] = []
  private var places: [String: Int] = [:]

  init(_ works: [IngestWork], _ database: Database, scene: IngestScene, options: IngestOptions) throws {
    self.works = works
    self.database = database
    self.scene = scene
    self.options = options
    session = try IngestSession(
      database, kind: works[0].source.kind, scene: scene, mergesParts: works[0].source.mergesParts)
    known = try String.fetchSet(database, sql: "SELECT sha256 FROM source")
  }

  /// Reads all files and puts the rows of the good ones into the session.
  mutating func read() throws {
    try Setting.callerKey.set(scene.pseudonyms.keyMark, database)
    var ahead = works.prefix(Self.readAhead).map(reading)
    for (index, work) in works.enumerated() {
      let next = ahead.removeFirst()
      let held = Result { try next.value() }
      if index + Self.readAhead < works.count { ahead.append(reading(works[index + Self.readAhead])) }
      switch held {
      case .success(let rows):
        outcomes.append(try take(rows, work.source))
        try work.progress?(rows.hash?.sizeBytes ?? work.source.sizeBytes ?? 0, rows.summary.rows)
      case .failure(let error): outcomes.append(.failed(error))
      }
    }
  }

  private func reading(_ work: IngestWork) -> ThreadedWork<HeldRows> {
    let (hold, known) = (work.hold, known)
    return ThreadedWork("read") { try hold(known) }
  }

  private mutating func take(_ held: HeldRows, _ file: IngestedFile) throws -> Outcome {
    var source = file
    if let hash = held.hash { (source.sha256, source.sizeBytes) = (hash.sha256, hash.sizeBytes) }
    if known.contains(source.sha256), let report = try source.knownReport(sha256: source.sha256, database) {
      return .known(report)
    }
    if let earlier = places[source.sha256] { return .again(earlier) }
    do {
      try held.summary.checkRejects(held.rejects, file: source.path, options: options)
    } catch {
      return .failed(error)
    }
    places[source.sha256] = outcomes.count
    let sourceID = try source.insert(database)
    session.begin(sourceID: sourceID)
    for batch in held.batches { try session.receive(batch) }
    for row in held.rejected { try session.reject(row) }
    return .taken(
      Taken(source: source, sourceID: sourceID, summary: held.summary, moments: session.preparation.moments))
  }

  /// Writes what needs all rows to be known, and tells what became of each file.
  func finish() throws -> [Result<SourceReport, any Error>] {
    try session.finish(scene.names, database)
    var reports: [Int: SourceReport] = [:]
    var stale = StaleDays()
    try stale.note(session, database)
    for (index, outcome) in outcomes.enumerated() {
      guard case .taken(let taken) = outcome else { continue }
      let counts = session.writer.counts(of: taken.sourceID)
      var report = SourceReport(taken.source, taken.summary, counts)
      report.number = Int(taken.sourceID)
      report.remarks += try report.reusedKeys(counts, options: options)
      report.remarks += try ReadingRemark.lostFields(report, database)
      try report.checkConserved(taken.summary)
      try report.store(taken.moments, sourceID: taken.sourceID, database)
      reports[index] = report
    }
    try stale.refresh(database, scene.store)
    return outcomes.enumerated().map { index, outcome in
      switch outcome {
      case .taken: Result { try reports[index] ?? SourceReport.missing(index) }
      case .known(let report): .success(report)
      case .failed(let error): .failure(error)
      case .again(let earlier):
        Result {
          var report = try reports[earlier] ?? SourceReport.missing(earlier)
          report.alreadyIngested = true
          return report
        }
      }
    }
  }
}

extension SourceReport {
  fileprivate static func missing(_ index: Int) throws -> SourceReport {
    throw DatabaseError(message: "the report of file \(index) of a group is missing")
  }
}
