import HotlineLogs

/// Where the cells of a record go in the table of its fact.
struct FactLayout {
  /// What becomes of one cell.
  enum Role {
    case key
    case title
    case name(column: Int, Dimension)
    case caller(column: Int)
    case number(column: Int, isEvent: Bool)
    case exportedAt

    var column: Int? {
      switch self {
      case .key, .title, .exportedAt: nil
      case .name(let column, _), .caller(let column), .number(let column, _): column
      }
    }
  }

  let fact: Fact
  /// The whole-number columns of the table that a record or its derivation fills.
  let columns: [String]
  /// For each field of the record, where it goes.
  let roles: [Role]
  let hasTitle: Bool
  /// The columns by which the fact is timed.
  let timeColumns: [Int]
  let caller: Int?
  let derivation: DerivationPlaces
  let line: Int?

  init(_ kind: RecordKind) {
    let fact = Fact(kind)
    let events: Set<RecordField> = [
      .startedAt, .answeredAt, .endedAt, .receivedAt, .firstContactedAt, .closedAt, .heldAt, .hiredAt, .leftAt,
    ]
    var columns: [String] = []
    var roles: [Role] = []
    for field in kind.fields {
      switch field {
      case .key: roles.append(.key)
      case .title: roles.append(.title)
      case .exportedAt: roles.append(.exportedAt)
      case .caller:
        roles.append(.caller(column: columns.count))
        columns.append("caller")
      case .line, .agent, .district, .unit, .category, .kind, .project:
        guard let dimension = Dimension(rawValue: field.rawValue) else { continue }
        roles.append(.name(column: columns.count, dimension))
        columns.append("\(dimension.rawValue)_id")
      default:
        roles.append(.number(column: columns.count, isEvent: events.contains(field)))
        columns.append(field.rawValue)
      }
    }
    switch kind {
    case .call: columns.append("repeat_window_ends_at")
    case .workOrder: columns += ["contact_deadline_at", "deadline_at", "closure_working_days"]
    case .budget: columns.append("year_starts_at")
    case .activity, .agent: break
    }
    self.fact = fact
    self.columns = columns
    self.roles = roles
    hasTitle = kind.fields.contains(.title)
    timeColumns = fact.timeColumns.compactMap { columns.firstIndex(of: $0) }
    caller = columns.firstIndex(of: "caller")
    derivation = DerivationPlaces(columns)
    line = kind == .call || kind == .workOrder ? columns.firstIndex(of: "line_id") : nil
  }

  private var names: [String] {
    ["key"] + (hasTitle ? ["title"] : []) + columns
      + ["exported_at", "known_at", "known_fields", "content_hash", "source_id", "source_line"]
  }

  var parameterCount: Int { names.count }

  var insertSQL: String {
    let marks = names.map { _ in "?" }.joined(separator: ", ")
    return "INSERT INTO \(fact.table)(\(names.joined(separator: ", "))) VALUES (\(marks)) ON CONFLICT DO NOTHING"
  }

  var updateSQL: String {
    // A call's neighbours are worked out anew; what the older version had must not stay when the caller is gone.
    let forgotten =
      fact == .call ? ["previous_call_at = NULL", "next_call_at = NULL", "next_same_topic_at = NULL"] : []
    return "UPDATE \(fact.table) SET \((names.map { "\($0) = ?" } + forgotten).joined(separator: ", ")) WHERE id = ?"
  }

  var selectSQL: String {
    let extra = (timeColumns.map { columns[$0] } + (caller == nil ? [] : ["caller"])).map { ", \($0)" }.joined()
    return "SELECT id, exported_at, known_at, known_fields, content_hash\(extra) FROM \(fact.table) WHERE key = ?"
      + (line == nil ? "" : " AND line_id = ?")
  }
}
