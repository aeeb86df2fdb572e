import GRDB
import GRDBSQLite
import HotlineModel

/// What single sources say of facts of one kind, where the fact is not its only statement; see ``FactKind/statementTable``.
final class StatementTable {
  private let database: Database
  private let codec: RowCodec
  private let isKeyedByLine: Bool
  private let select: GRDB.Statement
  private let insert: GRDB.Statement
  private let remove: GRDB.Statement

  init(_ database: Database, layout: FactLayout) throws {
    self.database = database
    codec = RowCodec(layout: layout)
    let fact = layout.fact
    isKeyedByLine = fact.isKeyedByLine
    let table = fact.statementTable
    let identity = fact.identity.map { "\($0) = ?" }.joined(separator: " AND ")
    let origin = ["source_id", "source_line", "carried_id"]
    select = try database.makeStatement(
      sql: """
        SELECT \((origin + codec.names).joined(separator: ", ")) FROM \(table) WHERE \(identity) ORDER BY source_id
        """)
    let columns = ["key"] + origin + codec.names
    let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    insert = try database.makeStatement(
      sql: "INSERT OR REPLACE INTO \(table)(\(columns.joined(separator: ", "))) VALUES (\(places))")
    remove = try database.makeStatement(sql: "DELETE FROM \(table) WHERE \(identity)")
  }

  /// The statements about a fact, in order of ingest.
  func statements(_ fact: FactIdentity) throws -> [FactStatement] {
    try fact.key.withUnsafeBufferPointer { key in
      let handle = select.sqliteStatement
      bind(fact, key, to: handle)
      var statements: [FactStatement] = []
      try database.forEachRow(handle) {
        let origin = FactStatement.Origin(
          sourceID: sqlite3_column_int64(handle, 0), line: sqlite3_column_int64(handle, 1),
          carriedID: RowCodec.number(handle, 2))
        statements.append(codec.statement(handle, from: 3, origin: origin))
      }
      return statements
    }
  }

  /// Calls `body` for each fact of which there are statements here.
  func forEachFact(_ body: (FactIdentity, [FactStatement]) throws -> Void) throws {
    let table = codec.layout.fact.statementTable
    let keys = try database.makeStatement(
      sql: "SELECT DISTINCT key, \(isKeyedByLine ? "line_id" : "NULL") FROM \(table)")
    let handle = keys.sqliteStatement
    try database.forEachRow(handle) {
      let identity = FactIdentity(
        key: RowCodec.text(handle, 0).map(Array.init) ?? [], line: RowCodec.number(handle, 1))
      try body(identity, statements(identity))
    }
  }

  /// Calls `body` for each fact that some sources brought and of which there were statements before it.
  ///
  /// - Parameter partialIDs: the sets of carried fields that make no fact by themselves.
  func forEachCompleted(
    by sources: [Int64], partialIDs: [Int64], _ body: (FactIdentity) throws -> Void
  ) throws {
    let (table, fact) = (codec.layout.fact.statementTable, codec.layout.fact)
    func list(_ numbers: [Int64]) -> String { numbers.map(String.init).joined(separator: ", ") }
    // The statements are changed meanwhile: the facts are listed first.
    let keys = try Row.fetchAll(
      database,
      sql: """
        SELECT DISTINCT s.key, \(isKeyedByLine ? "s.line_id" : "NULL") FROM \(table) AS s
        JOIN \(fact.table) AS f ON \(fact.identity.map { "f.\($0) = s.\($0)" }.joined(separator: " AND "))
        WHERE s.carried_id IN (\(list(partialIDs))) AND f.source_id IN (\(list(sources)))
        """)
    for row in keys { try body(FactIdentity(key: Array((row[0] as String).utf8), line: row[1])) }
  }

  /// Stores a statement about a fact; it takes the place of an earlier one of the same source.
  func store(_ statement: FactStatement, _ fact: FactIdentity) throws {
    try fact.key.withUnsafeBufferPointer { key in
      let handle = insert.sqliteStatement
      RowCodec.bind(key, to: handle, 1)
      sqlite3_bind_int64(handle, 2, statement.origin.sourceID)
      sqlite3_bind_int64(handle, 3, statement.origin.line)
      RowCodec.bind(statement.origin.carriedID, to: handle, 4)
      _ = codec.bind(statement.view, to: handle, from: 5)
      try withExtendedLifetime(statement) { try database.run(handle) }
    }
  }

  /// Drops all statements about a fact.
  func removeAll(_ fact: FactIdentity) throws {
    try fact.key.withUnsafeBufferPointer { key in
      bind(fact, key, to: remove.sqliteStatement)
      try database.run(remove.sqliteStatement)
    }
  }

  private func bind(_ fact: FactIdentity, _ key: UnsafeBufferPointer<UInt8>, to handle: OpaquePointer) {
    RowCodec.bind(key, to: handle, 1)
    if isKeyedByLine { RowCodec.bind(fact.line, to: handle, 2) }
  }
}
