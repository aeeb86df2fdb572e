import HotlineModel
import HotlineReading

/// Where the cells of a record go in a row of its fact.
struct FactLayout {
  /// What becomes of one cell.
  enum Role {
    case key
    case title
    case name(column: Int, Dimension)
    case caller(column: Int)
    case number(column: Int)

    /// The column of the row, if the cell fills one.
    var column: Int? {
      switch self {
      case .key, .title: nil
      case .name(let column, _), .caller(let column), .number(let column): column
      }
    }
  }

  let fact: FactKind
  /// The whole-number columns of a row, at most 64: the record's, then those that follow from them.
  let columns: [String]
  /// For each field of the record, where it goes.
  let roles: [Role]
  /// The place of the field that tells facts apart.
  let keyField: Int
  /// The place of the field that is kept as a text; `nil` where there is none.
  let titleField: Int?
  /// The columns by which the fact is timed.
  let timeColumns: [Int]
  /// The columns that tell when something happened: the latest tells how much a row knows of.
  let eventColumns: [Int]
  /// The columns that a record fills besides the time of its export, as bits: two rows that agree in them say the same.
  let content: UInt64
  let exportedAt: Int
  let line: Int?
  let derivation: DerivationPlaces
  /// Where the columns of ``CallSequence`` stand; `nil` for other facts.
  let call: CallPlaces?
  /// The columns that statements bind; that a call began is in its id.
  let stored: [Int]
  /// The columns that statements have: what a record fills.
  let said: [Int]
  /// The same as bits.
  let saidBits: UInt64
  /// For each column that holds a name, whose.
  let dimensions: [Dimension?]

  init(_ fact: FactKind) {
    var columns: [String] = []
    var roles: [Role] = []
    var eventColumns: [Int] = []
    var dimensions: [Dimension?] = []
    for field in fact.fields {
      switch field.role {
      case .key: roles.append(.key)
      case .title: roles.append(.title)
      case .name(let dimension):
        roles.append(.name(column: columns.count, dimension))
        columns.append(dimension.column)
        dimensions.append(dimension)
      case .caller, .exported, .value:
        if fact.eventFields.contains(field) { eventColumns.append(columns.count) }
        roles.append(field.role == .caller ? .caller(column: columns.count) : .number(column: columns.count))
        columns.append(field.column)
        dimensions.append(nil)
      }
    }
    exportedAt = columns.firstIndex(of: "exported_at") ?? columns.count
    content = (1 << UInt64(columns.count) - 1) & ~(1 << UInt64(exportedAt))
    columns += fact.derivedFields.map(\.rawValue)
    self.fact = fact
    self.columns = columns
    self.roles = roles
    said = roles.compactMap(\.column)
    saidBits = said.reduce(0) { $0 | 1 << UInt64($1) }
    self.eventColumns = eventColumns
    self.dimensions = dimensions + Array(repeating: nil, count: columns.count - dimensions.count)
    keyField = fact.fields.firstIndex(of: .key) ?? fact.fields.startIndex
    titleField = fact.fields.firstIndex(of: .title)
    timeColumns = fact.timeColumns.compactMap { columns.firstIndex(of: $0) }
    derivation = DerivationPlaces(columns)
    line = fact == .call || fact == .workOrder ? columns.firstIndex(of: "line_id") : nil
    call = fact == .call ? CallPlaces(columns) : nil
    stored = columns.indices.filter { fact != .call || columns[$0] != "started_at" }
  }

  /// The columns of the table that a row fills.
  var names: [String] {
    ["id", "key"] + (hasTitle ? ["title"] : []) + stored.map { columns[$0] } + [
      "source_id", "source_line", "carried_id",
    ]
  }

  var hasTitle: Bool { titleField != nil }

  var parameterCount: Int { names.count }

  /// A fact is not moved to an id that is taken.
  var updateSQL: String {
    "UPDATE OR IGNORE \(fact.table) SET \(names.map { "\($0) = ?" }.joined(separator: ", ")) WHERE id = ?"
  }

  /// The stored row of a key: id, title, source, key, line of the source, carried fields, then ``stored``.
  var selectSQL: String { "\(selectionSQL) WHERE key = ?" + (line == nil ? "" : " AND line_id = ?") }

  /// The same of all facts.
  var selectionSQL: String {
    let wanted =
      ["id", hasTitle ? "title" : "NULL", "source_id", "key", "source_line", "carried_id"] + stored.map { columns[$0] }
    return "SELECT \(wanted.joined(separator: ", ")) FROM \(fact.table)"
  }

  /// Tells a fact's origin anew.
  var refreshSQL: String {
    "UPDATE \(fact.table) SET exported_at = ?, source_id = ?, source_line = ?, carried_id = ? WHERE id = ?"
  }
}

/// Where the columns by which calls are put in sequence stand in a row.
struct CallPlaces {
  let line: Int
  let direction: Int
  let startedAt: Int
  let caller: Int
  let category: Int
  let previous: Int
  let next: Int
  let nextSameTopic: Int

  init?(_ columns: [String]) {
    let names = [
      "line_id", "direction", "started_at", "caller", "category_id", "previous_call_at", "next_call_at",
      "next_same_topic_at",
    ]
    let places = names.compactMap { columns.firstIndex(of: $0) }
    guard places.count == names.count else { return nil }
    line = places[0]
    direction = places[1]
    startedAt = places[2]
    caller = places[3]
    category = places[4]
    previous = places[5]
    next = places[6]
    nextSameTopic = places[7]
  }
}
