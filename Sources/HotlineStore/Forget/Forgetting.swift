import GRDB
import GRDBSQLite
import HotlineConfiguration
import HotlineModel
import HotlineText

/// Takes out what sources said, with all that depends on it: what it had replaced comes back, and no count, day or neighbour
/// knows of it any more. The sources stay listed as forgotten.
struct Forgetting {
  private let database: Database
  private let scene: StoreScene

  init(_ database: Database, _ scene: StoreScene) {
    self.database = database
    self.scene = scene
  }

  /// Forgets sources, in a transaction that the caller has begun.
  ///
  /// - Throws: a ``Diagnostic`` for a source from before statements were kept: what it replaced is not known.
  func forget(_ numbers: [Int64]) throws {
    guard !numbers.isEmpty else { return }
    let list = numbers.map(String.init).joined(separator: ", ")
    var stale = StaleDays()
    let rows = try Row.fetchAll(
      database, sql: "SELECT id, kind, file, first_at, last_at, statements FROM source WHERE id IN (\(list))")
    var sources: [FactKind: [Source]] = [:]
    for row in rows {
      guard row["statements"] as Int? != nil else { throw Self.isTooOld(row["file"]) }
      guard let kind = scene.rollup.kind(named: row["kind"]) else { continue }
      sources[kind, default: []].append(
        Source(id: row["id"], firstAt: row["first_at"], lastAt: row["last_at"]))
    }
    for (kind, sources) in sources.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      stale.note(kind, try forget(sources, kind))
    }
    try database.execute(
      sql: """
        INSERT INTO forgotten_source(id, sha256, file, path, kind, profile, rows, statements)
          SELECT id, sha256, file, path, kind, profile, rows, statements FROM source WHERE id IN (\(list));
        DELETE FROM reject WHERE source_id IN (\(list));
        DELETE FROM remark WHERE source_id IN (\(list));
        DELETE FROM source_line WHERE source_id IN (\(list));
        DELETE FROM source WHERE id IN (\(list));
        """)
    try stale.refresh(database, scene)
  }

  private struct Source {
    let id: Int64
    let firstAt: Int64?
    let lastAt: Int64?
  }

  /// Forgets sources of one kind, and gives the days on which facts changed, for each time column.
  private func forget(_ sources: [Source], _ kind: FactKind) throws -> [Set<Int>] {
    let carried = try CarriedSets(kind, database)
    let writer = try FactWriter(settling: FactLayout(kind), carried: carried, database, scene)
    let list = sources.map { String($0.id) }.joined(separator: ", ")
    // A fact is settled by what is left of it, while the table of statements is being changed: the keys are listed first.
    try database.execute(
      sql: """
        DROP TABLE IF EXISTS temp.forgotten_fact;
        CREATE TEMP TABLE forgotten_fact AS SELECT DISTINCT key, \(kind.isKeyedByLine ? "line_id" : "NULL AS line_id")
        FROM \(kind.statementTable) WHERE source_id IN (\(list));
        """)
    let select = try database.makeStatement(sql: "SELECT key, line_id FROM temp.forgotten_fact")
    let numbers = Set(sources.map(\.id))
    let handle = select.sqliteStatement
    try database.forEachRow(handle) {
      let identity = FactIdentity(
        key: RowCodec.text(handle, 0).map(Array.init) ?? [], line: RowCodec.number(handle, 1))
      try writer.forget(numbers, of: identity)
    }
    try database.execute(
      sql: "DROP TABLE temp.forgotten_fact; DELETE FROM \(kind.statementTable) WHERE source_id IN (\(list))")
    try carried.save(database)
    var days = writer.touchedDays
    // What is left of these sources are facts of which they alone speak.
    for source in sources {
      let condition = try Self.facts(of: source, kind)
      for (index, time) in kind.timeColumns.enumerated() {
        days[index].formUnion(try kind.days(by: time, where: condition, database))
      }
      try database.execute(sql: "DELETE FROM \(kind.table) WHERE \(condition)")
    }
    return days
  }

  /// SQL that holds for the facts traced to a source.
  private static func facts(of source: Source, _ kind: FactKind) throws -> String {
    let own = "source_id = \(source.id)"
    guard let time = kind.timeColumns.first, let first = source.firstAt, let last = source.lastAt else { return own }
    return "\(own) AND \(kind.span(time, from: first, to: last + 1))"
  }

  private static func isTooOld(_ file: String) -> Diagnostic {
    Diagnostic(
      found: LocalizedText(
        zh: "“\(file)”是旧版本导入的，当时没有保留被它替换的内容，无法忘记",
        en: "“\(file)” was ingested by an older hotline, which did not keep what it replaced: it cannot be forgotten"),
      fix: LocalizedText(
        zh: "另建数据库（--database），重新导入其余原始文件", en: "ingest the other exports into a new database (--database)"))
  }
}
