import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// The JSON of `hotline kpi --format json` (DESIGN.md §7).
package struct KPIDocument: Encodable {
  private struct Row: Encodable {
    let metric: String
    let line: String?
    let by: [String: String]
    let unit: String
    let numerator: Double?
    let denominator: Double?
    let value: Double?
    let low: Double?
    let high: Double?
    let target: Double?
    let leftOut: [String: Double]
    let notes: [String]
    let compared: [String: Double]
    let isSuppressed: Bool

    enum CodingKeys: String, CodingKey {
      case metric, line, by, unit, numerator, denominator, value, low, high, target, notes, compared, suppressed
      case leftOut = "left_out"
    }

    /// Absent values are written as `null`, so that every row has the same keys.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(metric, forKey: .metric)
      try container.encode(line, forKey: .line)
      try container.encode(by, forKey: .by)
      try container.encode(unit, forKey: .unit)
      try container.encode(numerator, forKey: .numerator)
      try container.encode(denominator, forKey: .denominator)
      try container.encode(value, forKey: .value)
      try container.encode(low, forKey: .low)
      try container.encode(high, forKey: .high)
      try container.encode(target, forKey: .target)
      try container.encode(leftOut, forKey: .leftOut)
      try container.encode(notes, forKey: .notes)
      if isSuppressed { try container.encode(true, forKey: .suppressed) }
      if !compared.isEmpty { try container.encode(compared, forKey: .compared) }
    }
  }

  private let asOf: String
  private let from: String
  private let to: String
  private let rows: [Row]

  enum CodingKeys: String, CodingKey {
    case from, to, rows
    case asOf = "as_of"
  }

  /// The document of tables over one slice; notes in the given language.
  package init(_ tables: [MetricTable], language: Language) {
    asOf = tables.first.map { LocalTime.iso8601($0.asOf) } ?? ""
    from = tables.first?.slice.period.first.iso ?? ""
    to = tables.first?.slice.period.last.iso ?? ""
    rows = tables.flatMap { Self.rows($0, language: language) }
  }

  private static func rows(_ table: MetricTable, language: Language) -> [Row] {
    table.values.map { value in
      let by = Dictionary(uniqueKeysWithValues: zip(table.groups.map(\.name), value.labels))
      let lines = table.slice.conditions[.line] ?? []
      return Row(
        metric: value.metric.id, line: by["line"] ?? (lines.count == 1 ? lines[0] : nil),
        by: by.filter { $0.key != "line" },
        unit: value.metric.unit.rawValue, numerator: value.numerator, denominator: value.denominator,
        value: value.value.map(Self.stable),
        low: value.interval.map { Self.stable($0.low) }, high: value.interval.map { Self.stable($0.high) }, target: nil,
        leftOut: Dictionary(value.leftOut.map { ($0.measure, $0.count) }) { first, _ in first },
        notes: value.notes.map { $0(language) },
        compared: Dictionary(uniqueKeysWithValues: value.compared.map { ($0.key.rawValue, Self.stable($0.value)) }),
        isSuppressed: value.isSuppressed)
    }
  }

  /// Twelve decimals: more than any count gives, few enough to be the same everywhere.
  private static func stable(_ value: Double) -> Double { (value * 1e12).rounded() / 1e12 }

  /// The document's bytes as text: keys sorted, the same for the same data.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
