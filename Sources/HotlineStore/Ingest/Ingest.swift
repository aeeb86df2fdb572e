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
    let watch = FileWatch(path: file.source.file)
    // The file is hashed beside the reading.
    let hashing = ThreadedWork("hash") { try FileHash(of: file.source) }
    let source = IngestedFile(
      path: file.path, sha256: "", sizeBytes: file.source.contentSizeBytes, kind: profile.kind, profile: profile.name,
      profileFingerprint: profile.fingerprint, encoding: file.encoding.rawValue, delimiter: file.delimiter,
      mergesParts: profile.mergesParts)
    return try ingest(source, hash: hashing.value, options: options, measures: measures) { session in
      let summary = try IngestPipeline(file: file, profile: profile, session: session).run(progress: progress)
      try watch.checkUnchanged()
      return summary
    }
  }

  /// Ingests what `read` puts into the session, whole or not at all.
  func ingest(
    _ source: IngestedFile, options: IngestOptions = IngestOptions(), measures: [Measure],
    read: (inout IngestSession) throws -> ReadingSummary
  ) throws -> SourceReport {
    try ingest(source, hash: { nil }, options: options, measures: measures, read: read)
  }

  /// - Parameter hash: waits for the file's hash; `nil` when the source has it.
  private func ingest(
    _ source: IngestedFile, hash: () throws -> FileHash?, options: IngestOptions, measures: [Measure],
    read: (inout IngestSession) throws -> ReadingSummary
  ) throws -> SourceReport {
    try requireWriting()
    try migrate()
    let report = try write(checksForeignKeys: false) { database in
      // Inside the transaction: of several first ingests one makes the key, and the others find its mark.
      let pseudonyms = try CallerPseudonyms(databasePath: path, mark: Setting.callerKey.value(database))
      let names = try NameTables(database, reference: reference)
      let rollup = try bringUpToDate(database, names: names, measures: measures)
      // Looked for inside the transaction: another ingest may have just ended.
      if try source.isSizeKnown(database),
        var known = try SourceReport.known(bySHA256: hash()?.sha256 ?? source.sha256, database)
      {
        known.alreadyIngested = true
        return (known, .commit)
      }
      try Setting.callerKey.set(pseudonyms.keyMark, database)
      let sourceID = try source.insert(database)
      let derivation = Derivation(calendar: reference.calendar, settings: settings)
      var session = try IngestSession(
        database, kind: source.kind, sourceID: sourceID, names: names, pseudonyms: pseudonyms, derivation: derivation,
        rollup: rollup, mergesParts: source.mergesParts)
      let summary = try read(&session)
      try session.finishPreparing(release: session.write)
      try session.writer.settleParts()
      session.pool.drain()
      try names.save(database)
      var report = SourceReport(source, summary, session.writer)
      if let hash = try hash() { (report.sha256, report.sizeBytes) = (hash.sha256, hash.sizeBytes) }
      report.remarks += try ReadingRemark.lostFields(report, database)
      try check(report, summary: summary, session: session, options: options)
      try refreshRollups(database, rollup, session: session, names: names, window: derivation.repeatWindow)
      try report.store(session.preparation, sourceID: sourceID, database)
      return (report, options.isDryRun ? .rollback : .commit)
    }
    try useWriteAheadLog()
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
  private func bringUpToDate(_ database: Database, names: NameTables, measures: [Measure]) throws -> Rollup {
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

  private func refreshRollups(
    _ database: Database, _ rollup: Rollup, session: IngestSession, names: NameTables, window: Int64
  ) throws {
    let fact = session.preparation.layout.fact
    var days = session.writer.touchedDays
    if let stream = session.stream {
      let unsettled = days[0].union(stream.unsettledDays)
      days[0].formUnion(try CallSequence(database, window: window).refresh(around: unsettled))
      days[0].formUnion(stream.unsummedDays)
      if let sums = stream.sums {
        days[0].formUnion(sums.leftOut)
        try sums.store(except: days[0], database)
      }
    }
    for (index, time) in fact.timeColumns.enumerated() {
      try rollup.refresh(fact, time: time, days: days[index], database, names: names)
    }
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
