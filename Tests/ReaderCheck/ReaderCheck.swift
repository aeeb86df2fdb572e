import HotlineConfiguration
import HotlineReading
import HotlineText

/// Reads a file as an ingest would and holds what comes out against what must always be so. Mutation tests and the fuzzer
/// use the same check.
package struct ReaderCheck: RecordSink {
  /// Records received.
  package private(set) var records = 0
  /// Rejected rows received.
  package private(set) var rejects: [RejectedRow] = []

  private init() {}

  /// How the reading ended.
  package enum Outcome {
    /// The file was read, and every row is accounted for.
    case read
    /// The file as a whole was refused in words.
    case refused
    /// Something that must never be.
    case violated(String)
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: the file's content, for the count of rows by ``RowCount``.
  ///   - profile: how it is read; `nil` to find the profile by the headers.
  package static func outcome(
    of path: String, bytes: [UInt8], profile: Profile?, catalog: ProfileCatalog
  ) -> Outcome {
    do {
      let file = try ExportFile(path: path)
      var check = ReaderCheck()
      let summary = try file.read(profile: profile ?? file.matchProfile(in: catalog), into: &check, batchSize: 5)
      let count = RowCount(bytes, encoding: file.encoding, delimiter: file.delimiter)
      return check.verdict(summary, file.source.isPlainText ? count : nil)
    } catch let refusal as Diagnostic {
      return refusal.message(.en).isEmpty || refusal.message(.zh).isEmpty
        ? .violated("a refusal without words") : .refused
    } catch {
      return .violated("an error that is no diagnostic: \(error)")
    }
  }

  /// - Parameter count: the rows of the file by another count; `nil` for a workbook or an archive.
  private func verdict(_ summary: ReadingSummary, _ count: RowCount?) -> Outcome {
    if !summary.isConserved { return .violated("not conserved: \(summary)") }
    if summary.records != records { return .violated("\(summary.records) records counted, \(records) received") }
    if summary.rejected != rejects.count {
      return .violated("\(summary.rejected) rejects counted, \(rejects.count) received")
    }
    guard let count else { return rejects.contains { $0.line < 1 } ? .violated("a reject without line") : .read }
    // Damage leaves lines of their own that a plainer reader takes for one row, never the other way round.
    if count.isRegular, summary.rows < count.rows {
      return .violated("\(summary.rows) rows read, \(count.rows) in the file")
    }
    // A line can be two rows where files were joined without a line end between them.
    let isUndamaged = summary.header < 2 && !rejects.contains { $0.reason == .unterminatedQuote }
    if count.isRegular, isUndamaged, summary.rows != count.rows {
      return .violated("\(summary.rows) rows read, \(count.rows) in the file without damage")
    }
    if summary.rows > 2 * count.lines {
      return .violated("\(summary.rows) rows read, \(count.lines) lines in the file")
    }
    if rejects.contains(where: { $0.line < 1 || $0.detail.en.isEmpty || $0.detail.zh.isEmpty }) {
      return .violated("a reject without line or reason")
    }
    return .read
  }

  /// Counts the batch's records.
  package mutating func receive(_ batch: borrowing RecordBatch) { records += batch.count }
  /// Keeps the row.
  package mutating func reject(_ row: RejectedRow, fields: () -> [String]) { rejects.append(row) }
}
