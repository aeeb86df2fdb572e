import Foundation
import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText
// Foundation has a `Dimension` too.
import struct HotlineModel.Dimension

/// Makes a database of what an engine formed elsewhere: sums of calls and orders, the facts of all other kinds, sources with their
/// counts and rejected rows.
///
/// The engine leaves a folder: `sources.ndjson` (for each source its rejected rows, then itself with its counts, in order of ingest) and
/// `raw.sqlite`, whose tables have names as texts and carried fields as bits.
package struct SumsImport {
  /// The folder that the engine left.
  package let folder: String
  /// Where the facts lie, for messages.
  package let facts: String
  /// The moment as of which the sums are, in Unix seconds.
  package let asOf: Int64

  /// Describes what an engine left.
  package init(folder: String, facts: String, asOf: Int64) {
    self.folder = folder
    self.facts = facts
    self.asOf = asOf
  }

  /// A line of `sources.ndjson`.
  private struct Line: Decodable {
    struct Counts: Decodable {
      var accepted: Int
      var updated: Int
      var unchanged: Int
      var merged: Int
      /// Rows under the key of a record that is hardly the same, and the first of their lines.
      var reused: Int
      var reusedLine: Int64?
    }

    var reject: SourceNote.Reject?
    var source: SourceNote?
    var counts: Counts?
  }

  /// Makes the database at a path where there is none yet.
  ///
  /// - Parameters:
  ///   - measures: what the rollups sum.
  ///   - options: how many rows of a file may stand under keys of other records.
  /// - Returns: the sources, in order.
  /// - Throws: a ``Diagnostic`` when the engine left something else than it should, lost a row, or keys stand for several records.
  package func run(
    to path: String, reference: ReferenceData, settings: DerivationSettings, measures: [Measure],
    options: IngestOptions = IngestOptions()
  ) throws -> [SourceReport] {
    let database = try HotlineDatabase(path: path, mode: .readWrite, reference: reference, settings: settings)
    try database.migrate()
    return try HotlineDatabase.translating(path) {
      try database.connection.writeWithoutTransaction {
        try $0.execute(sql: "ATTACH DATABASE ? AS raw", arguments: ["\(folder)/raw.sqlite"])
      }
      let reports = try database.write(checksForeignKeys: false) { connection in
        let work = try Work(
          self, connection, reference: reference,
          derivation: Derivation(calendar: reference.calendar, settings: settings),
          measures: measures, options: options)
        let reports = try work.run()
        try database.noteDerivation(connection)
        return (reports, .commit)
      }
      try database.connection.writeWithoutTransaction { try $0.execute(sql: "DETACH DATABASE raw") }
      return reports
    }
  }

  /// The import in its transaction.
  private final class Work {
    let order: SumsImport
    let database: Database
    let reference: ReferenceData
    let derivation: Derivation
    let names: NameTables
    let rollup: Rollup
    let options: IngestOptions
    private var carried: [FactKind: CarriedSets] = [:]

    init(
      _ order: SumsImport, _ database: Database, reference: ReferenceData, derivation: Derivation, measures: [Measure],
      options: IngestOptions
    ) throws {
      self.order = order
      self.database = database
      self.reference = reference
      self.derivation = derivation
      self.options = options
      names = NameTables(reference: reference)
      rollup = Rollup(measures: measures, model: reference.model, elsewhere: Elsewhere.kinds)
    }

    func run() throws -> [SourceReport] {
      let reports = try sources()
      try numberCarriedFields()
      for kind in reference.model.kinds where !Elsewhere.kinds.contains(kind) { try facts(of: kind) }
      let tables = try String.fetchSet(database, sql: "SELECT name FROM raw.sqlite_schema WHERE type = 'table'")
      for kind in reference.model.kinds where Elsewhere.kinds.contains(kind) {
        for base in rollup.bases where base.fact == kind { try learnNames(base, tables) }
      }
      try names.save(database)
      for base in rollup.bases { try sum(base, tables) }
      try Setting.rollup.set(rollup.fingerprint, database)
      try ahead()
      return reports
    }

    // MARK: Sources

    private func sources() throws -> [SourceReport] {
      var reports: [SourceReport] = []
      var rejected: [SourceNote.Reject] = []
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      let path = "\(order.folder)/sources.ndjson"
      for text in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
        let line = try decoder.decode(Line.self, from: Data(text.utf8))
        if let reject = line.reject { rejected.append(reject) }
        guard let note = line.source, let counts = line.counts else { continue }
        reports.append(try store(note, counts, rejected))
        rejected = []
      }
      return reports
    }

    private func store(_ note: SourceNote, _ counts: Line.Counts, _ rejected: [SourceNote.Reject]) throws
      -> SourceReport
    {
      guard let kind = reference.model.kind(named: note.kind) else {
        throw Diagnostic(found: LocalizedText(zh: "没有类别 \(note.kind)", en: "there is no kind of fact \(note.kind)"))
      }
      let file = IngestedFile(
        path: note.path, sha256: note.sha256, sizeBytes: note.sizeBytes, kind: kind, profile: note.profile,
        profileFingerprint: note.profileFingerprint, encoding: note.encoding, delimiter: note.delimiter)
      let sourceID = try file.insert(database)
      var summary = ReadingSummary()
      summary.counts = RowCounts(
        rows: note.rows, header: note.header, blank: note.blank, skipped: note.skipped, rejected: note.rejected)
      summary.records = note.records
      (summary.hasMinutePrecision, summary.isSimulated) = (note.minutePrecision, note.simulated)
      summary.carriedFields = Set(note.fields.compactMap(kind.field(named:)))
      summary.remarks = note.remarks.map {
        ReadingRemark(
          kind: $0.kind, field: $0.field.flatMap(kind.field(named:)), count: $0.count, examples: $0.examples,
          text: LocalizedText(zh: $0.text.zh, en: $0.text.en))
      }
      let counts = FactCounts(
        accepted: counts.accepted, updated: counts.updated, unchanged: counts.unchanged, merged: counts.merged,
        reused: counts.reused, reusedLines: counts.reusedLine.map { [$0] } ?? [])
      var report = SourceReport(file, summary, counts)
      report.number = Int(sourceID)
      report.remarks += try ReadingRemark.lostFields(report, database)
      try report.checkConserved(summary)
      report.remarks += try report.reusedKeys(counts, options: options)
      var moments = SourceMoments()
      (moments.firstAt, moments.lastAt) = (note.firstAt, note.lastAt)
      (moments.latestEventAt, moments.exportedAt) = (note.latestEventAt, note.exportedAt)
      moments.lines = Set(note.lines.map { id($0, in: .line) })
      try report.store(moments, sourceID: sourceID, database)
      for row in rejected {
        try database.execute(
          sql: """
            INSERT INTO reject(source_id, line, "column", header, value, reason, detail_zh, detail_en)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            sourceID, row.line, row.column, row.header, row.value, row.reason, row.detail.zh, row.detail.en,
          ])
      }
      return report
    }

    private func id(_ name: String, in dimension: Dimension) -> Int64 {
      Array(name.utf8).withUnsafeBufferPointer { names.id(of: $0, in: dimension) }
    }

    /// Numbers the sets of carried fields as an ingest of the sources, in their order, would have.
    private func numberCarriedFields() throws {
      for row in try Row.fetchAll(database, sql: "SELECT kind, bits FROM raw.carried ORDER BY place") {
        guard let kind = reference.model.kind(named: row[0]) else { continue }
        let sets = try CarriedSets(kind, database)
        _ = sets.id(of: CarriedFields(bits: UInt64(bitPattern: row[1] as Int64)))
        try sets.save(database)
      }
    }

    private func sets(of kind: FactKind) throws -> CarriedSets {
      if let known = carried[kind] { return known }
      let sets = try CarriedSets(kind, database)
      carried[kind] = sets
      return sets
    }

    // MARK: Facts of small kinds

    private func facts(of kind: FactKind) throws {
      let layout = FactLayout(kind)
      let sets = try sets(of: kind)
      let insert = try database.makeStatement(
        sql: """
          INSERT INTO \(kind.table)(\(layout.names.joined(separator: ", ")))
          VALUES (\(layout.names.map { _ in "?" }.joined(separator: ", ")))
          """)
      let rows = try Row.fetchCursor(
        database, sql: "SELECT * FROM raw.fact_\(kind.rawValue) ORDER BY source, source_line")
      while let row = try rows.next() {
        var values: [Int: Int64] = [:]
        for (place, role) in layout.roles.enumerated() {
          let field = kind.fields[place]
          switch role {
          case .key, .title, .caller: continue
          case .name(let column, let dimension):
            values[column] = (row[field.rawValue] as String?).map { id($0, in: dimension) }
          case .number(let column):
            if case .word(let vocabulary) = field.content {
              values[column] = (row[field.rawValue] as String?).flatMap(vocabulary.code).map(Int64.init)
            } else {
              values[column] = row[field.rawValue]
            }
          }
        }
        derivation.derive(layout, get: { values[$0] }, set: { values[$0] = $1 })
        let carriedID = sets.id(of: CarriedFields(bits: UInt64(bitPattern: row["carried"] as Int64)))
        var arguments: [(any DatabaseValueConvertible)?] = [nil, row["key"] as String]
        if layout.hasTitle { arguments.append(row["title"] as String?) }
        arguments += layout.stored.map { values[$0] }
        arguments += [row["source"] as Int64, row["source_line"] as Int64, carriedID]
        try insert.execute(arguments: StatementArguments(arguments))
      }
    }

    // MARK: Sums

    private func rawTable(_ base: Rollup.Base, _ part: String) -> String {
      "sum_\(base.fact.rawValue)_\(base.time)_\(part)"
    }

    /// A table of the engine, and where it goes.
    private struct Part {
      let name: String
      let target: String
      /// The dimensions besides the hotline.
      let dimensions: [Dimension]
      var isByHour = false
    }

    private func parts(_ base: Rollup.Base) -> [Part] {
      let hours = base.crossed.map {
        Part(name: "hour_\($0.rawValue)", target: base.hourTable($0), dimensions: [$0], isByHour: true)
      }
      let seats = Part(name: "agent", target: base.table(.dimension(.agent)), dimensions: [.agent])
      return [
        Part(name: "hour", target: base.table(.hour), dimensions: [], isByHour: true),
        Part(name: "crossed", target: base.crossedDays, dimensions: base.crossed),
      ] + hours + (base.fact.dimensions.contains(.agent) ? [seats] : [])
    }

    private func learnNames(_ base: Rollup.Base, _ tables: Set<String>) throws {
      for part in parts(base) where tables.contains(rawTable(base, part.name)) {
        for dimension in [.line] + part.dimensions {
          let found = try String.fetchAll(
            database,
            sql: """
              SELECT DISTINCT "\(dimension.rawValue)" FROM raw.\(rawTable(base, part.name)) WHERE "\(dimension.rawValue)" <> '' ORDER BY 1
              """)
          for name in found { _ = id(name, in: dimension) }
        }
      }
    }

    private func sum(_ base: Rollup.Base, _ tables: Set<String>) throws {
      try rollup.makeTables(base, database)
      guard Elsewhere.kinds.contains(base.fact) else {
        let rows = try RollupRows(base, database)
        try RollupSummation(base, rows: rows, names: names, database).add()
        return try rows.refreshMonths()
      }
      let measures = base.measures.map { "\"\($0.id)\"" }
      try rollup.makeHourTables(base, database)
      try learnCarried(base, tables)
      for part in parts(base) where tables.contains(rawTable(base, part.name)) {
        var columns = ["r.day", "coalesce(line.id, 0)"]
        var joins = ["LEFT JOIN line ON line.name = r.line", "LEFT JOIN temp.carried_bits AS c ON c.bits = r.carried"]
        if part.isByHour { columns.append("r.hour") }
        for dimension in part.dimensions {
          let alias = "n_\(dimension.rawValue)"
          columns.append("coalesce(\(alias).id, 0)")
          joins.append("LEFT JOIN \(dimension.table) AS \(alias) ON \(alias).name = r.\"\(dimension.rawValue)\"")
        }
        columns.append("c.id")
        let sums = measures.map { "CAST(r.\($0) AS REAL)" }
        try database.execute(
          sql: """
            INSERT INTO \(part.target) SELECT \((columns + sums).joined(separator: ", "))
            FROM raw.\(rawTable(base, part.name)) AS r \(joins.joined(separator: " "))
            """)
      }
      let sums = measures.map { "sum(\($0))" }.joined(separator: ", ")
      for dimension in base.crossed {
        try database.execute(
          sql: """
            INSERT INTO \(base.table(.dimension(dimension)))
            SELECT day, line_id, \(dimension.column), carried_id, \(sums) FROM \(base.crossedDays) GROUP BY 1, 2, 3, 4
            """)
      }
      let key = base.crossedKey.joined(separator: ", ")
      try database.execute(
        sql: """
          INSERT INTO \(base.crossedMonths)
          SELECT CAST(strftime('%s', day * 86400, 'unixepoch', 'start of month') AS INTEGER) / 86400 AS month, \(key), \(sums)
          FROM \(base.crossedDays) GROUP BY month, \(key)
          """)
    }

    /// The numbers of the sets of carried fields that a table of the engine has, in a temporary table.
    private func learnCarried(_ base: Rollup.Base, _ tables: Set<String>) throws {
      let sets = try sets(of: base.fact)
      try database.execute(
        sql:
          "DROP TABLE IF EXISTS temp.carried_bits; CREATE TEMP TABLE carried_bits(bits INTEGER PRIMARY KEY, id INTEGER)"
      )
      guard tables.contains(rawTable(base, "hour")) else { return }
      for bits in try Int64.fetchAll(
        database, sql: "SELECT bits FROM raw.carried WHERE kind = ? ORDER BY place", arguments: [base.fact.rawValue])
      {
        try database.execute(
          sql: "INSERT INTO temp.carried_bits VALUES (?, ?)",
          arguments: [bits, sets.id(of: CarriedFields(bits: UInt64(bitPattern: bits)))])
      }
    }

    // MARK: What is answered ahead

    private func ahead() throws {
      try database.execute(sql: ReleasedSteps.elsewhere.sql)
      try database.execute(
        sql: "INSERT INTO grdb_migrations (identifier) VALUES (?)", arguments: [ReleasedSteps.elsewhere.name])
      for table in ["elsewhere_seat_hour", "elsewhere_caller", "elsewhere_order_age", "elsewhere_row"] {
        let columns = try database.columns(in: table).map(\.name).filter { $0 != "id" }.joined(separator: ", ")
        let source = table.dropFirst("elsewhere_".count)
        try database.execute(sql: "INSERT INTO \(table)(\(columns)) SELECT \(columns) FROM raw.\(source)")
      }
      try Setting.elsewhere.set("\(order.asOf) \(order.facts)", database)
    }
  }
}

extension HotlineDatabase {
  /// Writes down which names, working days and policies derived columns follow.
  fileprivate func noteDerivation(_ database: Database) throws {
    try Setting.derivation.set(derivationFingerprint, database)
    try LocalClock.store(database)
    try Setting.repeatWindow.set(String(Int64(settings.repeatWindowDays) * 86_400), database)
    if settings.repeatsAcrossLines { try Setting.repeatLines.set("any", database) }
  }
}
