import HotlineCalendar
import HotlineModel
import HotlineText

/// Tells of which groups of a table the files tell at all: a month between two exports, a hotline or a kind of fact of which no file came.
/// The files are looked at when something was not counted, and once.
final class FileCoverage {
  /// So many days without a file are no days on which nobody happened to call.
  private static let fewestDays = 5

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
