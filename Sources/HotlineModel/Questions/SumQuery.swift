import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// What sums are broken down by.
package enum Grouping: Hashable, Sendable {
  /// A name: district, unit, line …
  case dimension(Dimension)
  /// `2019`.
  case year
  /// `2019-Q1`.
  case quarter
  /// `2019-03`.
  case month
  /// `2019-03-08`.
  case day
  /// Hour of the day, `00` … `23`.
  case hour
  /// Day of the week, `1` Monday … `7` Sunday.
  case weekday
  /// One clock hour of one day by its first moment in Unix seconds; an hour that the clock shows twice is two. Not for users.
  case hourOfDay

  /// The word that users write.
  package var name: String {
    switch self {
    case .dimension(let dimension): dimension.rawValue
    case .year: "year"
    case .quarter: "quarter"
    case .month: "month"
    case .day: "day"
    case .hour: "hour"
    case .weekday: "weekday"
    case .hourOfDay: "hour_of_day"
    }
  }

  /// Whether the group is one of time.
  package var isTime: Bool {
    if case .dimension = self { return false }
    return true
  }

  /// The label of a day's group; `nil` for a group that is none of days.
  package func label(of day: LocalDay) -> String? {
    switch self {
    case .year: String(day.month.iso.prefix(4))
    case .quarter: "\(day.month.iso.prefix(4))-Q\((day.month.month + 2) / 3)"
    case .month: day.month.iso
    case .day: day.iso
    case .weekday: String(day.weekday)
    case .hour, .hourOfDay, .dimension: nil
    }
  }
}

/// Which sums are wanted: measures × period × conditions × groups, as of a moment.
package struct SumQuery: Sendable {
  /// The measures, each of which becomes a column of the result.
  package var measures: [Measure]
  /// The days counted.
  package var period: Period
  /// Only facts with one of these canonical names.
  package var conditions: [Dimension: [String]]
  /// What the sums are broken down by.
  package var groups: [Grouping]
  /// The moment up to which the data speak, in Unix seconds.
  package var asOf: Int64
  /// The most groups that an answer may have; a question that has more throws a `Diagnostic`.
  package var limit: Int

  /// Creates a query.
  package init(
    measures: [Measure], period: Period, conditions: [Dimension: [String]] = [:], groups: [Grouping] = [], asOf: Int64,
    limit: Int = .max
  ) {
    self.measures = measures
    self.period = period
    self.conditions = conditions
    self.groups = groups
    self.asOf = asOf
    self.limit = limit
  }
}

extension SumQuery {
  /// The dimensions by which facts have to be told apart for an answer.
  package var dimensions: Set<Dimension> {
    var dimensions = Set(conditions.keys)
    for case .dimension(let dimension) in groups { dimensions.insert(dimension) }
    return dimensions
  }
}

extension Measure {
  /// Whether the facts that it counts can be told apart by what a query asks for: they have its dimensions, a time where it
  /// groups by time, and a clock where it groups by hours.
  package func isTold(by query: SumQuery) -> Bool {
    let hours: Set<Grouping> = [.hour, .hourOfDay]
    return query.dimensions.isSubset(of: fact.dimensions)
      && (time != nil || !query.groups.contains(where: \.isTime))
      && (!fact.isDaily || hours.isDisjoint(with: query.groups))
  }
}

extension Diagnostic {
  /// A question has more groups than it may have.
  package static func tooManyGroups(limit: Int) -> Diagnostic {
    Diagnostic(
      .usage, found: LocalizedText(zh: "分组超过 \(limit) 个", en: "more than \(limit) groups"),
      expected: LocalizedText(zh: "至多 \(limit) 组", en: "at most \(limit)"),
      fix: LocalizedText(
        zh: "缩短 --period、减少 --by、用 --where 限定，或用 --limit 放宽",
        en: "ask for a shorter --period, fewer --by, a --where, or allow more with --limit"))
  }
}

/// One group's sums.
package struct SumRow: Sendable, Hashable {
  /// The group's labels, in the order of the query's groups; an absent name is empty.
  package var labels: [String]
  /// A sum for each measure of the query. A measure whose fact does not have one of the dimensions asked for is `nil`.
  package var values: [Double?]

  /// Creates a row.
  package init(
    labels: [String], values: [Double?]
  ) {
    self.labels = labels
    self.values = values
  }
}
