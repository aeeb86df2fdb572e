import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// The sheets of all districts or all units of a period, asked of the engine in a few grouped queries: a page or two for each, with its
/// own figures beside those of the city and its own orders.
package struct MemberSheets {
  /// Months of a trend.
  static let trendMonths = 13
  /// The most lists of orders hold.
  static let mostOrders = 100_000

  /// What the sheets are of.
  package let dimension: Dimension
  /// The time.
  package let period: Period
  /// Those with any case in the period: in the order of their file, others by name, cases without one last.
  package let members: [Member]

  let language: Language
  let targets: ReportTargets
  let asOf: Int64
  let horizons: [FactKind: Horizon]
  let isSimulated: Bool
  let roles: ReportRoles
  /// The metrics of a sheet: counts, and the shares by which members are compared.
  let metrics: [Metric]
  /// Values of all members together, cases without one included, by line.
  let city: [MetricValue]
  /// Values by line and member.
  let values: [MetricValue]
  /// Shares on their main lines.
  let comparisons: [(comparison: GroupComparison, line: String?)]
  let series: [String: [MetricSeries]]
  let topics: [TopicDeviations]
  private let engine: MetricEngine

  /// - Parameters:
  ///   - dimension: district or unit.
  ///   - engine: that of a public version hides what rests on few cases; orders are then not listed.
  ///   - form: whose targets the rates are compared with; counts have yearly targets of the whole city.
  /// - Throws: a ``Diagnostic`` when the database is empty or cannot be read.
  package init(
    _ dimension: Dimension, period: Period, engine: MetricEngine, form: FormDefinition?, language: Language
  ) throws {
    self.dimension = dimension
    self.period = period
    self.engine = engine
    self.language = language
    let roles = try engine.catalog.rolesOfReports()
    self.roles = roles
    targets = ReportTargets(form, connection: roles[.connection])
    let compared = roles.compared[dimension] ?? []
    let metrics = (roles.volumes + compared).filter { metric in
      metric.counting == .sums
        && metric.facts.allSatisfy { $0.dimensions.contains(dimension) && $0.dimensions.contains(.line) }
    }
    self.metrics = metrics
    let slice = Slice(period: period)
    let table = try engine.values(
      MetricQuery(metrics: metrics.map(\.withoutLeftOut), slice: slice, groups: [.dimension(.line)]))
    city = table.values
    asOf = table.asOf
    values = try engine.values(
      MetricQuery(
        metrics: metrics.map(\.leavingOutUnknown), slice: slice, groups: [.dimension(.line), .dimension(dimension)],
        limit: .max)
    ).values
    horizons = try engine.data.horizons()
    isSimulated = try engine.data.isSimulated()
    func mainLine(_ metric: Metric) -> String? {
      table.values.filter { $0.metric.id == metric.id }.max { size($0) < size($1) }.map { $0.labels[0] }
    }
    func size(_ value: MetricValue) -> Double { value.denominator ?? value.numerator ?? 0 }
    var found: [String: GroupComparison] = [:]
    let shares = metrics.filter { $0.unit == .share }
    for line in Set(shares.map(mainLine)) {
      let conditions: [Dimension: [String]] = line.map { [.line: [$0]] } ?? [:]
      for comparison in try engine.comparisons(
        shares.filter { mainLine($0) == line }, by: dimension, slice: Slice(period: period, conditions: conditions))
      {
        found[comparison.metric.id] = comparison
      }
    }
    comparisons = shares.compactMap { metric in found[metric.id].map { ($0, mainLine(metric)) } }
    let last = period.last.month
    series = try engine.series(
      metrics, months: (0..<Self.trendMonths).map { last.advanced(by: $0 - Self.trendMonths + 1) }, by: dimension)
    topics = try roles.volumes.filter { $0.facts.allSatisfy { $0.dimensions.contains(.category) } }.map {
      try engine.topicDeviations($0, by: dimension, slice: slice)
    }
    let order = engine.data.listingOrder(of: dimension)
    let names = Set(
      values.filter { ($0.numerator ?? 0) != 0 || ($0.denominator ?? 0) != 0 || $0.isSuppressed }.map { $0.labels[1] })
    let others = names.subtracting(order).sorted { ($0.isEmpty ? 1 : 0, $0) < ($1.isEmpty ? 1 : 0, $1) }
    members = (order.filter(names.contains) + others).map { Member(dimension, $0) }
  }

  /// Whether a public version hides what rests on few cases.
  var isPublic: Bool { smallest != nil }
  /// Cases below which it does; `nil` in any other.
  var smallest: Int? { engine.hiddenUnder }

  /// The member of a name as a person writes it.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage when neither the period nor a file of names has it.
  package func member(named text: String) throws -> Member {
    let name = try engine.data.canonicalName(of: text, in: dimension)
    if members.contains(where: { $0.name == name }) || engine.data.isKnown(name, in: dimension) {
      return Member(dimension, name)
    }
    let known = members.filter { !$0.name.isEmpty }.prefix(20).map(\.name)
    let word = KPITable.name(.dimension(dimension))
    throw Diagnostic(
      .usage,
      found: LocalizedText(
        zh: "\(period.text) 没有\(word.zh)“\(Masking.masked(text))”",
        en: "there is no \(word.en) “\(Masking.masked(text))” in \(period.text)"),
      expected: LocalizedText(
        zh: known.isEmpty ? "名录中的名称" : known.joined(separator: "、"),
        en: known.isEmpty ? "a name of the file of names" : known.joined(separator: ", ")))
  }

  /// The sheet of a member.
  ///
  /// - Throws: a ``Diagnostic`` when its orders cannot be read.
  package func sheet(_ member: Member) throws -> MemberSheet {
    MemberSheet(member: member, sheets: self, orders: try isPublic ? nil : orders(of: member))
  }

  // MARK: What belongs to one

  /// A member's value of a metric on a line.
  func value(_ metric: Metric, line: String, _ member: Member) -> MetricValue? {
    values.first { $0.metric.id == metric.id && $0.labels == [line, member.name] }
  }

  /// The sum of a count over all lines, of a member or of all; `nil` where a part of it is hidden.
  func total(_ metric: Metric, _ member: Member?) -> Double? {
    let parts =
      member.map { member in
        values.filter { $0.metric.id == metric.id && $0.labels[1] == member.name }
      } ?? city.filter { $0.metric.id == metric.id }
    guard !parts.contains(where: \.isSuppressed) else { return nil }
    return parts.reduce(0) { $0 + ($1.value ?? 0) }
  }

  /// How many of a member's orders a rate leaves out because the files do not tell what became of them.
  func lastToldOpen(_ role: ReportRoles.Role, _ member: Member) -> Int {
    values.filter { $0.metric.id == roles[role]?.id && $0.labels[1] == member.name }.reduce(0) { $0 + $1.lastToldOpen }
  }

  private func orders(of member: Member) throws -> MemberOrders {
    let slice = Slice(period: period, conditions: [dimension: [member.name]])
    func missed(_ role: ReportRoles.Role) throws -> [FactRow] {
      guard let metric = roles[role] else { return [] }
      return try engine.rows(.missed, of: metric, slice: slice, asOf: asOf, limit: Self.mostOrders)
    }
    func open(_ filter: String, in period: Period, _ counts: Measure.Counting) throws -> [FactRow] {
      let measure = Measure(
        id: "orders of a sheet", fact: .workOrder,
        filter: try MeasureExpression(filter, fact: .workOrder, place: .init(file: "MemberSheets")), value: nil,
        time: "deadline_at", counts: counts)
      let query = SumQuery(measures: [], period: period, conditions: slice.conditions, asOf: asOf)
      return try engine.data.rows(FactQuestion(measure, in: query), excluding: nil, RowSpan(Self.mostOrders))
    }
    let today = LocalDay(containing: asOf)
    let calendar = WorkingDayCount(data: engine.data)
    let before = Period(
      first: LocalMonth(year: Period.years.lowerBound, month: 1).firstDay, last: period.first.advanced(by: -1))
    return MemberOrders(
      late: try missed(.closure),
      older: try roles[.closure] == nil
        ? [] : open("status = 'open' and deadline_at <= known_until_at", in: before, .matured),
      dueSoon: try roles[.closure] == nil
        ? []
        : open("status = 'open'", in: Period(first: today, last: calendar.last(within: 2, of: today)), .notYetMatured),
      uncontacted: try missed(.firstContact), today: today, calendar: calendar)
  }
}
