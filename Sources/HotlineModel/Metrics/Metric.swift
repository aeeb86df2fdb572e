import HotlineConfiguration
import HotlineText

/// A KPI: a measure, a ratio of measures, or a value among those of a measure's cases. Everything that is known of it stands in `data/metrics.yaml`.
///
/// An object, because it never changes and every one of the thousands of values of a table knows its own.
package final class Metric: Sendable {
  /// What its value is.
  package enum Unit: String, Sendable, CaseIterable, Codable {
    /// A share of cases, 0…1; printed as a percentage, with a Wilson interval.
    case share
    /// A weighted mean of ratings, 0…1; printed as a percentage, without one: it is not a share.
    case index
    /// A number of things.
    case count
    /// Points of a rating, such as 1 to 5.
    case points
    /// Seconds.
    case seconds
    /// Minutes.
    case minutes = "min"
    /// Working days.
    case days
    /// Clock hours.
    case hours
    /// Yuan.
    case yuan
  }

  /// Which way is better.
  package enum Better: String, Sendable, CaseIterable, Codable {
    /// More is better.
    case higher
    /// Less is better.
    case lower
    /// Neither.
    case neither
  }

  /// What the numerator is.
  package enum Counting: String, Sendable, CaseIterable {
    /// A sum of measures.
    case sums
    /// Clock hours in which the measure is not zero; the denominator is the hours of the period.
    case hoursCovered = "hours_covered"
    /// The longest run of clock hours in which the measure is zero.
    case longestGap = "longest_gap"
    /// The median of the values of the measure's cases.
    case median
    /// A percentile of these.
    case percentile
    /// The smallest of these.
    case minimum
    /// The largest of these.
    case maximum
  }

  /// Its name in files and on the command line.
  package let id: String
  /// Its name in reports; the variant is part of it.
  package let name: LocalizedText
  /// What its value is.
  package let unit: Unit
  /// Which way is better.
  package let better: Better
  /// The definition in a sentence.
  package let definition: LocalizedText
  /// Where the definition comes from.
  package let source: String
  /// How the numerator is counted.
  package let counting: Counting
  /// Which value among those of the numerator's cases the metric is; `nil` for one that adds up. The denominator are the cases.
  package let statistic: OrderStatistic?
  /// The measures that are added up above the line.
  package let numerator: [Measure]
  /// The measures that are added up below the line; empty for a plain count.
  package let denominator: [Measure]
  /// Whether it is shown unasked only where there are facts of its kinds.
  package let isRare: Bool
  /// What was left out, counted.
  package let leftOut: [Measure]
  /// Of what was left out, what nobody rated; `nil` where the metric does not rest on ratings.
  package let unrated: Measure?
  /// Facts that the metric cannot judge because their times lack seconds; `nil` where seconds do not matter.
  package let unknown: Measure?

  init(
    id: String, name: LocalizedText, unit: Unit, better: Better, definition: LocalizedText, source: String,
    counting: Counting, statistic: OrderStatistic? = nil, numerator: [Measure], denominator: [Measure],
    leftOut: [Measure], unrated: Measure? = nil, unknown: Measure?, isRare: Bool = false
  ) {
    self.id = id
    self.name = name
    self.unit = unit
    self.better = better
    self.definition = definition
    self.source = source
    self.counting = counting
    self.statistic = statistic
    self.numerator = numerator
    self.denominator = denominator
    self.leftOut = leftOut
    self.isRare = isRare
    self.unrated = unrated
    self.unknown = unknown
  }

  /// Whether clock hours are counted, not facts.
  package var countsHours: Bool { counting == .hoursCovered || counting == .longestGap }

  /// Whether the metric does not grow with the number of cases: a ratio, or a value among theirs.
  package var isRatio: Bool { !denominator.isEmpty || counting == .hoursCovered }

  /// The formula in the measures' names.
  package var formula: String {
    func sum(_ measures: [Measure]) -> String { measures.map(\.id).joined(separator: " + ") }
    switch counting {
    case .sums:
      return denominator.isEmpty
        ? sum(numerator) : "\(sum(numerator)) ÷ \(denominator.count > 1 ? "(\(sum(denominator)))" : sum(denominator))"
    case .hoursCovered: return "hours with \(sum(numerator)) > 0 ÷ hours of the period"
    case .longestGap: return "longest run of hours with \(sum(numerator)) = 0"
    case .median, .percentile, .minimum, .maximum:
      let values = numerator.compactMap(\.value?.sql).joined(separator: ", ")
      return "\(statistic?.name ?? counting.rawValue) of \(values) over \(sum(denominator))"
    }
  }
}

extension Metric {
  /// The facts that are counted.
  package var facts: Set<FactKind> { Set((numerator + denominator).map(\.fact)) }

  /// The metric without what it leaves out: where only its value is wanted, counting the rest would be for nothing. What is not
  /// in the data stays: without it nothing known could not be told from nothing.
  package var withoutLeftOut: Metric { leavingOut(leftOut.filter(\.countsUnknown)) }

  /// The metric with what it leaves out because nothing is known of it: fields that no export carries, and what became of facts after their
  /// last export.
  package var leavingOutUnknown: Metric { leavingOut(leftOut.filter { $0.countsUnknown || $0.isOfLastExport }) }

  private func leavingOut(_ leftOut: [Measure]) -> Metric {
    Metric(
      id: id, name: name, unit: unit, better: better, definition: definition, source: source, counting: counting,
      statistic: statistic, numerator: numerator, denominator: denominator, leftOut: leftOut,
      unrated: unrated,
      unknown: unknown,
      isRare: isRare)
  }
}

extension Measure {
  /// Whether it is judged by up to when a fact's last export tells of it.
  package var isOfLastExport: Bool { columns.contains { fact.columns[$0].name == FactField.knownUntilAt.rawValue } }
}

extension Metric.Unit {
  /// Whether values are rates, told in percent and compared in percentage points.
  package var isRate: Bool { self == .share || self == .index }
}

extension OrderStatistic {
  /// Its name in formulas.
  fileprivate var name: String {
    switch self {
    case .median: "median"
    case .percentile(let percent): "percentile \(percent)"
    case .minimum: "minimum"
    case .maximum: "maximum"
    }
  }
}
