import Foundation
import GRDB
import HotlineConfiguration
import HotlineLogs

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
  public func ingest(
    _ file: ExportFile, profile: Profile, options: IngestOptions = IngestOptions(), measures: [Measure],
    progress: ((_ bytesRead: Int, _ rows: Int) -> Void)? = nil
  ) throws -> SourceReport {
    try ingest(
      [IngestJob(file: file, profile: profile, progress: progress)], options: options, measures: measures)[0].get()
  }

  /// Ingests what `read` puts into the session, whole or not at all.
  func ingest(
    _ source: IngestedFile, options: IngestOptions = IngestOptions(), measures: [Measure],
    read: @escaping (inout IngestSession) throws -> ReadingSummary
  ) throws -> SourceReport {
    try ingest(
      [IngestWork(source: source, hash: { nil }, read: read)], options: options, measures: measures)[0].get()
  }

  /// One file within a transaction: facts, rejected rows and the sums of days that were not known. What follows from the
  /// database as a whole is left to `stale`.
  func ingest(
    _ work: IngestWork, _ database: Database, scene: IngestScene, options: IngestOptions, stale: inout StaleDays
  ) throws -> SourceReport {
    let source = work.source
    // Looked for inside the transaction: another ingest may have just ended.
    if try source.isSizeKnown(database),
      var known = try SourceReport.known(bySHA256: work.hash()?.sha256 ?? source.sha256, database)
    {
      known.alreadyIngested = true
      return known
    }
    try Setting.callerKey.set(scene.pseudonyms.keyMark, database)
    let sourceID = try source.insert(database)
    var session = try IngestSession(
      database, kind: source.kind, sourceID: sourceID, names: scene.names, pseudonyms: scene.pseudonyms,
      derivation: scene.derivation, rollup: scene.rollup, mergesParts: source.mergesParts, sumsLater: scene.isShared)
    let summary = try work.read(&session)
    try session.finishPreparing(release: session.write)
    try session.writer.settleParts()
    session.pool.drain()
    try scene.names.save(database)
    var report = SourceReport(source, summary, session.writer)
    if let hash = try work.hash() { (report.sha256, report.sizeBytes) = (hash.sha256, hash.sizeBytes) }
    report.remarks += try ReadingRemark.lostFields(report, database)
    try check(report, summary: summary, session: session, options: options)
    try stale.note(session, database)
    try report.store(session.preparation, sourceID: sourceID, database)
    return report
  }

  /// Carries a change of names, working days, policies or measures out over what is stored, if there was one.
  public func refresh(measures: [Measure]) throws {
    try requireWriting()
    try migrate()
    let isCurrent = try read { database in
      let derivation = try Setting.derivation.value(database)
      return try (derivation == nil || derivation == derivationFingerprint)
        && Rollup(measures: measures).isCurrent(database)
    }
    guard !isCurrent else { return }
    try write { database in
      _ = try bringUpToDate(database, names: NameTables(database, reference: reference), measures: measures)
      return ((), .commit)
    }
  }

  private var derivationFingerprint: String {
    "\(reference.fingerprint) \(settings.firstContactWorkingDays) \(settings.repeatWindowDays)"
  }

  /// Lets what follows from names, working days, policies and measures follow them as they are now.
  func bringUpToDate(_ database: Database, names: NameTables, measures: [Measure]) throws -> Rollup {
    let rollup = Rollup(measures: measures)
    if try rederiveIfNeeded(database, names: names) || !rollup.isCurrent(database) {
      try rollup.rebuild(database, names: names)
    }
    return rollup
  }

  private func rederiveIfNeeded(_ database: Database, names: NameTables) throws -> Bool {
    let stored = try Setting.derivation.value(database)
    guard stored != derivationFingerprint else { return false }
    try Setting.derivation.set(derivationFingerprint, database)
    if stored != nil { try names.rebuildCanonical(database) }
    try Derivation(calendar: reference.calendar, settings: settings).rederive(database)
    return stored != nil
  }

  private func check(_ report: SourceReport, summary: ReadingSummary, session: IngestSession, options: IngestOptions)
    throws
  {
    guard summary.isConserved, report.isConserved, session.rejected == summary.rejected else {
      throw Diagnostic(
        at: .init(file: report.file),
        found: LocalizedText(zh: "行数核对不平：\(report)", en: "the rows do not add up: \(report)"),
        fix: LocalizedText(
          zh: "这是 hotline 的缺陷，请报告；文件未导入", en: "this is a defect of hotline, please report it; the file was not ingested"
        ))
    }
    let dataRows = summary.records + summary.rejected
    if summary.records == 0, summary.rejected > 0 { throw nothingTaken(report, session: session) }
    let allowed = max(options.minimumRejects, Int(Double(dataRows) * options.maxRejectShare))
    guard summary.rejected > allowed else { return }
    throw Diagnostic(
      at: .init(file: report.file),
      found: LocalizedText(
        zh: "\(dataRows) 行中有 \(summary.rejected) 行被拒（上限 \(allowed)），文件未导入。主要原因："
          + session.commonestReasons(file: report.file, .zh),
        en:
          "\(summary.rejected) of \(dataRows) rows are rejected (at most \(allowed)); the file was not ingested. Mostly: "
          + session.commonestReasons(file: report.file, .en)),
      fix: LocalizedText(
        zh: "请改正文件或配置；确要导入时用 --max-rejects 放宽",
        en: "mend the file or the profile; to ingest it all the same, raise --max-rejects"))
  }

  private func nothingTaken(_ report: SourceReport, session: IngestSession) -> Diagnostic {
    Diagnostic(
      at: .init(file: report.file),
      found: LocalizedText(
        zh: "\(report.rejected) 行全部被拒，文件未导入。主要原因：" + session.commonestReasons(file: report.file, .zh),
        en: "all \(report.rejected) rows are rejected; the file was not ingested. Mostly: "
          + session.commonestReasons(file: report.file, .en)),
      fix: LocalizedText(zh: "请改正文件或配置", en: "mend the file or the profile"))
  }
}
