import HotlineModel

/// What the reader of a ``FilePart`` tells besides its records, so that the parts together tell what one reader of the file would.
package struct PartReading: Codable, Sendable, Hashable {
  /// Its rows by what became of them.
  package let counts: RowCounts
  /// Rows that became records.
  package let records: Int
  /// Whether times that decide durations were given only to the minute.
  let hasMinutePrecision: Bool
  /// The values that were emptied or corrected.
  let noticed: [ValueTally]
  /// Whether its rows mean the same whatever stands before them, and it does so for those behind it: no record goes on behind its end, no
  /// header stands inside it, nothing was judged by earlier rows. Otherwise the file has to be read as a whole.
  package let standsAlone: Bool

  /// Whether so many rows and values can stand in a part of a file of so many bytes: notes are files that anybody may have written.
  package func isPossible(in part: FilePart, of sizeBytes: Int) -> Bool {
    guard part.isWithin(sizeBytes) else { return false }
    let most = part.end - part.start
    let rows = [counts.rows, counts.header, counts.blank, counts.skipped, counts.rejected, records]
    let values = noticed.flatMap { [$0.count] + $0.words.values }
    return (rows + values).allSatisfy { (0...most).contains($0) } && counts.isConserved(records: records)
  }
}

/// How often something was noticed in the values of a field, and where first.
struct ValueTally: Codable, Sendable, Hashable {
  var count = 0
  var examples: [ReadingRemark.Example] = []
  /// Unknown words, or lines, as they stand in the file, and how often.
  var words: [String: Int] = [:]
  /// Whether there were more different words than are kept.
  var leavesOut = false

  /// Different words kept of one field; the rest is counted together.
  static let wordLimit = 20

  mutating func count(word: String) {
    if words[word] != nil || words.count < Self.wordLimit { words[word, default: 0] += 1 } else { leavesOut = true }
  }

  /// Adds what was noticed further down; `false` when it cannot be told which words the first ones of both are.
  mutating func add(_ other: ValueTally) -> Bool {
    count += other.count
    examples = Array((examples + other.examples).prefix(ReadingRemark.examplesKept))
    words.merge(other.words, uniquingKeysWith: +)
    return !leavesOut && !other.leavesOut && words.count <= Self.wordLimit
  }
}

extension ExportFile {
  /// What one reader of the file would tell, out of what the readers of all its parts tell, in their order.
  ///
  /// - Returns: `nil` when the file has to be read as a whole.
  /// - Throws: a ``Diagnostic`` for the file as a whole.
  package func summary(of parts: [PartReading], profile: Profile) throws -> ReadingSummary? {
    let file = try adapted(to: profile)
    let header = try HeaderRow.find(for: profile, in: file)
    let reading = try FileReading(
      profile: profile, header: header, file: path, batchSize: 1, sample: file.sample.map(\.fields))
    guard parts.allSatisfy(reading.add) else { return nil }
    return try finished(reading.finish(), header: header)
  }
}
