import HotlineCalendar
import HotlineModel
import HotlineText

/// Tells of which groups of a table the files tell at all: a month between two exports, a hotline or a kind of fact of which no file came.
/// The files are looked at once.
final class FileCoverage {
  /// So many days without a file are no days on which nobody happened to call.
  private static let fewestDays = 5
  /// So many cases are expected in days of which it is said that they have no file: a quiet hotline has a week without a call between the last
  /// one of a month's file and the first one of the next, once in twenty thousand times one that takes ten in such a time (Poisson).
  static let fewestExpected = 10.0
  /// What becomes of a fact is looked for within so many days: most orders are given less.
  private static let longestLag = 30

  /// Whose files are looked at.
  private struct Told: Hashable {
    let kind: FactKind
    let line: String?
    let isLater: Bool
  }

  private let read: () throws -> [SourceSpan]
  private var spans: [SourceSpan]?
  private var stretches: [Told: [ClosedRange<Int>]] = [:]
  private let period: Period
  private let groups: [Grouping]
  private let lines: Set<String>?
  private let repeatDays: Int
  private let casesByLine: (FactKind) throws -> [String: Double]
  private var shares: [FactKind: [String: Double]] = [:]
  private var addedLines: [FactKind: [String?]] = [:]

  /// - Parameters:
  ///   - conditions: those of the slice and of the part of the facts that is asked.
  ///   - repeatDays: days within which a caller's further call counts as a repeated one.
  ///   - casesByLine: reads how many facts of a kind each line has in the period.
  ///   - read: reads the files' spans.
  init(
    period: Period, groups: [Grouping], conditions: [Dimension: [String]], repeatDays: Int = 7,
    casesByLine: @escaping (FactKind) throws -> [String: Double] = { _ in [:] },
    read: @escaping () throws -> [SourceSpan]
  ) {
    self.repeatDays = repeatDays
    self.casesByLine = casesByLine
    self.read = read
    self.period = period
    self.groups = groups
    lines = conditions[.line].map(Set.init)
  }

  /// Of which of the measures' kinds of fact no file tells anything in a group; `nil` when files tell of all.
  func untold(_ measures: [Measure], _ labels: [String]) throws -> FactKind? {
    let (days, line) = (days(of: labels), line(of: labels))
    return try measures.first { measure in
      try Self.ways(measure).contains { isLater in
        try !stretches(of: measure.fact, line, isLater: isLater).contains { stretch in
          measure.time == nil || days.isEmpty
            || stretch.lowerBound < days.upperBound && stretch.upperBound >= days.lowerBound
        }
      }
    }?.fact
  }

  /// In which ways files must tell of a measure's days. What came is counted when it came. What became of it is told up to the file's export;
  /// but of what came and became something within some days, files of these days must tell as well.
  private static func ways(_ measure: Measure) -> [Bool] { measure.isOfLaterTime ? [false, true] : [false] }

  /// The days of a slice that are known, by number, up to the data's end: none where no file tells of any, and but for those that so many cases
  /// show to have no file.
  func knownDays(of kind: FactKind, cases: Double, upTo asOf: Int64) throws -> [Int] {
    let (days, asked) = (days(of: [], upTo: asOf), Told(kind: kind, line: nil, isLater: false))
    guard try stretches(of: kind, nil).contains(where: { Range($0).overlaps(days) }) else { return [] }
    let holes = try holes(asked, in: days, of: Self.fewestDays, a: perDay(asked, cases, in: days))
    return days.filter { day in !holes.contains { $0.contains(day) } }
  }

  /// Whether a group's days begin when the data have ended.
  func isAhead(_ labels: [String], of asOf: Int64) -> Bool {
    let days = days(of: labels)
    return !days.isEmpty && LocalDay(number: days.lowerBound).start > asOf
  }

  /// Whether some of a group's days lie between files, or before or after all of them, so that no hour of theirs is known.
  ///
  /// - Parameter days: those of the group that count.
  func hasHole(_ measure: Measure, _ labels: [String], in days: Range<Int>) throws -> Bool {
    let told = Set(try stretches(of: measure.fact, line(of: labels)).flatMap { Range($0).clamped(to: days) })
    let longest = Gaps.runs(of: days, without: told).map(\.count).max() ?? 0
    return longest >= min(Self.fewestDays, max(1, days.count))
  }

  /// What a reader is told of a value over days of which files tell and others of which none does: of which days the value says nothing.
  ///
  /// - Parameters:
  ///   - cases: how many of a kind the value counts in the days of which files tell.
  ///   - asOf: the moment of the data's end, in Unix seconds; no file can tell of later days.
  func holes(
    _ measures: [Measure], _ labels: [String], cases: (FactKind) -> Double, upTo asOf: Int64
  ) throws -> [MissingDays] {
    let days = days(of: labels, upTo: asOf)
    return try asked(measures, labels).compactMap { asked, _ -> MissingDays? in
      let rate = try perDay(asked, cases(asked.kind), in: days)
      let holes = try self.holes(asked, in: days, of: Self.fewestDays, a: rate)
      guard !holes.isEmpty else { return nil }
      return MissingDays(
        days: holes.map { $0.lowerBound - period.first.number...$0.upperBound - period.first.number },
        note: try note(asked, missing: holes))
    }.uniqued()
  }

  /// What a reader is told of a value that looks at a caller's other calls, where these may lie in days of which no file tells: before a first
  /// call of the value's days, or behind the last one.
  func unknownRepeats(
    _ measures: [Measure], _ labels: [String], cases: (FactKind) -> Double, upTo asOf: Int64
  ) throws -> [LocalizedText] {
    let own = days(of: labels, upTo: asOf)
    guard !own.isEmpty else { return [] }
    return try asked(measures, labels).compactMap { asked, measure -> LocalizedText? in
      let columns = Set(measure.columns.map { measure.fact.columns[$0].name })
      let before = columns.contains(FactField.previousCallAt.rawValue) ? repeatDays : 0
      let behind = columns.isDisjoint(with: [FactField.nextCallAt, .nextSameTopicAt].map(\.rawValue)) ? 0 : repeatDays
      guard before + behind > 0 else { return nil }
      let end = min(
        own.upperBound + behind, LocalDay(containing: min(asOf, period.end + Int64(behind) * 86_400)).number + 1)
      let days = own.lowerBound - before..<max(own.upperBound, end)
      // Calls that are followed by the end of the hotline's data are left out themselves.
      let last = try stretches(of: asked.kind, asked.line).last?.upperBound ?? .min
      let rate = try perDay(asked, cases(asked.kind), in: own)
      // A single day may hold all that matters to a call.
      let holes = try self.holes(asked, in: days, of: 1, a: rate).filter {
        $0.upperBound < last
      }
      return holes.isEmpty ? nil : FileNotes.repeats(holes)
    }.uniqued()
  }

  /// What a reader is told of a value by a later time, a deadline or a closing, where of facts that came shortly before its days no file tells:
  /// some of them were due or closed in these days.
  func unknownEarlier(
    _ measures: [Measure], _ labels: [String], cases: (FactKind) -> Double, upTo asOf: Int64
  ) throws -> [LocalizedText] {
    let own = days(of: labels, upTo: asOf)
    guard !own.isEmpty else { return [] }
    return try asked(measures.filter(\.isOfLaterTime), labels).filter { !$0.0.isLater }.compactMap {
      asked, _ -> LocalizedText? in
      // Before the first file of all nothing is missed that anybody has.
      guard let first = try stretches(of: asked.kind, asked.line).first?.lowerBound, first < own.lowerBound else {
        return nil
      }
      let days = max(first, own.lowerBound - Self.longestLag)..<own.lowerBound
      let holes = try self.holes(
        asked, in: days, of: Self.fewestDays, a: perDay(asked, cases(asked.kind), in: own))
      guard !holes.isEmpty else { return nil }
      return FileNotes.earlier(asked.kind, holes)
    }.uniqued()
  }

  /// What a reader is told where no fact is found, or none for a day and longer, in a time of which files tell that lost rows: some of these may
  /// have told of that time.
  func lostRows(_ measures: [Measure], _ labels: [String]) throws -> [LocalizedText] {
    let (days, line) = (days(of: labels), line(of: labels))
    let kinds = Set(measures.filter { $0.time != nil }.map(\.fact))
    let lost = try files().reduce(0) { lost, span in
      kinds.contains(span.kind) && tells(span, of: line) && Range(span.days).overlaps(days)
        ? lost &+ span.rejected : lost
    }
    guard lost > 0 else { return [] }
    return [FileNotes.lost(lost)]
  }

  /// What must be told of for each measure that has times; of lines that are added up, for each of them.
  private func asked(_ measures: [Measure], _ labels: [String]) throws -> [(Told, Measure)] {
    let line = line(of: labels)
    return try measures.filter { $0.time != nil }.flatMap { measure in
      let lines = try line.map { [$0] } ?? added(of: measure.fact)
      return lines.flatMap { line in
        Self.ways(measure).map { (Told(kind: measure.fact, line: line, isLater: $0), measure) }
      }
    }
  }

  /// The lines that are added up, `nil` for files of one or of none: each has files of its own, and the others' days say nothing of its own.
  private func added(of kind: FactKind) throws -> [String?] {
    if let known = addedLines[kind] { return known }
    var found: [String?] = [nil]
    if !groups.contains(.dimension(.line)) {
      let own = try Set(files().compactMap { $0.kind == kind ? $0.line : nil })
      let added = lines.map(own.intersection) ?? own
      if added.count > 1 { found = added.sorted() }
    }
    addedLines[kind] = found
    return found
  }

  /// The part of a group's facts that are of a line; 1 where lines are not added up.
  private func share(of asked: Told) throws -> Double {
    guard let line = asked.line, try added(of: asked.kind).count > 1 else { return 1 }
    let cases = try shares[asked.kind] ?? casesByLine(asked.kind)
    shares[asked.kind] = cases
    let all = cases.values.reduce(0, +)
    return all > 0 ? (cases[line] ?? 0) / all : 0
  }

  /// The runs of some days of which no file tells, of so many days or more.
  ///
  /// - Parameter rate: how many cases a day has of which files tell.
  private func holes(
    _ asked: Told, in days: Range<Int>, of fewest: Int, a rate: Double
  ) throws -> [ClosedRange<Int>] {
    var (holes, next): ([ClosedRange<Int>], Int) = ([], days.lowerBound)
    func add(upTo end: Int) {
      guard end - next >= max(1, fewest), Double(end - next) * rate >= Self.fewestExpected else { return }
      holes.append(next...end - 1)
    }
    for stretch in try stretches(of: asked.kind, asked.line, isLater: asked.isLater) where stretch.upperBound >= next {
      add(upTo: min(stretch.lowerBound, days.upperBound))
      next = stretch.upperBound + 1
    }
    add(upTo: days.upperBound)
    return holes
  }

  /// How many cases a day has, on average, of those of which files tell: a file tells of its days because its first and its last case stand
  /// there, so these two say nothing of how many there are between them.
  ///
  /// - Parameter cases: those of all lines where lines are added up.
  private func perDay(_ asked: Told, _ cases: Double, in days: Range<Int>) throws -> Double {
    let told = try stretches(of: asked.kind, asked.line, isLater: asked.isLater).reduce(0) {
      $0 + Range($1).clamped(to: days).count
    }
    return try max(0, cases * share(of: asked) - 2) / Double(max(1, told))
  }

  private func days(of labels: [String], upTo asOf: Int64) -> Range<Int> {
    guard asOf >= period.start else { return period.first.number..<period.first.number }
    let last = LocalDay(containing: min(asOf, period.end - 1)).number
    return days(of: labels).clamped(to: period.first.number..<last + 1)
  }

  private func note(_ asked: Told, missing holes: [ClosedRange<Int>]) throws -> LocalizedText {
    // Of lines that are added up it is said which one.
    try FileNotes.missing(asked.kind, holes, line: added(of: asked.kind).count > 1 ? asked.line : nil)
  }

  /// The days of which files tell, each run of them, in order.
  ///
  /// - Parameter isLater: whether they tell what became of facts, and not when they came.
  private func stretches(
    of kind: FactKind, _ line: String?, isLater: Bool = false
  ) throws -> [ClosedRange<Int>] {
    let told = Told(kind: kind, line: line, isLater: isLater)
    if let known = stretches[told] { return known }
    let days = try files().filter { $0.kind == kind && tells($0, of: line) }.map(isLater ? \.laterDays : \.days)
      .sorted { $0.lowerBound < $1.lowerBound }
    var found: [ClosedRange<Int>] = []
    for next in days {
      if let last = found.last, next.lowerBound <= last.upperBound + 1 {
        found[found.count - 1] = last.lowerBound...max(last.upperBound, next.upperBound)
      } else {
        found.append(next)
      }
    }
    stretches[told] = found
    return found
  }

  private func files() throws -> [SourceSpan] {
    let all = try spans ?? read()
    spans = all
    return all
  }

  /// Whether a file may tell of a line, or of one of those asked for.
  private func tells(_ span: SourceSpan, of line: String?) -> Bool {
    guard let own = span.line else { return true }
    return line.map { $0 == own } ?? lines?.contains(own) ?? true
  }

  /// The days that a group's labels leave of the period, by number: a table by day must not go through all days for each of them.
  func days(of labels: [String]) -> Range<Int> {
    var days = period.first.number..<period.last.number + 1
    for (group, label) in zip(groups, labels) {
      guard group.isTime, let span = try? Period(parsing: label) else { continue }
      days = days.clamped(to: span.first.number..<span.last.number + 1)
    }
    return days
  }

  private func line(of labels: [String]) -> String? {
    zip(groups, labels).first { $0.0 == .dimension(.line) && !$0.1.isEmpty }?.1
  }
}

extension Array where Element: Equatable {
  /// Each element once, in the order of its first.
  fileprivate func uniqued() -> Self {
    reduce(into: []) { found, one in if !found.contains(one) { found.append(one) } }
  }
}

extension Measure {
  /// Whether it is counted by what became of a fact, such as its closing, and not by when the fact came.
  var isOfLaterTime: Bool { time != nil && time != fact.timeColumns.first }
}
