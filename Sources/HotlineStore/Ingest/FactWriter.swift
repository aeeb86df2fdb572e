import GRDB
import GRDBSQLite
import HotlineCalendar
import HotlineConfiguration
import HotlineLogs

/// Writes the records of one file as facts: new ones are inserted, newer versions replace older ones.
///
/// Which version of a fact wins does not depend on the order of arrival: versions are ordered by the time of their export
/// (none is oldest), then by the latest event they know of, then by how many fields they have, then by content.
final class FactWriter {
  private(set) var accepted = 0
  private(set) var updated = 0
  private(set) var unchanged = 0
  private(set) var firstAt: Int64?
  private(set) var lastAt: Int64?
  private(set) var latestEventAt: Int64?
  private(set) var exportedAt: Int64?
  /// For each time column of the fact, the local days on which sums may have changed.
  private(set) var touchedDays: [Set<Int>]
  /// The days of ``touchedDays`` for the first time column; the sequence of calls adds to them.
  var touchedStartDays: Set<Int> {
    get { touchedDays.first ?? [] }
    set { if !touchedDays.isEmpty { touchedDays[0] = newValue } }
  }
  /// Callers whose sequence of calls may have changed.
  private(set) var touchedCallers: Set<Int64> = []

  private let database: Database
  private let kind: RecordKind
  let fact: Fact
  private let sourceID: Int64
  private let names: NameTables
  private let pseudonyms: CallerPseudonyms
  private let derivation: Derivation
  private let layout: FactLayout
  private let insert: Statement
  private let select: Statement
  private let update: Statement
  private let refresh: Statement
  private var values: [Int64]
  private var isPresent: [Bool]

  init(
    _ database: Database, kind: RecordKind, sourceID: Int64, names: NameTables, pseudonyms: CallerPseudonyms,
    derivation: Derivation
  ) throws {
    self.database = database
    self.kind = kind
    self.sourceID = sourceID
    self.names = names
    self.pseudonyms = pseudonyms
    self.derivation = derivation
    fact = Fact(kind)
    layout = FactLayout(kind)
    touchedDays = Array(repeating: [], count: fact.timeColumns.count)
    values = Array(repeating: 0, count: layout.columns.count)
    isPresent = Array(repeating: false, count: layout.columns.count)
    insert = try database.makeStatement(sql: layout.insertSQL)
    select = try database.makeStatement(sql: layout.selectSQL)
    update = try database.makeStatement(sql: layout.updateSQL)
    refresh = try database.makeStatement(
      sql: "UPDATE \(fact.table) SET exported_at = ?, source_id = ?, source_line = ? WHERE id = ?")
  }

  /// Writes a batch.
  func write(_ batch: borrowing RecordBatch) throws {
    try batch.arena.withUnsafeBufferPointer { arena in
      for row in 0..<batch.count { try write(batch, row: row, arena: arena) }
    }
  }

  private func write(_ batch: borrowing RecordBatch, row: Int, arena: UnsafeBufferPointer<UInt8>) throws {
    let base = row * batch.width
    var hash = ContentHash()
    var key = UnsafeBufferPointer(rebasing: arena[0..<0])
    var title: UnsafeBufferPointer<UInt8>?
    var version = RowVersion(line: batch.lines[row])
    for (index, role) in layout.roles.enumerated() {
      let cell = batch.cells[base + index]
      if case .exportedAt = role {
        version.exportedAt = cell.isPresent ? cell.bits : nil
        continue
      }
      guard cell.isPresent else {
        hash.addAbsent()
        if let column = role.column { isPresent[column] = false }
        continue
      }
      version.knownFields += 1
      switch role {
      case .key:
        key = UnsafeBufferPointer(rebasing: arena[cell.textRange])
        hash.add(bytes: key)
      case .title:
        let text = UnsafeBufferPointer(rebasing: arena[cell.textRange])
        title = text
        hash.add(bytes: text)
      case .name(let column, let dimension):
        let text = UnsafeBufferPointer(rebasing: arena[cell.textRange])
        hash.add(bytes: text)
        set(column, try names.id(of: text, in: dimension, database))
      case .caller(let column):
        let pseudonym = pseudonyms.pseudonym(of: UnsafeBufferPointer(rebasing: arena[cell.textRange]))
        hash.add(number: pseudonym)
        set(column, pseudonym)
      case .number(let column, let isEvent):
        hash.add(number: cell.bits)
        set(column, cell.bits)
        if isEvent { version.knownAt = max(version.knownAt, cell.bits) }
      case .exportedAt: break
      }
    }
    version.hash = hash.value
    derive()
    note(version)
    if try insertRow(key: key, title: title, version: version) {
      accepted += 1
      touch()
    } else {
      try resolve(key: key, title: title, version: version)
    }
  }

  private func set(_ column: Int, _ value: Int64) {
    values[column] = value
    isPresent[column] = true
  }

  private func derive() {
    derivation.derive(kind, layout: layout, values: &values, isPresent: &isPresent)
  }

  private func note(_ version: RowVersion) {
    if let time = layout.timeColumns.first, isPresent[time] {
      firstAt = min(firstAt ?? values[time], values[time])
      lastAt = max(lastAt ?? values[time], values[time])
    }
    if version.knownAt > 0 { latestEventAt = max(latestEventAt ?? version.knownAt, version.knownAt) }
    if let exported = version.exportedAt { exportedAt = max(exportedAt ?? exported, exported) }
  }

  private func touch() {
    for (index, column) in layout.timeColumns.enumerated() where isPresent[column] {
      touchedDays[index].insert(LocalDay(containing: values[column]).number)
    }
    if let caller = layout.caller, kind == .call, isPresent[caller] { touchedCallers.insert(values[caller]) }
  }

  // MARK: Statements

  private func bind(
    _ statement: OpaquePointer, key: UnsafeBufferPointer<UInt8>, title: UnsafeBufferPointer<UInt8>?, version: RowVersion
  ) {
    sqlite3_reset(statement)
    var position: Int32 = 1
    bindText(statement, position, key)
    position += 1
    if layout.hasTitle {
      if let title { bindText(statement, position, title) } else { sqlite3_bind_null(statement, position) }
      position += 1
    }
    for column in values.indices {
      if isPresent[column] {
        sqlite3_bind_int64(statement, position, values[column])
      } else {
        sqlite3_bind_null(statement, position)
      }
      position += 1
    }
    if let exported = version.exportedAt {
      sqlite3_bind_int64(statement, position, exported)
    } else {
      sqlite3_bind_null(statement, position)
    }
    sqlite3_bind_int64(statement, position + 1, version.knownAt)
    sqlite3_bind_int64(statement, position + 2, Int64(version.knownFields))
    sqlite3_bind_int64(statement, position + 3, version.hash)
    sqlite3_bind_int64(statement, position + 4, sourceID)
    sqlite3_bind_int64(statement, position + 5, Int64(version.line))
  }

  private func bindText(_ statement: OpaquePointer, _ position: Int32, _ text: UnsafeBufferPointer<UInt8>) {
    // The bytes stay in the batch's arena until the statement has been stepped.
    sqlite3_bind_text64(
      statement, position, UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self), UInt64(text.count),
      nil,
      UInt8(SQLITE_UTF8))
  }

  private func insertRow(key: UnsafeBufferPointer<UInt8>, title: UnsafeBufferPointer<UInt8>?, version: RowVersion)
    throws -> Bool
  {
    let handle = insert.sqliteStatement
    bind(handle, key: key, title: title, version: version)
    let before = sqlite3_total_changes(database.sqliteConnection)
    try step(handle)
    return sqlite3_total_changes(database.sqliteConnection) != before
  }

  private func step(_ statement: OpaquePointer) throws {
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(database.sqliteConnection)))
    }
  }

  /// The key is known: the newer of the two versions stays.
  private func resolve(key: UnsafeBufferPointer<UInt8>, title: UnsafeBufferPointer<UInt8>?, version: RowVersion) throws
  {
    let handle = select.sqliteStatement
    sqlite3_reset(handle)
    bindText(handle, 1, key)
    if let line = layout.line {
      if isPresent[line] { sqlite3_bind_int64(handle, 2, values[line]) } else { sqlite3_bind_null(handle, 2) }
    }
    guard sqlite3_step(handle) == SQLITE_ROW else {
      sqlite3_reset(handle)
      throw DatabaseError(
        resultCode: .SQLITE_CONSTRAINT, message: "a fact of \(fact.table) could neither be inserted nor found")
    }
    let id = sqlite3_column_int64(handle, 0)
    let stored = RowVersion(
      exportedAt: sqlite3_column_type(handle, 1) == SQLITE_NULL ? nil : sqlite3_column_int64(handle, 1),
      knownAt: sqlite3_column_int64(handle, 2), knownFields: Int(sqlite3_column_int64(handle, 3)),
      hash: sqlite3_column_int64(handle, 4),
      line: 0)
    var storedTimes: [Int64?] = []
    for index in layout.timeColumns.indices {
      let column = Int32(5 + index)
      storedTimes.append(
        sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : sqlite3_column_int64(handle, column))
    }
    let callerColumn = Int32(5 + layout.timeColumns.count)
    let storedCaller =
      layout.caller != nil && sqlite3_column_type(handle, callerColumn) != SQLITE_NULL
      ? sqlite3_column_int64(handle, callerColumn) : nil
    sqlite3_reset(handle)

    guard stored.hash != version.hash else {
      unchanged += 1
      // The same words in a newer export: from now on an export in between is older.
      if (version.exportedAt ?? .min) > (stored.exportedAt ?? .min) {
        try refresh.execute(arguments: [version.exportedAt, sourceID, version.line, id])
      }
      return
    }
    guard stored.isOlder(than: version) else {
      unchanged += 1
      return
    }
    updated += 1
    for (index, time) in storedTimes.enumerated() {
      if let time { touchedDays[index].insert(LocalDay(containing: time).number) }
    }
    if let storedCaller, kind == .call { touchedCallers.insert(storedCaller) }
    touch()
    let handleUpdate = update.sqliteStatement
    bind(handleUpdate, key: key, title: title, version: version)
    sqlite3_bind_int64(handleUpdate, Int32(layout.parameterCount + 1), id)
    try step(handleUpdate)
  }
}

/// How new a row is.
struct RowVersion {
  var exportedAt: Int64?
  /// The latest event that the row knows of.
  var knownAt: Int64 = 0
  var knownFields = 0
  var hash: Int64 = 0
  var line: Int

  /// A total order that does not depend on which row came first.
  func isOlder(than other: RowVersion) -> Bool {
    (exportedAt ?? .min, knownAt, knownFields, hash) < (
      other.exportedAt ?? .min, other.knownAt, other.knownFields, other.hash
    )
  }
}
