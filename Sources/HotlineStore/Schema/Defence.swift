import CSQLite
import Foundation
import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineText
import Synchronization

/// What keeps a file that somebody else has prepared from doing more than being read.
enum Defence {
  /// Settings of a connection: functions in the file's own schema are not trusted, nobody writes the schema itself, the cells of
  /// a page are checked before they are used. No file is mapped into memory: one that is cut short meanwhile would end the
  /// process.
  static func harden(_ database: Database) throws {
    let code = hotline_defend(UnsafeMutableRawPointer(database.sqliteConnection))
    guard code == 0 else {
      throw DatabaseError(resultCode: .SQLITE_ERROR, message: "SQLite is too old for its defensive mode")
    }
    try database.execute(
      sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON")
  }

  /// Refuses a database whose tables, indexes, views or triggers are not the program's own.
  ///
  /// What the program itself would have made is made once more in memory, with the steps that the database has behind it.
  /// - Throws: a ``Diagnostic`` with the name of what is foreign, missing or other.
  static func requireOwnSchema(_ database: Database, path: String) throws {
    let steps = try Schema.applied(database)
    guard steps.contains(ReleasedSteps.first) else { return }
    let own = try own(steps.intersection(ReleasedSteps.known.map(\.name)))
    let found = try objects(database)
    let learned = try DeclaredColumns.inFile(database)
    let rollups = Rollup(measures: [], model: learned)
    let triggers = try PastFacts.triggers(database)
    for object in found.values.sorted(by: { $0.name < $1.name }) {
      if object.isView, Views.names.contains(object.name) { continue }
      guard
        let expected = try own[object.name]
          ?? learnedTable(object.name, learned)
          ?? rollups.ownTable(object.name, in: database).map({ Object(name: object.name, type: "table", sql: $0) })
          ?? triggers[object.name].map({ Object(name: object.name, type: "trigger", sql: $0) })
      else { throw foreign(object.name, path) }
      guard expected.type == object.type, expected.words == words(of: object, without: learned) else {
        throw replaced(object.name, path)
      }
    }
    let expected = own.keys.sorted() + triggers.keys.sorted()
    if let missing = expected.first(where: { found[$0] == nil }) { throw replaced(missing, path) }
  }

  /// What the program makes by some of its steps: by their names, made once for all connections.
  private static func own(_ steps: Set<String>) throws -> [String: Object] {
    try made.withLock { made in
      if let known = made[steps] { return known }
      let own = try DatabaseQueue().inDatabase { memory in
        for step in ReleasedSteps.known where steps.contains(step.name) { try memory.execute(sql: step.sql) }
        return try objects(memory)
      }
      made[steps] = own
      return own
    }
  }

  private static let made = Mutex<[Set<String>: [String: Object]]>([:])

  /// The table of a declared dimension's names.
  private static func learnedTable(_ name: String, _ model: DataModel) -> Object? {
    model.dimensions.first { $0.isDeclared && $0.table == name }.map {
      Object(name: name, type: "table", sql: DeclaredColumns.nameTable($0))
    }
  }

  /// An object's text without the columns that the database has learned, whenever it did.
  private static func words(of object: Object, without learned: DataModel) -> String {
    guard let kind = learned.kinds.first(where: { [$0.table, $0.statementTable, $0.pastTable].contains(object.name) })
    else {
      return object.words
    }
    return kind.fields.filter(\.isDeclared).reduce(object.words) { words, field in
      words.replacing("," + DeclaredColumns.definition(field).filter { !$0.isWhitespace }, with: "", maxReplacements: 1)
    }
  }

  private struct Object: Sendable {
    let name: String
    let type: String
    let sql: String

    var isView: Bool { type == "view" }
    /// The text without regard to white space, which versions of SQLite keep differently when they alter a table.
    var words: String { sql.filter { !$0.isWhitespace } }
  }

  private static func objects(_ database: Database) throws -> [String: Object] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT name, type, sql FROM sqlite_schema
        WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'grdb_migrations'
        """)
    let objects = rows.map { Object(name: $0["name"], type: $0["type"], sql: $0["sql"] ?? "") }
    return Dictionary(objects.map { ($0.name, $0) }) { first, _ in first }
  }

  private static func foreign(_ name: String, _ path: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path),
      found: LocalizedText(zh: "数据库中有不属于 hotline 的对象“\(name)”", en: "“\(name)” in the database is not hotline's"),
      expected: LocalizedText(zh: "只有 hotline 自己的表、索引和视图", en: "hotline's own tables, indexes and views alone"),
      fix: LocalizedText(
        zh: "请用 sqlite3 删除它，或从备份恢复；自己的视图请建在备份副本里",
        en: "drop it with sqlite3 or restore a backup; make views of your own in a copy made by `hotline backup`"))
  }

  private static func replaced(_ name: String, _ path: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path),
      found: LocalizedText(
        zh: "数据库中的“\(name)”与 hotline 建立的不同或已缺失", en: "“\(name)” in the database is missing or not as hotline made it"),
      fix: LocalizedText(
        zh: "请从备份恢复，或删除后重新导入原始文件", en: "restore a backup, or delete it and ingest the exports again"))
  }
}

/// Ends a question that takes too long or is not wanted any more: SQLite asks it every million steps of its machine.
final class QuestionClock {
  /// Seconds that one question may take.
  static let longest = 600.0

  private let end: ContinuousClock.Instant
  private let connection: OpaquePointer
  private let question: (@Sendable () -> Bool)?
  /// Whether the question was cancelled. It stays so, whatever is answered later.
  private(set) var isCancelled = false

  /// Starts to watch a connection.
  init(_ database: Database, seconds: Double, isCancelled: (@Sendable () -> Bool)? = nil) throws {
    guard let connection = database.sqliteConnection else { throw DatabaseError(message: "the database is closed") }
    self.connection = connection
    question = isCancelled
    end = .now + .seconds(seconds)
    sqlite3_progress_handler(
      connection, 1_000_000,
      { context in
        guard let context else { return 0 }
        let clock = Unmanaged<QuestionClock>.fromOpaque(context).takeUnretainedValue()
        clock.isCancelled = clock.isCancelled || clock.question?() == true
        return clock.isCancelled || clock.end < .now ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Stops watching.
  func stop() { sqlite3_progress_handler(connection, 0, nil, nil) }
}
