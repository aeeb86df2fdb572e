import Foundation
import GRDB
import HotlineLogs

/// The names of one database, in memory: ids by the bytes that exports spell, canonical ids by time.
///
/// Facts hold names as exported; what they stand for is looked up here, so that a new alias never edits a fact.
final class NameTables {
  private struct Canonical {
    var since: Int64
    var until: Int64
    var id: Int64
  }

  private let reference: ReferenceData
  private var ids: [Dimension: [Int64: (id: Int64, name: [UInt8])]] = [:]
  /// The names seen last, by dimension and a few bits of their hash: most rows repeat what the rows before them said.
  private var recent = [(hash: Int64, id: Int64, name: [UInt8])](
    repeating: (0, 0, []), count: Dimension.allCases.count * NameTables.recentPerDimension)
  private static let recentPerDimension = 256
  private var names: [Dimension: [Int64: String]] = [:]
  private var canonical: [Dimension: [Int64: [Canonical]]] = [:]

  /// Loads the names that the database has.
  init(_ database: Database, reference: ReferenceData) throws {
    self.reference = reference
    for dimension in Dimension.allCases {
      ids[dimension] = [:]
      names[dimension] = [:]
      canonical[dimension] = [:]
      for row in try Row.fetchAll(database, sql: "SELECT id, name FROM \(dimension.rawValue)") {
        remember(row[1], id: row[0], in: dimension)
      }
      guard dimension.hasAliases else { continue }
      for row in try Row.fetchAll(
        database,
        sql:
          "SELECT name_id, since_at, until_at, canonical_id FROM \(dimension.rawValue)_canonical ORDER BY name_id, since_at"
      ) {
        canonical[dimension]?[row[0], default: []].append(Canonical(since: row[1], until: row[2], id: row[3]))
      }
    }
  }

  private func remember(_ name: String, id: Int64, in dimension: Dimension) {
    let bytes = Array(name.utf8)
    ids[dimension]?[Self.hash(bytes)] = (id, bytes)
    names[dimension]?[id] = name
  }

  private static func equal(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard left.count == right.count, let first = left.baseAddress, let second = right.baseAddress else { return false }
    return memcmp(first, second, left.count) == 0
  }

  private static func hash(_ bytes: [UInt8]) -> Int64 { bytes.withUnsafeBufferPointer(hash) }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64 {
    var hash = ContentHash()
    hash.add(bytes: bytes)
    return hash.value
  }

  /// The id of a name as exported; a new name is added to the database.
  func id(of bytes: UnsafeBufferPointer<UInt8>, in dimension: Dimension, _ database: Database) throws -> Int64 {
    let hash = Self.hash(bytes)
    let place =
      dimension.index * Self.recentPerDimension + Int(truncatingIfNeeded: hash) & (Self.recentPerDimension - 1)
    let found = recent[place].hash == hash && recent[place].name.withUnsafeBufferPointer { Self.equal($0, bytes) }
    if found { return recent[place].id }
    let id: Int64
    if let known = ids[dimension]?[hash], known.name.elementsEqual(bytes) {
      id = known.id
    } else {
      id = try self.id(of: String(decoding: bytes, as: UTF8.self), in: dimension, database)
    }
    recent[place] = (hash, id, Array(bytes))
    return id
  }

  private func id(of name: String, in dimension: Dimension, _ database: Database) throws -> Int64 {
    if let known = ids[dimension]?[Self.hash(Array(name.utf8))], known.name == Array(name.utf8) { return known.id }
    let table = dimension.rawValue
    try database.execute(sql: "INSERT INTO \(table)(name) VALUES (?) ON CONFLICT DO NOTHING", arguments: [name])
    let id = try Int64.fetchOne(database, sql: "SELECT id FROM \(table) WHERE name = ?", arguments: [name]) ?? 0
    remember(name, id: id, in: dimension)
    if dimension.hasAliases { try addCanonical(of: name, id: id, in: dimension, database) }
    return id
  }

  private func addCanonical(of name: String, id: Int64, in dimension: Dimension, _ database: Database) throws {
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
      let target = span.name == name ? id : try self.id(of: span.name, in: dimension, database)
      try database.execute(
        sql:
          "INSERT OR REPLACE INTO \(dimension.rawValue)_canonical(name_id, since_at, until_at, canonical_id, is_known) VALUES (?, ?, ?, ?, ?)",
        arguments: [id, span.since, span.until, target, span.isKnown ? 1 : 0])
      canonical[dimension]?[id, default: []].append(Canonical(since: span.since, until: span.until, id: target))
    }
  }

  /// Works out anew what every name stands for, after the files of names changed.
  func rebuildCanonical(_ database: Database) throws {
    for dimension in Dimension.allCases where dimension.hasAliases {
      try database.execute(sql: "DELETE FROM \(dimension.rawValue)_canonical")
      canonical[dimension] = [:]
      for (id, name) in (names[dimension] ?? [:]).sorted(by: { $0.key < $1.key }) {
        try addCanonical(of: name, id: id, in: dimension, database)
      }
    }
  }

  /// The canonical id of a name at a moment.
  @inline(__always)
  func canonicalID(of id: Int64, in dimension: Dimension, at time: Int64) -> Int64 {
    guard dimension.hasAliases, let spans = canonical[dimension]?[id] else { return id }
    for span in spans where span.since <= time && time < span.until { return span.id }
    return id
  }

  /// For each id of a dimension, what it stands for: the id itself or another for good, or `nil` when that depends on the day.
  func canonicalIDs(in dimension: Dimension) -> [Int64?] {
    var table = [Int64?](repeating: nil, count: Int(names[dimension]?.keys.max() ?? 0) + 1)
    for id in (names[dimension] ?? [:]).keys where table.indices.contains(Int(id)) {
      let spans = canonical[dimension]?[id] ?? []
      if spans.count <= 1 { table[Int(id)] = spans.first?.id ?? id }
    }
    return table
  }

  /// The name of an id; empty for 0, "not given".
  func name(of id: Int64, in dimension: Dimension) -> String { names[dimension]?[id] ?? "" }

  /// The id of a name, if any fact has it.
  func existingID(of name: String, in dimension: Dimension) -> Int64? {
    let bytes = Array(name.utf8)
    guard let known = ids[dimension]?[Self.hash(bytes)], known.name == bytes else { return nil }
    return known.id
  }

  /// The canonical name that a user's spelling stands for today.
  func canonicalName(of name: String, in dimension: Dimension) -> String {
    guard dimension.hasAliases else { return name }
    let entries = reference.names[dimension] ?? []
    if entries.contains(where: { $0.alias == nil && $0.name == name }) { return name }
    return entries.last { $0.alias == name }?.name ?? name
  }
}
