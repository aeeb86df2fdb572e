import HotlineAppraisal
import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineReports
import HotlineStore
import HotlineText

/// A report as it is drawn, with what a publication keeps of it.
struct DrawnReport {
  /// The report's name, without language and extension.
  let name: String
  /// The time that it is of.
  let period: Period
  /// The moment up to which its data speak.
  let asOf: Int64
  /// The documents of each format.
  let documents: (ReportFormat) -> [Document]
  /// Its figures.
  var figures: [PublishedFigure] = []
  /// The points of a form.
  var scores: [PublicationBasis.Score] = []
  /// The files that it depends on.
  var definitions: [PublicationBasis.Definition: String] = [:]
}

/// A report that can be drawn, drawn again and published.
package enum ReportOrder: Sendable {
  /// A month's.
  case monthly(LocalMonth, ReportRequest)
  /// A year's.
  case annual(Int, ReportRequest)
  /// A form.
  case appraisal(DraftFormReport)

  var kind: Publication.Kind {
    switch self {
    case .monthly: .monthly
    case .annual: .annual
    case .appraisal: .appraisal
    }
  }

  var language: Language {
    switch self {
    case .monthly(_, let request), .annual(_, let request): request.language
    case .appraisal(let draft): draft.language
    }
  }

  var hiddenUnder: Int? {
    switch self {
    case .monthly(_, let request), .annual(_, let request): request.hiddenUnder
    case .appraisal: nil
    }
  }

  /// The order as a publication keeps it.
  func request(_ formats: [ReportFormat]) -> PublicationBasis.Request {
    var request = PublicationBasis.Request(
      hiddenUnder: hiddenUnder, language: language, formats: formats.map(\.rawValue))
    switch self {
    case .monthly(_, let asked), .annual(_, let asked): request.form = asked.targets.text
    case .appraisal(let draft):
      (request.form, request.lastYear, request.asOf) = (draft.form, draft.lastYear, draft.asOf)
    }
    return request
  }

  /// The order of a publication.
  init(_ publication: Publication) {
    let request = publication.basis.request
    let asked = ReportRequest(
      targets: TargetForm(parsing: request.form), hiddenUnder: request.hiddenUnder, language: request.language)
    let first = publication.period.first
    switch publication.kind {
    case .monthly: self = .monthly(first.month, asked)
    case .annual: self = .annual(first.month.year, asked)
    case .appraisal:
      self = .appraisal(
        DraftFormReport(
          form: request.form ?? "", asOf: request.asOf, lastYear: request.lastYear, language: request.language))
    }
  }
}

extension Workspace {
  /// Reads one state of the database, as its own and by the KPIs.
  func drawing<Value>(
    _ cancellation: Cancellation, _ body: (MetricEngine, HotlineDatabase) throws -> Value
  ) throws -> Value {
    let catalog = try catalogWithoutWarning()
    return try reading(cancellation) { try body(MetricEngine(data: $0, catalog: catalog), $0) }
  }

  /// Draws a report.
  func drawn(_ order: ReportOrder, _ cancellation: Cancellation = .never) throws -> DrawnReport {
    try SmallCellSuppression.checkThreshold(order.hiddenUnder)
    return try drawing(cancellation) { try order.drawn($0, $1, data: data) }
  }
}

extension ReportOrder {
  /// Draws the report from one state of a database.
  ///
  /// - Parameter data: the data folder.
  /// - Throws: a ``Diagnostic`` when the database, the form or the actions cannot be read.
  func drawn(_ engine: MetricEngine, _ database: HotlineDatabase, data: String) throws -> DrawnReport {
    switch self {
    case .monthly(let month, let request):
      let form = try request.targets.definition(year: month.year, data: data, engine: engine)
      let report = try MonthlyReport(
        month: month, engine: request.hiddenUnder.map(engine.publicVersion) ?? engine, form: form,
        language: request.language)
      let document = try report.document(suppressingUnder: request.hiddenUnder)
      // What people write for each other is not for the public.
      let actions = request.hiddenUnder == nil ? try Actions(inFolder: data, engine: engine) : nil
      let followUp = try actions.flatMap {
        try FollowUpSection($0, month: month, engine: engine, language: request.language).section()
      }
      var whole = try drawn(
        document, Period(month: month), engine, database, figures: report.published, form: form, followUp: followUp)
      if request.hiddenUnder == nil { whole.definitions[.actions] = Actions.path(inFolder: data) }
      return whole
    case .annual(let year, let request):
      let form = try request.targets.definition(year: year, data: data, engine: engine)
      let report = try AnnualReport(
        year: year, engine: request.hiddenUnder.map(engine.publicVersion) ?? engine, form: form,
        language: request.language)
      let document = try report.document(suppressingUnder: request.hiddenUnder)
      return try drawn(document, Period(year: year), engine, database, figures: report.published, form: form)
    case .appraisal(let draft): return try drawn(draft, engine, database)
    }
  }

  private func drawn(
    _ document: Document, _ period: Period, _ engine: MetricEngine, _ database: HotlineDatabase,
    figures: [PublishedFigure], form: FormDefinition?, followUp: Document.Section? = nil
  ) throws -> DrawnReport {
    let since = try changesSinceLast(of: period, name: nil, engine, database)
    let whole = document.inserting(followUp, before: Self.placesBehind).inserting(since, before: Self.placesBehind)
    var report = DrawnReport(
      name: document.name, period: period, asOf: document.asOf.seconds, documents: { _ in [whole] })
    report.figures = figures
    report.definitions[.form] = form?.file
    return report
  }

  private func drawn(
    _ draft: DraftFormReport, _ engine: MetricEngine, _ database: HotlineDatabase
  ) throws -> DrawnReport {
    let form = try FormDefinition(contentsOf: draft.form, catalog: engine.catalog)
    let drafted = try Appraiser(engine: engine, asOf: draft.asOf).draft(form)
    let outcome = try draft.outcome(drafted, engine, since: changesSinceLast(drafted, engine, database))
    let figures = try FormFigures(drafted, engine: engine)
    var report = DrawnReport(
      name: outcome.document.name, period: form.period, asOf: drafted.asOf, documents: outcome.documents)
    report.figures = figures.published
    report.scores = figures.scores
    report.definitions[.form] = draft.form
    report.definitions[.lastYear] = draft.lastYear
    return report
  }

  /// What has become of the last publication of a form.
  func changesSinceLast(
    _ draft: AppraisalDraft, _ engine: MetricEngine, _ database: HotlineDatabase
  ) throws -> Document.Section? {
    try changesSinceLast(
      of: draft.form.period, name: FormDocument(draft, language: language).document().name, engine, database)
  }

  /// The chapters behind which a report has its data's quality and definitions.
  private static let placesBehind: [Anchor] = ["quality", "exclusions", "definitions"]

  /// What has become of the last publication of this kind: none of a later time; a public version looks at public ones.
  private func changesSinceLast(
    of period: Period, name: String?, _ engine: MetricEngine, _ database: HotlineDatabase
  ) throws -> Document.Section? {
    let isPublic = hiddenUnder != nil
    let last = try database.publications().last {
      $0.kind == kind && $0.isPublic == isPublic && $0.period.last <= period.last && (name == nil || $0.name == name)
    }
    guard let last else { return nil }
    let publication = try database.publication(named: String(last.number))
    let changes = try PublicationComparison(engine, database).changes(publication)
    return ChangesSection(changes, language: language).section(isPublic: isPublic)
  }
}

extension TargetForm {
  /// The text that is read as this (``init(parsing:)``).
  fileprivate var text: String? {
    switch self {
    case .ofTheYear: nil
    case .none: "none"
    case .file(let path): path
    }
  }
}
