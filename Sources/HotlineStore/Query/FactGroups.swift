import HotlineCalendar
import HotlineModel

/// Whether a fact is one of those that a query is about, and to which of its groups it belongs.
struct FactGroups {
  private let groups: [(group: Grouping, column: Int?)]
  private let conditions: [(column: Int, allowed: Set<Int64>)]
  private let time: Int?
  private let names: NameTables

  /// - Parameters:
  ///   - columns: the columns of the fact's cells.
  ///   - time: the time column by which facts belong to a period.
  init(_ query: SumQuery, columns: [FactColumn], time: String?, names: NameTables) {
    func place(_ dimension: Dimension) -> Int? { columns.firstIndex { $0.content == .dimension(dimension) } }
    self.names = names
    self.time = time.flatMap { time in columns.firstIndex { $0.name == time } }
    groups = query.groups.map { group in
      if case .dimension(let dimension) = group { (group, place(dimension)) } else { (group, nil) }
    }
    conditions = query.conditions.compactMap { dimension, wanted in
      place(dimension).map { column in
        (column, names.ids(of: wanted, in: dimension))
      }
    }
  }

  /// The places of the cells that are looked at.
  var columns: Set<Int> {
    Set(conditions.map(\.column)).union(groups.compactMap(\.column)).union([time].compactMap { $0 })
  }

  /// Whether the query's conditions hold.
  func hold(_ cells: FactCells) -> Bool {
    for (column, allowed) in conditions where !allowed.contains(cells.isPresent[column] ? cells.values[column] : 0) {
      return false
    }
    return true
  }

  /// The labels of the fact's group.
  func labels(_ cells: FactCells) -> [String] {
    let moment = time.map { cells.values[$0] } ?? 0
    return groups.map { label($0.group, column: $0.column, cells: cells, moment: moment) }
  }

  private func label(_ group: Grouping, column: Int?, cells: FactCells, moment: Int64) -> String {
    switch group {
    case .dimension(let dimension):
      guard let column, cells.isPresent[column] else { return "" }
      return names.name(of: cells.values[column], in: dimension)
    case .hour: return Self.twoDigits(LocalTime.hour(moment))
    case .hourOfDay: return String(LocalHour(containing: moment).start)
    case .year, .quarter, .month, .day, .weekday: return group.label(of: LocalDay(containing: moment)) ?? ""
    }
  }

  /// `07`.
  static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
