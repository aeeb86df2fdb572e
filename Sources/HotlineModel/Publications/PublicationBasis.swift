import HotlineText

/// What a publication stood on: how it was asked for, what was known by then, and by which definitions it was counted. Kept with it, so
/// that each difference from today can be told by its cause.
package struct PublicationBasis: Sendable, Hashable, Codable {
  /// How the report was asked for.
  package struct Request: Sendable, Hashable, Codable {
    /// The file of the form that is drawn or whose targets count; `none` for no targets, `nil` for the year's own.
    package var form: String?
    /// The file of last year's form.
    package var lastYear: String?
    /// For a public version: what rests on fewer cases is hidden.
    package var hiddenUnder: Int?
    /// The moment that was asked for; `nil` for the newest data.
    package var asOf: Int64?
    /// The language of the document.
    package var language: Language
    /// The formats that were written.
    package var formats: [String]

    /// Creates a request.
    package init(
      form: String? = nil, lastYear: String? = nil, hiddenUnder: Int? = nil, asOf: Int64? = nil, language: Language,
      formats: [String]
    ) {
      self.form = form
      self.lastYear = lastYear
      self.hiddenUnder = hiddenUnder
      self.asOf = asOf
      self.language = language
      self.formats = formats
    }
  }

  /// A source that was known.
  package struct KnownSource: Sendable, Hashable, Codable {
    /// Its number.
    package var number: Int64
    /// Its file's name.
    package var file: String
    /// Its SHA-256.
    package var sha256: String

    /// Creates a source.
    package init(number: Int64, file: String, sha256: String) {
      self.number = number
      self.file = file
      self.sha256 = sha256
    }
  }

  /// Up to when the sources of a kind of fact spoke, of all hotlines or of one.
  package struct Horizon: Sendable, Hashable, Codable {
    /// The kind of fact.
    package var kind: String
    /// The hotline; `nil` for the latest moment of all.
    package var line: String?
    /// The moment, in Unix seconds.
    package var moment: Int64

    /// Creates a horizon.
    package init(kind: String, line: String?, moment: Int64) {
      self.kind = kind
      self.line = line
      self.moment = moment
    }
  }

  /// What a name stood for.
  package struct Name: Sendable, Hashable, Codable {
    /// The dimension.
    package var dimension: String
    /// The number of the name as exported.
    package var id: Int64
    /// From when on …
    package var since: Int64
    /// … up to when, excluded.
    package var until: Int64
    /// The number of the canonical name.
    package var canonical: Int64

    /// Creates a name.
    package init(dimension: String, id: Int64, since: Int64, until: Int64, canonical: Int64) {
      self.dimension = dimension
      self.id = id
      self.since = since
      self.until = until
      self.canonical = canonical
    }
  }

  /// How a metric was counted.
  package struct CountedMetric: Sendable, Hashable, Codable {
    /// The metric's name in `metrics.yaml`.
    package var id: String
    /// Its name in reports.
    package var name: LocalizedText
    /// Its unit.
    package var unit: Metric.Unit
    /// Whether its counts are sums over facts; else they are hours, or values among cases.
    package var isSum: Bool
    /// What was added up above the line.
    package var numerator: [CountedMeasure]
    /// What was added up below the line.
    package var denominator: [CountedMeasure]

    /// How a metric is counted.
    package init(_ metric: Metric) {
      id = metric.id
      name = metric.name
      unit = metric.unit
      isSum = metric.counting == .sums
      numerator = metric.statistic == nil ? metric.numerator.map(CountedMeasure.init) : []
      denominator = metric.countsHours ? [] : metric.denominator.map(CountedMeasure.init)
    }
  }

  /// A measure in words that can be read back.
  package struct CountedMeasure: Sendable, Hashable, Codable {
    /// The measure's ``Measure/fingerprint``.
    package var fingerprint: String
    /// The fields by which exports facts were counted; `nil` for all.
    package var fields: [String]?
    /// Whether those facts were counted of which the exports carry the fields; else the others.
    package var isCarried: Bool?

    /// A measure in words.
    package init(_ measure: Measure) {
      fingerprint = measure.fingerprint
      fields = measure.requirement.map { $0.fields.map(\.rawValue).sorted() }
      isCarried = measure.requirement?.isCarried
    }

    /// The measure that the words tell; `nil` when the model has not what it is about any more.
    package func measure(_ model: DataModel) -> Measure? {
      guard let measure = Measure(fingerprint: fingerprint, model: model) else { return nil }
      guard let fields, let isCarried else { return measure }
      let known = fields.compactMap(measure.fact.field(named:))
      guard known.count == fields.count else { return nil }
      return isCarried ? measure.carrying(Set(known)) : measure.lacking(Set(known))
    }
  }

  /// Points of the form.
  package struct Score: Sendable, Hashable, Codable {
    /// The indicator's name in the form's file; empty for the total.
    package var indicator: String
    /// Its name on the form.
    package var name: LocalizedText
    /// The least points that were possible.
    package var low: Double
    /// The most points that were possible.
    package var high: Double

    /// Creates points.
    package init(indicator: String, name: LocalizedText, low: Double, high: Double) {
      self.indicator = indicator
      self.name = name
      self.low = low
      self.high = high
    }
  }

  /// A file or table that figures depend on, as ``fingerprints`` name it.
  package enum Definition: String, Sendable, CaseIterable, Codable {
    /// What KPIs are: `metrics.yaml`.
    case metrics
    /// The working days.
    case calendar
    /// The tables of names.
    case names
    /// The form whose targets or rows the report shows.
    case form
    /// The form of the year before.
    case lastYear = "last_year"
    /// What was to be done: `actions.yaml`.
    case actions
  }

  /// How the report was asked for.
  package var request: Request
  /// The sources known at that time.
  package var sources: [KnownSource]
  /// Up to when they spoke.
  package var horizons: [Horizon]
  /// What names stood for.
  package var names: [Name]
  /// The seconds within which a further call counted as a repeated one.
  package var repeatWindow: Int64
  /// How each metric was counted.
  package var metrics: [CountedMetric]
  /// The points of a form; empty for other reports.
  package var scores: [Score]
  /// The files that the report depends on, by the definition's name.
  package var files: [String: String]
  /// What changes whenever a definition does, by the definition's name.
  package var fingerprints: [String: String]

  /// Creates a basis.
  package init(
    request: Request, sources: [KnownSource] = [], horizons: [Horizon] = [], names: [Name] = [],
    repeatWindow: Int64 = 0, metrics: [CountedMetric] = [], scores: [Score] = [], files: [String: String] = [:],
    fingerprints: [String: String] = [:]
  ) {
    self.request = request
    self.sources = sources
    self.horizons = horizons
    self.names = names
    self.repeatWindow = repeatWindow
    self.metrics = metrics
    self.scores = scores
    self.files = files
    self.fingerprints = fingerprints
  }
}

extension PublicationBasis.Definition {
  /// Its name for people.
  package var name: LocalizedText {
    switch self {
    case .metrics: LocalizedText(zh: "指标口径（metrics.yaml）", en: "definitions of KPIs (metrics.yaml)")
    case .calendar: LocalizedText(zh: "工作日历", en: "calendar of working days")
    case .names: LocalizedText(zh: "名录与别名", en: "tables of names")
    case .form: LocalizedText(zh: "自评表文件", en: "the form's file")
    case .lastYear: LocalizedText(zh: "上年自评表", en: "last year's form")
    case .actions: LocalizedText(zh: "跟踪事项（actions.yaml）", en: "actions (actions.yaml)")
    }
  }
}
