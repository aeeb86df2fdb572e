import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText

extension HotlineDatabase {
  /// The moment up to which the data speak, in Unix seconds: the latest export's time, else the latest event; `nil` in an
  /// empty database.
  package func asOf() throws -> Int64? {
    try read { try Elsewhere($0)?.asOf ?? Self.horizons($0).values.map(\.latest).max() }
  }

  /// For each kind of fact, up to when its own sources speak.
  package func horizons() throws -> [FactKind: Horizon] { try read { try Self.horizons($0) } }

  /// Whether any ingested file is marked as made up.
  package func isSimulated() throws -> Bool {
    try read { try Bool.fetchOne($0, sql: "SELECT EXISTS(SELECT 1 FROM source WHERE simulated = 1)") ?? false }
  }

  /// Sums of measures over groups of facts. Groups come sorted by label; without groups there is always one row.
  package func sums(_ query: SumQuery) throws -> [SumRow] {
    try read { database in
      try requireKnown(query.measures, dimensions: query.dimensions, database)
      let names = try NameTables(database, reference: reference(in: database))
      var computation = try SumComputation(
        query: query.canonical(names), names: names, database: database,
        horizons: try Self.horizons(database), path: path)
      return try computation.rows()
    }
  }

  /// For each kind of fact, up to when its own sources speak, of each hotline by itself.
  static func horizons(_ database: Database) throws -> [FactKind: Horizon] {
    let (line, sources) = try sourcesByLine(database)
    let sql = """
      SELECT s.kind, \(line), max(s.exported_at), max(CASE WHEN s.exported_at IS NULL THEN s.latest_event_at END)
      FROM \(sources) GROUP BY 1, 2
      """
    var moments: [FactKind: [String?: Int64]] = [:]
    for row in try Row.fetchAll(database, sql: sql) {
      guard let kind = FactKind(rawValue: row[0]) else { continue }
      // A day's sums speak of the whole day.
      let event = (row[3] as Int64?).map { kind.isDaily ? LocalDay(containing: $0).end - 1 : $0 }
      if let moment = [row[2] as Int64?, event].compactMap({ $0 }).max() {
        moments[kind, default: [:]][row[1]] = StoredCount.within(reach: moment)
      }
    }
    return moments.compactMapValues { lines in
      let ofAll = lines[nil] ?? .min
      let earlier = lines.compactMap { line, moment in line.map { ($0, max(moment, ofAll)) } }
      return lines.values.max().map { Horizon(latest: $0, earlier: Dictionary(uniqueKeysWithValues: earlier)) }
    }
  }

  /// The canonical name for a user's spelling of a district or unit; other names as they are.
  package func canonicalName(of name: String, in dimension: Dimension) throws -> String {
    try read { try NameTables($0, reference: reference(in: $0)).canonicalName(of: name, in: dimension) }
  }

  /// The order in which a dimension's names are listed: that of its file, then the others by name.
  package func listingOrder(of dimension: Dimension) -> [String] { reference.canonicalNames(of: dimension) }

  /// Whether a table of names has the name, as a canonical one or as an alias.
  package func isKnown(_ name: String, in dimension: Dimension) -> Bool { reference.isKnown(name, in: dimension) }

  /// Files whose times are exact to the minute only and that hold facts of the period.
  package func minutePreciseSources(_ fact: FactKind, in period: Period) throws -> [String] {
    try read { database in
      try String.fetchAll(
        database,
        sql:
          "SELECT file FROM source WHERE kind = ? AND minute_precision = 1 AND first_at < ? AND last_at >= ? ORDER BY file",
        arguments: [fact.rawValue, period.end, period.start])
    }
  }
}

/// What a database holds.
package struct DatabaseStatus: Sendable, Hashable, Encodable {
  /// One line's facts of one kind.
  package struct Coverage: Sendable, Hashable, Codable {
    /// What the facts are.
    package var kind: FactKind
    /// The hotline number; empty for facts without one.
    package var line: String
    /// How many facts.
    package var facts: Int
    /// The first and the last day with a fact.
    package var firstDay: String
    /// The last day with a fact.
    package var lastDay: String
    /// Spans of days in between without any fact, `2019-03-04..2019-03-06`.
    package var gaps: [String]
  }

  /// The files, in order of ingest.
  package var sources: [SourceReport]
  /// The files that were forgotten since.
  package var forgotten: [ForgottenSource]
  /// How often a citizen's pseudonym was taken out.
  package var erasures: [Erasure]
  /// The reports that were published.
  package var publications: [PublicationHeading]
  /// What they cover.
  package var coverage: [Coverage]
  /// Names that no file of names knows, with the number of facts that bear them.
  package var unknownNames: [String: [String: Int]]
  /// The moment up to which the data speak, local time; empty without data.
  package var asOf: String
  /// The zone whose days and hours are told.
  package var timeZone: String
  /// The years whose working days are known, `2013–2026`.
  package var calendarYears: String
  /// The database's size on disk.
  package var sizeBytes: Int

  enum CodingKeys: String, CodingKey {
    case sources, forgotten, erasures, publications, coverage
    case unknownNames = "unknown_names"
    case asOf = "as_of"
    case timeZone = "time_zone"
    case calendarYears = "calendar_years"
    case sizeBytes = "size_bytes"
  }
}

extension HotlineDatabase {
  /// What the database holds: sources, coverage with gaps, unknown names, size.
  package func status() throws -> DatabaseStatus {
    let moment = try asOf()
    return try read { database in
      try requireFacts(for: LocalizedText(zh: "数据状况", en: "the status of the data"), database)
      let sources = try SourceReport.all(database)
      let unknown = try unknownNames(database)
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      let pageSize = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0
      return DatabaseStatus(
        sources: sources, forgotten: try ForgottenSource.all(database), erasures: try Erasure.all(database),
        publications: try Publication.all(database, path: path).map(PublicationHeading.init),
        coverage: try FactKind.allCases.flatMap { try coverage($0, database) },
        unknownNames: unknown,
        asOf: moment.map(LocalTime.text) ?? "", timeZone: LocalZone.current.name,
        calendarYears: reference.calendar.span, sizeBytes: pages * pageSize)
    }
  }

  /// The reports that were published, in the order in which they were.
  package func publicationHeadings() throws -> [PublicationHeading] {
    try read { try Publication.all($0, path: path).map(PublicationHeading.init) }
  }

  /// Names that no file of names knows, by dimension, with the number of facts that bear them.
  package func unknownNames() throws -> [String: [String: Int]] {
    try read { database in
      try requireFacts(for: LocalizedText(zh: "未知名称的件数", en: "a count of unknown names"), database)
      return try unknownNames(database)
    }
  }

  private func unknownNames(_ database: Database) throws -> [String: [String: Int]] {
    var unknown: [String: [String: Int]] = [:]
    for dimension in Dimension.builtIn where dimension.hasAliases {
      unknown[dimension.rawValue] = try unknownNames(dimension, database)
    }
    return unknown
  }

  private func unknownNames(_ dimension: Dimension, _ database: Database) throws -> [String: Int] {
    let name = dimension.rawValue
    let unknown = try Row.fetchAll(database, sql: "SELECT id, name FROM \(name)").filter {
      !isKnown($0["name"], in: dimension)
    }
    // Facts are counted only when there is something to count.
    guard !unknown.isEmpty else { return [:] }
    let names = Dictionary(uniqueKeysWithValues: unknown.map { ($0["id"] as Int64, $0["name"] as String) })
    let ids = names.keys.sorted().map(String.init).joined(separator: ", ")
    var counts: [String: Int] = [:]
    for fact in FactKind.allCases where fact.dimensions.contains(dimension) {
      let sql = "SELECT \(name)_id, count(*) FROM \(fact.table) WHERE \(name)_id IN (\(ids)) GROUP BY 1"
      for row in try Row.fetchAll(database, sql: sql) {
        if let unknown = names[row[0]] { counts[unknown, default: 0] += row[1] as Int }
      }
    }
    return counts
  }

  private func coverage(_ kind: FactKind, _ database: Database) throws -> [DatabaseStatus.Coverage] {
    let time = kind.timeColumns.first ?? "hired_at"
    let line = kind.dimensions.contains(.line) ? "coalesce((SELECT name FROM line WHERE id = line_id), '')" : "''"
    var sql = """
      SELECT \(line) AS line, (\(LocalClockSQL.seconds(time))) / 86400 AS day, count(*) AS facts FROM \(kind.table) GROUP BY 1, 2 ORDER BY 1, 2
      """
    if kind.timeColumns.first != nil {
      let all = Measure.allFacts(kind, time: time)
      if try Rollup.stored(database).contains(all.fingerprint) {
        let table = Rollup.Base(fact: kind, time: time, measures: []).table(.hour)
        sql =
          "SELECT \(line) AS line, day, CAST(sum(\"\(all.id)\") AS INTEGER) AS facts FROM \(table) GROUP BY 1, 2 ORDER BY 1, 2"
      }
    }
    let rows = try Row.fetchAll(database, sql: sql)
    var coverage: [DatabaseStatus.Coverage] = []
    var previous: Int?
    for row in rows {
      let name: String = row[0]
      let day = try (row[1] as Int64?).map { number in
        try StoredCount.check(number, named: "day", in: StoredCount.believedDays)
        return LocalDay(number: Int(number))
      }
      if coverage.last?.line != name || coverage.isEmpty {
        coverage.append(
          DatabaseStatus.Coverage(kind: kind, line: name, facts: 0, firstDay: day?.iso ?? "", lastDay: "", gaps: []))
        previous = nil
      }
      let last = coverage.count - 1
      coverage[last].facts += try row.count("facts")
      guard let day else { continue }
      // Only calls come every day; gaps in the rest mean nothing.
      if kind == .call, let previous, day.number > previous + 1 {
        coverage[last].gaps.append(
          Period(first: LocalDay(number: previous + 1), last: day.advanced(by: -1)).text)
      }
      if coverage[last].firstDay.isEmpty { coverage[last].firstDay = day.iso }
      coverage[last].lastDay = day.iso
      previous = day.number
    }
    return coverage
  }
}

/// A rejected row as it is stored.
package struct StoredReject: Sendable, Hashable, Codable {
  /// The file's name and path when it was ingested.
  package var file: String
  /// Where the file was.
  package var path: String
  /// The profile by which it was read.
  package var profile: String
  /// The line on which the row begins.
  package var sourceLine: Int
  /// The field's number, if one is at fault.
  package var column: Int?
  /// The header over it.
  package var header: String?
  /// The masked value.
  package var value: String?
  /// Why.
  package var reason: String
  /// Why, in words.
  package var detail: LocalizedText

  enum CodingKeys: String, CodingKey {
    case file, path, profile, column, header, value, reason, detail
    case sourceLine = "line"
  }
}

extension HotlineDatabase {
  /// The rows that were rejected, by file and line.
  ///
  /// - Parameters:
  ///   - file: only those of the file of this name.
  ///   - source: only those of the source of this number.
  package func rejects(file: String? = nil, source: Int? = nil) throws -> [StoredReject] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT s.file, s.path, s.profile, r.* FROM reject AS r JOIN source AS s ON s.id = r.source_id
          WHERE (?1 IS NULL OR s.file = ?1) AND (?2 IS NULL OR s.id = ?2) ORDER BY s.file, s.id, r.line, r.id
          """, arguments: [file, source]
      ).map { row in
        StoredReject(
          file: row["file"], path: row["path"], profile: row["profile"], sourceLine: row["line"], column: row["column"],
          header: row["header"],
          value: row["value"], reason: row["reason"], detail: LocalizedText(zh: row["detail_zh"], en: row["detail_en"]))
      }
    }
  }

  /// How this database writes texts in which citizens' numbers stand.
  ///
  /// - Throws: a ``Diagnostic`` when the key of the pseudonyms is lost or another one.
  package func storedTexts() throws -> StoredTexts {
    StoredTexts(try CallerPseudonyms(databasePath: path, mark: read { try Setting.callerKey.value($0) }))
  }

  /// The key of the database's pseudonyms, for records of other files.
  ///
  /// - Throws: a ``Diagnostic`` when it is lost, damaged or another one.
  package func recordKey() throws -> RecordKey {
    let file = CallerKeyFile(databasePath: path)
    let pseudonyms = try CallerPseudonyms(keyFile: file.path)
    let mark = try read { try Setting.callerKey.value($0) }
    guard mark == nil || mark == pseudonyms.keyMark else { throw file.isAnother() }
    return RecordKey(pseudonyms)
  }
}
