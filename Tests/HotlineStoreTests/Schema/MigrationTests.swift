import Foundation
import GRDB
import HotlineModel
import Testing

@testable import HotlineStore

@Suite("Databases of older programs")
struct MigrationTests {
  /// A database as a program before the second step left it, with the facts of another one.
  private func olderCopy(of store: TestStore) throws -> TestStore {
    let older = try TestStore()
    let queue = try DatabaseQueue(path: older.path)
    try queue.write { try Schema.complete($0, upTo: ReleasedSteps.first) }
    try queue.inDatabase { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      try database.execute(sql: "ATTACH ? AS newer", arguments: [store.path])
      let tables = try Row.fetchAll(
        database,
        sql:
          """
          SELECT name, sql FROM newer.sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_statement' ESCAPE '\\'
            AND name NOT LIKE '%\\_past' ESCAPE '\\'
            AND name NOT LIKE 'publi%' AND name NOT LIKE 'rollup\\_%' ESCAPE '\\' AND name NOT IN ('grdb_migrations', 'sqlite_stat1', 'remark', 'clock_offset', 'carried', 'forgotten_source', 'tally', 'source_line', 'erasure')
          """
      )
      for table in tables {
        let name: String = table["name"]
        let isThere = try Bool.fetchOne(
          database, sql: "SELECT EXISTS(SELECT 1 FROM main.sqlite_schema WHERE name = ?)", arguments: [name])
        if isThere == false { try database.execute(sql: table["sql"]) }
        let columns = try String.fetchAll(
          database,
          sql: """
            SELECT name FROM pragma_table_xinfo(?, 'newer') WHERE hidden = 0
            INTERSECT SELECT name FROM pragma_table_xinfo(?, 'main')
            """, arguments: [name, name]
        ).map { "\"\($0)\"" }.joined(separator: ", ")
        try database.execute(
          sql: "INSERT INTO main.\"\(name)\"(\(columns)) SELECT \(columns) FROM newer.\"\(name)\"")
      }
      // The older program's rollups were of another shape, and it made no seals.
      try database.execute(sql: "DELETE FROM main.setting WHERE name IN ('rollup measures', 'seal')")
    }
    try queue.close()
    try FileManager.default.copyItem(atPath: store.path + ".key", toPath: older.path + ".key")
    return older
  }

  private func place(ofStart store: TestStore) throws -> (place: Int?, last: Int?) {
    let columns = try store.sql("SELECT name, cid FROM pragma_table_xinfo('call') ORDER BY cid")
    return (columns.firstIndex { $0["name"] == "started_at" }, columns.indices.last)
  }

  @Test(
    "the start of calls moves behind the stored columns at the next ingest; until then the database is read as it is")
  func startBehindStoredColumns() throws {
    let store = try TestStore()
    let calls: [TestRecord] = (0..<40).map {
      .call("c\($0)", at: "2019-01-\(10 + $0 % 20) 08:00:0\($0 % 10)", [.caller: "1380000000\($0 % 7)"])
    }
    try store.ingest(.call, calls)
    try store.ingest(.workOrder, [.order("o1", received: "2019-01-05 09:00:00", [.dueAt: "2019-01-20"])])
    let older = try olderCopy(of: store)
    #expect(try place(ofStart: older).place == 3)
    #expect(try older.facts() == store.facts())

    let more: [TestRecord] = [.call("c3", at: "2019-01-13 08:00:03"), .call("new", at: "2019-01-14 08:00:00")]
    try store.ingest(.call, more, named: "more.csv")
    try older.ingest(.call, more, named: "more.csv")
    let start = try place(ofStart: older)
    #expect(start.place == start.last)
    #expect(try older.facts() == store.facts())
    let problems = try older.open().check().map(\.en)
    #expect(problems == [])
  }
}
