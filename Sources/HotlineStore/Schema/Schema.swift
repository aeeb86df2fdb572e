import GRDB
import HotlineConfiguration
import HotlineModel

/// Bringing a database's tables to those of this program, step by step.
enum Schema {
  /// "HTLN": tells our databases from other programs'.
  static let applicationID = 0x4854_4C4E

  /// What databases were made with before the first release: nothing of theirs is taken over.
  private static let drafts: Set<String> = ["1 facts, sources, names"]

  static let steps = ReleasedSteps.all

  /// The names of the steps that the database has behind it. Released databases keep them where GRDB's migrator, which made
  /// them, wrote them.
  static func applied(_ database: Database) throws -> Set<String> {
    let isNoted = try Bool.fetchOne(
      database, sql: "SELECT EXISTS(SELECT 1 FROM sqlite_schema WHERE name = 'grdb_migrations')")
    guard isNoted == true else { return [] }
    return try String.fetchSet(database, sql: "SELECT identifier FROM grdb_migrations")
  }

  /// Whether no step is left to be taken, nothing declared is unknown to it, and the views are those of this program.
  static func isComplete(_ model: DataModel, _ database: Database) throws -> Bool {
    let applied = try applied(database)
    return try steps.allSatisfy { applied.contains($0.name) } && DeclaredColumns.areLearned(model, database)
      && Views.areCurrent(model.kinds, database)
  }

  /// Takes the steps that the database has not behind it, and makes the columns of what the model declares.
  ///
  /// Call it in a transaction that may write. GRDB's migrator is not used: it reads which steps are due before its own
  /// transactions begin, so that two programs take the same step.
  static func complete(
    _ database: Database, model: DataModel = .builtIn, upTo last: String? = nil
  ) throws {
    try database.execute(sql: "CREATE TABLE IF NOT EXISTS grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
    let applied = try applied(database)
    for step in steps {
      if !applied.contains(step.name) {
        try database.execute(sql: step.sql)
        try database.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES (?)", arguments: [step.name])
      }
      if step.name == last { break }
    }
    try DeclaredColumns.learn(model, database)
    try PastFacts.refreshTriggers(database)
    // A view of a table that a later step makes would keep SQLite from altering any other.
    try Views.refresh(model.kinds.filter { try database.tableExists($0.table) }, database)
  }

  /// Whether questions can be put to the database as it is: the second step changes nothing that they ask for, and waits
  /// for the next ingest.
  static func isReadable(_ database: Database) throws -> Bool {
    try applied(database).contains(ReleasedSteps.first)
  }

  /// Gives a connection that only reads the tables of facts that a later step makes: empty, and for this connection alone.
  ///
  /// - Returns: whether there were any.
  static func supplement(_ database: Database) throws -> Bool {
    guard try !database.tableExists(FactKind.tally.table) else { return false }
    try database.execute(sql: "CREATE TEMP" + ReleasedSteps.dailySums.dropFirst("CREATE".count))
    return true
  }

  /// Whether the database was made by a program from before the first release.
  static func isDraft(_ database: Database) throws -> Bool {
    try !drafts.isDisjoint(with: applied(database))
  }

  /// Whether a newer program took a step that this one does not know.
  static func isNewer(_ database: Database) throws -> Bool {
    try !applied(database).isSubset(of: ReleasedSteps.known.map(\.name))
  }
}
