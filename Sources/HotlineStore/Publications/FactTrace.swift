import GRDB
import GRDBSQLite
import HotlineCalendar
import HotlineModel

/// A figure whose counts are followed fact by fact: what they were made of, and what they are made of now.
package struct TracedFigure: Sendable {
  /// What is added up.
  package struct Counted: Sendable {
    /// Above the line.
    package let numerator: [Measure]
    /// Below the line.
    package let denominator: [Measure]

    /// Creates counts.
    package init(numerator: [Measure], denominator: [Measure]) {
      self.numerator = numerator
      self.denominator = denominator
    }
  }

  /// The days.
  let period: Period
  /// The canonical names of which facts have one, by dimension; an absent name is empty.
  let names: [Dimension: [String]]
  /// What was added up.
  let before: Counted
  /// What is added up now.
  let now: Counted

  /// Creates a figure.
  package init(period: Period, names: [Dimension: [String]], before: Counted, now: Counted) {
    self.period = period
    self.names = names
    self.before = before
    self.now = now
  }
}

/// What facts add to the differences of figures.
package struct TracedShifts: Sendable {
  /// The facts, each once.
  package internal(set) var rows: [PublicationChanges.Row] = []
  /// For each figure, what they add.
  package internal(set) var shifts: [[PublicationChanges.Shift]]
}

extension HotlineDatabase {
  /// Follows figures of a publication fact by fact: which facts count otherwise today, why, and what each adds to the difference.
  ///
  /// - Parameters:
  ///   - publication: what the figures are compared with.
  ///   - asOf: the moment that is asked for today, in Unix seconds; the newest data for `nil`.
  package func traced(
    _ figures: [TracedFigure], since publication: Publication, asOf: Int64? = nil
  ) throws -> TracedShifts {
    try read { database in
      var trace = try FactTrace(
        publication, figures, asOf: asOf, reference: reference(in: database), database: database)
      return try trace.run()
    }
  }
}

/// Evaluates facts twice: as they were when something was published, by the definitions, names and moments of then, and as they are.
private struct FactTrace {
  private let publication: Publication
  private let figures: [TracedFigure]
  private let database: Database
  private let names: NameTables
  private let model: DataModel
  private let before: FactWorld
  private let now: FactWorld
  private let isOtherCalendar: Bool
  private let sources: SourceNames
  private var traced: TracedShifts

  init(
    _ publication: Publication, _ figures: [TracedFigure], asOf: Int64?, reference: ReferenceData, database: Database
  ) throws {
    self.publication = publication
    self.figures = figures
    self.database = database
    model = reference.model
    names = try NameTables(database, reference: reference)
    let basis = publication.basis
    before = FactWorld(
      asOf: publication.asOf, horizons: Self.horizons(basis), window: basis.repeatWindow, names: basis.names)
    let horizons = try HotlineDatabase.horizons(database)
    now = FactWorld(
      asOf: asOf ?? horizons.values.map(\.latest).max() ?? publication.asOf, horizons: horizons,
      window: try Setting.repeatWindowSeconds(database),
      names: try HotlineDatabase.canonicalNames(database))
    isOtherCalendar =
      basis.fingerprints[PublicationBasis.Definition.calendar.rawValue] != reference.calendar.fingerprint
    sources = try SourceNames(database)
    traced = TracedShifts(shifts: Array(repeating: [], count: figures.count))
  }

  private static func horizons(_ basis: PublicationBasis) -> [FactKind: Horizon] {
    var horizons: [FactKind: Horizon] = [:]
    for (name, own) in Dictionary(grouping: basis.horizons, by: \.kind) {
      guard let kind = FactKind(rawValue: name), let latest = own.first(where: { $0.line == nil })?.moment else {
        continue
      }
      let lines = own.compactMap { horizon in horizon.line.map { ($0, horizon.moment) } }
      horizons[kind] = Horizon(latest: latest, earlier: Dictionary(lines) { first, _ in first })
    }
    return horizons
  }

  mutating func run() throws -> TracedShifts {
    for kind in model.kinds {
      let own = figures.indices.filter { index in
        let figure = figures[index]
        return figure.measures.contains { $0.fact == kind } && kind.dimensions.contains(allOf: figure.names.keys)
      }
      guard !own.isEmpty else { continue }
      // A roster is taken as it stands at a period's end: each period is a question of its own.
      let questions = kind.timeColumns.isEmpty ? Dictionary(grouping: own) { figures[$0].period }.map(\.value) : [own]
      for question in questions { try trace(kind, question.sorted()) }
    }
    return traced
  }

  private mutating func trace(_ kind: FactKind, _ places: [Int]) throws {
    let roster = kind.timeColumns.isEmpty ? places.first.map { figures[$0].period } : nil
    let judge = try FactJudge(
      kind, places.map { ($0, figures[$0]) }, names: names, before: before, now: now, roster: roster,
      lastSource: publication.lastSource, database: database)
    let reader = FactPairs(kind, publication, database)
    try reader.forEachTouched { note(judge, $0, kind) }
    try reader.forEachOther(scope: judge.scope(isSameWorld: before.isSame(as: now, kind))) { note(judge, $0, kind) }
  }

  /// Writes down what a fact adds to the differences.
  private mutating func note(_ judge: FactJudge, _ pair: FactPair, _ kind: FactKind) {
    let reason = judge.take(pair, hasNewer: pair.newerStatement != nil, isOtherCalendar: isOtherCalendar)
    guard judge.canDiffer else { return }
    var row: Int?
    judge.forEachShift(reason) { figure, cause, numerator, denominator in
      let place = row ?? traced.rows.count
      if row == nil {
        traced.rows.append(self.row(pair, kind, reason, judge))
        row = place
      }
      traced.shifts[figure].append(
        .init(cause: cause, row: place, numerator: numerator, denominator: denominator))
    }
  }

  private func row(
    _ pair: FactPair, _ kind: FactKind, _ reason: PublicationChanges.Cause?, _ judge: FactJudge
  ) -> PublicationChanges.Row {
    let line = pair.now ?? pair.before
    let changed = reason == .changedRow || reason == .newRow
    return PublicationChanges.Row(
      kind: kind, key: pair.key, line: judge.line(of: line), before: pair.before.map { sources.said($0.origin) },
      now: pair.now.map { sources.said(changed ? pair.newerStatement ?? $0.origin : $0.origin) },
      fields: judge.fieldChanges(pair, reason))
  }
}

extension TracedFigure {
  fileprivate var measures: [Measure] { before.numerator + before.denominator + now.numerator + now.denominator }
}

extension [Dimension] {
  fileprivate func contains(allOf others: some Sequence<Dimension>) -> Bool { others.allSatisfy(contains) }
}

/// The files of sources, forgotten ones among them.
private struct SourceNames {
  private var files: [Int64: (file: String, isForgotten: Bool)] = [:]

  init(_ database: Database) throws {
    for (table, isForgotten) in [("source", false), ("forgotten_source", true)] {
      guard try database.tableExists(table) else { continue }
      for row in try Row.fetchAll(database, sql: "SELECT id, file FROM \(table)") {
        files[row[0]] = (row[1], isForgotten)
      }
    }
  }

  func said(_ origin: FactOrigin) -> PublicationChanges.Said {
    let source = files[origin.source]
    return .init(
      source: origin.source, file: source?.file ?? "", line: origin.line, isForgotten: source?.isForgotten ?? true)
  }
}

/// By which moments, names and repeat window facts are counted: those of a publication, or today's.
struct FactWorld {
  private let asOf: Int64
  private let horizons: [FactKind: Horizon]
  /// The seconds within which a further call counts as a repeated one.
  let window: Int64
  /// What names stand for.
  private let names: [PublicationBasis.Name]
  /// By dimension, what a name's number stands for.
  private let canonical: [Dimension: [Int64: [PublicationBasis.Name]]]

  init(asOf: Int64, horizons: [FactKind: Horizon], window: Int64, names: [PublicationBasis.Name]) {
    self.asOf = asOf
    self.horizons = horizons
    self.window = window
    self.names = names
    var canonical: [Dimension: [Int64: [PublicationBasis.Name]]] = [:]
    for name in names {
      guard let dimension = Dimension(rawValue: name.dimension) else { continue }
      canonical[dimension, default: [:]][name.id, default: []].append(name)
    }
    self.canonical = canonical
  }

  /// The canonical number of a name at a moment.
  func canonicalID(of id: Int64, in dimension: Dimension, at time: Int64) -> Int64 {
    for name in canonical[dimension]?[id] ?? [] where name.since <= time && time < name.until { return name.canonical }
    return id
  }

  /// Up to when facts of a kind are known.
  func asOf(_ kind: FactKind) -> AsOf { AsOf(asOf, horizon: horizons[kind]) }

  /// Whether facts of a kind that are the same count the same but for their maturity.
  func isSame(as other: FactWorld, _ kind: FactKind) -> Bool {
    window == other.window && (names == other.names || !kind.dimensions.contains(where: \.hasAliases))
  }
}
