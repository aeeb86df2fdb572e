import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// One erasure: how many facts a citizen's pseudonym was taken out of. Whose it was, nothing tells.
package struct Erasure: Sendable, Hashable, Codable {
  /// The local day.
  package var day: String
  /// Calls that have no caller any more.
  package var calls: Int
  /// Work orders that have no caller any more.
  package var orders: Int

  enum CodingKeys: String, CodingKey {
    case day, calls
    case orders = "work_orders"
  }

  /// All of them, in order; none in a database from before there were any.
  static func all(_ database: Database) throws -> [Erasure] {
    guard try database.tableExists("erasure") else { return [] }
    return try Row.fetchAll(database, sql: "SELECT * FROM erasure ORDER BY id").map { row in
      Erasure(day: LocalDay(containing: row["erased_at"]).iso, calls: row["calls"], orders: row["work_orders"])
    }
  }
}

extension HotlineDatabase {
  /// What was erased and forgotten so far: another text after each time.
  package func removals() throws -> String {
    try read { database in
      try ["erasure", "forgotten_source"].map { table in
        guard try database.tableExists(table) else { return "" }
        return try String.fetchOne(
          database, sql: "SELECT count(*) || ' ' || coalesce(max(id), 0) FROM main.\(table)") ?? ""
      }.joined(separator: " ")
    }
  }

  /// Takes a citizen's pseudonym out of calls, work orders and all that sources say of them, in one transaction. The facts stay and are
  /// counted as before, as ones without a caller's number.
  ///
  /// - Parameters:
  ///   - caller: the normalised number.
  ///   - moment: when it is erased, in Unix seconds.
  ///   - measures: what the rollups sum.
  /// - Throws: a ``Diagnostic`` when no fact has it, the key of the pseudonyms is lost, or the database's log still holds pages from
  ///   before.
  package func erase(caller: String, at moment: Int64, measures: [Measure]) throws -> Erasure {
    try requireWriting()
    try migrate()
    let erasure: Erasure? = try write(checksForeignKeys: false) { database in
      // What is overwritten is not to stay in the file's free pages.
      try database.execute(sql: "PRAGMA secure_delete = ON")
      let scene = try scene(database, measures: measures)
      let bytes = Array(caller.utf8)
      let pseudonym = bytes.withUnsafeBufferPointer { scene.pseudonyms.pseudonym(of: $0) }
      let erasing = Erasing(database, scene.store, pseudonym: pseudonym)
      var stale = StaleDays()
      let counts = try [FactKind.call, .workOrder].map {
        try erasing.erase(scene.rollup.kind(named: $0.rawValue) ?? $0, &stale)
      }
      guard counts.contains(where: { $0 > 0 }) else { return (nil, .rollback) }
      try database.execute(
        sql: "INSERT INTO erasure(erased_at, calls, work_orders) VALUES (?, ?, ?)",
        arguments: [moment, counts[0], counts[1]])
      try stale.refresh(database, scene.store)
      return (Erasure(day: LocalDay(containing: moment).iso, calls: counts[0], orders: counts[1]), .commit)
    }
    // Here as well when nothing has the number: an earlier run may have left the log as it was.
    if let reason = reasonOfFullLog() { throw logNotEmptied(reason, after: erasure) }
    guard let erasure else { throw Diagnostic(at: .init(file: path), found: Self.nobodyHasIt, fix: Self.checkNumber) }
    return erasure
  }

  /// Empties the log, which holds pages as they were before; why it could not be, if it could not.
  private func reasonOfFullLog() -> LocalizedText? {
    do {
      let isBusy = try Self.translating(path) {
        try connection.writeWithoutTransaction { try Bool.fetchOne($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
      }
      return isBusy == true
        ? LocalizedText(zh: "另一个程序正在读取数据库", en: "another program is reading the database") : nil
    } catch let problem as Diagnostic {
      return problem.found
    } catch {
      return LocalizedText(zh: "\(error)", en: "\(error)")
    }
  }

  private func logNotEmptied(_ reason: LocalizedText, after erasure: Erasure?) -> Diagnostic {
    let done = erasure.map {
      LocalizedText(
        zh: "已从 \($0.calls) 通来电、\($0.orders) 件工单中删去该号码",
        en: "the number was taken out of \($0.calls) calls and \($0.orders) work orders")
    }
    let known = done ?? Self.nobodyHasIt
    return Diagnostic(
      at: .init(file: path),
      found: LocalizedText(
        zh: "\(known.zh)，但数据库的日志仍存有删去之前的内容，未能清空：\(reason.zh)",
        en:
          "\(known.en), but the database's log, which still holds what was there before, could not be emptied: \(reason.en)"
      ),
      fix: LocalizedText(
        zh: "待其结束、磁盘可写后，再运行一次同一命令，即会清空日志",
        en:
          "run the same command once more when nothing else uses the database and the disk can be written: it empties the log"
      ))
  }

  private static let nobodyHasIt = LocalizedText(zh: "没有这个号码的来电或工单", en: "no call and no work order has this number")
  private static let checkNumber = LocalizedText(zh: "请核对号码（含区号）", en: "check the number, with its area code")
}

/// Takes one pseudonym out of the tables.
private struct Erasing {
  private let database: Database
  private let scene: StoreScene
  private let pseudonym: Int64

  init(_ database: Database, _ scene: StoreScene, pseudonym: Int64) {
    self.database = database
    self.scene = scene
    self.pseudonym = pseudonym
  }

  /// Takes it out of the facts of one kind and what sources say of them, and gives the number of facts that had it.
  func erase(_ kind: FactKind, _ stale: inout StaleDays) throws -> Int {
    let (facts, statements) = (kind.table, kind.statementTable)
    let same = kind.identity.map { "s.\($0) = f.\($0)" }.joined(separator: " AND ")
    let count =
      try Int.fetchOne(database, sql: "SELECT count(*) FROM \(facts) WHERE caller = ?", arguments: [pseudonym]) ?? 0
    stale.note(
      kind,
      try kind.timeColumns.map { try kind.days(by: $0, where: "caller = \(pseudonym)", database) })
    var totals = StatementTotals(FactLayout(kind))
    for said in [
      "\(facts) AS f WHERE f.caller = ? AND NOT EXISTS (SELECT 1 FROM \(statements) AS s WHERE \(same))",
      "\(statements) AS f WHERE f.caller = ?",
    ] {
      for row in try Row.fetchAll(
        database, sql: "SELECT source_id, count(*) FROM \(said) GROUP BY 1", arguments: [pseudonym])
      { totals.eraseCaller(pseudonym, from: row[0], times: row[1]) }
    }
    try totals.store(database)
    let settled = try Row.fetchAll(
      database,
      sql: "SELECT DISTINCT key, \(kind.isKeyedByLine ? "line_id" : "NULL") FROM \(statements) WHERE caller = ?",
      arguments: [pseudonym])
    if kind == .call { try noteIdentities(kind) }
    // Whom a call of nobody follows cannot be told.
    let neighbours = kind == .call ? ", previous_call_at = NULL, next_call_at = NULL, next_same_topic_at = NULL" : ""
    try database.execute(
      sql: "UPDATE \(facts) SET caller = NULL\(neighbours) WHERE caller = ?", arguments: [pseudonym])
    try database.execute(sql: "UPDATE \(statements) SET caller = NULL WHERE caller = ?", arguments: [pseudonym])
    if kind == .call { try unlinkPast(kind) }
    try settleAgain(settled.map { FactIdentity(key: Array(($0[0] as String).utf8), line: $0[1]) }, kind, &stale)
    return count
  }

  /// Remembers which facts had the pseudonym, or were said to have it.
  private func noteIdentities(_ kind: FactKind) throws {
    let columns = kind.identity.joined(separator: ", ")
    try database.execute(sql: "CREATE TEMP TABLE IF NOT EXISTS erased_call(\(columns)); DELETE FROM temp.erased_call")
    for table in [kind.table, kind.statementTable] {
      try database.execute(
        sql: "INSERT INTO temp.erased_call SELECT \(columns) FROM \(table) WHERE caller = ?", arguments: [pseudonym])
    }
  }

  /// The past tells of calls around another one whether they lie within the repeat window, which is what publications counted, and no more
  /// when they were: the times would lead from one call of the citizen to the next.
  private func unlinkPast(_ kind: FactKind) throws {
    guard try database.tableExists(kind.pastTable) else { return }
    let window = Setting.repeatWindow.numberSQL
    let same = kind.identity.joined(separator: ", ")
    func later(_ column: String) -> String {
      "\(column) = CASE WHEN \(column) <= started_at + \(window) THEN started_at + \(window) END"
    }
    try database.execute(
      sql: """
        UPDATE \(kind.pastTable) SET
          previous_call_at = CASE WHEN previous_call_at >= started_at - \(window) THEN started_at - \(window) END,
          \(later("next_call_at")), \(later("next_same_topic_at"))
        WHERE (\(same)) IN (SELECT \(same) FROM temp.erased_call)
        """)
    try database.execute(sql: "DROP TABLE temp.erased_call")
  }

  /// What a statement says less may make another one the fuller, and so the newer.
  private func settleAgain(_ facts: [FactIdentity], _ kind: FactKind, _ stale: inout StaleDays) throws {
    guard !facts.isEmpty else { return }
    let carried = try CarriedSets(kind, database)
    let writer = try FactWriter(settling: FactLayout(kind), carried: carried, database, scene)
    for fact in facts { try writer.forget([], of: fact) }
    try carried.save(database)
    stale.note(kind, writer.touchedDays)
  }
}
