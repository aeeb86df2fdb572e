import HotlineCalendar
import HotlineModel
import HotlineText

/// Tells of which groups of a table the files tell at all: a month between two exports, a hotline or a kind of fact of which no file came.
/// The files are looked at once.
final class FileCoverage {
  /// So many days without a file are no days on which nobody happened to call.
  private static let fewestDays = 5
  /// So many stretches of days without a file are listed.
  private static let mostHoles = 3

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

  /// - Parameters:
  ///   - conditions: those of the slice and of the part of the facts that is asked.
  ///   - read: reads the files' spans.
  init(
    period: Period, groups: [Grouping], conditions: [Dimension: [String]], read: @escaping () throws -> [SourceSpan]
  ) {
    self.read = read
    self.period = period
    self.groups = groups
    lines = conditions[.line].map(Set.init)
  }

  /// Of which of the measures' kinds of fact no file tells anything in a group; `nil` when files tell of all.
  func untold(_ measures: [Measure], _ labels: [String]) throws -> FactKind? {
    let (days, line) = (days(of: labels), line(of: labels))
    return try measures.first { measure in
      // What came is counted when it came; what became of it is told up to the file's export.
      let isLater = measure.time != nil && measure.time != measure.fact.timeColumns.first
      return try !stretches(of: measure.fact, line, isLater: isLater).contains { stretch in
        measure.time == nil || days.isEmpty
          || stretch.lowerBound < days.upperBound && stretch.upperBound >= days.lowerBound
      }
    }?.fact
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
  /// - Parameter asOf: the moment of the data's end, in Unix seconds; no file can tell of later days.
  func holes(_ measures: [Measure], _ labels: [String], upTo asOf: Int64) throws -> [LocalizedText] {
    let days = days(of: labels)
    let last = LocalDay(containing: max(period.start, min(asOf, period.end - 1))).number
    let end = min(days.upperBound, last + 1)
    guard end - days.lowerBound >= Self.fewestDays else { return [] }
    let line = line(of: labels)
    var known: Set<Told> = []
    return try measures.compactMap { measure -> LocalizedText? in
      guard let time = measure.time else { return nil }
      let asked = Told(kind: measure.fact, line: line, isLater: time != measure.fact.timeColumns.first)
      guard known.insert(asked).inserted else { return nil }
      var (holes, next): ([ClosedRange<Int>], Int) = ([], days.lowerBound)
      for stretch in try stretches(of: asked.kind, line, isLater: asked.isLater) where stretch.upperBound >= next {
        if min(stretch.lowerBound, end) - next >= Self.fewestDays {
          holes.append(next...min(stretch.lowerBound, end) - 1)
        }
        next = stretch.upperBound + 1
      }
      if end - next >= Self.fewestDays { holes.append(next...end - 1) }
      return holes.isEmpty ? nil : Self.note(measure.fact, missing: holes)
    }.reduce(into: []) { notes, note in if !notes.contains(note) { notes.append(note) } }
  }

  private static func note(_ kind: FactKind, missing holes: [ClosedRange<Int>]) -> LocalizedText {
    func listed(_ to: String, _ comma: String, _ rest: String) -> String {
      holes.prefix(mostHoles).map {
        LocalDay(number: $0.lowerBound).iso + to + LocalDay(number: $0.upperBound).iso
      }.joined(separator: comma) + (holes.count > mostHoles ? rest : "")
    }
    return LocalizedText(
      zh: "不含没有\(kind.name.zh)文件的 \(listed(" 至 ", "、", " 等"))",
      en: "no file tells of \(listed(" to ", ", ", " and more")): \(kind.name.en)")
  }

  /// What a reader is told of a value that no file tells.
  static func note(_ kind: FactKind) -> LocalizedText {
    LocalizedText(zh: "没有覆盖该时段的\(kind.name.zh)文件", en: "no file covers this time: \(kind.name.en)")
  }

  /// The days of which files tell, each run of them, in order.
  ///
  /// - Parameter isLater: whether they tell what became of facts, and not when they came.
  private func stretches(
    of kind: FactKind, _ line: String?, isLater: Bool = false
  ) throws -> [ClosedRange<Int>] {
    let told = Told(kind: kind, line: line, isLater: isLater)
    if let known = stretches[told] { return known }
    let all = try spans ?? read()
    spans = all
    let days = all.filter { span in
      guard span.kind == kind else { return false }
      guard let own = span.line else { return true }
      return line.map { $0 == own } ?? lines?.contains(own) ?? true
    }.map(isLater ? \.laterDays : \.days).sorted { $0.lowerBound < $1.lowerBound }
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
