import HotlineCalendar

/// Answers a ``SumQuery``: the seam between those who want sums (metrics, appraisals, reports) and where sums are formed.
package protocol SumSource: Sendable {
  /// Where the data are, for messages.
  var path: String { get }
  /// The moment up to which the data speak, in Unix seconds; `nil` without data.
  func asOf() throws -> Int64?
  /// Sums of measures over groups of facts. Groups come sorted by label; without groups there is always one row.
  func sums(_ query: SumQuery) throws -> [SumRow]
  /// The canonical name for a user's spelling of a name; names without an alias as they are.
  func canonicalName(of name: String, in dimension: Dimension) throws -> String
  /// Whether a table of names has the name, as a canonical one or as an alias.
  func isKnown(_ name: String, in dimension: Dimension) -> Bool
  /// The order in which a dimension's names are listed: that of its file, then the others by name.
  func listingOrder(of dimension: Dimension) -> [String]
  /// Whether people work on a day; `nil` outside the calendar's years.
  func isWorkingDay(_ day: LocalDay) -> Bool?
  /// The holiday for which a day is off, or for which people make it up; `nil` for a day like others.
  func holiday(on day: LocalDay) -> String?
}

/// Shows the facts behind a sum: the SQL that gives it and the rows with file and line.
package protocol FactSource: Sendable {
  /// SQL that anyone can run on the readable views.
  func sql(_ question: FactQuestion, _ answer: FactAnswer) throws -> String
  /// The sum of the question's measure, by the SQL of ``FactAnswer/sum``.
  func sum(_ question: FactQuestion) throws -> Double
  /// Facts behind the question's measure, in order of time; `excluding` leaves out those that another one counts.
  func rows(_ question: FactQuestion, excluding other: FactQuestion?, _ span: RowSpan) throws -> [FactRow]
}

/// Answers questions that are no sums of measures: values of single cases, distinct seats and callers, days overdue.
package protocol DistributionSource: Sendable {
  /// The values of a measure's cases at some ranks, for each of the query's groups that has cases; its measures are not looked at.
  ///
  /// - Parameter ranks: which ranks, from 1 in rising order of value, of so many cases.
  func values(of measure: Measure, in query: SumQuery, at ranks: (_ cases: Int) -> Set<Int>) throws -> [RankedValues]
  /// The hours of a period in which someone asked for a seat, in order of time.
  func seatHours(in period: Period) throws -> [SeatHour]
  /// Callers of inbound calls of a period by how often they called, in rising order; calls without a number are left out.
  func callerFrequencies(in period: Period, under conditions: [Dimension: [String]]) throws -> [CallerFrequency]
  /// The orders received in a period, counted by how they stand at a moment (Unix seconds), for each kind of order.
  func orderAges(
    in period: Period, asOf: Int64, under conditions: [Dimension: [String]]
  ) throws -> [String: [OrderAge: Int]]
}

/// Says from which files the data come.
package protocol ProvenanceSource: Sendable {
  /// The ingested files, in order of ingest.
  ///
  /// - Parameter period: only files that can hold facts of it; `nil` for all.
  func sources(of period: Period?) throws -> [SourceReport]
  /// Of which days and hotlines the ingested files tell, a span for each file and hotline.
  func spans() throws -> [SourceSpan]
  /// Whether the facts of a kind are here, and not only sums of them that an engine made elsewhere.
  func holdsFacts(of kind: FactKind) throws -> Bool
  /// For each kind of fact, up to when its own sources speak.
  func horizons() throws -> [FactKind: Horizon]
  /// Rejected rows counted by file and reason, the most first.
  func rejectCounts() throws -> [RejectCount]
  /// Files whose times are exact to the minute only and that hold facts of the period.
  func minutePreciseSources(_ fact: FactKind, in period: Period) throws -> [String]
  /// Whether any file says of itself that it is simulated.
  func isSimulated() throws -> Bool
}

/// Everything that metrics, appraisals and reports ask of the data.
package typealias MetricSource = SumSource & FactSource & DistributionSource & ProvenanceSource
