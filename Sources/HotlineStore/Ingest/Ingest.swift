import Foundation
import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineReading

extension HotlineDatabase {
  /// Ingests one file, whole or not at all: facts, rejected rows, derived columns and rollups in one transaction.
  ///
  /// - Parameters:
  ///   - file: the export.
  ///   - profile: how its columns become records.
  ///   - measures: what the rollups sum.
  ///   - progress: told of bytes and rows read.
  /// - Returns: the counts; a file that is known by its SHA-256 is left alone and reported so.
  /// - Throws: a ``Diagnostic`` when too many rows are rejected (with the commonest reasons), the file changes while it is
  ///   read, or the database fails.
  package func ingest(
    _ file: ExportFile, profile: Profile, options: IngestOptions = IngestOptions(), measures: [Measure],
    progress: ((_ bytesRead: Int, _ rows: Int) throws -> Void)? = nil
  ) throws -> SourceReport {
    try ingest(
      [IngestJob(file: file, profile: profile, progress: progress)], options: options, measures: measures)[0].get()
  }

  /// One file in a transaction of its own.
  func ingest(
    _ work: IngestWork, _ database: Database, scene: IngestScene, options: IngestOptions
  ) throws -> SourceReport {
    let source = work.source
    var forgotten: [Int64] = []
    if options.isAgain {
      let sha256 = try work.hash()?.sha256 ?? source.sha256
      forgotten = try source.earlierReadings(sha256: sha256, database)
      try Forgetting(database, scene.store).forget(forgotten)
    } else if let known = try earlierReading(work, database) {
      return known
    }
    try Setting.callerKey.set(scene.pseudonyms.keyMark, database)
    let session = try IngestSession(database, kind: source.kind, scene: scene, mergesParts: source.mergesParts)
    let sourceID = try source.insert(database)
    session.begin(sourceID: sourceID)
    let summary = try work.read(session)
    try session.finish(scene.names, database)
    let counts = session.writer.counts(of: sourceID)
    var report = SourceReport(source, summary, counts)
    (report.number, report.forgotten) = (Int(sourceID), forgotten.map(Int.init))
    if let hash = try work.hash() { (report.sha256, report.sizeBytes) = (hash.sha256, hash.sizeBytes) }
    report.remarks += try ReadingRemark.lostFields(report, database)
    try report.checkConserved(summary)
    try summary.checkRejects(session.rejects, file: report.file, options: options)
    report.remarks += try report.reusedKeys(counts, options: options)
    var stale = StaleDays()
    try stale.note(session, database)
    try report.store(session.preparation.moments, sourceID: sourceID, database)
    try stale.refresh(database, scene.store)
    return report
  }

  /// The report of an earlier reading of the same content, if there was one. Looked for inside the transaction: another ingest
  /// may have just ended.
  private func earlierReading(_ work: IngestWork, _ database: Database) throws -> SourceReport? {
    guard try work.source.isSizeKnown(database) else { return nil }
    return try work.source.knownReport(sha256: work.hash()?.sha256 ?? work.source.sha256, database)
  }

  /// Applies changed names, working days, policies or measures to what is stored; does nothing when nothing changed.
  func refresh(measures: [Measure]) throws {
    try requireWriting()
    try migrate()
    let isCurrent = try read { database in
      let derivation = try Setting.derivation.value(database)
      let model = try reference(in: database).model
      return try (derivation == nil || derivation == derivationFingerprint)
        && Rollup(measures: measures, model: model).isCurrent(database)
    }
    guard !isCurrent else { return }
    try write { database in
      _ = try bringUpToDate(database, names: NameTables(database, reference: reference), measures: measures)
      return ((), .commit)
    }
  }

  var derivationFingerprint: String {
    "\(reference.fingerprint) \(settings.firstContactWorkingDays) \(settings.repeatWindowDays)"
      + (settings.repeatsAcrossLines ? " any line" : "")
      + (LocalClock.fingerprint.map { " \($0)" } ?? "")
  }

  /// Computes derived columns and rollups again where names, working days, policies or measures have changed.
  func bringUpToDate(_ database: Database, names: NameTables, measures: [Measure]) throws -> Rollup {
    let rollup = Rollup(measures: measures, model: reference.model)
    if try rederiveIfNeeded(database, names: names) || !rollup.isCurrent(database) {
      try rollup.rebuild(database, names: names)
    }
    return rollup
  }

  private func rederiveIfNeeded(_ database: Database, names: NameTables) throws -> Bool {
    let stored = try Setting.derivation.value(database)
    guard stored != derivationFingerprint else { return false }
    try Setting.derivation.set(derivationFingerprint, database)
    try LocalClock.store(database)
    if stored != nil { try names.rebuildCanonical(database) }
    try Derivation(calendar: reference.calendar, settings: settings).rederive(database)
    return stored != nil
  }
}
