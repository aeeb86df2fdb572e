import HotlineText

/// Which figures of a publication would be different today, and why, fact by fact.
package struct PublicationChanges: Sendable {
  /// Why a fact counts otherwise than it did.
  package enum Cause: String, Sendable, CaseIterable, Codable {
    /// It came with a later source.
    case newRow = "new_row"
    /// A later source, or a correction, says otherwise of it.
    case changedRow = "changed_row"
    /// The source that told it was forgotten.
    case forgottenSource = "forgotten_source"
    /// A citizen's number was taken out.
    case erasure
    /// Other calls of the same caller came or went, so that it is a repeated one or is none any more.
    case linkedCalls = "linked_calls"
    /// Working days changed, and deadlines with them.
    case calendar
    /// Its district or unit has another canonical name.
    case names
    /// The definition of the KPI changed.
    case definition
    /// Nothing but the moment up to which the data speak: what was not due yet is due now.
    case asOf = "as_of"
  }

  /// Where something is said of a fact.
  package struct Said: Sendable, Hashable, Codable {
    /// The source's number.
    package var source: Int64
    /// The file's name.
    package var file: String
    /// The line in it.
    package var line: Int64
    /// Whether the source was forgotten.
    package var isForgotten: Bool

    /// Creates a place.
    package init(source: Int64, file: String, line: Int64, isForgotten: Bool) {
      self.source = source
      self.file = file
      self.line = line
      self.isForgotten = isForgotten
    }

    enum CodingKeys: String, CodingKey {
      case source, file, line
      case isForgotten = "forgotten"
    }
  }

  /// A field of a fact as it was and as it is.
  package struct FieldChange: Sendable, Hashable, Codable {
    /// The field.
    package var field: String
    /// As it was; `nil` for nothing.
    package var before: String?
    /// As it is.
    package var now: String?

    /// Creates a change.
    package init(field: String, before: String?, now: String?) {
      self.field = field
      self.before = before
      self.now = now
    }
  }

  /// A fact that counts otherwise.
  package struct Row: Sendable, Hashable {
    /// What it is.
    package var kind: FactKind
    /// Its key.
    package var key: String
    /// Its hotline; empty for none.
    package var line: String
    /// Where it was said by the time of the publication; `nil` for a fact that was not known.
    package var before: Said?
    /// Where it is said today; `nil` for a fact that is known no more.
    package var now: Said?
    /// What differs.
    package var fields: [FieldChange]

    /// Creates a row.
    package init(kind: FactKind, key: String, line: String, before: Said?, now: Said?, fields: [FieldChange]) {
      self.kind = kind
      self.key = key
      self.line = line
      self.before = before
      self.now = now
      self.fields = fields
    }
  }

  /// What a fact adds to the difference of a figure.
  package struct Shift: Sendable, Hashable {
    /// Why.
    package var cause: Cause
    /// The fact's place in ``PublicationChanges/rows``.
    package var row: Int
    /// What it adds above the line.
    package var numerator: Double
    /// What it adds below the line.
    package var denominator: Double

    /// Creates a shift.
    package init(cause: Cause, row: Int, numerator: Double, denominator: Double) {
      self.cause = cause
      self.row = row
      self.numerator = numerator
      self.denominator = denominator
    }
  }

  /// The two counts and the value of a figure.
  package struct Counts: Sendable, Hashable {
    /// Above the line.
    package var numerator: Double?
    /// Below the line.
    package var denominator: Double?
    /// The value.
    package var value: Double?

    /// Creates counts.
    package init(numerator: Double?, denominator: Double?, value: Double?) {
      self.numerator = numerator
      self.denominator = denominator
      self.value = value
    }
  }

  /// A figure that would be different.
  package struct Figure: Sendable {
    /// The figure as it was published.
    package var published: PublishedFigure
    /// The metric as it was then: its name and unit.
    package var metric: PublicationBasis.CountedMetric
    /// The counts today; `nil` when the metric is not defined any more.
    package var today: Counts?
    /// What the facts add to the difference.
    package var shifts: [Shift]

    /// Creates a figure.
    package init(
      published: PublishedFigure, metric: PublicationBasis.CountedMetric, today: Counts?, shifts: [Shift]
    ) {
      self.published = published
      self.metric = metric
      self.today = today
      self.shifts = shifts
    }

    /// What of the difference the facts do not add up to: nothing, unless somebody edited the database by hand. `nil` for counts that are
    /// no sums over facts.
    package var unexplained: (numerator: Double, denominator: Double)? {
      guard metric.isSum, let today else { return nil }
      func rest(_ now: Double?, _ then: Double?, _ part: (Shift) -> Double) -> Double {
        Self.rounded((now ?? 0) - (then ?? 0) - shifts.reduce(0) { $0 + part($1) })
      }
      return (
        rest(today.numerator, published.numerator, \.numerator),
        rest(today.denominator, published.denominator, \.denominator)
      )
    }

    /// What the facts of each cause add together, in the order of the causes.
    package var byCause: [(cause: Cause, facts: Int, numerator: Double, denominator: Double)] {
      Cause.allCases.compactMap { cause in
        let own = shifts.filter { $0.cause == cause }
        guard !own.isEmpty else { return nil }
        return (
          cause, own.count, Self.rounded(own.reduce(0) { $0 + $1.numerator }),
          Self.rounded(own.reduce(0) { $0 + $1.denominator })
        )
      }
    }

    /// Sums of ratings need not be whole: the last digits of binary arithmetic are no difference.
    private static func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
  }

  /// Points of a form that would be different.
  package struct ScoreChange: Sendable, Hashable {
    /// As published.
    package var published: PublicationBasis.Score
    /// Today; `nil` when the form has no such row any more.
    package var today: PublicationBasis.Score?

    /// Creates a change.
    package init(published: PublicationBasis.Score, today: PublicationBasis.Score?) {
      self.published = published
      self.today = today
    }
  }

  /// The publication.
  package var publication: Publication
  /// The figures that would be different, in the order of the publication.
  package var figures: [Figure]
  /// The facts that count otherwise, each once.
  package var rows: [Row]
  /// The points that would be different.
  package var scores: [ScoreChange]
  /// The definitions that are not as they were.
  package var definitions: [PublicationBasis.Definition]
  /// The sources that came since.
  package var newSources: [PublicationBasis.KnownSource]
  /// The sources that were forgotten since.
  package var forgottenSources: [PublicationBasis.KnownSource]

  /// Creates the changes of a publication.
  package init(
    publication: Publication, figures: [Figure] = [], rows: [Row] = [], scores: [ScoreChange] = [],
    definitions: [PublicationBasis.Definition] = [], newSources: [PublicationBasis.KnownSource] = [],
    forgottenSources: [PublicationBasis.KnownSource] = []
  ) {
    self.publication = publication
    self.figures = figures
    self.rows = rows
    self.scores = scores
    self.definitions = definitions
    self.newSources = newSources
    self.forgottenSources = forgottenSources
  }

  /// Whether every figure would be published as it was.
  package var isEmpty: Bool { figures.isEmpty && scores.isEmpty }
}

extension PublicationChanges.Cause {
  /// Its name for people.
  package var name: LocalizedText {
    switch self {
    case .newRow: LocalizedText(zh: "新增的行", en: "new rows")
    case .changedRow: LocalizedText(zh: "变更的行", en: "changed rows")
    case .forgottenSource: LocalizedText(zh: "忘记的来源", en: "forgotten sources")
    case .erasure: LocalizedText(zh: "删除的号码", en: "an erased number")
    case .linkedCalls: LocalizedText(zh: "同一来电人的其他来电", en: "other calls of the same caller")
    case .calendar: LocalizedText(zh: "工作日历", en: "the calendar")
    case .names: LocalizedText(zh: "名录与别名", en: "names")
    case .definition: LocalizedText(zh: "口径", en: "the definition")
    case .asOf: LocalizedText(zh: "数据截至时点", en: "the as-of moment")
    }
  }
}
