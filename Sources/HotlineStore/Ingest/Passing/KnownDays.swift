import GRDB
import HotlineCalendar
import HotlineModel
import HotlineReading

/// The days on which the database may have facts of a kind, by what its files cover. On other days every fact is new.
struct KnownDays {
  private let spans: [ClosedRange<Int>]

  init(_ kind: FactKind, _ database: Database) throws {
    let rows = try Row.fetchAll(
      database, sql: "SELECT first_at, last_at FROM source WHERE kind = ? AND first_at IS NOT NULL ORDER BY first_at",
      arguments: [kind.rawValue])
    var spans: [ClosedRange<Int>] = []
    for row in rows {
      let (first, last) = (LocalDay(containing: row[0]).number, LocalDay(containing: row[1]).number)
      if let latest = spans.last, first <= latest.upperBound + 1 {
        spans[spans.count - 1] = latest.lowerBound...max(latest.upperBound, last)
      } else {
        spans.append(first...last)
      }
    }
    self.spans = spans
  }

  /// Whether there may be facts within some days of a day.
  func contains(_ day: Int, within reach: Int = 0) -> Bool {
    spans.contains { $0.lowerBound - reach <= day && day <= $0.upperBound + reach }
  }
}
