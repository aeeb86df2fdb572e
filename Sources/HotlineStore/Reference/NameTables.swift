import Foundation
import GRDB
import HotlineConfiguration
import HotlineModel
// Foundation has a `Dimension` too.
import struct HotlineModel.Dimension
import HotlineReading
import HotlineText

/// The names of one database, in memory: ids by the bytes that exports spell, canonical ids by time.
///
/// Facts keep names as exported, and their meaning is looked up here, so that a new alias never edits a fact. New names get
/// their ids here too and are stored together, so that reading a file needs no database.
final class NameTables {
  private struct Canonical {
    var since: Int64
    var until: Int64
    var id: Int64
    var isKnown: Bool
  }

  private let reference: ReferenceData
  private var ids: [Dimension: [[UInt8]: Int64]] = [:]
  /// The writer reads them to compare versions, while another thread prepares rows and may add names.
  private let names = LockedNames()
  private var canonical: [Dimension: [Int64: [Canonical]]] = [:]
  private var nextID: [Dimension: Int64] = [:]
  private var recent: RecentNames
  /// Gives pseudonyms to the citizens' numbers in names.
  var pseudonyms: CallerPseudonyms?
  /// Names that the database does not have yet.
  private var unsaved: [(dimension: Dimension, id: Int64)] = []

  /// Changes with every new name, because a name may now be resolved differently.
  private(set) var generation = 0

  /// Names are numbered from 1 on: a larger number was put there by somebody else, and would be beyond counting.
  private static let believedIDs: ClosedRange<Int64> = 1...Int64(Int32.max)

  /// Tables without a name yet.
  init(reference: ReferenceData) {
    self.reference = reference
    recent = RecentNames(dimensions: reference.model.dimensions)
    for dimension in reference.model.dimensions {
      ids[dimension] = [:]
      names.withLock { $0[dimension] = [:] }
      canonical[dimension] = [:]
    }
  }

  /// Loads the names that the database has.
  ///
  /// - Throws: a ``Diagnostic`` when they are not numbered as the program numbers them.
  convenience init(_ database: Database, reference: ReferenceData) throws {
    self.init(reference: reference)
    for dimension in reference.model.dimensions {
      for row in try Row.fetchAll(database, sql: "SELECT id, name FROM \(dimension.table)") {
        let id: Int64 = row[0]
        guard Self.believedIDs.contains(id) else { throw Self.strangeNumber(id, dimension) }
        remember(row[1], id: id, in: dimension)
      }
      guard dimension.hasAliases else { continue }
      for row in try Row.fetchAll(
        database,
        sql:
          "SELECT name_id, since_at, until_at, canonical_id, is_known FROM \(dimension.rawValue)_canonical ORDER BY name_id, since_at"
      ) {
        canonical[dimension]?[row[0], default: []].append(
          Canonical(since: row[1], until: row[2], id: row[3], isKnown: row[4]))
      }
    }
  }

  private static func strangeNumber(_ id: Int64, _ dimension: Dimension) -> Diagnostic {
    Diagnostic(
      found: LocalizedText(
        zh: "数据库中 \(dimension.rawValue) 的名称编号 \(id) 不是 hotline 编的",
        en: "the database numbers a name of \(dimension.rawValue) \(id), which hotline never does"),
      expected: LocalizedText(zh: "从 1 起的编号", en: "numbers from 1 on"),
      fix: LocalizedText(zh: "请用备份恢复（hotline restore）", en: "put a backup in its place (hotline restore)"))
  }

  private func remember(_ name: String, id: Int64, in dimension: Dimension) {
    ids[dimension]?[Array(name.utf8)] = id
    names.withLock { $0[dimension]?[id] = name }
    nextID[dimension] = max(nextID[dimension] ?? 1, id + 1)
  }

  /// The id of a name as exported; a new name gets one, which ``save(_:)`` stores.
  func id(of bytes: UnsafeBufferPointer<UInt8>, in dimension: Dimension) -> Int64 {
    var hash = ContentHash()
    hash.add(bytes: bytes)
    if let known = recent.id(of: bytes, hash: hash.value, in: dimension) { return known }
    let id = id(of: Array(bytes), in: dimension)
    recent.remember(bytes, hash: hash.value, id: id, in: dimension)
    return id
  }

  private func id(of bytes: [UInt8], in dimension: Dimension) -> Int64 {
    if let known = ids[dimension]?[bytes] { return known }
    if let name = bytes.withUnsafeBufferPointer({ pseudonyms?.withoutMarks($0) }) {
      let id = self.id(of: name, in: dimension)
      ids[dimension]?[bytes] = id
      return id
    }
    let name = String(decoding: bytes, as: UTF8.self)
    let id = nextID[dimension] ?? 1
    remember(name, id: id, in: dimension)
    unsaved.append((dimension, id))
    generation += 1
    if dimension.hasAliases { addCanonical(of: name, id: id, in: dimension) }
    return id
  }

  private func addCanonical(of name: String, id: Int64, in dimension: Dimension) {
    let entries = reference.names[dimension] ?? []
    var spans: [(since: Int64, until: Int64, name: String, isKnown: Bool)] = []
    let aliases = entries.filter { $0.alias == name }.sorted { $0.since < $1.since }
    var from = ReferenceData.always.since
    let isCanonical = entries.contains { $0.alias == nil && $0.name == name }
    for alias in aliases {
      // Before an alias holds, the name stands for itself: 闸北区 was a district until it was merged.
      if alias.since > from { spans.append((from, alias.since, name, true)) }
      spans.append((alias.since, alias.until, alias.name, true))
      from = alias.until
    }
    if from < ReferenceData.always.until {
      spans.append((from, ReferenceData.always.until, name, isCanonical || !aliases.isEmpty))
    }
    for span in spans {
      let target = span.name == name ? id : self.id(of: Array(span.name.utf8), in: dimension)
      canonical[dimension]?[id, default: []].append(
        Canonical(since: span.since, until: span.until, id: target, isKnown: span.isKnown))
    }
  }

  /// Stores the new names and what they stand for.
  func save(_ database: Database) throws {
    for (dimension, id) in unsaved {
      try database.execute(
        sql: "INSERT INTO \(dimension.table)(id, name) VALUES (?, ?)", arguments: [id, name(of: id, in: dimension)])
    }
    for (dimension, id) in unsaved where dimension.hasAliases { try saveCanonical(of: id, in: dimension, database) }
    unsaved = []
  }

  private func saveCanonical(of id: Int64, in dimension: Dimension, _ database: Database) throws {
    for span in canonical[dimension]?[id] ?? [] {
      try database.execute(
        sql:
          "INSERT OR REPLACE INTO \(dimension.rawValue)_canonical(name_id, since_at, until_at, canonical_id, is_known) VALUES (?, ?, ?, ?, ?)",
        arguments: [id, span.since, span.until, span.id, span.isKnown ? 1 : 0])
    }
  }

  /// Resolves every name again after the tables of names changed.
  func rebuildCanonical(_ database: Database) throws {
    try save(database)
    for dimension in Dimension.builtIn where dimension.hasAliases {
      try database.execute(sql: "DELETE FROM \(dimension.rawValue)_canonical")
      canonical[dimension] = [:]
      let known = names.withLock { $0[dimension] ?? [:] }.sorted { $0.key < $1.key }
      for (id, name) in known { addCanonical(of: name, id: id, in: dimension) }
      try save(database)
      for (id, _) in known { try saveCanonical(of: id, in: dimension, database) }
    }
  }

  /// The canonical id of a name at a moment.
  @inline(__always)
  func canonicalID(of id: Int64, in dimension: Dimension, at time: Int64) -> Int64 {
    guard dimension.hasAliases, let spans = canonical[dimension]?[id] else { return id }
    for span in spans where span.since <= time && time < span.until { return span.id }
    return id
  }

  /// For each id of a dimension its permanent alias or itself; `nil` if the alias depends on the date. Ids far beyond the number of names,
  /// which this program never gives, are not in it.
  func canonicalIDs(in dimension: Dimension) -> [Int64?] {
    let known = names.withLock { $0[dimension] ?? [:] }.keys
    var table = [Int64?](repeating: nil, count: min(Int(known.max() ?? 0) + 1, 4 * known.count + 1024))
    for id in known where table.indices.contains(Int(id)) {
      let spans = canonical[dimension]?[id] ?? []
      if spans.count <= 1 { table[Int(id)] = spans.first?.id ?? id }
    }
    return table
  }

  /// The name of an id; empty for 0, "not given".
  func name(of id: Int64, in dimension: Dimension) -> String { names.withLock { $0[dimension]?[id] ?? "" } }

  /// All names of a dimension that facts may have, in order.
  func all(in dimension: Dimension) -> [String] { names.withLock { ($0[dimension] ?? [:]).values.sorted() } }

  /// The id of a name, if any fact has it.
  func existingID(of name: String, in dimension: Dimension) -> Int64? { ids[dimension]?[Array(name.utf8)] }

  /// The ids of the names that a condition allows: 0 for an absent name, -1 for one that no fact has.
  func ids(of names: [String], in dimension: Dimension) -> Set<Int64> {
    Set(names.map { $0.isEmpty ? 0 : existingID(of: $0, in: dimension) ?? -1 })
  }

  /// The canonical name that a user's spelling stands for today.
  func canonicalName(of name: String, in dimension: Dimension) -> String {
    guard dimension.hasAliases else { return name }
    let entries = reference.names[dimension] ?? []
    if entries.contains(where: { $0.alias == nil && $0.name == name }) { return name }
    return entries.last { $0.alias == name }?.name ?? name
  }
}

/// The names seen last, by a few bits of their hash: most rows repeat the names of the rows before.
private struct RecentNames {
  private struct Entry {
    var hash: Int64 = 0
    var id: Int64 = 0
    var offset = 0
    var length = -1
  }

  private static let perDimension = 1024
  private static let arenaLimit = 1 << 20
  private var entries: [Entry]
  private var arena: [UInt8] = []

  init(dimensions: [Dimension]) {
    let count = (dimensions.map(\.index).max() ?? 0) + 1
    entries = [Entry](repeating: Entry(), count: count * Self.perDimension)
  }

  private static func place(_ hash: Int64, _ dimension: Dimension) -> Int {
    dimension.index * perDimension + Int(truncatingIfNeeded: hash) & (perDimension - 1)
  }

  func id(of bytes: UnsafeBufferPointer<UInt8>, hash: Int64, in dimension: Dimension) -> Int64? {
    let entry = entries[Self.place(hash, dimension)]
    guard entry.hash == hash, entry.length == bytes.count, let start = bytes.baseAddress else { return nil }
    let isSame = arena.withUnsafeBufferPointer { arena in
      arena.baseAddress.map { memcmp($0 + entry.offset, start, entry.length) == 0 } ?? false
    }
    return isSame ? entry.id : nil
  }

  mutating func remember(_ bytes: UnsafeBufferPointer<UInt8>, hash: Int64, id: Int64, in dimension: Dimension) {
    if arena.count + bytes.count > Self.arenaLimit {
      arena.removeAll(keepingCapacity: true)
      for index in entries.indices { entries[index] = Entry() }
    }
    entries[Self.place(hash, dimension)] = Entry(hash: hash, id: id, offset: arena.count, length: bytes.count)
    arena.append(contentsOf: bytes)
  }
}

/// Names by id, behind a lock that the thread sanitizer knows.
private final class LockedNames: @unchecked Sendable {
  private let lock = NSLock()
  private var names: [Dimension: [Int64: String]] = [:]

  func withLock<Value>(_ body: (inout [Dimension: [Int64: String]]) throws -> Value) rethrows -> Value {
    lock.lock()
    defer { lock.unlock() }
    return try body(&names)
  }
}
