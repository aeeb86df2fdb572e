import GRDB
import HotlineCalendar
import HotlineModel

/// Says of one fact after the other what it adds to the differences of figures, and why.
///
/// A difference is told step by step, so that the steps add up to it: the fact as it was by the definitions of then; the fact as it is by
/// them; by today's definitions; by today's as-of moment.
final class FactJudge {
  /// A figure with the places of its measures.
  private struct Figure {
    struct Terms: Equatable {
      var numerator: [Int]
      var denominator: [Int]
    }

    let place: Int
    let period: Period
    let names: [(column: Int, ids: Set<Int64>)]
    let before: Terms
    let now: Terms
  }

  private let kind: FactKind
  private let measures: [Measure]
  private let figures: [Figure]
  /// The figures whose definition is another one.
  private let redefined: [Figure]
  private let program: MeasureProgram
  private let carried: [Set<Int64>?]
  private let maturities: [Int?]
  private let times: [Int?]
  private let moments: (before: Moments, now: Moments)
  private let worlds: (before: FactWorld, now: FactWorld)
  private let names: NameTables
  private let lastSource: Int64
  private let roster: RosterDay?
  private let old: FactVariant
  private let new: FactVariant
  private let said: [Int]
  private let derived: [Int]
  private let dimensions: [Int]
  private let lineColumn: Int?
  private var isSame = false

  /// - Parameter roster: the period at whose end facts without a time are counted.
  init(
    _ kind: FactKind, _ figures: [(place: Int, figure: TracedFigure)], names: NameTables, before: FactWorld,
    now: FactWorld, roster: Period?, lastSource: Int64, database: Database
  ) throws {
    self.kind = kind
    self.names = names
    self.lastSource = lastSource
    worlds = (before, now)
    var measures: [Measure] = []
    var places: [String: Int] = [:]
    func place(_ measure: Measure) -> Int? {
      guard measure.fact == kind else { return nil }
      let key = "\(measure.fingerprint) \(measure.requirement?.word ?? "")"
      if let known = places[key] { return known }
      places[key] = measures.count
      measures.append(measure)
      return measures.count - 1
    }
    let columns = kind.columns
    self.figures = figures.map { index, figure in
      Figure(
        place: index, period: figure.period,
        names: figure.names.sorted { $0.key.index < $1.key.index }.compactMap { dimension, wanted in
          columns.firstIndex { $0.content == .dimension(dimension) }.map { ($0, names.ids(of: wanted, in: dimension)) }
        },
        before: .init(
          numerator: figure.before.numerator.compactMap(place),
          denominator: figure.before.denominator.compactMap(place)),
        now: .init(
          numerator: figure.now.numerator.compactMap(place), denominator: figure.now.denominator.compactMap(place)))
    }
    redefined = self.figures.filter { $0.before != $0.now }
    self.measures = measures
    program = MeasureProgram(measures, names: names)
    let sets = try CarriedSets(kind, database)
    carried = measures.map { $0.requirement.flatMap { sets.ids(meeting: $0, withPast: true) } }
    func column(_ name: String?) -> Int? { name.flatMap { name in columns.firstIndex { $0.name == name } } }
    maturities = measures.map { column($0.maturity) }
    times = measures.map { column($0.time) }
    moments = (
      Moments(before.asOf(kind), names), Moments(now.asOf(kind), names)
    )
    self.roster = roster.map { RosterDay($0, columns) }
    old = FactVariant(kind, measures: measures.count)
    new = FactVariant(kind, measures: measures.count)
    let carriedNames = Set(kind.fields.filter { $0.role != .caller }.map { $0.dimension?.rawValue ?? $0.rawValue })
    let stored = Set(kind.derivedFields.map(\.rawValue))
    said = columns.indices.filter { carriedNames.contains(columns[$0].name) }
    derived = columns.indices.filter { stored.contains(columns[$0].name) }
    dimensions = columns.indices.filter { if case .dimension = columns[$0].content { true } else { false } }
    lineColumn = columns.firstIndex { $0.content == .dimension(.line) }
  }

  /// SQL for the facts that may add to a difference and are not known to be changed.
  ///
  /// - Parameter isSameWorld: whether names and repeat window are what they were.
  func scope(isSameWorld: Bool) -> String {
    guard roster == nil, let first = figures.map(\.period.start).min(), let last = figures.map(\.period.end).max()
    else { return "1" }
    let spans = Set(measures.compactMap(\.time)).sorted().map { "(\(kind.span($0, from: first, to: last)))" }
    guard !spans.isEmpty else { return "0" }
    let inPeriods = "(\(spans.joined(separator: " OR ")))"
    guard isSameWorld, redefined.isEmpty else { return inPeriods }
    // What is the same, by the same definitions, differs only where it matured meanwhile, or is not yet known to have.
    let bounds = moments.before.all + moments.now.all
    let (low, high) = (bounds.min() ?? 0, bounds.max() ?? 0)
    let matured = Set(maturities.compactMap { $0 }).sorted().map { column in
      let sql = kind.columns[column].stored("f.")
      return "(\(sql) > \(low) AND \(sql) <= \(high))"
    }
    let isNew = "f.source_id > \(lastSource)"
    return "\(inPeriods) AND (\((low < high ? [isNew] + matured : [isNew]).joined(separator: " OR ")))"
  }

  // MARK: One fact

  /// Takes a fact, and gives the reason for which it is another one; `nil` when it is what it was.
  func take(_ pair: FactPair, hasNewer: Bool, isOtherCalendar: Bool) -> PublicationChanges.Cause? {
    load(pair.before, into: old, worlds.before)
    load(pair.now, into: new, worlds.now)
    isSame = old.isThere && new.isThere && isCountedTheSame
    return reason(pair, hasNewer: hasNewer, isOtherCalendar: isOtherCalendar)
  }

  /// Whether the fact that was taken may add to a difference.
  var canDiffer: Bool { (old.isThere || new.isThere) && (!isSame || !redefined.isEmpty) }

  private func load(_ stored: StoredCells?, into variant: FactVariant, _ world: FactWorld) {
    variant.isThere = stored != nil
    guard let stored else { return }
    variant.load(stored, world, roster: roster)
    _ = program.evaluate(variant.cells, into: variant.sums)
    let line = lineColumn.flatMap { variant.value($0) } ?? 0
    variant.moments = (moments.before.moment(ofLine: line), moments.now.moment(ofLine: line))
  }

  private var isCountedTheSame: Bool {
    for measure in measures.indices
    where counted(measure, old, old.moments.before) != counted(measure, new, new.moments.now)
      || times[measure].map({ old.value($0) != new.value($0) }) ?? false
    {
      return false
    }
    if let roster, roster.isOnIt(old) != roster.isOnIt(new) { return false }
    return dimensions.allSatisfy { old.value($0) == new.value($0) }
  }

  private func reason(_ pair: FactPair, hasNewer: Bool, isOtherCalendar: Bool) -> PublicationChanges.Cause? {
    guard let before = pair.before else { return .newRow }
    guard let now = pair.now else { return .forgottenSource }
    func differ(_ columns: [Int]) -> Bool {
      columns.contains {
        before.isPresent[$0] != now.isPresent[$0] || before.isPresent[$0] && before.values[$0] != now.values[$0]
      }
    }
    let tellers = kind.columns.indices.filter { kind.columns[$0].name == FactField.knownUntilAt.rawValue }
    if differ(said) || before.carriedID != now.carriedID || differ(tellers) {
      return hasNewer ? .changedRow : .forgottenSource
    }
    let caller = kind.columns.indices.filter { kind.columns[$0].name == FactField.caller.rawValue }
    if differ(caller) { return hasNewer ? .changedRow : .erasure }
    if differ(derived) { return kind == .call ? .linkedCalls : isOtherCalendar ? .calendar : .definition }
    if dimensions.contains(where: { old.value($0) != new.value($0) }) { return .names }
    return nil
  }

  /// Tells what the fact that was taken adds to each figure.
  func forEachShift(
    _ reason: PublicationChanges.Cause?,
    _ body: (_ figure: Int, PublicationChanges.Cause, _ numerator: Double, _ denominator: Double) -> Void
  ) {
    for figure in isSame ? redefined : figures {
      let then = sums(figure.before, figure, old, old.moments.before)
      let end = sums(figure.now, figure, new, new.moments.now)
      // What came since was not there to be not due yet.
      let moment = reason == .newRow ? new.moments.now : new.moments.before
      let changed = sums(figure.before, figure, new, moment)
      let redefined = sums(figure.now, figure, new, moment)
      for (cause, from, to) in [
        (reason ?? .definition, then, changed), (.definition, changed, redefined), (.asOf, redefined, end),
      ] {
        let (numerator, denominator) = (to.0 - from.0, to.1 - from.1)
        if abs(numerator) > 1e-9 || abs(denominator) > 1e-9 { body(figure.place, cause, numerator, denominator) }
      }
    }
  }

  private func sums(
    _ terms: Figure.Terms, _ figure: Figure, _ variant: FactVariant, _ moment: Int64
  ) -> (Double, Double) {
    guard variant.isThere, figure.names.allSatisfy({ $0.ids.contains(variant.value($0.column) ?? 0) }) else {
      return (0, 0)
    }
    func sum(_ places: [Int]) -> Double {
      places.reduce(0) { total, measure in
        isInPeriod(measure, figure.period, variant) ? total + counted(measure, variant, moment) : total
      }
    }
    return (sum(terms.numerator), sum(terms.denominator))
  }

  private func isInPeriod(_ measure: Int, _ period: Period, _ variant: FactVariant) -> Bool {
    if let roster { return roster.isOnIt(variant) }
    guard let column = times[measure], let time = variant.value(column) else { return false }
    return period.start <= time && time < period.end
  }

  private func counted(_ measure: Int, _ variant: FactVariant, _ moment: Int64) -> Double {
    let sum = variant.sums[measure]
    guard sum != 0, carried[measure]?.contains(variant.cells.carriedID) ?? true else { return 0 }
    let isPast = maturities[measure].map { variant.cells.values[$0] <= moment } ?? true
    return measures[measure].counts.counts(isPast: isPast) ? sum : 0
  }

  // MARK: In words

  /// The hotline of a fact; empty for none.
  func line(of cells: StoredCells?) -> String {
    guard let lineColumn, let cells, cells.isPresent[lineColumn] else { return "" }
    return names.name(of: cells.values[lineColumn], in: .line)
  }

  /// What differs between a fact as it was and as it is; nothing where one of them is not there.
  func fieldChanges(_ pair: FactPair, _ reason: PublicationChanges.Cause?) -> [PublicationChanges.FieldChange] {
    guard let before = pair.before, let now = pair.now, reason != nil else { return [] }
    // Deadlines and neighbours follow from what is said.
    return (reason == .changedRow || reason == .forgottenSource ? said : said + derived).compactMap { place in
      let column = kind.columns[place]
      func told(_ cells: StoredCells, _ variant: FactVariant) -> String? {
        guard cells.isPresent[place] else { return nil }
        return text(reason == .names ? variant.value(place) ?? 0 : cells.values[place], column)
      }
      let texts = (told(before, old), told(now, new))
      return texts.0 == texts.1 ? nil : .init(field: column.name, before: texts.0, now: texts.1)
    }
  }

  private func text(_ value: Int64, _ column: FactColumn) -> String {
    switch column.content {
    case .dimension(let dimension): return names.name(of: value, in: dimension)
    case .word(let vocabulary):
      let words = vocabulary.words
      return words.indices.contains(Int(clamping: value)) ? words[Int(value)] : String(value)
    case .number: return column.name.hasSuffix("_at") ? LocalTime.text(value) : String(value)
    }
  }

  /// Up to when facts are known, by their hotline.
  private struct Moments {
    private let usual: Int64
    private var lines: [Int64: Int64] = [:]

    init(_ asOf: AsOf, _ names: NameTables) {
      usual = asOf.moment
      for (line, moment) in asOf.earlier {
        lines[line.isEmpty ? 0 : names.existingID(of: line, in: .line) ?? -1] = moment
      }
    }

    func moment(ofLine line: Int64) -> Int64 { lines[line] ?? usual }

    var all: [Int64] { [usual] + lines.values }
  }
}

/// A fact's cells with canonical names, and what it adds to each measure whatever the as-of moment.
final class FactVariant {
  let cells: FactCells
  let sums: UnsafeMutablePointer<Double>
  var isThere = false
  /// Up to when facts of its hotline were known, and are.
  var moments: (before: Int64, now: Int64) = (0, 0)
  private let aliased: [(place: Int, dimension: Dimension)]
  private let time: Int?
  private let start: Int?
  private let window: Int?

  init(_ kind: FactKind, measures: Int) {
    let columns = kind.columns
    cells = FactCells(count: columns.count)
    sums = .allocate(capacity: max(1, measures))
    aliased = columns.enumerated().compactMap { place, column in
      guard case .dimension(let dimension) = column.content, dimension.hasAliases else { return nil }
      return (place, dimension)
    }
    time = kind.timeColumns.first.flatMap { name in columns.firstIndex { $0.name == name } }
    start = columns.firstIndex { $0.name == FactField.startedAt.rawValue }
    window = columns.firstIndex { $0.name == FactField.repeatWindowEndsAt.rawValue }
  }

  deinit {
    cells.deallocate()
    sums.deallocate()
  }

  /// The value of a cell; `nil` where there is none.
  func value(_ place: Int) -> Int64? { cells.isPresent[place] ? cells.values[place] : nil }

  /// Takes cells, by the names and the repeat window of a world.
  func load(_ stored: StoredCells, _ world: FactWorld, roster: RosterDay?) {
    for place in stored.values.indices {
      cells.values[place] = stored.values[place]
      cells.isPresent[place] = stored.isPresent[place]
    }
    cells.carriedID = stored.carriedID
    let moment = time.map { stored.values[$0] } ?? 0
    for (place, dimension) in aliased where stored.isPresent[place] {
      cells.values[place] = world.canonicalID(of: stored.values[place], in: dimension, at: moment)
    }
    if let window, let start, stored.isPresent[start] {
      cells.values[window] = stored.values[start] + world.window
      cells.isPresent[window] = true
    }
    roster?.fillAge(self)
  }

  fileprivate func set(_ place: Int, _ value: Int64) {
    cells.values[place] = value
    cells.isPresent[place] = true
  }
}

/// The end of a period, as which a roster is taken.
struct RosterDay {
  private let period: Period
  private let born: Int?
  private let age: Int?
  private let hired: Int?
  private let left: Int?

  init(_ period: Period, _ columns: [FactColumn]) {
    self.period = period
    func place(_ field: FactField) -> Int? { columns.firstIndex { $0.name == field.rawValue } }
    (born, age, hired, left) = (place(.bornAt), place(.ageYears), place(.hiredAt), place(.leftAt))
  }

  func fillAge(_ variant: FactVariant) {
    guard let born, let age, let birth = variant.value(born) else { return }
    variant.set(age, Int64(FactScanner.age(bornAt: birth, on: period.last)))
  }

  /// Whether an entry is there at the end; see ``FactScanner/roster(at:)``.
  func isOnIt(_ variant: FactVariant) -> Bool {
    (hired.flatMap { variant.value($0) } ?? .min) < period.end
      && (left.flatMap { variant.value($0) } ?? .max) >= period.end
  }
}
