import Crypto
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
  /// - Throws: a ``Diagnostic`` when too many rows are rejected (with the commonest reasons), or the database fails.
  public func ingest(
    _ file: ExportFile, profile: Profile, options: IngestOptions = IngestOptions(), measures: [Measure],
    progress: ((_ bytesRead: Int, _ rows: Int) -> Void)? = nil
  ) throws -> SourceReport {
    let sha256 = try Self.sha256(of: file.path)
    try migrate()
    if let known = try read({ try Self.report(ofSHA256: sha256, $0) }) { return known }
    let pseudonyms = try CallerPseudonyms(databasePath: path)
    var report = SourceReport(
      file: file.path, sha256: sha256, sizeBytes: file.sizeBytes, profile: profile.name, kind: profile.kind, encoding: file.encoding.rawValue)
    try Self.translating(path) {
      try queue.inDatabase { database in
        try checkKey(pseudonyms, database)
        try database.inTransaction(.immediate) {
          let names = try NameTables(database, reference: reference)
          let derivation = Derivation(calendar: reference.calendar, settings: settings)
          let isRederived = try rederiveIfNeeded(database, names: names, derivation: derivation)
          try database.execute(
            sql: """
              INSERT INTO source(sha256, file, path, size_bytes, kind, profile, profile_fingerprint, encoding, delimiter, rows, header, blank,
              skipped, accepted, updated, unchanged, rejected, minute_precision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0)
              """,
            arguments: [
              sha256, URL(filePath: file.path).lastPathComponent, URL(filePath: file.path).standardizedFileURL.path, file.sizeBytes,
              profile.kind.rawValue, profile.name, profile.fingerprint, file.encoding.rawValue, String(UnicodeScalar(file.delimiter)),
            ])
          let sourceID = database.lastInsertedRowID
          let writer = try FactWriter(
            database, kind: profile.kind, sourceID: sourceID, names: names, pseudonyms: pseudonyms, derivation: derivation)
          var session = try IngestSession(database, writer: writer, sourceID: sourceID)
          let summary = try file.read(profile: profile, into: &session, progress: progress)
          report.fill(summary, writer)
          try check(report, summary: summary, session: session, options: options)
          try CallSequence(database).refresh(callers: writer.touchedCallers, touched: &writer.touchedStartDays)
          try refreshRollups(database, writer: writer, kind: profile.kind, names: names, measures: measures, isRederived: isRederived)
          try store(report, sourceID: sourceID, writer: writer, database)
          return options.isDryRun ? .rollback : .commit
        }
      }
    }
    return report
  }

  /// The SHA-256 of a file, hexadecimal, read in chunks.
  public static func sha256(of path: String) throws -> String {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "无法读取文件", en: "cannot read the file"),
        fix: LocalizedText(zh: "请检查路径和权限", en: "check the path and its permissions"))
    }
    defer { try? handle.close() }
    var hash = SHA256()
    while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty { hash.update(data: chunk) }
    return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func report(ofSHA256 sha256: String, _ database: Database) throws -> SourceReport? {
    guard let row = try Row.fetchOne(database, sql: "SELECT * FROM source WHERE sha256 = ?", arguments: [sha256]),
      let kind = RecordKind(rawValue: row["kind"])
    else { return nil }
    return SourceReport(
      file: row["file"], sha256: sha256, sizeBytes: row["size_bytes"], profile: row["profile"], kind: kind, encoding: row["encoding"],
      alreadyIngested: true, rows: row["rows"], header: row["header"], blank: row["blank"], skipped: row["skipped"],
      accepted: row["accepted"], updated: row["updated"], unchanged: row["unchanged"], rejected: row["rejected"],
      minutePrecision: row["minute_precision"])
  }

  private func checkKey(_ pseudonyms: CallerPseudonyms, _ database: Database) throws {
    let mark = try String.fetchOne(database, sql: "SELECT value FROM setting WHERE name = 'caller key'")
    guard let mark else {
      try database.execute(sql: "INSERT INTO setting(name, value) VALUES ('caller key', ?)", arguments: [pseudonyms.keyMark])
      return
    }
    guard mark == pseudonyms.keyMark else {
      throw Diagnostic(
        at: .init(file: path + ".key"),
        found: LocalizedText(zh: "密钥与数据库不符（原密钥丢失或被替换）", en: "the key is not the one of this database (lost or replaced)"),
        expected: LocalizedText(zh: "导入首个文件时生成的密钥", en: "the key made when the first file was ingested"),
        fix: LocalizedText(
          zh: "请从备份恢复密钥；已入库的数据不受影响，但没有它就无法继续导入，否则重复来电无法对应",
          en: "restore it from a backup; the facts are unharmed, but with another key repeat callers could not be linked"))
    }
  }

  private func rederiveIfNeeded(_ database: Database, names: NameTables, derivation: Derivation) throws -> Bool {
    let fingerprint = "\(reference.fingerprint) \(settings.firstContactWorkingDays) \(settings.repeatWindowDays)"
    let stored = try String.fetchOne(database, sql: "SELECT value FROM setting WHERE name = 'derivation'")
    guard stored != fingerprint else { return false }
    if stored != nil {
      try names.rebuildCanonical(database)
      try derivation.rederive(database)
    }
    try database.execute(sql: "INSERT OR REPLACE INTO setting(name, value) VALUES ('derivation', ?)", arguments: [fingerprint])
    return stored != nil
  }

  private func check(_ report: SourceReport, summary: ReadingSummary, session: IngestSession, options: IngestOptions) throws {
    guard summary.isConserved, report.isConserved else {
      throw Diagnostic(
        at: .init(file: report.file),
        found: LocalizedText(zh: "行数核对不平：\(report)", en: "the rows do not add up: \(report)"),
        fix: LocalizedText(zh: "这是 hotline 的缺陷，请报告；文件未导入", en: "this is a defect of hotline, please report it; the file was not ingested"))
    }
    let dataRows = summary.records + summary.rejected
    let allowed = max(options.minimumRejects, Int(Double(dataRows) * options.maxRejectShare))
    guard summary.rejected > allowed else { return }
    throw Diagnostic(
      at: .init(file: report.file),
      found: LocalizedText(
        zh: "\(dataRows) 行中有 \(summary.rejected) 行被拒（上限 \(allowed)），文件未导入。主要原因：\(session.commonestReasons(file: report.file, .zh))",
        en: "\(summary.rejected) of \(dataRows) rows are rejected (at most \(allowed)); the file was not ingested. Mostly: \(session.commonestReasons(file: report.file, .en))"),
      fix: LocalizedText(
        zh: "请改正文件或配置；确要导入时用 --max-rejects 放宽", en: "mend the file or the profile; to ingest it all the same, raise --max-rejects"))
  }

  private func refreshRollups(
    _ database: Database, writer: FactWriter, kind: RecordKind, names: NameTables, measures: [Measure], isRederived: Bool
  ) throws {
    let rollup = Rollup(measures: measures)
    guard try !isRederived && rollup.isCurrent(database) else { return try rollup.rebuild(database, names: names) }
    let fact = Fact(kind)
    for (index, time) in fact.timeColumns.enumerated() {
      try rollup.refresh(fact, time: time, days: writer.touchedDays[index], database, names: names)
    }
  }

  private func store(_ report: SourceReport, sourceID: Int64, writer: FactWriter, _ database: Database) throws {
    try database.execute(
      sql: """
        UPDATE source SET rows = ?, header = ?, blank = ?, skipped = ?, accepted = ?, updated = ?, unchanged = ?, rejected = ?,
        minute_precision = ?, first_at = ?, last_at = ?, latest_event_at = ?, exported_at = ? WHERE id = ?
        """,
      arguments: [
        report.rows, report.header, report.blank, report.skipped, report.accepted, report.updated, report.unchanged, report.rejected,
        report.minutePrecision, writer.firstAt, writer.lastAt, writer.latestEventAt, writer.exportedAt, sourceID,
      ])
  }
}

extension SourceReport {
  fileprivate mutating func fill(_ summary: ReadingSummary, _ writer: FactWriter) {
    rows = summary.rows
    header = summary.header
    blank = summary.blank
    skipped = summary.skipped
    accepted = writer.accepted
    updated = writer.updated
    unchanged = writer.unchanged
    rejected = summary.rejected
    minutePrecision = summary.hasMinutePrecision
  }
}
