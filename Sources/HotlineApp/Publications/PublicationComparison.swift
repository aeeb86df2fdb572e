import HotlineAppraisal
import HotlineCalendar
import HotlineMetrics
import HotlineModel
import HotlineReports
import HotlineStore
import HotlineText

/// Compares a publication with what would be published today.
struct PublicationComparison {
  private let engine: MetricEngine
  private let database: HotlineDatabase

  init(_ engine: MetricEngine, _ database: HotlineDatabase) {
    self.engine = engine
    self.database = database
  }

  /// Which figures would be different, and why.
  ///
  /// - Throws: a ``Diagnostic`` when the database cannot be read.
  func changes(_ publication: Publication) throws -> PublicationChanges {
    let basis = publication.basis
    let counted = Dictionary(basis.metrics.map { ($0.id, $0) }) { first, _ in first }
    let today = try self.today(publication.figures, asOf: basis.request.asOf)
    let differing = zip(publication.figures, today).compactMap { figure, today -> PublicationChanges.Figure? in
      guard let metric = counted[figure.metric], !Self.isSame(figure, today) else { return nil }
      return PublicationChanges.Figure(published: figure, metric: metric, today: today, shifts: [])
    }
    let state = try database.knownState()
    let forgotten = try database.forgottenNumbers()
    var changes = PublicationChanges(
      publication: publication, figures: differing, scores: try scores(publication),
      definitions: definitions(publication, state),
      newSources: state.sources.filter { $0.number > publication.lastSource },
      forgottenSources: basis.sources.filter { forgotten.contains($0.number) })
    // What is not defined any more, or not by the same names, has no facts to follow.
    let followed = changes.figures.indices.compactMap { index in
      traced(changes.figures[index]).map { (index: index, figure: $0) }
    }
    let found = try database.traced(followed.map(\.figure), since: publication, asOf: basis.request.asOf)
    for (place, shifts) in zip(followed, found.shifts) { changes.figures[place.index].shifts = shifts }
    changes.rows = found.rows
    return changes
  }

  private func traced(_ figure: PublicationChanges.Figure) -> TracedFigure? {
    let model = engine.catalog.model
    guard figure.today != nil, let metric = engine.catalog.metrics.first(where: { $0.id == figure.metric.id }),
      let names = conditions(figure.published.names)
    else { return nil }
    let now = PublicationBasis.CountedMetric(metric)
    func measures(_ counted: [PublicationBasis.CountedMeasure]) -> [Measure] {
      counted.compactMap { $0.measure(model) }
    }
    return TracedFigure(
      period: figure.published.period, names: names,
      before: .init(
        numerator: measures(figure.metric.numerator), denominator: measures(figure.metric.denominator)),
      now: .init(numerator: measures(now.numerator), denominator: measures(now.denominator)))
  }

  private func conditions(_ names: [String: String]) -> [Dimension: [String]]? {
    var conditions: [Dimension: [String]] = [:]
    for (dimension, text) in names {
      guard let dimension = engine.catalog.model.dimensions.first(where: { $0.rawValue == dimension }) else {
        return nil
      }
      conditions[dimension] = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
    return conditions
  }

  private static func isSame(_ figure: PublishedFigure, _ today: PublicationChanges.Counts?) -> Bool {
    func isSame(_ left: Double?, _ right: Double?) -> Bool {
      guard let left, let right else { return left == nil && right == nil }
      return abs(left - right) <= 1e-6
    }
    guard let today else { return false }
    return isSame(figure.numerator, today.numerator) && isSame(figure.denominator, today.denominator)
      && isSame(figure.value, today.value)
  }

  // MARK: Today

  /// A question that answers many figures at once.
  private struct Question: Hashable {
    let period: Period
    let groups: [String]
    /// The names themselves, where a figure speaks of several of one dimension.
    let names: [String: String]
  }

  /// The counts of figures today; `nil` for a metric or a dimension that is not defined any more.
  private func today(_ figures: [PublishedFigure], asOf: Int64?) throws -> [PublicationChanges.Counts?] {
    var found: [PublicationChanges.Counts?] = Array(repeating: nil, count: figures.count)
    let questions = Dictionary(grouping: figures.indices) { index in
      let names = figures[index].names
      let isSingle = names.values.allSatisfy { !$0.contains("|") }
      return Question(
        period: figures[index].period, groups: isSingle ? names.keys.sorted() : [], names: isSingle ? [:] : names)
    }
    for (question, places) in questions {
      let ids = Set(places.map { figures[$0].metric })
      let metrics = engine.catalog.metrics.filter { ids.contains($0.id) }
      guard let conditions = conditions(question.names), let groups = self.groups(question.groups) else { continue }
      let table = try engine.values(
        MetricQuery(
          metrics: metrics.map(\.withoutLeftOut), slice: Slice(period: question.period, conditions: conditions),
          groups: groups, asOf: asOf, limit: .max))
      let byLabels = Dictionary(table.values.map { ([$0.metric.id] + $0.labels, $0) }) { first, _ in first }
      for place in places {
        let figure = figures[place]
        guard let metric = metrics.first(where: { $0.id == figure.metric }) else { continue }
        let labels = question.groups.map { figure.names[$0] ?? "" }
        if let value = byLabels[[metric.id] + labels] {
          found[place] = .init(numerator: value.numerator, denominator: value.denominator, value: value.value)
        } else if figure.isAbsent {
          found[place] = .init(numerator: nil, denominator: nil, value: nil)
        } else {
          // Of names that no fact has any more there is nothing to count.
          let isSum = metric.statistic == nil
          found[place] = .init(
            numerator: isSum ? 0 : nil, denominator: metric.denominator.isEmpty ? nil : 0,
            value: metric.isRatio ? nil : 0)
        }
      }
    }
    return found
  }

  private func groups(_ names: [String]) -> [Grouping]? {
    let groups = names.compactMap { name in
      engine.catalog.model.dimensions.first { $0.rawValue == name }.map(Grouping.dimension)
    }
    return groups.count == names.count ? groups : nil
  }

  // MARK: Definitions

  private func scores(_ publication: Publication) throws -> [PublicationChanges.ScoreChange] {
    guard !publication.basis.scores.isEmpty, let path = publication.basis.request.form,
      let form = try? FormDefinition(contentsOf: path, catalog: engine.catalog)
    else { return [] }
    let draft = try Appraiser(engine: engine, asOf: publication.basis.request.asOf).draft(form)
    let today = try FormFigures(draft, engine: engine).scores
    return publication.basis.scores.compactMap { score in
      let now = today.first { $0.indicator == score.indicator }
      let isSame = now.map { $0.low == score.low && $0.high == score.high } ?? false
      return isSame ? nil : .init(published: score, today: now)
    }
  }

  /// The definitions that are not as they were.
  func definitions(_ publication: Publication, _ state: KnownState) -> [PublicationBasis.Definition] {
    let basis = publication.basis
    return PublicationBasis.Definition.allCases.filter { definition in
      let then = basis.fingerprints[definition.rawValue]
      switch definition {
      case .metrics:
        return basis.repeatWindow != state.repeatWindow
          || basis.metrics.contains { counted in
            guard let metric = engine.catalog.metrics.first(where: { $0.id == counted.id }) else { return true }
            var now = PublicationBasis.CountedMetric(metric)
            now.name = counted.name
            return now != counted
          }
      case .calendar, .names: return then != state.fingerprints[definition.rawValue]
      case .form, .lastYear, .actions:
        return basis.files[definition.rawValue].map { then != FileDigest.sha256(ofFile: $0) } ?? false
      }
    }
  }
}
