import HotlineDocument
import HotlineMetrics
import HotlineModel

/// Where the figures of an answer lead: each to its own metric, in its own period and under its own names.
package struct AnswerPlaces {
  /// Where one figure leads.
  package struct Place: Sendable, Hashable {
    /// The metric, by its id.
    package let metric: String
    /// What is asked of it besides what the answer asked.
    package let slice: MetricReport.Place
  }

  /// The places, by the anchors that stand for them.
  package private(set) var places: [Anchor: Place] = [:]
  private var anchors: [[String]: Anchor] = [:]

  init(_ tables: [MetricTable]) {
    for table in tables {
      for value in table.values {
        guard let slice = Self.slice(value, table.groups) else { continue }
        let anchor = Anchor("slice-\(places.count + 1)")
        guard anchors.updateValue(anchor, forKey: Self.key(value)) == nil else { continue }
        places[anchor] = Place(metric: value.metric.id, slice: slice)
      }
    }
  }

  /// The anchor of a figure; `nil` where no address asks for it alone, such as an hour of the day.
  package func anchor(_ value: MetricValue) -> Anchor? { anchors[Self.key(value)] }

  private static func key(_ value: MetricValue) -> [String] { [value.metric.id] + value.labels }

  private static func slice(_ value: MetricValue, _ groups: [Grouping]) -> MetricReport.Place? {
    var slice = MetricReport.Place()
    for (group, label) in zip(groups, value.labels) {
      switch group {
      case .dimension(let dimension):
        guard !label.isEmpty else { return nil }
        slice.names[dimension.rawValue] = label
      case .year, .quarter, .month, .day:
        guard slice.period == nil else { return nil }
        slice.period = label
      case .hour, .weekday, .hourOfDay: return nil
      }
    }
    return slice
  }
}
