import GRDB
import HotlineCalendar
import HotlineModel
import HotlineReading

extension HotlineDatabase {
  /// The orders received in a period, counted by how they stand at a moment (Unix seconds), for each kind of order.
  ///
  /// - Parameter conditions: only orders with these names count.
  package func orderAges(
    in period: Period, asOf: Int64, under conditions: [Dimension: [String]] = [:]
  ) throws -> [String: [OrderAge: Int]] {
    try read { database in
      if let elsewhere = try Elsewhere(database) {
        return try orderAges(
          SumQuery(measures: [], period: period, conditions: conditions, asOf: asOf), elsewhere, database)
      }
      let asOf = AsOf(asOf, horizon: try Self.horizons(database)[.workOrder])
      // Only of an order that is open it matters up to when it is known.
      let isOpen = "f.status = \(Vocabulary.status.code(of: "open") ?? -1)"
      let column = FactKind.workOrder.columns.first { $0.name == FactField.knownUntilAt.rawValue }
      let known = "CASE WHEN \(isOpen) THEN \(column?.stored("f.") ?? "NULL") END"
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT coalesce(k.name, '') AS kind, l.name AS line, f.status AS status, f.deadline_at AS deadline, f.closed_at AS closed,
            \(known) AS known, count(*) AS orders
          FROM work_order AS f LEFT JOIN kind AS k ON k.id = f.kind_id LEFT JOIN line AS l ON l.id = f.line_id
          WHERE f.received_at >= \(period.start) AND f.received_at < \(period.end)
            AND \(condition(conditions, on: .workOrder, by: .receivedAt, in: period, database)) GROUP BY 1, 2, 3, 4, 5, 6
          """)
      var ages: [String: [OrderAge: Int]] = [:]
      for row in rows {
        let age = orderAge(
          status: row["status"], deadline: row["deadline"], closedAt: row["closed"], known: row["known"],
          moment: asOf.earlier[row["line"]] ?? asOf.moment)
        ages[row["kind"], default: [:]][age, default: 0] += row["orders"] as Int
      }
      return ages
    }
  }

  private func orderAge(status: Int, deadline: Int64?, closedAt: Int64?, known: Int64?, moment: Int64) -> OrderAge {
    guard ["open", "closed"].contains(where: { Vocabulary.status.code(of: $0) == status }) else { return .leftOut }
    guard let deadline else { return .undated }
    // What was closed after the moment was still open at it.
    let closed = closedAt.flatMap { $0 <= moment ? $0 : nil }
    if let closed, closed <= deadline { return .closedInTime }
    if closed == nil, deadline > moment {
      let days = reference.calendar.workingDays(from: moment, to: deadline)
      return days.map { $0 <= 2 } ?? false ? .dueSoon : .notYetDue
    }
    if closed == nil, let known, known < deadline { return .stateUnknown }
    guard let days = reference.calendar.workingDays(from: deadline, to: closed ?? moment) else { return .lateUnknown }
    return closed == nil ? (days <= 5 ? .overdue : .longOverdue) : (days <= 5 ? .closedLate : .closedVeryLate)
  }
}
