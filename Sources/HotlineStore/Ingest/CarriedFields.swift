import GRDB
import HotlineModel

/// The fields that rows of an export have cells for, as bits by their place among the kind's fields.
///
/// A field that is carried and empty is absent; a field that is not carried is unknown.
struct CarriedFields: Hashable {
  let bits: UInt64

  init(bits: UInt64) { self.bits = bits }

  /// The fields of a kind for which a condition holds.
  init(_ kind: FactKind, where holds: (FactField) -> Bool) {
    bits = kind.fields.indices.reduce(0) { holds(kind.fields[$1]) ? $0 | 1 << UInt64($1) : $0 }
  }

  /// Whether a field of the kind is among them.
  func contains(fieldAt place: Int) -> Bool { bits >> UInt64(place) & 1 == 1 }

  /// Whether all of these are.
  func contains(_ others: CarriedFields) -> Bool { others.bits & ~bits == 0 }

  func union(_ others: CarriedFields) -> CarriedFields { CarriedFields(bits: bits | others.bits) }
}

/// The sets of carried fields that a database's facts of one kind have, by the small numbers that facts bear.
///
/// A fact without a number comes from before such sets were kept: it counts as carrying every field.
final class CarriedSets {
  private let kind: FactKind
  private var ids: [CarriedFields: Int64] = [:]
  private var sets: [Int64: CarriedFields] = [:]
  /// Sets that no fact has any more, under the numbers that they had: the past may have them, and a fact gets its own again.
  private var retired: [Int64: CarriedFields] = [:]
  private var revived: [Int64] = []
  private var nextID: Int64
  private var unsaved: [(id: Int64, fields: CarriedFields)] = []

  /// Every field of the kind.
  let all: CarriedFields
  /// The fields without which there is no fact.
  let required: CarriedFields

  /// Loads the sets that the database has.
  init(_ kind: FactKind, _ database: Database) throws {
    self.kind = kind
    all = CarriedFields(kind) { _ in true }
    required = CarriedFields(kind, where: kind.requiredFields.contains)
    // A database of an older program has none.
    nextID = 1
    guard try database.tableExists("carried") else { return }
    // A number at the end of all numbers is an edit; the first free one below it is another set's.
    let last = try Int64.fetchOne(database, sql: "SELECT max(id) FROM carried WHERE id < ?", arguments: [Int64.max / 2])
    nextID = max(0, last ?? 0) + 1
    for row in try Row.fetchAll(
      database, sql: "SELECT id, fields, kind = ?1 FROM carried WHERE kind IN (?1, '\(Self.retiredPrefix)' || ?1)",
      arguments: [kind.rawValue])
    {
      let names = Set((row[1] as String).split(separator: " ").map(String.init))
      let fields = CarriedFields(kind) { names.contains($0.rawValue) }
      let isActive: Bool = row[2]
      guard isActive else {
        retired[row[0]] = fields
        continue
      }
      sets[row[0]] = fields
      // A field that is declared no longer makes two sets alike: the first stands for both.
      if ids[fields] == nil { ids[fields] = row[0] }
    }
  }

  /// The number of a set; a new one gets a number, which ``save(_:)`` stores.
  func id(of given: CarriedFields) -> Int64 {
    let fields = CarriedFields(bits: given.bits & all.bits)
    if let known = ids[fields] { return known }
    if let id = retired.filter({ $0.value == fields }).keys.min() {
      (ids[fields], sets[id], retired[id]) = (id, fields, nil)
      revived.append(id)
      return id
    }
    let id = nextID
    nextID += 1
    ids[fields] = id
    sets[id] = fields
    unsaved.append((id, fields))
    return id
  }

  /// The numbers of the sets that lack something required: rows that have one of them only complete facts.
  var partialIDs: [Int64] { sets.filter { !$0.value.contains(required) }.keys.sorted() }

  /// The set of a number.
  func fields(of id: Int64?) -> CarriedFields { id.flatMap { sets[$0] ?? retired[$0] } ?? all }

  /// The numbers of the sets of which a requirement holds, 0 for facts without one; `nil` when it holds of all there are.
  ///
  /// - Parameter withPast: whether sets count that no fact has any more.
  func ids(meeting requirement: FieldRequirement, withPast: Bool = false) -> Set<Int64>? {
    func holds(_ fields: CarriedFields) -> Bool {
      requirement.holds(carried: Set(kind.fields.indices.filter(fields.contains(fieldAt:)).map { kind.fields[$0] }))
    }
    let known = withPast ? sets.merging(retired) { own, _ in own } : sets
    let all = known.merging([0: self.all]) { own, _ in own }
    let met = all.filter { holds($0.value) }
    return met.count == all.count ? nil : Set(met.keys)
  }

  /// Stores the new sets.
  func save(_ database: Database) throws {
    for (id, fields) in unsaved {
      let names = kind.fields.indices.filter(fields.contains(fieldAt:)).map { kind.fields[$0].rawValue }
      try database.execute(
        sql: "INSERT INTO carried(id, kind, fields) VALUES (?, ?, ?)",
        arguments: [id, kind.rawValue, names.joined(separator: " ")])
    }
    unsaved = []
    for id in revived {
      try database.execute(sql: "UPDATE carried SET kind = ? WHERE id = ?", arguments: [kind.rawValue, id])
    }
    revived = []
  }

  /// Marks the kind of a set that no fact and no statement has.
  private static let retiredPrefix = "past:"

  /// Retires the sets that no fact and no statement has. The SQL that `explain` and reports print tells apart the sets that there are:
  /// without those of forgotten sources it is the same for the same facts.
  static func retireUnused(_ database: Database) throws {
    for kind in FactKind.allCases where try database.tableExists(kind.statementTable) {
      let used = [kind.table, kind.statementTable].map {
        "SELECT carried_id FROM \($0) WHERE carried_id IS NOT NULL"
      }
      try database.execute(
        sql: """
          UPDATE carried SET kind = '\(retiredPrefix)' || kind WHERE kind = ? AND id NOT IN (\(used.joined(separator: " UNION ")))
          """, arguments: [kind.rawValue])
    }
  }
}
