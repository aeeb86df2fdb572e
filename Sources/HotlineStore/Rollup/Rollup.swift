import GRDB
import HotlineCalendar
import HotlineModel

/// Measures summed by day, hotline, dimension and the fields that the facts' sources carry: derived from the facts, never edited,
/// equal to a recomputation.
///
/// For each time column of a fact one table for each grain, and two for all dimensions but the seat's at once, by day and by month:
/// of the members that could meet, few do, so that these tables are short too. One column for each measure.
struct Rollup {
  /// The third part of a rollup's key, besides day and hotline.
  enum Grain: Hashable {
    case hour
    case dimension(Dimension)

    var name: String {
      switch self {
      case .hour: "hour"
      case .dimension(let dimension): dimension.rawValue
      }
    }
  }

  /// A fact with one of its time columns, and the measures that use it.
  struct Base {
    let fact: FactKind
    let time: String
    let measures: [Measure]

    var grains: [Grain] { [.hour] + fact.dimensions.filter { $0 != .line }.map(Grain.dimension) }
    func table(_ grain: Grain) -> String { "rollup_\(fact.rawValue)_\(time)_\(grain.name)" }

    /// The dimensions besides the hotline that are crossed; none where a grain tells as much. Seats are not among them: with a
    /// seat nearly every call would have sums of its own.
    var crossed: [Dimension] {
      let dimensions = fact.dimensions.filter { $0 != .line && $0 != .agent }
      return dimensions.count > 1 ? dimensions : []
    }

    /// The table of the sums by all crossed dimensions at once, by day.
    var crossedDays: String { "rollup_crossed_days_\(fact.rawValue)_\(time)" }
    /// The same by month, under the month's first day. Has no month that holds one of the ``uncrossedDays``.
    var crossedMonths: String { "rollup_crossed_months_\(fact.rawValue)_\(time)" }
    /// The days that had too many members for that: their facts must be looked at.
    var uncrossedDays: String { "rollup_uncrossed_days_\(fact.rawValue)_\(time)" }

    /// The table by hour and member of a dimension: only of facts that lie elsewhere, whose facts cannot be looked at for it.
    func hourTable(_ dimension: Dimension) -> String { "rollup_\(fact.rawValue)_\(time)_hour_\(dimension.rawValue)" }
    /// Those tables with the columns of their keys.
    var hourTables: [(name: String, key: [String])] {
      crossed.map { (hourTable($0), ["day", "line_id", "hour", "member", "carried_id"]) }
    }

    /// The columns of a crossed table's key, without its day or month.
    var crossedKey: [String] { ["line_id"] + crossed.map(\.column) + ["carried_id"] }

    /// Each table with the columns of its key.
    var tables: [(name: String, key: [String])] {
      let own = grains.map { (table($0), ["day", "line_id", "member", "carried_id"]) }
      guard !crossed.isEmpty else { return own }
      return own + [
        (crossedDays, ["day"] + crossedKey), (crossedMonths, ["month"] + crossedKey), (uncrossedDays, ["day"]),
      ]
    }

    /// The columns of a table's sums.
    func sums(of table: String) -> [String] { table == uncrossedDays ? [] : measures.map(\.id) }
  }

  let bases: [Base]
  private let kinds: [FactKind]
  /// The declared dimensions that there are tables of.
  private let declared: [String]

  /// The rollups for a set of measures and the number of all facts; rosters have none.
  ///
  /// - Parameter elsewhere: the kinds of fact of which the database has nothing but these sums: of them all measures are summed.
  init(measures: [Measure], model: DataModel = .builtIn, elsewhere: Set<FactKind> = []) {
    var bases: [Base] = []
    for fact in model.kinds {
      for time in fact.timeColumns {
        let timed = measures.filter {
          // A measure of a column that the database's own model does not have is not summed ahead.
          $0.fact == fact && $0.time == time && $0.columns.allSatisfy(fact.columns.indices.contains)
            && ($0.counts == .matured || $0.maturesInOrder || elsewhere.contains(fact))
        }
        bases.append(Base(fact: fact, time: time, measures: [.allFacts(fact, time: time)] + timed))
      }
    }
    self.bases = bases
    kinds = model.kinds
    declared = model.declarations.filter { $0.field.dimension != nil }.flatMap { declaration in
      declaration.facts.map { "\($0.rawValue) by \(declaration.field.rawValue)" }
    }
  }

  /// The kind of fact of a name, with the fields that the model declares.
  func kind(named name: String) -> FactKind? { kinds.first { $0.rawValue == name } }

  /// What the rollup tables were made for.
  var fingerprint: String {
    ([Self.shape] + bases.flatMap(\.measures).map(\.fingerprint) + declared).joined(separator: "\u{1E}")
  }

  /// Stands before the measures; another one for another shape of the tables.
  private static let shape = "by carried fields, crossed"

  /// The rollups that a fingerprint stands for; `nil` when what it says cannot be read under this model.
  init?(fingerprint: String, model: DataModel) {
    let measures = fingerprint.split(separator: "\u{1E}").compactMap { Measure(fingerprint: String($0), model: model) }
    self.init(measures: measures.filter { $0.id != Measure.allFactsID }, model: model)
    guard self.fingerprint == fingerprint else { return nil }
  }

  /// The measures that the database has rollups of, by fingerprint, with their columns.
  static func stored(_ database: Database) throws -> Set<String> {
    let parts = Set((try Setting.rollup.value(database) ?? "").split(separator: "\u{1E}").map(String.init))
    // Those of an older program are not by what questions may ask for: the next ingest makes them anew.
    return parts.contains(shape) ? parts : []
  }

  /// Whether the database's rollups are of these measures.
  func isCurrent(_ database: Database) throws -> Bool {
    try Setting.rollup.value(database) == fingerprint
  }

  /// Drops every rollup and computes all of them again.
  func rebuild(_ database: Database, names: NameTables) throws {
    let tables = try String.fetchAll(
      database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'rollup\\_%' ESCAPE '\\'")
    for table in tables { try database.execute(sql: "DROP TABLE \"\(table)\"") }
    try compute(database, names: names) { try database.execute(sql: $1) }
    try Setting.rollup.set(fingerprint, database)
  }

  /// Sums all facts into tables that `make` makes: it is given a table's name and the SQL for it.
  private func compute(_ database: Database, names: NameTables, make: (String, String) throws -> Void) throws {
    for base in bases {
      try makeTables(base, make: make)
      let rows = try RollupRows(base, database)
      try RollupSummation(base, rows: rows, names: names, database).add()
      try rows.refreshMonths()
    }
  }

  private func makeTables(_ base: Base, make: (String, String) throws -> Void) throws {
    for (name, key) in base.tables { try make(name, Self.table(name, key: key, columns: base.sums(of: name))) }
  }

  /// Makes the tables of one rollup, without rows.
  func makeTables(_ base: Base, _ database: Database) throws { try makeTables(base) { try database.execute(sql: $1) } }

  /// Makes the tables by hour and member of one rollup, without rows.
  func makeHourTables(_ base: Base, _ database: Database) throws {
    for (name, key) in base.hourTables {
      try database.execute(sql: Self.table(name, key: key, columns: base.sums(of: name)))
    }
  }

  /// The names of the tables.
  var tables: [String] { bases.flatMap { $0.tables.map(\.name) } }

  /// Computes all rollups in temporary tables, which stand before the stored ones of the same names from then on.
  func computeBeside(_ database: Database, names: NameTables) throws {
    try compute(database, names: names) { name, sql in
      try database.execute(sql: "DROP TABLE IF EXISTS temp.\(name); CREATE TEMP" + sql.dropFirst("CREATE".count))
    }
  }

  private static func table(_ name: String, key: [String], columns: [String]) -> String {
    let (keys, sums) = (key.map { "\($0) INTEGER NOT NULL" }, columns.map { "\"\($0)\" REAL NOT NULL" })
    return """
      CREATE TABLE \(name)(\((keys + sums).joined(separator: ", ")), PRIMARY KEY(\(key.joined(separator: ", ")))) \
      STRICT, WITHOUT ROWID
      """
  }

  /// The SQL by which a rollup of that name and with the columns that it has would have been made; `nil` when no rollup has the
  /// name.
  func ownTable(_ name: String, in database: Database) throws -> String? {
    guard let own = bases.lazy.flatMap({ $0.tables + $0.hourTables }).first(where: { $0.name == name })
    else { return nil }
    let columns = try String.fetchAll(
      database, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid", arguments: [name])
    // Those of an older program are not by carried fields, or not by a dimension that was declared since.
    let key = own.key.filter(columns.prefix(own.key.count).contains)
    return Self.table(name, key: key, columns: Array(columns.dropFirst(key.count)))
  }

  /// The rollup of a fact by one of its time columns, if a measure uses it.
  func base(_ fact: FactKind, time: String) -> Base? { bases.first { $0.fact == fact && $0.time == time } }

  /// Computes the sums of some days again.
  func refresh(_ fact: FactKind, time: String, days: Set<Int>, _ database: Database, names: NameTables) throws {
    guard let base = base(fact, time: time), !days.isEmpty else { return }
    let rows = try RollupRows(base, database)
    for span in Self.spans(days) {
      try rows.remove(span)
      try RollupSummation(base, rows: rows, names: names, database).add(days: span)
    }
    try rows.refreshMonths()
  }

  /// Days joined into spans, so that a month is one scan.
  static func spans(_ days: Set<Int>) -> [ClosedRange<Int>] {
    var spans: [ClosedRange<Int>] = []
    for day in days.sorted() {
      if let last = spans.last, last.upperBound + 1 == day {
        spans[spans.count - 1] = last.lowerBound...day
      } else {
        spans.append(day...day)
      }
    }
    return spans
  }
}
