import HotlineCalendar
import HotlineModel

extension MetricEngine {
  /// Months on record before those shown that a series looks at: ten years.
  private static let history = 120

  /// Series of metrics over whole months, by line: one query for all. Lines without activity of a metric have no series;
  /// metrics that count hours are left out.
  ///
  /// - Parameter months: those that a report shows; the months on record before them are taken in, because each month is
  ///   judged by what came before it.
  package func series(_ metrics: [Metric], months shown: [LocalMonth]) throws -> [MetricSeries] {
    try seriesByName(metrics, months: shown, by: nil)[""] ?? []
  }

  /// The same for each name of a dimension; an absent one is empty. How busy days off are is learned from all names together.
  package func series(
    _ metrics: [Metric], months shown: [LocalMonth], by dimension: Dimension
  ) throws -> [String: [MetricSeries]] {
    try seriesByName(metrics.filter { $0.isTold(by: dimension) }, months: shown, by: dimension)
  }

  private func seriesByName(
    _ metrics: [Metric], months shown: [LocalMonth], by dimension: Dimension?
  ) throws -> [String: [MetricSeries]] {
    guard let firstShown = shown.first, let last = shown.last else { return [:] }
    let metrics = metrics.filter { !$0.countsHours }.map(\.withoutLeftOut)
    let hasLine = metrics.filter { $0.isTold(by: .line) }
    let earliest = firstShown.advanced(by: -Self.history)
    let asOf = try data.asOf() ?? 0
    let first =
      try firstMonth(with: hasLine, from: earliest, to: last, asOf: asOf).map { min($0, firstShown) } ?? firstShown
    let months = (0...(last.number - first.number)).map { first.advanced(by: $0) }
    let table = try values(
      MetricQuery(
        metrics: hasLine, slice: Slice(period: Period(first: first.firstDay, last: last.lastDay)),
        groups: [.dimension(.line)] + (dimension.map { [.dimension($0)] } ?? []) + [.month],
        limit: dimension == nil ? MetricQuery.usualLimit : .max))
    func name(_ labels: [String]) -> String { labels.count > 2 ? labels[1] : "" }
    let values = Dictionary(grouping: table.values) {
      SeriesKey(metric: $0.metric.id, line: $0.labels[0], name: name($0.labels))
    }
    // A month without any activity of a fact on a line has no data: its counts are absent, not 0.
    var active: Set<ActiveMonth> = []
    for value in table.values
    where (value.numerator ?? 0) != 0 || (value.denominator ?? 0) != 0 || value.isSuppressed {
      guard let month = value.labels.last else { continue }
      for fact in value.metric.facts { active.insert(ActiveMonth(fact: fact, line: value.labels[0], month: month)) }
    }
    let days = months.map { MonthDays($0, data: data) }
    let daysToCome = last.othersOfYear.map { MonthDays($0, data: data) }
    let (weights, ends) = try self.days(of: hasLine.filter { !$0.isRatio }, months: months, asOf: asOf)
    let lines = Set(table.values.map { $0.labels[0] }).sorted(by: >)
    let names = dimension == nil ? [""] : Set(table.values.map { name($0.labels) }).sorted()
    func series(_ metric: Metric, _ line: String, _ name: String) -> MetricSeries? {
      let found = values[SeriesKey(metric: metric.id, line: line, name: name)] ?? []
      let byMonth = Dictionary(found.map { ($0.labels.last ?? "", $0) }) { first, _ in first }
      let ordered = months.map { month -> MetricValue? in
        let isActive = metric.facts.contains { active.contains(ActiveMonth(fact: $0, line: line, month: month.iso)) }
        return isActive ? byMonth[month.iso] : nil
      }
      guard
        ordered.suffix(shown.count).contains(where: { value in
          (value?.numerator ?? 0) != 0 || (value?.denominator ?? 0) != 0
            || dimension != nil && value?.isSuppressed == true
        })
      else { return nil }
      return MetricSeries(
        metric: metric, line: line.isEmpty ? nil : line, months: months, values: ordered, shown: shown.count,
        days: days, daysToCome: daysToCome, weights: weights[SeriesKey(metric: metric.id, line: line)] ?? .equal,
        asOf: metric.facts.count == 1 ? metric.facts.first.flatMap { ends[$0] } ?? table.asOf : table.asOf)
    }
    return Dictionary(
      uniqueKeysWithValues: names.map { name in
        (name, hasLine.flatMap { metric in lines.compactMap { series(metric, $0, name) } })
      })
  }

  /// The first month in which any of the metrics counts anything.
  private func firstMonth(
    with metrics: [Metric], from: LocalMonth, to: LocalMonth, asOf: Int64
  ) throws -> LocalMonth? {
    let measures = Dictionary(
      metrics.flatMap { $0.statistic == nil ? $0.numerator + $0.denominator : $0.denominator }.map { ($0.id, $0) }
    ) { first, _ in first
    }
    let rows = try data.sums(
      SumQuery(
        measures: measures.values.sorted { $0.id < $1.id }, period: Period(first: from.firstDay, last: to.lastDay),
        groups: [.month], asOf: asOf))
    return rows.filter { $0.values.contains { ($0 ?? 0) > 0 } }
      .compactMap { LocalDay(iso: $0.labels[0] + "-01")?.month }.min()
  }

  /// How busy days off are on each line, by the first twelve months with anything to count; and for each kind of fact whose
  /// log ends before the data do, when it ends.
  private func days(
    of counts: [Metric], months: [LocalMonth], asOf: Int64
  ) throws -> (weights: [SeriesKey: DayWeights], ends: [FactKind: Int64]) {
    guard let first = months.first, let last = months.last else { return ([:], [:]) }
    var weights: [SeriesKey: DayWeights] = [:]
    var ends: [FactKind: Int64] = [:]
    let kinds = months.map { MonthDays($0, data: data) }
    for metric in counts {
      let rows = try data.sums(
        SumQuery(
          measures: metric.numerator, period: Period(first: first.firstDay, last: last.lastDay),
          groups: [.dimension(.line), .day], asOf: asOf))
      var all: [LocalDay: Double] = [:]
      for (line, rows) in Dictionary(grouping: rows, by: { $0.labels[0] }) {
        let byDay = rows.compactMap { row -> (day: LocalDay, sum: Double)? in
          let sum = row.values.reduce(0) { $0 + ($1 ?? 0) }
          return LocalDay(iso: row.labels[1]).flatMap { sum > 0 ? ($0, sum) : nil }
        }
        for (day, sum) in byDay { all[day, default: 0] += sum }
        let learned = Set(Set(byDay.map { $0.day.month }).sorted().prefix(ControlChart.settledCount))
        var cases = [0.0, 0, 0]
        for (day, sum) in byDay where learned.contains(day.month) { cases[kind(of: day)] += sum }
        var days = [0, 0, 0]
        for (month, kinds) in zip(months, kinds) where learned.contains(month) {
          days[0] += kinds.working
          days[1] += kinds.off
          days[2] += kinds.festive
        }
        weights[SeriesKey(metric: metric.id, line: line)] = DayWeights(cases: cases, days: days)
      }
      if metric.facts.count == 1, let fact = metric.facts.first, let end = Self.end(of: all, at: last, asOf: asOf) {
        ends[fact] = max(ends[fact] ?? end, end)
      }
    }
    return (weights, ends)
  }

  /// When a log ends that ends before the data do: its last day, if so many days after it without anything cannot be chance.
  private static func end(of days: [LocalDay: Double], at month: LocalMonth, asOf: Int64) -> Int64? {
    guard let last = days.keys.max() else { return nil }
    let until = min(month.lastDay, LocalDay(containing: asOf))
    let recent = days.filter { $0.key > last.advanced(by: -60) }.values.reduce(0, +) / 60
    return recent * Double(until.number - last.number) >= 20 ? last.end - 1 : nil
  }

  /// 0 for a working day, 1 for a day off, 2 for one of a holiday.
  private func kind(of day: LocalDay) -> Int {
    data.isWorkingDay(day) ?? (day.weekday < 6) ? 0 : data.holiday(on: day) == nil ? 1 : 2
  }
}

private struct SeriesKey: Hashable {
  let metric: String
  let line: String
  var name = ""
}

private struct ActiveMonth: Hashable {
  let fact: FactKind
  let line: String
  let month: String
}
