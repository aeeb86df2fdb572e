import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

/// Drafts forms from a database.
package struct Appraiser: Sendable {
  let engine: MetricEngine
  let asOf: Int64?

  /// - Parameter asOf: the moment up to which the data speak; the database's own unless given.
  package init(engine: MetricEngine, asOf: Int64? = nil) {
    self.engine = engine
    self.asOf = asOf
  }

  /// The form with every score that follows from data and attested facts.
  ///
  /// - Throws: a ``Diagnostic`` when the database is empty or cannot be read.
  package func draft(_ form: FormDefinition) throws -> AppraisalDraft {
    guard let moment = try asOf ?? engine.data.asOf() else {
      throw Diagnostic(
        at: .init(file: engine.data.path),
        found: LocalizedText(zh: "数据库中还没有数据", en: "the database holds no data yet"),
        fix: LocalizedText(zh: "先用 hotline ingest 导入文件", en: "ingest files with `hotline ingest` first"))
    }
    let knowledge = Knowledge(engine: engine, period: form.period, asOf: moment)
    func value(_ component: Component) throws -> MetricValue? {
      guard case .metric(let metric, let conditions) = component.content else { return nil }
      return try engine.values(
        MetricQuery(
          metrics: [metric], slice: Slice(period: form.period, conditions: conditions), asOf: moment,
          comparisons: [.yearAgo])
      ).values.first
    }
    func gap(_ component: Component) throws -> LocalizedText? {
      switch component.content {
      case .metric(let metric, let conditions): try knowledge.gap(metric, conditions: conditions)
      case .quotient(let quotient):
        try knowledge.gap(numeratorOf: quotient.over.metric, conditions: quotient.over.conditions)
          ?? knowledge.gap(numeratorOf: quotient.under.metric, conditions: quotient.under.conditions)
      case .fact: nil
      }
    }
    func quotient(_ component: Component) throws -> QuotientValue? {
      guard case .quotient(let quotient) = component.content else { return nil }
      func count(_ term: Quotient.Term) throws -> Double? {
        try engine.values(
          MetricQuery(
            metrics: [term.metric], slice: Slice(period: form.period, conditions: term.conditions), asOf: moment)
        ).values.first?.numerator
      }
      return QuotientValue(over: try count(quotient.over), under: try count(quotient.under))
    }
    var scored = try form.sections.map { section in
      try section.indicators.map { indicator in
        let components = indicator.components
        let values = try components.map(value)
        let gaps = try components.map(gap)
        let conditions = try indicator.conditions.map { condition -> MetricValue? in
          if case .component(let component) = condition.requirement { try value(component) } else { nil }
        }
        let conditionGaps = try indicator.conditions.map { condition -> LocalizedText? in
          if case .component(let component) = condition.requirement { try gap(component) } else { nil }
        }
        return IndicatorScoring(
          indicator: indicator, values: values, quotients: try components.map(quotient), gaps: gaps,
          conditionValues: conditions, conditionGaps: conditionGaps)
      }
    }
    let confirmations = scored.joined().flatMap(\.confirmations)
    for section in scored.indices {
      for row in scored[section].indices { scored[section][row].confirmedElsewhere = confirmations }
    }
    let sections = zip(form.sections, scored).map { section, rows in
      SectionDraft(
        name: section.name, weight: section.weight, indicators: rows.map { $0.draft(rounding: form.rounding) },
        groups: section.groups, isFunds: section.isFunds)
    }
    let reviews = try TargetReviewer(engine: engine, asOf: moment, months: TargetReviewer.usualMonths).reviews(form)
    let budget = try budget(of: form, knowledge, asOf: moment)
    let context = FindingContext(form: form, sections: sections, budget: budget, asOf: moment, reviews: reviews)
    return AppraisalDraft(
      form: form, asOf: moment, budget: budget, sections: sections,
      narrative: NarrativeDraft(form: form, sections: sections, reviews: reviews).narrative,
      findings: DraftFindings.all(context), isSimulated: try engine.data.isSimulated())
  }

  private func budget(of form: FormDefinition, _ knowledge: Knowledge, asOf: Int64) throws -> BudgetFigures? {
    let reports = engine.catalog.reports
    let metrics = [reports[.budgetExecution], reports[.budgetAgainstPrior]].compactMap { $0 }
    let values = try engine.values(
      MetricQuery(
        metrics: metrics,
        slice: Slice(period: form.period, conditions: [.project: [form.header.project.zh]]), asOf: asOf)
    ).values
    func value(_ role: ReportRoles.Role) -> MetricValue? { values.first { $0.metric.id == reports[role]?.id } }
    guard let execution = value(.budgetExecution), let planned = execution.denominator, planned > 0 else {
      return nil
    }
    let conditions: [Dimension: [String]] = [.project: [form.header.project.zh]]
    let isSpentKnown = try knowledge.blank(execution.metric.numerator, conditions: conditions) == nil
    let prior = value(.budgetAgainstPrior)
    let isPriorKnown =
      try prior.map { try knowledge.blank($0.metric.denominator, conditions: conditions) == nil } ?? false
    return BudgetFigures(
      planned: planned, prior: isPriorKnown ? prior?.denominator : nil,
      executed: isSpentKnown ? execution.numerator : nil, rate: isSpentKnown ? execution.value : nil)
  }
}
