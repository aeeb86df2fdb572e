import GRDB
import HotlineCalendar
import HotlineModel
import HotlineReading

extension HotlineDatabase {
  /// Callers of inbound calls of a period by how often they called, in rising order; calls without a number are left out.
  package func callerFrequencies(in period: Period) throws -> [CallerFrequency] {
    let inbound = Vocabulary.direction.code(of: "inbound") ?? -1
    return try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT calls, count(*) AS callers FROM (
            SELECT count(*) AS calls FROM call WHERE caller IS NOT NULL AND direction = \(inbound)
              AND started_at >= \(period.start) AND started_at < \(period.end) GROUP BY caller)
          GROUP BY calls ORDER BY calls
          """
      ).map { CallerFrequency(calls: $0["calls"], callers: $0["callers"]) }
    }
  }
}
