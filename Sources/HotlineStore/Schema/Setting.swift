import GRDB

/// What the database remembers of how it was filled.
enum Setting: String {
  /// The mark of the key that callers' pseudonyms were made with.
  case callerKey = "caller key"
  /// The names, working days and policies that derived columns follow.
  case derivation
  /// The seconds within which a further call of the same caller counts as a repeated one.
  case repeatWindow = "repeat window seconds"
  /// Whether calls to other hotlines count as repeated too: `any`; absent where only those to the same one do.
  case repeatLines = "repeat lines"
  /// The measures that the rollups sum.
  case rollup = "rollup measures"
  /// The zone whose days and hours the rollups and derived columns are of; absent for the standard one.
  case timeZone = "time zone"

  /// SQL for the setting as a whole number.
  var numberSQL: String { "(SELECT CAST(value AS INTEGER) FROM setting WHERE name = '\(rawValue)')" }

  func value(_ database: Database) throws -> String? {
    try String.fetchOne(database, sql: "SELECT value FROM setting WHERE name = ?", arguments: [rawValue])
  }

  func set(_ value: String, _ database: Database) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO setting(name, value) VALUES (?, ?)", arguments: [rawValue, value])
  }

  func remove(_ database: Database) throws {
    try database.execute(sql: "DELETE FROM setting WHERE name = ?", arguments: [rawValue])
  }
}
