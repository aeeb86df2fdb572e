import HotlineCalendar
import HotlineText

/// A report as it was sent out (发布): what was written, every figure in it with its counts, and what it stood on.
package struct Publication: Sendable, Hashable {
  /// The reports that can be published.
  package enum Kind: String, Sendable, CaseIterable, Codable {
    /// The monthly report.
    case monthly
    /// The year's analysis.
    case annual
    /// The form 项目绩效自我评价.
    case appraisal
  }

  /// A file that was written.
  package struct File: Sendable, Hashable, Codable {
    /// Its name; with its folder's for one of several tables.
    package var name: String
    /// The SHA-256 of its bytes, hexadecimal.
    package var sha256: String
    /// Its size.
    package var sizeBytes: Int

    /// Creates a file.
    package init(name: String, sha256: String, sizeBytes: Int) {
      self.name = name
      self.sha256 = sha256
      self.sizeBytes = sizeBytes
    }

    enum CodingKeys: String, CodingKey {
      case name, sha256
      case sizeBytes = "size_bytes"
    }
  }

  /// Its number, which no other one ever gets; 0 before it is stored.
  package var number = 0
  /// Which report it is.
  package var kind: Kind
  /// The name of its files, without language and extension: `monthly-2019-12`.
  package var name: String
  /// The time that it is of.
  package var period: Period
  /// When it was published, in Unix seconds.
  package var publishedAt: Int64
  /// Who published it.
  package var publishedBy: String
  /// The highest number that any source had by then.
  package var lastSource: Int64
  /// The moment up to which its data speak.
  package var asOf: Int64
  /// What it stood on.
  package var basis: PublicationBasis
  /// What was written.
  package var files: [File] = []
  /// Its figures, each once.
  package var figures: [PublishedFigure] = []

  /// Creates a publication that is not stored yet.
  package init(
    kind: Kind, name: String, period: Period, publishedAt: Int64, publishedBy: String, lastSource: Int64, asOf: Int64,
    basis: PublicationBasis, files: [File] = [], figures: [PublishedFigure] = []
  ) {
    self.kind = kind
    self.name = name
    self.period = period
    self.publishedAt = publishedAt
    self.publishedBy = publishedBy
    self.lastSource = lastSource
    self.asOf = asOf
    self.basis = basis
    self.files = files
    self.figures = figures
  }

  /// Whether it is a public version, in which small figures are hidden.
  package var isPublic: Bool { basis.request.hiddenUnder != nil }
}

extension Publication.Kind {
  /// Its name for people.
  package var name: LocalizedText {
    switch self {
    case .monthly: LocalizedText(zh: "月度报告", en: "monthly report")
    case .annual: LocalizedText(zh: "年度分析", en: "annual analysis")
    case .appraisal: LocalizedText(zh: "绩效自评表", en: "appraisal form")
    }
  }
}

/// A value that a report told: of which metric, period and names, with its two counts.
package struct PublishedFigure: Sendable, Hashable {
  /// The metric's name in `metrics.yaml`.
  package var metric: String
  /// The days.
  package var period: Period
  /// The names of which it speaks, by dimension: `district` → `黄浦区`, several with `|` between them; an absent name is empty.
  package var names: [String: String]
  /// The count above the line; `nil` where there is none.
  package var numerator: Double?
  /// The count below the line; `nil` where there is none.
  package var denominator: Double?
  /// The value; `nil` where there was none.
  package var value: Double?

  /// Whether there was nothing to tell when it was published.
  package var isAbsent: Bool { numerator == nil && denominator == nil && value == nil }

  /// Creates a figure.
  package init(
    metric: String, period: Period, names: [String: String] = [:], numerator: Double?, denominator: Double?,
    value: Double?
  ) {
    self.metric = metric
    self.period = period
    self.names = names
    self.numerator = numerator
    self.denominator = denominator
    self.value = value
  }

  /// What it tells, without what it told.
  package struct Subject: Sendable, Hashable {
    /// The metric's name.
    package let metric: String
    /// The days.
    package let period: Period
    /// The names, by dimension.
    package let names: [String: String]
  }

  /// What it tells, without what it told.
  package var subject: Subject { Subject(metric: metric, period: period, names: names) }
}

extension [PublishedFigure] {
  /// The figures without those that tell what an earlier one tells.
  package var eachOnce: [PublishedFigure] {
    var seen: Set<PublishedFigure.Subject> = []
    return filter { seen.insert($0.subject).inserted }
  }
}
