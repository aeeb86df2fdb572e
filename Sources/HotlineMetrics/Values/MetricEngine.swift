import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// Turns metrics and slices into values.
package struct MetricEngine: Sendable {
  /// The data asked.
  package let data: any MetricSource
  /// The metrics known.
  package let catalog: MetricCatalog
  /// What is hidden of a public version; `nil` shows all.
  var publicPlans: PublicPlans?
  /// To which part of the facts the data are restricted; empty for all.
  package internal(set) var conditions: [Dimension: [String]] = [:]

  /// Creates an engine.
  package init(data: any MetricSource, catalog: MetricCatalog) {
    self.data = data
    self.catalog = catalog
  }

  /// The values of a query.
  ///
  /// - Throws: a ``Diagnostic`` when the database is empty or cannot be read.
  package func values(_ query: MetricQuery) throws -> MetricTable {
    guard let asOf = try query.asOf ?? data.asOf() else {
      throw Diagnostic(
        at: .init(file: data.path), found: LocalizedText(zh: "数据库中还没有数据", en: "the database holds no data yet"),
        fix: LocalizedText(zh: "先用 hotline ingest 导入文件", en: "ingest files with `hotline ingest` first"))
    }
    var values = try shown(
      values(query.metrics, slice: query.slice, groups: query.groups, asOf: asOf, limit: query.limit),
      slice: query.slice, groups: query.groups, asOf: asOf)
    for comparison in query.comparisons {
      var slice = query.slice
      slice.period = comparison == .previous ? slice.period.previous : slice.period.yearAgo
      let others = try shown(
        self.values(query.metrics, slice: slice, groups: query.groups, asOf: asOf, limit: query.limit), slice: slice,
        groups: query.groups, asOf: asOf)
      let shifted = Shift(comparison, groups: query.groups, from: query.slice.period, to: slice.period)
      let byKey = Dictionary(others.map { (shifted.key($0), $0) }) { first, _ in first }
      for index in values.indices {
        guard let other = byKey["\(values[index].metric.id)|\(values[index].labels)"], let value = other.value else {
          continue
        }
        // A count of nothing in a time without any data is not a zero to compare with.
        if value == 0, !values[index].metric.isRatio, try !hasFacts(values[index].metric, in: slice.period, asOf: asOf)
        {
          continue
        }
        guard values[index].isComparable(with: other) else {
          let (before, earlier) = comparison == .previous ? ("上期", "the period before") : ("上年同期", "the year before")
          let lacking = other.lacksRows ? [LocalizedText(zh: "有缺数的行", en: "rows lack the figure")] : []
          values[index].notes += (other.missingDays.map(\.note) + lacking).map { reason in
            LocalizedText(zh: "不与\(before)相比：\(before)\(reason.zh)", en: "not compared with \(earlier): \(reason.en)")
          }
          continue
        }
        values[index].compared[comparison] = value
      }
    }
    return MetricTable(slice: query.slice, groups: query.groups, asOf: asOf, values: values)
  }

  /// The metrics without those that are rare and of whose kinds of fact no file was ingested.
  package func withFacts(_ metrics: [Metric]) throws -> [Metric] {
    guard metrics.contains(where: \.isRare) else { return metrics }
    let kinds = Set(try data.sources(of: nil).map(\.kind))
    return metrics.filter { !$0.isRare || !$0.facts.isDisjoint(with: kinds) }
  }

  private func hasFacts(_ metric: Metric, in period: Period, asOf: Int64) throws -> Bool {
    guard let fact = metric.numerator.first?.fact, let time = fact.timeColumns.first else { return true }
    let all = Measure.allFacts(fact, time: time)
    return try (data.sums(SumQuery(measures: [all], period: period, asOf: asOf)).first?.values.first ?? 0) ?? 0 > 0
  }

  private func values(
    _ metrics: [Metric], slice: Slice, groups: [Grouping], asOf: Int64, limit: Int
  ) throws -> [MetricValue] {
    let needed = Dictionary(
      metrics.flatMap { $0.numerator + $0.denominator + $0.leftOut + [$0.unknown].compactMap { $0 } }.map {
        ($0.key, $0)
      }
    ) { first, _ in first }
    let measures = needed.sorted { $0.key < $1.key }.map(\.value)
    let rows = try data.sums(
      SumQuery(
        measures: measures, period: slice.period, conditions: slice.conditions, groups: groups, asOf: asOf, limit: limit
      ))
    let places = Dictionary(uniqueKeysWithValues: measures.enumerated().map { ($0.element.key, $0.offset) })
    let answered = rows.first.map { row in row.values.map { $0 != nil } }
    let byLabels = Dictionary(uniqueKeysWithValues: rows.map { ($0.labels, $0.values) })
    let listed = try GroupListing(data: data, period: slice.period, groups: groups, limit: limit).listed(
      rows.map(\.labels))
    let groupSums = listed.map { (labels: $0, sums: byLabels[$0]) }
    let files = FileCoverage(
      period: slice.period, groups: groups, conditions: slice.conditions.restricted(to: conditions),
      repeatDays: catalog.settings.repeatWindowDays,
      casesByLine: { [data] kind in
        guard let time = kind.timeColumns.first else { return [:] }
        let rows = try data.sums(
          SumQuery(
            measures: [.allFacts(kind, time: time)], period: slice.period, conditions: slice.conditions,
            groups: [.dimension(.line)], asOf: asOf))
        return Dictionary(rows.map { ($0.labels[0], ($0.values.first ?? 0) ?? 0) }) { $0 + $1 }
      }, read: data.spans)
    let hours = try HourCoverage(engine: self, slice: slice, groups: groups, asOf: asOf, metrics: metrics, files: files)
    let statistics = try OrderStatistics(metrics, data: data, slice: slice, groups: groups, asOf: asOf)
    let minuteNote = try minutePrecisionNotes(metrics, in: slice.period)
    let open = OpenFacts(data: data, slice: slice, groups: groups, asOf: asOf, isPublic: publicPlans != nil)
    // Sums of a day speak up to its last second.
    let endNote = slice.period.end - 1 > asOf ? [Self.beforeEnd(asOf)] : []
    return try metrics.flatMap { metric in
      func adder(_ measures: [Measure]) -> SumAdder { SumAdder(measures.map { places[$0.key] }, answered: answered) }
      let (numerator, denominator) = (adder(metric.numerator), adder(metric.denominator))
      let leftOut = metric.leftOut.map { (measure: $0, adder: adder([$0])) }
      let unknown = metric.unknown.map { adder([$0]) }
      let notes = (minuteNote[metric.id] ?? []) + endNote
      return try groupSums.map { labels, sums in
        var context = ValueContext(
          metric: metric, labels: labels,
          leftOut: leftOut.compactMap { measure, adder in
            let count = adder.sum(sums) ?? 0
            return measure.isRare && count == 0 ? nil : (metric.leftOutID(measure), measure.name, count)
          }, unknownFacts: leftOut.reduce(0) { $1.measure.countsUnknown ? $0 + ($1.adder.sum(sums) ?? 0) : $0 },
          notes: notes)
        if metric.countsHours { return try hours.value(context) }
        let counted = metric.numerator + metric.denominator
        // Of several kinds of fact, and of what became of them, each must be told of; of one the count itself, or that of the cases, shows
        // that it is.
        let all = (metric.denominator.isEmpty ? numerator : denominator).sum(sums)
        if let all,
          all == 0 || Set(counted.map(\.fact)).count > 1 || counted.contains(where: \.isOfLaterTime)
        {
          let isAhead = counted.contains { $0.time != nil } && files.isAhead(labels, of: asOf)
          let untold = try isAhead ? nil : files.untold(counted, labels)
          if let untold { context.notes.append(FileNotes.untold(untold)) }
          if isAhead || untold != nil {
            return context.value(numerator: nil, denominator: nil, isRatio: metric.isRatio)
          }
          // Where a name has no case, the rows that were lost need not be of it.
          if all == 0, !metric.isRatio, !groups.isByName { context.notes += try files.lostRows(counted, labels) }
        }
        // Of seconds or amounts it is not known how many cases they are of; daily sums below the line add up cases.
        let counts = (metric.denominator.isEmpty ? metric.numerator : metric.denominator).filter {
          $0.value == nil || $0.fact == .tally
        }
        func cases(of kind: FactKind) -> Double { adder(counts.filter { $0.fact == kind }).sum(sums) ?? 0 }
        context.missingDays = try files.holes(counted, labels, cases: cases, upTo: asOf)
        context.notes += try files.unknownEarlier(counted, labels, cases: cases, upTo: asOf)
        context.openAtEnd = try open.count(metric, labels)
        if context.openAtEnd > 0 { context.notes.append(open.note(context.openAtEnd)) }
        if metric.statistic != nil {
          return statistics.value(
            context, cases: denominator.sum(sums), unknown: unknown.flatMap { $0.sum(sums) })
        }
        context.notes += try files.unknownRepeats(counted, labels, cases: cases, upTo: asOf)
        return context.value(
          numerator: numerator.sum(sums), denominator: metric.denominator.isEmpty ? nil : denominator.sum(sums),
          isRatio: metric.isRatio, unknown: unknown.flatMap { $0.sum(sums) })
      }
    }
  }

  private static func beforeEnd(_ asOf: Int64) -> LocalizedText {
    LocalizedText(
      zh: "数据只到 \(LocalTime.text(asOf))，时段尚未结束", en: "the data end at \(LocalTime.text(asOf)), before the period does")
  }

  private func minutePrecisionNotes(_ metrics: [Metric], in period: Period) throws -> [String: [LocalizedText]] {
    var notes: [String: [LocalizedText]] = [:]
    for metric in metrics {
      guard let fact = metric.unknown?.fact else { continue }
      let files = try data.minutePreciseSources(fact, in: period)
      guard !files.isEmpty else { continue }
      let names = files.prefix(3).joined(separator: ", ") + (files.count > 3 ? " …" : "")
      notes[metric.id] = [
        LocalizedText(zh: "以下文件的时间只精确到分：\(names)", en: "times are exact to the minute only in \(names)")
      ]
    }
    return notes
  }
}

/// Adds some measures' sums up, group after group.
private struct SumAdder {
  private let places: [Int]
  private let isAnswered: Bool

  /// - Parameters:
  ///   - places: where the measures' sums stand in a group's; `nil` for one that was not asked for.
  ///   - answered: for each measure, whether it can be told apart by the groups; `nil` when there are no groups at all.
  init(_ places: [Int?], answered: [Bool]?) {
    self.places = places.compactMap { $0 }
    isAnswered = answered.map { answered in places.allSatisfy { $0.map { answered[$0] } ?? false } } ?? true
  }

  /// The sum over a group, 0 for one without facts; `nil` when the measures cannot be told apart by the groups.
  func sum(_ sums: [Double?]?) -> Double? {
    guard isAnswered else { return nil }
    let total = places.reduce(0.0) { total, place in total + (sums?[place] ?? 0) }
    return (total * 1e6).rounded() / 1e6
  }
}

/// Matches groups of a period compared with to those of the period itself: month for month, day for day.
private struct Shift {
  private let groups: [Grouping]
  private let months: Int
  private let days: Int

  init(_ comparison: Comparison, groups: [Grouping], from: Period, to: Period) {
    self.groups = groups
    months = from.first.month.number - to.first.month.number
    days = from.first.number - to.first.number
  }

  func key(_ value: MetricValue) -> String {
    let labels = zip(groups, value.labels).map { group, label -> String in
      switch group {
      case .month:
        guard let day = LocalDay(iso: label + "-01") else { return label }
        return day.month.advanced(by: months).iso
      case .quarter, .year:
        guard let month = Self.firstMonth(label) else { return label }
        return group.label(of: month.advanced(by: months).firstDay) ?? label
      case .day: return LocalDay(iso: label)?.advanced(by: days).iso ?? label
      default: return label
      }
    }
    return "\(value.metric.id)|\(labels)"
  }

  /// The first month of a year, `2019`, or of a quarter, `2019-Q3`.
  private static func firstMonth(_ label: String) -> LocalMonth? {
    let parts = label.split(separator: "-Q").compactMap { Int($0) }
    return parts.first.map { LocalMonth(year: $0, month: 3 * ((parts.count > 1 ? parts[1] : 1) - 1) + 1) }
  }
}

extension Metric {
  /// The name under which a value tells the count of one of its left-out measures.
  func leftOutID(_ measure: Measure) -> String { measure.countsUnknown ? "\(id)_not_in_data" : measure.id }
}
