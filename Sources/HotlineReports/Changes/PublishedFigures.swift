import HotlineAppraisal
import HotlineCalendar
import HotlineMetrics
import HotlineModel
import HotlineText

/// The figures of each report, as a publication keeps them: every value of a metric that it tells with its counts. What it derives from
/// them (limits, forecasts, comparisons) is no figure of its own.
extension MonthlyReport {
  /// The month's values by line, the months before it, districts and units, hours with calls, further KPIs.
  package var published: [PublishedFigure] {
    var found = figures.series.flatMap { series in
      series.shown.reversed().compactMap { index in
        index == series.months.count - 1
          ? PublishedFigure(series, figures.value(series), at: index)
          : PublishedFigure(
            series.values[index], Period(month: series.months[index]), ["line": series.line ?? ""])
      }
    }
    found += figures.coverage.compactMap { PublishedFigure($0, figures.period, ["line": $0.labels[0]]) }
    found += figures.districts.published(figures.period) + figures.units.published(figures.period)
    return (found + further.published).eachOnce
  }
}

extension AnnualReport {
  /// The year's totals and those of the year before, its months, topics, kinds, districts, units, repeated calls, further KPIs.
  package var published: [PublishedFigure] {
    let period = figures.period
    func both(_ years: [YearOnYear], _ dimensions: [String]) -> [PublishedFigure] {
      years.flatMap { year in
        [(Optional(year.now), period), (year.before, period.yearAgo)].compactMap { value, period in
          PublishedFigure(value, period, Dictionary(zip(dimensions, year.now.labels)) { first, _ in first })
        }
      }
    }
    var found = both(figures.totals, ["line"])
    found += figures.series.flatMap { series in
      series.shown.compactMap { PublishedFigure(series, series.values[$0], at: $0) }
    }
    found += both(figures.volumes, []) + both(figures.topicTotals, ["category"])
    found += both(figures.topics, ["category", "line"]) + both(figures.kinds, ["kind"])
    for (dimension, counts) in figures.growth.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      found += both(counts, [dimension.rawValue])
    }
    found += figures.districts.published(period) + figures.units.published(period)
    found += figures.districtTopics.compactMap {
      PublishedFigure($0, period, ["district": $0.labels[0], "category": $0.labels[1]])
    }
    return (found + further.published).eachOnce
  }
}

extension MemberFigures {
  fileprivate func published(_ period: Period) -> [PublishedFigure] {
    let name = dimension.rawValue
    let counts = volumes.compactMap { PublishedFigure($0, period, [name: $0.labels[0]]) }
    let rates = shares.flatMap { share in
      share.comparison.members.compactMap { member in
        PublishedFigure(
          member.value, period, [name: member.name].merging(share.line.map { ["line": $0] } ?? [:]) { $1 })
      }
    }
    return counts + rates
  }
}

extension FurtherTable {
  fileprivate var published: [PublishedFigure] {
    tables.flatMap { table in
      table.values.compactMap {
        PublishedFigure($0, table.slice.period, table.groups.isEmpty ? [:] : ["line": $0.labels[0]])
      }
    }
  }
}

/// The figures of a form.
package struct FormFigures: Sendable {
  /// The values of its metrics.
  package let published: [PublishedFigure]
  /// Its points, row by row, then the total.
  package let scores: [PublicationBasis.Score]

  /// - Throws: a ``Diagnostic`` when the database cannot be read.
  package init(_ draft: AppraisalDraft, engine: MetricEngine) throws {
    var asked: [(metric: Metric, conditions: [Dimension: [String]])] = []
    for component in draft.indicators.flatMap(\.components).map(\.component) {
      switch component.content {
      case .metric(let metric, let conditions): asked.append((metric, conditions))
      case .quotient(let quotient): asked += [quotient.over, quotient.under].map { ($0.metric, $0.conditions) }
      case .fact: break
      }
    }
    published = try asked.compactMap { metric, conditions in
      let slice = Slice(period: draft.form.period, conditions: conditions)
      let value = try engine.values(MetricQuery(metrics: [metric], slice: slice, asOf: draft.asOf)).values.first
      return PublishedFigure(
        value, slice.period, Dictionary(slice.namedConditions.map { ($0.name, $0.value) }) { first, _ in first })
    }.eachOnce
    func score(_ indicator: String, _ name: LocalizedText, _ range: ScoreRange) -> PublicationBasis.Score {
      PublicationBasis.Score(indicator: indicator, name: name, low: range.low, high: range.high)
    }
    let rows = draft.indicators.map { score($0.indicator.id, $0.indicator.name, $0.score) }
    scores = rows + [score("", LocalizedText(zh: "合计", en: "total"), draft.total)]
  }
}

extension PublishedFigure {
  /// A month's value of a series, or that there was none: a file that comes later tells it. `nil` for one that a public version hides.
  fileprivate init?(_ series: MetricSeries, _ value: MetricValue?, at index: Int) {
    let (period, names) = (Period(month: series.months[index]), ["line": series.line ?? ""])
    if let known = PublishedFigure(value, period, names) {
      self = known
    } else if value?.isSuppressed == true {
      return nil
    } else {
      self.init(metric: series.metric.id, period: period, names: names, numerator: nil, denominator: nil, value: nil)
    }
  }

  /// A value; `nil` for one that is not there, or that a public version hides.
  fileprivate init?(_ value: MetricValue?, _ period: Period, _ names: [String: String]) {
    guard let value, !value.isSuppressed, value.numerator != nil || value.denominator != nil || value.value != nil
    else {
      return nil
    }
    self.init(
      metric: value.metric.id, period: period, names: names, numerator: value.numerator,
      denominator: value.denominator, value: value.value)
  }
}
