import Foundation
import GRDB
import HotlineModel
import HotlineReading

/// What is known of a file before its rows are read.
struct IngestedFile {
  var path: String
  var sha256: String
  /// The size of its content; `nil` while a gzip file has not been unpacked.
  var sizeBytes: Int?
  var kind: FactKind
  var profile: String
  var profileFingerprint = ""
  var encoding = "utf-8"
  var delimiter = UInt8(ascii: ",")
  /// Whether rows of one key are legs of one call, not versions of a fact.
  var mergesParts = true

  /// Whether a file of this size was ingested: only then its hash can be known.
  func isSizeKnown(_ database: Database) throws -> Bool {
    guard let sizeBytes else { return true }
    return try Bool.fetchOne(
      database, sql: "SELECT EXISTS(SELECT 1 FROM source WHERE size_bytes = ?)", arguments: [sizeBytes]) ?? false
  }

  /// The report of the source of this content, and whether it was read by another profile than now.
  func knownReport(sha256: String, _ database: Database) throws -> SourceReport? {
    let model = try DeclaredColumns.inFile(database)
    guard let row = try Row.fetchOne(database, sql: "SELECT * FROM source WHERE sha256 = ?", arguments: [sha256]),
      var report = SourceReport(row, model)
    else { return nil }
    report.alreadyIngested = true
    report.profileChanged = row["profile_fingerprint"] != profileFingerprint || row["profile"] != profile
    return report
  }

  /// The sources that are earlier readings: of the same content, or of the file at the same path.
  func earlierReadings(sha256: String, _ database: Database) throws -> [Int64] {
    try Int64.fetchAll(
      database, sql: "SELECT id FROM source WHERE sha256 = ? OR path = ? ORDER BY id", arguments: [sha256, storedPath])
  }

  private var storedPath: String { URL(filePath: path).standardizedFileURL.path }

  /// Inserts the source's row, without counts yet, and returns its id.
  func insert(_ database: Database) throws -> Int64 {
    let url = URL(filePath: path)
    let number = try Int64.fetchOne(
      database,
      sql: "SELECT max((SELECT ifnull(max(id), 0) FROM source), (SELECT ifnull(max(id), 0) FROM forgotten_source)) + 1")
    try database.execute(
      sql: """
        INSERT INTO source(id, sha256, file, path, size_bytes, kind, profile, profile_fingerprint, encoding, delimiter, rows, header, blank,
        skipped, accepted, updated, unchanged, rejected, minute_precision, simulated, statements, checksum)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        """,
      arguments: [
        // The number of a forgotten source is never given to another one.
        number, sha256, url.lastPathComponent, storedPath, sizeBytes ?? 0, kind.rawValue, profile,
        profileFingerprint, encoding,
        String(UnicodeScalar(delimiter)),
      ])
    return database.lastInsertedRowID
  }
}

extension SourceReport {
  init(_ source: IngestedFile, _ summary: ReadingSummary, _ counts: FactCounts) {
    self.init(
      file: source.path, sha256: source.sha256, sizeBytes: source.sizeBytes ?? 0, profile: source.profile,
      kind: source.kind,
      encoding: source.encoding, counts: summary.counts,
      accepted: counts.accepted, updated: counts.updated, unchanged: counts.unchanged, merged: counts.merged,
      minutePrecision: summary.hasMinutePrecision, simulated: summary.isSimulated,
      fields: source.kind.fields.filter(summary.carriedFields.contains), remarks: summary.remarks)
  }

  /// The report of a row of `source`; `nil` when its kind is none of ours.
  init?(_ row: Row, _ model: DataModel) {
    guard let kind = model.kind(named: row["kind"]) else { return nil }
    self.init(
      file: row["file"], sha256: row["sha256"], sizeBytes: row["size_bytes"], profile: row["profile"], kind: kind,
      encoding: row["encoding"],
      counts: RowCounts(
        rows: row["rows"], header: row["header"], blank: row["blank"], skipped: row["skipped"],
        rejected: row["rejected"]),
      accepted: row["accepted"], updated: row["updated"], unchanged: row["unchanged"],
      merged: row["merged"] as Int? ?? 0, minutePrecision: row["minute_precision"],
      simulated: row["simulated"],
      fields: (row["fields"] as String?)?.split(separator: " ").compactMap { kind.field(named: String($0)) })
    number = row["id"]
  }

  /// The sources of a database with what was noticed about them, in order of ingest.
  static func all(_ database: Database, where condition: String = "true") throws -> [SourceReport] {
    let model = try DeclaredColumns.inFile(database)
    let remarks = try ReadingRemark.bySource(model, database)
    return try Row.fetchAll(database, sql: "SELECT * FROM source WHERE \(condition) ORDER BY id").compactMap { row in
      var report = SourceReport(row, model)
      report?.remarks = remarks[row["id"]] ?? []
      return report
    }
  }

  /// Writes the counts.
  func store(_ moments: SourceMoments, sourceID: Int64, _ database: Database) throws {
    try database.execute(
      sql: """
        UPDATE source SET sha256 = ?, size_bytes = ?, rows = ?, header = ?, blank = ?, skipped = ?, accepted = ?, updated = ?, unchanged = ?,
        merged = ?, rejected = ?, minute_precision = ?, simulated = ?, fields = ?, first_at = ?, last_at = ?, latest_event_at = ?,
        exported_at = ? WHERE id = ?
        """,
      arguments: [
        sha256, sizeBytes, counts.rows, counts.header, counts.blank, counts.skipped, accepted, updated, unchanged,
        merged, counts.rejected,
        minutePrecision, simulated, fields?.map(\.rawValue).joined(separator: " "), moments.firstAt, moments.lastAt,
        moments.latestEventAt, moments.exportedAt, sourceID,
      ])
    for line in moments.lines.sorted() {
      try database.execute(sql: "INSERT INTO source_line VALUES (?, ?)", arguments: [sourceID, line])
    }
    for remark in remarks { try remark.store(sourceID: sourceID, database) }
  }
}
