import GRDB
import HotlineCalendar
import HotlineModel
import HotlineReading

extension HotlineDatabase {
  /// Callers of inbound calls of a period by how often they called, in rising order; calls without a number are left out.
  ///
  /// - Parameter conditions: only calls with these names count; none for calls that do not have one of the dimensions.
  package func callerFrequencies(
    in period: Period, under conditions: [Dimension: [String]] = [:]
  ) throws -> [CallerFrequency] {
    let inbound = Vocabulary.direction.code(of: "inbound") ?? -1
    return try read { database in
      if let elsewhere = try Elsewhere(database) {
        return try callerFrequencies(in: period, under: conditions, elsewhere, database)
      }
      return try Row.fetchAll(
        database,
        sql: """
          SELECT calls, count(*) AS callers FROM (
            SELECT count(*) AS calls FROM call AS f WHERE caller IS NOT NULL AND direction = \(inbound)
              AND started_at >= \(period.start) AND started_at < \(period.end)
              AND \(condition(conditions, on: .call, by: .startedAt, in: period, database)) GROUP BY caller)
          GROUP BY calls ORDER BY calls
          """
      ).map { try CallerFrequency($0) }
    }
  }
}

extension CallerFrequency {
  /// - Parameter row: `calls` and `callers`.
  /// - Throws: a ``Diagnostic`` for counts that this program never writes.
  init(_ row: Row) throws { self.init(calls: try row.count("calls"), callers: try row.count("callers")) }
}
