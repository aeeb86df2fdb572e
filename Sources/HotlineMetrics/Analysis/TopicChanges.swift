import HotlineCalendar
import HotlineModel

/// Topics that a month brought more or fewer cases of than the months before it make usual: each judged by its own baseline
/// (``ControlChart``), corrected for the number of topics (``FalseDiscovery``). One that only wobbles is no change.
package struct TopicChanges: Sendable {
  /// What a month says of a topic.
  package enum Standing: Sendable, Hashable {
    /// More than usual.
    case riser
    /// Fewer than usual.
    case faller
    /// As usual.
    case ordinary
    /// Too few months or cases.
    case unjudged
  }

  /// A topic, month by month.
  package struct Topic: Sendable {
    /// Its name; empty for cases without one.
    package let name: String
    /// Its cases.
    package let series: MetricSeries
    /// How often a month is as far from the usual; `nil` where that cannot be judged.
    package let probability: Double?
    /// What the month says.
    package internal(set) var standing: Standing

    /// The month's cases; `nil` where they are hidden or not known.
    package var count: Double? { series.last?.value }
    /// What the months before make usual of a month of such days.
    package var usual: Double? {
      series.lastPoint.map { series.inUnit($0.baseline.centre, at: series.months.count - 1) }
    }
  }

  /// The topics, those with most cases first, cases without one last.
  package private(set) var topics: [Topic]

  init(_ series: [String: MetricSeries]) {
    topics = series.map { name, series in
      let probability = series.surprise
      return Topic(
        name: name, series: series, probability: probability, standing: probability == nil ? .unjudged : .ordinary)
    }.sorted {
      ($0.name.isEmpty ? 1 : 0, -($0.count ?? 0), $0.name) < ($1.name.isEmpty ? 1 : 0, -($1.count ?? 0), $1.name)
    }
    for (index, isFound) in FalseDiscovery.found(among: topics.map { $0.name.isEmpty ? nil : $0.probability })
      .enumerated()
    where isFound {
      topics[index].standing = topics[index].series.lastPoint?.isUpward == true ? .riser : .faller
    }
  }

  /// The topics of a standing, those with a name.
  package func topics(_ standing: Standing) -> [Topic] { topics.filter { !$0.name.isEmpty && $0.standing == standing } }

  /// Topics whose month a public version hides.
  package var hidden: [Topic] { topics.filter { !$0.name.isEmpty && $0.series.last?.isSuppressed == true } }
}

extension MetricSeries {
  /// How often a month is by chance as far from its baseline as the newest one, on either side; `nil` where that is not judged: of fewer
  /// than six months, or where neither the month nor what is usual has 30 cases.
  var surprise: Double? {
    guard let point = lastPoint, let last else { return nil }
    let index = months.count - 1
    let size = metric.isRatio ? last.denominator ?? 0 : weights.length(of: days[index])
    guard size > 0 else { return nil }
    let cases = metric.isRatio ? size : max(last.value ?? 0, point.baseline.centre * size)
    guard cases >= FunnelPlot.fewestJudged else { return nil }
    return point.baseline.probability(of: ControlChart.Month(point.value, size: size))
  }
}

extension MetricEngine {
  /// What a month says of each topic's cases on one hotline.
  ///
  /// - Parameters:
  ///   - line: the hotline number; `nil` for facts without one.
  ///   - months: those that are shown, the newest last.
  package func topicChanges(_ metric: Metric, line: String?, months: [LocalMonth]) throws -> TopicChanges {
    let series = try series([metric], months: months, by: .category)
    return TopicChanges(series.compactMapValues { all in all.first { $0.line == line } })
  }
}
