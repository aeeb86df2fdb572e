import GRDB
import HotlineModel
import HotlineText

/// Sums over the tables that nothing else checks: sources, names, settings, publications. Each transaction makes them as its last act, so
/// that `check` notices a bit that flipped there, and what another program wrote.
///
/// Facts follow from statements, whose sums stand with their sources; rollups are computed again. A seal is no signature: who knows this
/// program can make another one.
struct Seal {
  private let writes: Int
  private let sums: [String: Int64]

  /// That of the database; `nil` where the last transaction was that of a program which made none.
  private init?(storedIn database: Database) throws {
    let words = try Setting.seal.value(database)?.split(separator: " ") ?? []
    guard let first = words.first, let writes = Int(first), writes == (try DatabaseIdentity(database)?.writes) else {
      return nil
    }
    self.writes = writes
    var sums: [String: Int64] = [:]
    for word in words.dropFirst() {
      let parts = word.split(separator: ":")
      guard parts.count == 2, let sum = Int64(parts[1], radix: 16) else { continue }
      sums[String(parts[0])] = sum
    }
    self.sums = sums
  }

  /// Seals what a transaction is about to commit.
  static func set(_ database: Database) throws {
    guard try database.tableExists("setting"), let identity = try DatabaseIdentity(database) else { return }
    let sums = try tables(database).map { "\($0):\(String(try sum(of: $0, database), radix: 16))" }
    try Setting.seal.set(([String(identity.writes)] + sums).joined(separator: " "), database)
  }

  /// The tables that are not as they were sealed.
  static func problems(_ database: Database) throws -> [LocalizedText] {
    guard let seal = try Seal(storedIn: database) else { return [] }
    let present = try tables(database)
    let changed = try present.filter { try seal.sums[$0] != sum(of: $0, database) }
    let missing = Set(seal.sums.keys).subtracting(present)
    return (changed + missing.sorted()).map {
      LocalizedText(zh: "表 \($0) 被其他程序改动或已损坏", en: "another program changed the table \($0), or it is damaged")
    }
  }

  private static func tables(_ database: Database) throws -> [String] {
    let kinds = FactKind.allCases
    let checked = Set(
      kinds.flatMap { [$0.table, $0.statementTable, $0.pastTable] } + ["reject", "grdb_migrations"])
    return try String.fetchAll(
      database,
      sql:
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    ).filter { !checked.contains($0) && !$0.hasPrefix("rollup_") }
  }

  /// The sum of the hashes of a table's rows, in whatever order they lie.
  private static func sum(of table: String, _ database: Database) throws -> Int64 {
    let condition = table == "setting" ? " WHERE name <> '\(Setting.seal.rawValue)'" : ""
    let rows = try Row.fetchCursor(database, sql: "SELECT * FROM main.\"\(table)\"\(condition)")
    var sum: Int64 = 0
    while let row = try rows.next() {
      var hash = ContentHash()
      for (_, value) in row {
        switch value.storage {
        case .null: hash.addAbsent()
        case .int64(let number): hash.add(number: number)
        case .double(let number): hash.add(word: number.bitPattern)
        case .string(let text): hash.add(text: text)
        case .blob(let data): Array(data).withUnsafeBufferPointer { hash.add(bytes: $0) }
        }
      }
      sum &+= hash.value
    }
    return sum
  }
}
