import GRDB

/// What the database remembers of how it was filled.
enum Setting: String {
  /// The mark of the key that callers' pseudonyms were made with.
  case callerKey = "caller key"
  /// What tells the database from others, and how often it was written; see ``DatabaseIdentity``.
  case identity
  /// The sums of tables that nothing else checks; see ``Seal``.
  case seal
  /// The names, working days and policies that derived columns follow.
  case derivation
  /// The seconds within which a further call of the same caller counts as a repeated one.
  case repeatWindow = "repeat window seconds"
  /// Whether calls to other hotlines count as repeated too: `any`; absent where only those to the same one do.
  case repeatLines = "repeat lines"
  /// The measures that the rollups sum.
  case rollup = "rollup measures"
  /// As of when an engine formed the sums, and where the facts lie; absent where the database has its facts. See ``Elsewhere``.
  case elsewhere = "sums as of"
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

/// What tells one database from all others, and how often it was written. Each transaction writes it anew, so that every write-ahead log
/// says whose it is.
struct DatabaseIdentity {
  /// Random, made by the first transaction.
  private let name: String
  let writes: Int

  /// That of a database; `nil` when it has none yet.
  init?(_ database: Database) throws {
    let words = try Setting.identity.value(database)?.split(separator: " ") ?? []
    // No database was written more often: a larger number is somebody else's.
    guard words.count == 2, let writes = Int(words[1]), (0...1 << 53).contains(writes) else { return nil }
    name = String(words[0])
    self.writes = writes
  }

  private init(name: String, writes: Int) {
    self.name = name
    self.writes = writes
  }

  /// Which state of which database this is: another one after each transaction.
  var text: String { "\(name) \(writes)" }

  /// Whether a log that ends with this identity can follow a file that has another one.
  func canFollow(_ file: DatabaseIdentity) -> Bool { name == file.name && writes >= file.writes }

  /// Counts a transaction that is about to be committed.
  static func count(_ database: Database) throws {
    guard try database.tableExists("setting") else { return }
    let last =
      try DatabaseIdentity(database)
      ?? DatabaseIdentity(name: String(UInt64.random(in: 0...UInt64.max), radix: 16), writes: 0)
    try Setting.identity.set("\(last.name) \(last.writes + 1)", database)
  }
}
