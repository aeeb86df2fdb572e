import GRDB
import GRDBSQLite
import HotlineModel

/// Where a fact, or a statement about it, stands.
struct FactOrigin: Hashable {
  /// The source's number.
  let source: Int64
  /// The line of its file.
  let line: Int64
}

/// A fact's cells as they are stored, in the order of ``FactKind/columns``.
struct StoredCells {
  var values: [Int64]
  var isPresent: [Bool]
  let carriedID: Int64
  let origin: FactOrigin
}

/// A fact as it was when something was published, and as it is.
struct FactPair {
  let key: String
  /// As it was; `nil` for one that was not there.
  let before: StoredCells?
  /// As it is; `nil` for one that is not there any more.
  let now: StoredCells?
  /// The newest statement about it by a source that the publication did not know.
  let newerStatement: FactOrigin?
}

/// Reads the facts of one kind as they were when something was published, beside what they are.
struct FactPairs {
  private let kind: FactKind
  private let publication: Publication
  private let database: Database

  init(_ kind: FactKind, _ publication: Publication, _ database: Database) {
    self.kind = kind
    self.publication = publication
    self.database = database
  }

  private var same: String { kind.identity.map { "q.\($0) = f.\($0)" }.joined(separator: " AND ") }

  /// Calls `body` for each fact that was changed or taken out since, or was not there although its source was.
  func forEachTouched(_ body: (FactPair) -> Void) throws {
    let (past, table, number) = (kind.pastTable, kind.table, publication.number)
    let join = kind.identity.map { "f.\($0) = p.\($0)" }.joined(separator: " AND ")
    let first = kind.identity.map { "q.\($0) = p.\($0)" }.joined(separator: " AND ")
    try read(
      """
      SELECT p.key, \(pastCells), \(cells), \(statement("p"))
      FROM \(past) AS p LEFT JOIN \(table) AS f ON \(join)
      WHERE p.publication_id = (SELECT min(q.publication_id) FROM \(past) AS q WHERE \(first) AND q.publication_id >= \(number))
      """, hasPast: true, body)
  }

  /// Calls `body` for each other fact: one that came since, or one that is what it was.
  ///
  /// - Parameter scope: SQL for the facts that matter.
  func forEachOther(scope: String, _ body: (FactPair) -> Void) throws {
    try read(
      """
      SELECT f.key, \(cells), CASE WHEN f.source_id > \(publication.lastSource) THEN f.source_id END, f.source_line
      FROM \(kind.table) AS f
      WHERE (\(scope))
        AND NOT EXISTS (SELECT 1 FROM \(kind.pastTable) AS q WHERE \(same) AND q.publication_id >= \(publication.number))
      """, hasPast: false, body)
  }

  /// SQL for the newest statement about a fact by a source that the publication did not know: source and line.
  private func statement(_ alias: String) -> String {
    let (last, table) = (publication.lastSource, kind.statementTable)
    let same = kind.identity.map { "s.\($0) = \(alias).\($0)" }.joined(separator: " AND ")
    let newest = "FROM \(table) AS s WHERE \(same) AND s.source_id > \(last) ORDER BY s.source_id DESC LIMIT 1"
    return """
      CASE WHEN f.source_id > \(last) THEN f.source_id ELSE (SELECT s.source_id \(newest)) END,
      CASE WHEN f.source_id > \(last) THEN f.source_line ELSE (SELECT s.source_line \(newest)) END
      """
  }

  private var pastCells: String {
    (["p.existed = 1 AND p.source_id <= \(publication.lastSource)", "p.source_id", "p.source_line", "p.carried_id"]
      + kind.columns.map { PastFacts.stored($0) }).joined(separator: ", ")
  }

  private var cells: String {
    let worked = [FactField.repeatWindowEndsAt.rawValue, FactField.ageYears.rawValue]
    return
      (["f.id IS NOT NULL", "f.source_id", "f.source_line", "f.carried_id"]
      + kind.columns.map { column in
        if worked.contains(column.name) { return "NULL" }
        // Of a caller it matters whether there is one.
        if column.name == FactField.caller.rawValue { return "CASE WHEN f.caller IS NULL THEN NULL ELSE 1 END" }
        return column.stored("f.")
      }).joined(separator: ", ")
  }

  private func read(_ sql: String, hasPast: Bool, _ body: (FactPair) -> Void) throws {
    let statement = try database.makeStatement(sql: sql)
    let handle = statement.sqliteStatement
    let width = Int32(4 + kind.columns.count)
    try database.forEachRow(handle) {
      let key = RowCodec.text(handle, 0).map { String(decoding: $0, as: UTF8.self) } ?? ""
      let own = cells(handle, from: hasPast ? 1 + width : 1)
      let end = 1 + width * (hasPast ? 2 : 1)
      let newer = RowCodec.number(handle, end).map {
        FactOrigin(source: $0, line: sqlite3_column_int64(handle, end + 1))
      }
      let isOld = (own?.origin.source ?? .max) <= publication.lastSource
      body(
        FactPair(
          key: key, before: hasPast ? cells(handle, from: 1) : isOld ? own : nil, now: own, newerStatement: newer))
    }
  }

  private func cells(_ handle: OpaquePointer, from first: Int32) -> StoredCells? {
    guard sqlite3_column_int64(handle, first) == 1 else { return nil }
    var cells = StoredCells(
      values: [], isPresent: [], carriedID: sqlite3_column_int64(handle, first + 3),
      origin: FactOrigin(
        source: sqlite3_column_int64(handle, first + 1), line: sqlite3_column_int64(handle, first + 2)))
    cells.values.reserveCapacity(kind.columns.count)
    cells.isPresent.reserveCapacity(kind.columns.count)
    for place in 0..<Int32(kind.columns.count) {
      cells.values.append(sqlite3_column_int64(handle, first + 4 + place))
      cells.isPresent.append(sqlite3_column_type(handle, first + 4 + place) != SQLITE_NULL)
    }
    return cells
  }
}
