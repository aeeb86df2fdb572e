import Foundation
import HotlineCalendar
import HotlineModel
import HotlineText

/// The JSON of `hotline changes --format json`: every figure that differs, with all rows that add up to its difference.
package struct ChangesDocument: Encodable {
  private struct Counts: Encodable {
    let numerator: Double?
    let denominator: Double?
    let value: Double?

    /// Absent values are written as `null`, so that every object has the same keys.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(numerator, forKey: .numerator)
      try container.encode(denominator, forKey: .denominator)
      try container.encode(value, forKey: .value)
    }

    enum CodingKeys: String, CodingKey { case numerator, denominator, value }
  }

  private struct Cause: Encodable {
    let cause: PublicationChanges.Cause
    let facts: Int
    let numerator: Double
    let denominator: Double
  }

  private struct Shift: Encodable {
    let row: Int
    let cause: PublicationChanges.Cause
    let numerator: Double
    let denominator: Double
  }

  private struct Rest: Encodable {
    let numerator: Double
    let denominator: Double
  }

  private struct Figure: Encodable {
    let metric: String
    let from: String
    let to: String
    let by: [String: String]
    let published: Counts
    let today: Counts?
    let isSum: Bool
    let causes: [Cause]
    let rows: [Shift]
    let unexplained: Rest?

    enum CodingKeys: String, CodingKey {
      case metric, from, to, by, published, today, causes, rows, unexplained
      case isSum = "adds_up"
    }
  }

  private struct Row: Encodable {
    let kind: String
    let key: String
    let line: String
    let published: PublicationChanges.Said?
    let today: PublicationChanges.Said?
    let fields: [PublicationChanges.FieldChange]
  }

  private struct Points: Encodable {
    let indicator: String
    let published: [Double]
    let today: [Double]?
  }

  private let publication: Int
  private let kind: Publication.Kind
  private let name: String
  private let publishedAt: String
  private let publishedBy: String
  private let figuresPublished: Int
  private let figures: [Figure]
  private let rows: [Row]
  private let scores: [Points]
  private let definitions: [PublicationBasis.Definition]
  private let newSources: [PublicationBasis.KnownSource]
  private let forgottenSources: [PublicationBasis.KnownSource]

  enum CodingKeys: String, CodingKey {
    case publication, kind, name, figures, rows, scores
    case definitions = "changed_definitions"
    case publishedAt = "published_at"
    case publishedBy = "published_by"
    case figuresPublished = "figures_published"
    case newSources = "new_sources"
    case forgottenSources = "forgotten_sources"
  }

  /// The document of a publication's changes.
  package init(_ changes: PublicationChanges) {
    let own = changes.publication
    publication = own.number
    kind = own.kind
    name = own.name
    publishedAt = LocalTime.iso8601(own.publishedAt)
    publishedBy = own.publishedBy
    figuresPublished = own.figures.count
    func stable(_ value: Double) -> Double { (value * 1e12).rounded() / 1e12 }
    figures = changes.figures.map { figure in
      let published = figure.published
      return Figure(
        metric: published.metric, from: published.period.first.iso, to: published.period.last.iso, by: published.names,
        published: Counts(
          numerator: published.numerator, denominator: published.denominator, value: published.value.map(stable)),
        today: figure.today.map {
          Counts(numerator: $0.numerator, denominator: $0.denominator, value: $0.value.map(stable))
        },
        isSum: figure.metric.isSum,
        causes: figure.byCause.map {
          Cause(cause: $0.cause, facts: $0.facts, numerator: $0.numerator, denominator: $0.denominator)
        },
        rows: figure.shifts.map {
          Shift(row: $0.row, cause: $0.cause, numerator: stable($0.numerator), denominator: stable($0.denominator))
        },
        unexplained: figure.unexplained.map { Rest(numerator: $0.numerator, denominator: $0.denominator) })
    }
    rows = changes.rows.map {
      Row(
        kind: $0.kind.rawValue, key: $0.key, line: $0.line, published: $0.before, today: $0.now, fields: $0.fields)
    }
    scores = changes.scores.map { score in
      Points(
        indicator: score.published.indicator, published: [score.published.low, score.published.high],
        today: score.today.map { [$0.low, $0.high] })
    }
    definitions = changes.definitions
    newSources = changes.newSources
    forgottenSources = changes.forgottenSources
  }
}
