import GRDB
import HotlineModel
import HotlineReading

/// Readable views for people who open the file with `sqlite3` or Datasette, and for the SQL that `explain` prints:
/// words as words, canonical names, local times beside Unix times, and the file and line of each fact.
enum Views {
  /// Whether the database has the views of this program, word for word.
  static func areCurrent(_ kinds: [FactKind], _ database: Database) throws -> Bool {
    let stored = try String.fetchSet(database, sql: "SELECT sql FROM sqlite_schema WHERE type = 'view'")
    return try kinds.allSatisfy {
      try !database.tableExists($0.table) || stored.contains(own($0, database))
    }
  }

  /// The names of the views.
  static let names = Set(FactKind.allCases.map(\.view))

  /// Puts the program's own views in front of those that another version of the program, or somebody else, left in the file:
  /// for this connection alone.
  static func shadow(_ kinds: [FactKind], _ database: Database) throws {
    for fact in kinds where try database.tableExists(fact.table) {
      try database.execute(sql: "CREATE TEMP VIEW" + own(fact, database).dropFirst("CREATE VIEW".count))
    }
  }

  /// Makes the views that are missing, and anew those that another version of the program made.
  static func refresh(_ kinds: [FactKind], _ database: Database) throws {
    for fact in kinds where try database.tableExists(fact.table) {
      let own = try own(fact, database)
      let stored = try String.fetchOne(
        database, sql: "SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = ?", arguments: [fact.view])
      guard stored != own else { continue }
      try database.execute(sql: "DROP VIEW IF EXISTS \(fact.view); \(own);")
    }
  }

  /// The view over the columns that the database has: one of an older program does not keep what its sources carry.
  private static func own(_ fact: FactKind, _ database: Database) throws -> String {
    let isOlder = try !database.columns(in: fact.table).contains { $0.name == "carried_id" }
    return isOlder ? view(fact).replacing("f.carried_id AS carried_id", with: "NULL AS carried_id") : view(fact)
  }

  /// SQL that makes the view of a fact.
  static func view(_ fact: FactKind) -> String {
    var columns = ["f.key AS key"]
    if fact == .activity { columns.append("f.title AS title") }
    // By their ids calls are found and listed in order of time.
    if fact == .call { columns.append("f.id AS id") }
    var joins: [String] = []
    for column in fact.columns where column.name != "age_years" {
      switch column.content {
      case .number:
        columns.append("\(column.stored("f.")) AS \(column.name)")
        if column.name.hasSuffix("_at") {
          columns.append(
            "datetime(\(LocalClockSQL.seconds(column.stored("f."))), 'unixepoch') AS \(column.name.dropLast(3))_local")
        }
      case .word(let vocabulary): columns.append("\(words(vocabulary, column: "f.\(column.name)")) AS \(column.name)")
      case .dimension(let dimension):
        let (name, table) = (dimension.rawValue, dimension.table)
        if dimension.hasAliases {
          joins.append(
            """
            LEFT JOIN \(name)_canonical AS \(name)_c ON \(name)_c.name_id = f.\(name)_id
              AND f.\(fact.timeColumns[0]) >= \(name)_c.since_at AND f.\(fact.timeColumns[0]) < \(name)_c.until_at
            LEFT JOIN \(name) AS \(name)_n ON \(name)_n.id = \(name)_c.canonical_id
            """)
        } else {
          joins.append("LEFT JOIN \(table) AS \(name)_n ON \(name)_n.id = f.\(dimension.column)")
        }
        columns.append("\(name)_n.name AS \(name)")
      }
    }
    columns += [
      "f.exported_at AS exported_at", "f.carried_id AS carried_id", "s.file AS source_file",
      "f.source_line AS source_line",
    ]
    return """
      CREATE VIEW \(fact.view) AS SELECT \(columns.joined(separator: ", "))
      FROM \(fact.table) AS f LEFT JOIN source AS s ON s.id = f.source_id
      \(joins.joined(separator: "\n"))
      """
  }

  private static func words(_ vocabulary: Vocabulary, column: String) -> String {
    let cases = vocabulary.words.enumerated().map { "WHEN \($0.offset) THEN '\($0.element)'" }.joined(separator: " ")
    return "CASE \(column) \(cases) END"
  }
}
