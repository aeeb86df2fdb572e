import GRDB
import HotlineModel
import HotlineText

/// Sums over the tables that nothing else checks: sources, rejected rows, names, settings, publications. Each transaction makes them as its
/// last act, so that `check` notices a bit that flipped there, and what another program wrote. A transaction adds to a table's sum what it
/// changed itself: what another program did before stays to be noticed.
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

  /// By how much the sums of tables differed from their seals when a transaction began; nothing of tables that were as sealed.
  ///
  /// - Parameter database: the database, before the transaction changed anything.
  static func differences(_ database: Database) throws -> [String: Int64] {
    guard try database.tableExists("setting") else { return [:] }
    return try Seal(storedIn: database)?.differences(database) ?? [:]
  }

  private func differences(_ database: Database) throws -> [String: Int64] {
    var differences: [String: Int64] = [:]
    for table in try Self.tables(database) {
      // An earlier program did not seal all of them.
      guard let sealed = sums[table] else { continue }
      let difference = sealed &- (try Self.sum(of: table, database))
      if difference != 0 { differences[table] = difference }
    }
    return differences
  }

  /// Seals what a transaction is about to commit.
  ///
  /// - Parameter differences: those that were there when it began.
  static func set(_ database: Database, keeping differences: [String: Int64]) throws {
    guard try database.tableExists("setting"), let identity = try DatabaseIdentity(database) else { return }
    let sums = try tables(database).map { table in
      "\(table):\(String(try sum(of: table, database) &+ (differences[table] ?? 0), radix: 16))"
    }
    try Setting.seal.set(([String(identity.writes)] + sums).joined(separator: " "), database)
  }

  /// The tables that are not as they were sealed.
  static func problems(_ database: Database) throws -> [LocalizedText] {
    guard let seal = try Seal(storedIn: database) else { return [] }
    let missing = Set(seal.sums.keys).subtracting(try tables(database))
    return (try seal.differences(database).keys.sorted() + missing.sorted()).map {
      LocalizedText(zh: "表 \($0) 被其他程序改动或已损坏", en: "another program changed the table \($0), or it is damaged")
    }
  }

  private static func tables(_ database: Database) throws -> [String] {
    let kinds = FactKind.allCases
    let checked = Set(
      kinds.flatMap { [$0.table, $0.statementTable, $0.pastTable] } + ["grdb_migrations"])
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
