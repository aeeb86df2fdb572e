import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText

extension HotlineDatabase {
  /// The ingested files, in order of ingest, without a look at the facts.
  ///
  /// - Parameter period: only files that can hold facts of it: those whose first fact is before its end and whose last
  ///   event, such as an order's closing, is not before it.
  package func sources(of period: Period?) throws -> [SourceReport] {
    try read { database in
      let condition = period.map {
        """
        (first_at IS NULL OR first_at < \($0.end)) AND (latest_event_at IS NULL OR latest_event_at >= \($0.start))
        """
      }
      return try SourceReport.all(database, where: condition ?? "true")
    }
  }

  /// Of which days and hotlines the ingested files tell. Calls, orders and daily sums are exported for a time: a file tells of the days from
  /// its first one to its last. What happens once in a while is listed by years: a list tells from the first of its years on. A source that
  /// says no time of facts that have one (a correction, ratings that complete orders) tells of no day.
  package func spans() throws -> [SourceSpan] {
    try read { database in
      let (line, sources) = try Self.sourcesByLine(database)
      let rows = try Row.fetchAll(
        database,
        sql:
          "SELECT s.kind, \(line), s.first_at, s.last_at, max(coalesce(s.latest_event_at, s.last_at), coalesce(s.exported_at, s.last_at)), s.rejected FROM \(sources)"
      )
      return rows.compactMap { row in
        guard let kind = FactKind(rawValue: row[0]) else { return nil }
        guard let first = row[2] as Int64?, let last = row[3] as Int64? else {
          guard kind.timeColumns.isEmpty else { return nil }
          return SourceSpan(kind: kind, line: row[1], days: -1 << 40...1 << 40)
        }
        func day(_ moment: Int64) -> Int { LocalDay(containing: StoredCount.within(reach: moment)).number }
        guard kind == .call || kind == .workOrder || kind == .tally else {
          let year = max(1970, min(2200, LocalDay(number: day(first)).month.year))
          return SourceSpan(kind: kind, line: row[1], days: Period(year: year).first.number...1 << 40)
        }
        return SourceSpan(
          kind: kind, line: row[1], days: day(first)...max(day(first), day(last)), until: (row[4] as Int64?).map(day),
          rejected: row[5])
      }
    }
  }

  /// Whether the facts of a kind are here, and not only sums of them.
  package func holdsFacts(of kind: FactKind) throws -> Bool {
    try read { try Elsewhere($0) == nil } || !Elsewhere.kinds.contains(kind)
  }

  /// SQL for a source's hotline, and for the sources `s` that it is of, a row for each hotline. A source that names no hotline, and one from
  /// before hotlines were kept, speaks of all of them: NULL.
  static func sourcesByLine(_ database: Database) throws -> (line: String, sources: String) {
    guard try database.tableExists("source_line") else { return ("NULL", "source AS s") }
    return (
      "l.name",
      "source AS s LEFT JOIN source_line AS sl ON sl.source_id = s.id LEFT JOIN line AS l ON l.id = sl.line_id"
    )
  }

  /// From the first fact to the last one of the kinds that come with time, by what their files say, in Unix seconds; `nil` without any.
  package func span(of kinds: Set<FactKind>) throws -> ClosedRange<Int64>? {
    try read { database in
      let rows = try Row.fetchAll(database, sql: "SELECT kind, min(first_at), max(last_at) FROM source GROUP BY kind")
      let known = rows.filter { row in FactKind(rawValue: row[0]).map(kinds.contains) ?? false }
      let first = known.compactMap { $0[1] as Int64? }.min()
      let last = known.compactMap { $0[2] as Int64? }.max()
      guard let first, let last, first <= last else { return nil }
      return first...last
    }
  }

  /// Rejected rows counted by file and reason, the most first.
  package func rejectCounts() throws -> [RejectCount] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT s.file AS file, r.reason AS reason, min(r.detail_zh) AS zh, min(r.detail_en) AS en, count(*) AS rows
          FROM reject AS r JOIN source AS s ON s.id = r.source_id GROUP BY s.id, r.reason ORDER BY rows DESC, s.id, reason
          """
      ).map { RejectCount(file: $0["file"], detail: LocalizedText(zh: $0["zh"], en: $0["en"]), rows: $0["rows"]) }
    }
  }
}
